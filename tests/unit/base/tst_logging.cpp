// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"

#include <QTest>

using namespace salon;

class TestLogging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void peopleAreMasked()
    {
        QCOMPARE(maskedNumber(QStringLiteral("+491713920017")), QStringLiteral("+4917…017"));
        QCOMPARE(maskedNumber(QStringLiteral("110")), QStringLiteral("…"));
        QCOMPARE(maskedName(QStringLiteral("Lena Vogt")), QStringLiteral("L… V…"));
        QCOMPARE(maskedName(QString()), QString());
    }

    void textFromOutsideIsMasked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        QTest::newRow("mail") << "no lena.vogt@kunden.example here"
                              << "no …@… here";
        QTest::newRow("number") << "call +49 171 3920001 now"
                                << "call … now";
        QTest::newRow("number in JSON") << "{\"phone\":\"+491713920001\"}"
                                        << "{\"phone\":\"…\"}";
        QTest::newRow("key") << "Bearer cal_test_abc"
                             << "Bearer …";
        QTest::newRow("key alone") << "key cal_live_0a9b"
                                   << "key cal_…";
        QTest::newRow("uids") << "booking with uid=3prBt5YP9dEYpqEQLwqEhn, to reschedule hhaJXd18jPYSD8jjqCR4JY instead"
                              << "booking with uid=…, to reschedule … instead";
        QTest::newRow("long words stay") << "fixedHostsUnavailableForIt and 20251126T090000Z stay"
                                         << "fixedHostsUnavailableForIt and 20251126T090000Z stay";
        QTest::newRow("status text stays") << "400 User either already has booking at this time"
                                           << "400 User either already has booking at this time";
        QTest::newRow("instants stay readable") << "at 2025-11-26"
                                                << "at 2025-11-26";
    }

    void textFromOutsideIsMasked()
    {
        QFETCH(QString, text);
        QFETCH(QString, masked);
        QCOMPARE(maskedText(text), masked);
    }

    void textFromOutsideIsBounded() { QCOMPARE(maskedText(QString(5000, u'x')).size(), 2000); }
};

QTEST_GUILESS_MAIN(TestLogging)
#include "tst_logging.moc"
