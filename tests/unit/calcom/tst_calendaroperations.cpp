// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/calendaroperations.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace salon;
using namespace salon::calcom;

namespace
{

Answer done(const QByteArray &data)
{
    Answer answer;
    answer.kind = AnswerClass::Done;
    const QJsonDocument document = QJsonDocument::fromJson(data);
    answer.data = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    return answer;
}

const QByteArray kTwo =
    R"({"connectedCalendars":[{"credentialId":5,"calendars":[{"externalId":"mia@example.com","isSelected":true},)"
    R"({"externalId":"holidays","isSelected":false}]},{"credentialId":6,"calendars":[{"externalId":"b","credentialId":7}]}]})";

} // namespace

class TestCalendarOperations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRequestNamesEachCalendar()
    {
        const Account account(QUrl(QStringLiteral("https://example.com/v2")), "cal_x");
        const GetBusyTimes times{{{5, QStringLiteral("mia+home@example.com")}, {7, QStringLiteral("b")}},
                                 QStringLiteral("Europe/Berlin"),
                                 QDate(2025, 11, 25),
                                 QDate(2026, 1, 24)};
        const OutgoingRequest request = times.request(account);
        QCOMPARE(request.method, QByteArray("GET"));
        const QUrlQuery query(request.url);
        QCOMPARE(request.url.path(), QStringLiteral("/v2/calendars/busy-times"));
        QCOMPARE(query.queryItemValue(QStringLiteral("timeZone"), QUrl::FullyDecoded), QStringLiteral("Europe/Berlin"));
        QCOMPARE(query.queryItemValue(QStringLiteral("dateTo")), QStringLiteral("2026-01-24"));
        QCOMPARE(query.queryItemValue(QStringLiteral("calendarsToLoad[1][credentialId]")), QStringLiteral("7"));
        QVERIFY2(request.url.toEncoded().contains("mia%2Bhome%40example.com"), request.url.toEncoded().constData());
    }

    void calendarsThatCount()
    {
        Answer answer = done(kTwo);
        const auto calendars = calendarsIn(answer);
        QVERIFY(calendars);
        const QList<ConnectedCalendar> expected{{5, QStringLiteral("mia@example.com")}, {7, QStringLiteral("b")}};
        QCOMPARE(*calendars, expected);
    }

    void noCalendarsIsAnAnswer()
    {
        Answer answer = done(R"({"connectedCalendars":[]})");
        QVERIFY(calendarsIn(answer) && calendarsIn(answer)->isEmpty());
    }

    void aBrokenCalendarIsNoAnswer()
    {
        Answer answer = done(R"({"connectedCalendars":[{"credentialId":5,"error":{"message":"x"},"calendars":[]}]})");
        QVERIFY(!calendarsIn(answer));
        QVERIFY(answer.kind == AnswerClass::Unclear);
        QVERIFY(answer.error.message.contains(QStringLiteral("sign in again")));
    }

    void busyTimes_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<int>("times"); // -1: no answer
        QTest::newRow("none") << QByteArray("[]") << 0;
        QTest::newRow("one") << QByteArray(R"([{"start":"2025-11-26T09:00:00.000Z","end":"2025-11-26T10:00:00.000Z"}])")
                             << 1;
        QTest::newRow("with an offset")
            << QByteArray(R"([{"start":"2025-11-26T10:00:00+01:00","end":"2025-11-26T10:00:00Z","source":"x"}])") << 1;
        QTest::newRow("no end") << QByteArray(R"([{"start":"2025-11-26T09:00:00Z"}])") << -1;
        QTest::newRow("ends first") << QByteArray(R"([{"start":"2025-11-26T09:00:00Z","end":"2025-11-26T08:00:00Z"}])")
                                    << -1;
        QTest::newRow("one of two cannot be read")
            << QByteArray(R"([{"start":"2025-11-26T09:00:00Z","end":"2025-11-26T10:00:00Z"},{"start":"soon"}])") << -1;
        QTest::newRow("no list") << QByteArray(R"({"busy":[]})") << -1;
    }
    void busyTimes()
    {
        QFETCH(QByteArray, data);
        QFETCH(int, times);
        Answer answer = done(data);
        const auto read = busyTimesIn(answer);
        QCOMPARE(read ? int(read->size()) : -1, times);
        QCOMPARE(answer.kind == AnswerClass::Done, times >= 0);
    }
};

QTEST_GUILESS_MAIN(TestCalendarOperations)
#include "tst_calendaroperations.moc"
