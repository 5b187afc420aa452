// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/bookingoperations.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace salon;
using namespace salon::calcom;

namespace
{

IncomingAnswer answer(int status, const QByteArray &body, QList<HttpHeader> headers = {})
{
    IncomingAnswer made;
    made.status = status;
    made.body = body;
    made.headers = std::move(headers);
    return made;
}

QByteArray envelope(const QString &message, const QString &code = QStringLiteral("BadRequestException"))
{
    const QJsonObject error{{QStringLiteral("code"), code}, {QStringLiteral("message"), message}};
    return QJsonDocument(
               QJsonObject{{QStringLiteral("status"), QStringLiteral("error")}, {QStringLiteral("error"), error}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

class TestCalcomAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsDecide_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        QTest::addColumn<AnswerClass>("expected");
        using enum AnswerClass;
        const auto row = [](int status, const char *text, AnswerClass kind) {
            QTest::addRow("%d %s", status, text) << status << QString::fromLatin1(text) << kind;
        };
        row(400, "User either already has booking at this time or is not available", Taken);
        row(400, "One of the hosts either already has booking at this time or is not available", Taken);
        row(400, "An error occurred while querying the database.", Taken);
        row(409, "booking_conflict_error", Taken);
        row(409, "No more seats left at this seated booking.", Taken);
        row(409, "anything", Taken);
        row(400, "Something nobody has seen before", Unclear);
        row(400, "Booking failed", Unclear);
        row(400, "Missing payment credentials", Unclear);
        row(408, "Request Timeout", Unclear);
        row(499, "client closed", Unclear);
        row(500, "Internal server error", Unclear);
        row(503, "unavailable", Unclear);
        row(400, "The event type can't be booked at the \"start\" time provided. This could be because it's too soon",
            Definite);
        row(400, "Event type with id=5 is the parent managed event type that can't be booked.", Definite);
        row(400, "Attendee with this email can't book because the maximum number of active bookings has been reached.",
            Definite);
        row(400, "Invalid event length", Definite);
        row(400, "responses - {attendeePhoneNumber}invalid_number, ", Definite);
        row(401, "booking_limit_reached", Definite);
        row(401, "Invalid Access Token.", Unauthorized);
        row(401, "checkBookingRequiresAuthentication - no", Unauthorized);
        row(403, "Cannot use this email to create the booking.", Definite);
        row(403, "something", Definite);
        row(404, "Cannot POST /v2/bookings", Definite);
        row(422, "Can't book this team event type because it has no hosts.", Definite);
        row(429, "whatever", NotExecuted);
        row(302, "moved", Unclear);
    }

    void textsDecide()
    {
        QFETCH(int, status);
        QFETCH(QString, message);
        QFETCH(AnswerClass, expected);
        QCOMPARE(readAnswer(answer(status, envelope(message)), {}).kind, expected);
        const QByteArray raw =
            QJsonDocument(QJsonObject{{QStringLiteral("statusCode"), status}, {QStringLiteral("message"), message}})
                .toJson();
        const Answer read = readAnswer(answer(status, raw), {});
        QCOMPARE(read.kind, expected);
        QCOMPARE(read.error.shape, ErrorShape::Raw);
        QCOMPARE(read.error.message, message);
    }

    void foreignBodiesProveNothing_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        for (int status : {200, 201, 400, 403, 404, 502}) {
            QTest::addRow("%d html", status) << status << QByteArray("<html><body>challenge</body></html>");
            QTest::addRow("%d empty", status) << status << QByteArray();
            QTest::addRow("%d cut", status) << status << QByteArray("{\"status\":\"succ");
            QTest::addRow("%d array", status) << status << QByteArray("[1,2]");
            QTest::addRow("%d not utf-8", status) << status << QByteArray("{\"da\xff\xfeta\":1}");
            QTest::addRow("%d large", status) << status << QByteArray(10 * 1024 * 1024, 'x');
        }
    }

    void foreignBodiesProveNothing()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const Answer read = readAnswer(answer(status, body), {});
        QCOMPARE(read.kind, AnswerClass::Unclear);
        QCOMPARE(read.error.shape, ErrorShape::Foreign);
        QVERIFY(read.error.message.size() < 1000);
    }

