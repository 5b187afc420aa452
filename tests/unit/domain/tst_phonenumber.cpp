// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/phonenumber.h"

#include <QTest>

using namespace salon;

class TestPhoneNumber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void normalises_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("e164"); // empty = no number
        QTest::newRow("e164") << "+491713920001"
                              << "+491713920001";
        QTest::newRow("national") << "0171 3920001"
                                  << "+491713920001";
        QTest::newRow("with zero in brackets") << "+49 (0)30 23125000"
                                               << "+493023125000";
        QTest::newRow("double zero") << "0049 30 23125000"
                                     << "+493023125000";
        QTest::newRow("blanks around") << "  0171-3920001 "
                                       << "+491713920001";
        QTest::newRow("austria") << "+43 1 2345678"
                                 << "+4312345678";
        QTest::newRow("withheld word") << "anonymous"
                                       << "";
        QTest::newRow("withheld number") << "+266696687"
                                         << "";
        QTest::newRow("too short") << "12"
                                   << "";
        QTest::newRow("two in one breath") << "030 23125010 0049"
                                           << "";
        QTest::newRow("cut off") << "+49 171 392"
                                 << "";
        QTest::newRow("sip") << "sip:anna@example.org"
                             << "";
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("placeholder") << "{{user_number}}"
                                     << "";
        QTest::newRow("long") << QString(5000, u'1') << "";
    }

    void normalises()
    {
        QFETCH(QString, written);
        QFETCH(QString, e164);
        QCOMPARE(normalizedNumber(written, QStringLiteral("DE")).value_or(QString()), e164);
    }
};

QTEST_GUILESS_MAIN(TestPhoneNumber)
#include "tst_phonenumber.moc"
