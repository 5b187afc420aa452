// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/webhookevent.h"

#include <QJsonDocument>
#include <QTest>

using namespace salon;
using namespace salon::calcom;

namespace
{

QByteArray told(const QJsonObject &payload, const QString &trigger = QStringLiteral("BOOKING_CREATED"))
{
    return QJsonDocument(QJsonObject{{QStringLiteral("triggerEvent"), trigger},
                                     {QStringLiteral("createdAt"), QStringLiteral("2025-11-25T08:00:00.123Z")},
                                     {QStringLiteral("payload"), payload}})
        .toJson();
}

} // namespace

class TestWebhookEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeEvent()
    {
        const QByteArray body =
            R"({"triggerEvent":"BOOKING_RESCHEDULED","createdAt":"2025-11-25T08:00:00.123Z",)"
            R"("payload":{"uid":"new","rescheduleUid":"old","eventTypeId":7,"status":"ACCEPTED",)"
            R"("startTime":"2025-11-26T09:00:00Z","endTime":"2025-11-26T09:50:00Z","organizer":{"id":42},)"
            R"("attendees":[{"name":"Lena Vogt","email":"lena@example.com","phoneNumber":"+4917139200010"}],)"
            R"("metadata":{"salondesk_instance":"i","salondesk_appointment":"1","salondesk_phase":"A",)"
            R"("salondesk_operation":"u"}}})";
        const auto read = WebhookEvent::parse(body);
        QVERIFY(read);
        QVERIFY(read->isAboutTimes());
        QCOMPARE(read->created->ms(), 1764057600123);
        QCOMPARE(read->booking.uid, QStringLiteral("new"));
        QCOMPARE(read->booking.rescheduled_from_uid, QStringLiteral("old"));
        QVERIFY(read->booking.status == BookingStatus::Accepted);
        QCOMPARE((read->booking.end - read->booking.start).count(), 50 * 60'000);
        QCOMPARE(read->booking.event_type_id, 7);
        QCOMPARE(read->booking.host_id, 42);
        QCOMPARE(read->booking.token.operation, QStringLiteral("u"));
        QCOMPARE(read->booking.attendee.name, QStringLiteral("Lena Vogt"));
        QCOMPARE(read->booking.attendee.phone, QStringLiteral("+4917139200010"));
    }

    void times_data()
    {
        QTest::addColumn<QString>("written");
        for (const char *written : {"2025-11-26T09:00:00Z", "2025-11-26T09:00:00+00:00", "2025-11-26T09:00:00.000Z",
                                    "2025-11-26T10:00:00+01:00", "2025-11-26T09:00:00"})
            QTest::newRow(written) << QString::fromLatin1(written);
    }
    void times()
    {
        QFETCH(QString, written);
        const auto read = WebhookEvent::parse(
            told({{QStringLiteral("uid"), QStringLiteral("u")}, {QStringLiteral("startTime"), written}}));
        QVERIFY(read);
        QCOMPARE(read->booking.start.ms(), 1764147600000);
    }

    void withoutMetadata()
    {
        const auto read = WebhookEvent::parse(told(
            {{QStringLiteral("uid"), QStringLiteral("u")}, {QStringLiteral("status"), QStringLiteral("CANCELLED")}},
            QStringLiteral("BOOKING_CANCELLED")));
        QVERIFY(read);
        QVERIFY(read->booking.token == Token());
        QVERIFY(read->booking.status == BookingStatus::Cancelled);
    }

    void phoneFromTheForm()
    {
        const auto read = WebhookEvent::parse(
            R"({"triggerEvent":"BOOKING_CREATED","payload":{"uid":"u",)"
            R"("attendees":[{"name":"Lena"}],"responses":{"attendeePhoneNumber":{"label":"p","value":"+4917139200010"}}}})");
        QVERIFY(read);
        QVERIFY(!read->created);
        QCOMPARE(read->booking.attendee.phone, QStringLiteral("+4917139200010"));
    }

    void otherTriggersAreKept()
    {
        const auto read = WebhookEvent::parse(R"({"triggerEvent":"OOO_CREATED","payload":{"oooEntry":{}}})");
        QVERIFY(read);
        QVERIFY(!read->isAboutTimes());
    }

    void unreadable_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << told({{QStringLiteral("uid"), QStringLiteral("u")}}).chopped(9);
        QTest::newRow("a list") << QByteArray("[1]");
        QTest::newRow("no trigger") << QByteArray(R"({"payload":{"uid":"u"}})");
        QTest::newRow("trigger of another type") << QByteArray(R"({"triggerEvent":7,"payload":{"uid":"u"}})");
        QTest::newRow("no uid") << QByteArray(R"({"triggerEvent":"BOOKING_CANCELLED","payload":{}})");
        QTest::newRow("uid of another type")
            << QByteArray(R"({"triggerEvent":"BOOKING_CREATED","payload":{"uid":[]}})");
        QTest::newRow("payload of another type") << QByteArray(R"({"triggerEvent":"BOOKING_CREATED","payload":"x"})");
        QTest::newRow("NUL") << QByteArray("{\"triggerEvent\":\"BOOKING_CREATED\",\0}", 35);
    }
    void unreadable()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!WebhookEvent::parse(body));
    }
};

QTEST_GUILESS_MAIN(TestWebhookEvent)
#include "tst_webhookevent.moc"
