// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/bookingoperations.h"
#include "core/calcom/eventtypeoperations.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace salon;
using namespace salon::calcom;

namespace
{

struct Recorded {
    QByteArray first_line;
    QList<HttpHeader> headers;
    QByteArray body;
};

Recorded recorded(const QString &name)
{
    QFile file(QStringLiteral(SALONDESK_SOURCE_DIR "/tests/fixtures/calcom/") + name + QStringLiteral(".http"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no fixture %s", qPrintable(name));
    const QByteArray text = file.readAll();
    const qsizetype split = text.indexOf("\n\n");
    Recorded read;
    read.body = text.mid(split + 2).trimmed();
    QList<QByteArray> lines = text.left(split).split('\n');
    read.first_line = lines.takeFirst();
    for (const QByteArray &line : lines)
        read.headers.append({line.left(line.indexOf(':')), line.mid(line.indexOf(':') + 1).trimmed()});
    return read;
}

IncomingAnswer answerOf(const QString &name)
{
    const Recorded response = recorded(name + QStringLiteral("_response"));
    IncomingAnswer answer;
    answer.status = response.first_line.split(' ').at(1).toInt();
    answer.headers = response.headers;
    answer.body = response.body;
    return answer;
}

Instant at(const char *text)
{
    return Instant::fromMs(QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate).toMSecsSinceEpoch());
}

const Token kToken{QStringLiteral("5c3f0b52-6d0e-4c0e-9a57-0d6f2c8d9a11"), QStringLiteral("762"), QStringLiteral("A"),
                   QStringLiteral("9b1e7a40-1d2f-4c7b-8a3e-2f61c0de0042")};

const Attendee kErika{QStringLiteral("Erika Muster"), QStringLiteral("erika@example.com"),
                      QStringLiteral("+4915100000000"), QStringLiteral("Europe/Berlin"), QStringLiteral("de")};

Account account(const char *user = "anna")
{
    return Account(QUrl(QStringLiteral("http://127.0.0.1:8788/v2/")), QByteArray("cal_test_") + user);
}

} // namespace

class TestCalcomExchanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsAreTheRecordedOnes_data()
    {
        QTest::addColumn<OutgoingRequest>("built");
        const auto uid = [](const char *text) { return QString::fromLatin1(text); };
        QTest::newRow("create_accepted") << CreateBooking{1, at("2026-12-01T09:00:00Z"), kErika, kToken}.request(
            account());
        QTest::newRow("get_cancelled") << GetBooking{uid("5DxPRwCvBNM6DzrAkwxXSQ")}.request(account());
        QTest::newRow("get_rescheduled") << GetBooking{uid("3prBt5YP9dEYpqEQLwqEhn")}.request(account());
        QTest::newRow("list_accepted")
            << ListBookings{at("2026-12-08T09:00:00Z"), at("2026-12-09T09:30:00Z"), 250}.request(account());
        QTest::newRow("cancel_done")
            << CancelBooking{uid("5DxPRwCvBNM6DzrAkwxXSQ"), QStringLiteral("Kundin krank")}.request(account());
        QTest::newRow("reschedule_done") << RescheduleBooking{uid("3prBt5YP9dEYpqEQLwqEhn"), at("2026-12-09T10:00:00Z"),
                                                              QStringLiteral("spaeter")}
                                                .request(account());
        QTest::newRow("eventtype_managed_parent") << GetEventType{103}.request(account());
    }

    void requestsAreTheRecordedOnes()
    {
        QFETCH(OutgoingRequest, built);
        const Recorded expected = recorded(QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral("_request"));
        const QByteArray target =
            built.url.path(QUrl::FullyEncoded).toLatin1() +
            (built.url.hasQuery() ? '?' + built.url.query(QUrl::FullyEncoded).toLatin1() : QByteArray());
        QCOMPARE(built.method + ' ' + target + " HTTP/1.1", expected.first_line);
        for (const HttpHeader &header : expected.headers)
            QCOMPARE(headerValue(built.headers, header.name), header.value);
        QCOMPARE(QJsonDocument::fromJson(built.body), QJsonDocument::fromJson(expected.body));
        QCOMPARE(built.body.isEmpty(), expected.body.isEmpty());
    }