    void transportFailures_data()
    {
        QTest::addColumn<TransportFailure>("failure");
        QTest::addColumn<AnswerClass>("expected");
        QTest::newRow("refused") << TransportFailure::Refused << AnswerClass::NotExecuted;
        QTest::newRow("lost") << TransportFailure::Lost << AnswerClass::Unclear;
        QTest::newRow("timeout") << TransportFailure::Timeout << AnswerClass::Unclear;
    }

    void transportFailures()
    {
        QFETCH(TransportFailure, failure);
        QFETCH(AnswerClass, expected);
        IncomingAnswer none;
        none.failure = failure;
        const Answer read = readAnswer(none, {});
        QCOMPARE(read.kind, expected);
        QVERIFY(!read.error.text().isEmpty());
    }

    void resetHeaders_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("expected_s"); // -1 = none
        QTest::newRow("seconds to go") << QByteArray("x-ratelimit-reset-default") << QByteArray("42") << qint64(42);
        QTest::newRow("zero waits a moment") << QByteArray("X-RateLimit-Reset-Default") << QByteArray("0") << qint64(1);
        QTest::newRow("epoch") << QByteArray("X-RateLimit-Reset") << QByteArray("1795363230") << qint64(30);
        QTest::newRow("epoch gone by") << QByteArray("X-RateLimit-Reset") << QByteArray("1795363000") << qint64(0);
        QTest::newRow("retry after") << QByteArray("Retry-After") << QByteArray("7") << qint64(7);
        QTest::newRow("a date") << QByteArray("Retry-After") << QByteArray("Sun, 22 Nov 2026") << qint64(-1);
        QTest::newRow("negative") << QByteArray("Retry-After") << QByteArray("-3") << qint64(-1);
    }

    void resetHeaders()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(qint64, expected_s);
        const Instant now = Instant::fromMs(1'795'363'200'000);
        const Answer read = readAnswer(answer(429, envelope(QStringLiteral("x")), {{name, value}}), now);
        QCOMPARE(read.wait_hint.has_value(), expected_s >= 0);
        if (expected_s >= 0)
            QCOMPARE(*read.wait_hint, milliseconds(seconds(expected_s)));
    }

    void anAnswerWithoutABookingIsUnclear_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("null") << QByteArray("{\"status\":\"success\",\"data\":null}");
        QTest::newRow("no uid") << QByteArray("{\"status\":\"success\",\"data\":{\"id\":5}}");
        QTest::newRow("number") << QByteArray("{\"status\":\"success\",\"data\":7}");
        QTest::newRow("empty series") << QByteArray("{\"status\":\"success\",\"data\":[]}");
    }

    void anAnswerWithoutABookingIsUnclear()
    {
        QFETCH(QByteArray, body);
        Answer read = readAnswer(answer(201, body), {});
        QVERIFY(!bookingIn(read));
        QCOMPARE(read.kind, AnswerClass::Unclear);
    }

    void onlyInternationalNumbersAreSent_data()
    {
        QTest::addColumn<QString>("phone");
        QTest::addColumn<bool>("sent");
        QTest::newRow("E.164") << QStringLiteral("+4915100000000") << true;
        QTest::newRow("blanks") << QStringLiteral("+49 151 00000000") << false;
        QTest::newRow("local") << QStringLiteral("0151 12") << false;
        QTest::newRow("none") << QString() << false;
    }

    void onlyInternationalNumbersAreSent()
    {
        QFETCH(QString, phone);
        QFETCH(bool, sent);
        CreateBooking create;
        create.attendee.phone = phone;
        const OutgoingRequest request =
            create.request(Account(QUrl(QStringLiteral("http://127.0.0.1/v2")), "cal_test_x"));
        const QJsonObject attendee = QJsonDocument::fromJson(request.body).object().value(u"attendee").toObject();
        QCOMPARE(attendee.contains(u"phoneNumber"), sent);
    }

    void aCancelAlwaysGivesAReason()
    {
        const Account account(QUrl(QStringLiteral("http://127.0.0.1/v2")), "cal_test_x");
        const OutgoingRequest request = CancelBooking{QStringLiteral("u"), QStringLiteral("  ")}.request(account);
        QVERIFY(!QJsonDocument::fromJson(request.body).object().value(u"cancellationReason").toString().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCalcomAnswer)
#include "tst_calcomanswer.moc"