    void answersAreClassed_data()
    {
        QTest::addColumn<AnswerClass>("expected");
        QTest::addColumn<ErrorShape>("shape");
        const auto row = [](const char *name, AnswerClass kind, ErrorShape shape) {
            QTest::newRow(name) << kind << shape;
        };
        using enum AnswerClass;
        row("create_accepted", Done, ErrorShape::None);
        row("create_pending", Done, ErrorShape::None);
        row("create_taken", Taken, ErrorShape::Envelope);
        row("create_raced", Taken, ErrorShape::Raw);
        row("create_proxy_page", Unclear, ErrorShape::Foreign);
        row("create_past", Definite, ErrorShape::Envelope);
        row("create_unknown_type", Definite, ErrorShape::Envelope);
        row("create_no_hosts", Definite, ErrorShape::Envelope);
        row("create_unknown_property", Definite, ErrorShape::Envelope);
        row("create_email_required", Definite, ErrorShape::Envelope);
        row("create_metadata_types", Definite, ErrorShape::Envelope);
        row("create_limit_reached", Definite, ErrorShape::Raw);
        row("create_rate_limited", NotExecuted, ErrorShape::Envelope);
        row("create_bad_key", Unauthorized, ErrorShape::Envelope);
        row("get_cancelled", Done, ErrorShape::None);
        row("get_unknown", Definite, ErrorShape::Envelope);
        row("list_page", Done, ErrorShape::None);
        row("list_forbidden", Definite, ErrorShape::Envelope);
        row("cancel_done", Done, ErrorShape::None);
        row("cancel_again", AlreadyDone, ErrorShape::Envelope);
        row("cancel_unknown", Definite, ErrorShape::Envelope);
        row("cancel_disabled", Definite, ErrorShape::Raw);
        row("cancel_without_reason", Definite, ErrorShape::Raw);
        row("reschedule_done", Done, ErrorShape::None);
        row("reschedule_again", Unclear, ErrorShape::Envelope);
        row("reschedule_cancelled", Definite, ErrorShape::Envelope);
        row("eventtype_managed_parent", Definite, ErrorShape::Envelope);
        row("me_answered", Done, ErrorShape::None);
    }

    void answersAreClassed()
    {
        QFETCH(AnswerClass, expected);
        QFETCH(ErrorShape, shape);
        const IncomingAnswer answer = answerOf(QString::fromLatin1(QTest::currentDataTag()));
        const Answer read = readAnswer(answer, at("2026-11-22T14:00:00Z"));
        QCOMPARE(read.kind, expected);
        QCOMPARE(read.error.shape, shape);
        if (expected != AnswerClass::Done) {
            QCOMPARE(read.error.http, answer.status);
            QVERIFY(!read.error.message.isEmpty());
            QCOMPARE(read.error.request_id, QString::fromLatin1(answer.header("x-request-id")));
        }
        if (expected == AnswerClass::NotExecuted)
            QCOMPARE(read.wait_hint, std::optional<milliseconds>(seconds(60)));
    }

    void bookingsAreRead()
    {
        Answer created = readAnswer(answerOf(QStringLiteral("create_accepted")), {});
        const std::optional<Booking> booking = bookingIn(created);
        QVERIFY(booking);
        QCOMPARE(booking->uid, QStringLiteral("eXJ3qBKtTTE33ZUYpww5Hw"));
        QCOMPARE(booking->status, BookingStatus::Accepted);
        QCOMPARE(booking->start, at("2026-12-01T09:00:00Z"));
        QCOMPARE(booking->end, at("2026-12-01T09:30:00Z"));
        QCOMPARE(booking->token, kToken);

        Answer pending = readAnswer(answerOf(QStringLiteral("create_pending")), {});
        QCOMPARE(bookingIn(pending)->status, BookingStatus::Pending);
        Answer old = readAnswer(answerOf(QStringLiteral("get_rescheduled")), {});
        QCOMPARE(bookingIn(old)->rescheduled_to_uid, QStringLiteral("hhaJXd18jPYSD8jjqCR4JY"));
        Answer cancelled = readAnswer(answerOf(QStringLiteral("get_cancelled")), {});
        QCOMPARE(bookingIn(cancelled)->status, BookingStatus::Cancelled);
    }

    void pagesAreCountedByTheirRows()
    {
        Answer page = readAnswer(answerOf(QStringLiteral("list_page")), {});
        QCOMPARE(pageIn(page)->rows, 2);
        QCOMPARE(pageIn(page)->bookings.at(1).status, BookingStatus::Accepted);
        // The server says hasNextPage and returnedItems 2 here; the rows say that it is over.
        Answer empty = readAnswer(answerOf(QStringLiteral("list_empty_page")), {});
        QCOMPARE(pageIn(empty)->rows, 0);
    }

    void eventTypesAreRead()
    {
        Answer listed = readAnswer(answerOf(QStringLiteral("eventtypes_child")), {});
        const std::optional<QList<EventType>> types = eventTypesIn(listed);
        QVERIFY(types);
        QCOMPARE(types->size(), 1);
        QCOMPARE(types->at(0).id, 111);
        QCOMPARE(types->at(0).owner_id, 101);
        QCOMPARE(types->at(0).length_min, 30);
        QVERIFY(!types->at(0).managed_parent);
    }
};

QTEST_GUILESS_MAIN(TestCalcomExchanges)
#include "tst_calcomexchanges.moc"
