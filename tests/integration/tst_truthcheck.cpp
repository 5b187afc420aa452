// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checks.h"
#include "core/booking/bookingdesk.h"
#include "core/operations/truthcheck.h"
#include "core/phone/callevents.h"
#include "core/phone/functiondesk.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"
#include "core/storage/reviewtable.h"
#include "tests/support/phonesalon.h"

#include <memory>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace salon;
using namespace salon::test;

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace

/// After each call: what was told = the book = Cal.com, as stored rows know it.
class TestTruthCheck final : public QObject
{
    Q_OBJECT

private:
    QJsonObject ask(const char *function, const char *args, const char *call_id = "call_a")
    {
        const QJsonObject arguments = QJsonDocument::fromJson(args).object();
        const auto call = FunctionCall::parse(wrappedCall(text(function), arguments, text(call_id)), {}, m_clock.now());
        const FunctionDesk desk(m_clock, m_random);
        const FunctionReply reply = desk.answer(*m_connection, *call);
        SALON_CHECK(desk.record(*m_connection, *call, reply, std::chrono::microseconds(900)).has_value());
        m_clock.advance(seconds(5));
        return reply.document();
    }
    AppointmentId book(const char *call_id = "call_a")
    {
        const QJsonObject booked =
            ask("start_booking",
                R"({"customer_name":"Max Berg","service":"Dauerwelle","staff":"mia","datetime":"2025-11-28 09:00"})",
                call_id);
        return AppointmentId{booked.value(u"appointment_id").toInteger()};
    }
    void end(const char *call_id = "call_a")
    {
        const QJsonObject event{{text("event"), text("call_ended")},
                                {text("call"), QJsonObject{{text("call_id"), text(call_id)}}}};
        SALON_CHECK(CallEvents::store(*m_connection, event, m_clock).has_value());
    }
    /// Everything arrived at Cal.com as it was wanted.
    void mirrored(AppointmentId id)
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        const auto rows = OutboxTable::ofAppointment(*m_connection, id);
        SALON_CHECK(!rows->isEmpty());
        for (OutboxRow row : *rows) {
            row.state = OutboxState::Done;
            SALON_CHECK(OutboxTable::update(*tx, row).has_value());
            SALON_CHECK(
                OutboxTable::setPhase(*tx, row.phase, SyncStatus::Synced, QStringLiteral("uid_%1").arg(row.phase.value))
                    .has_value());
        }
        SALON_CHECK(tx->commit().has_value());
    }
    void sql(const QString &statement)
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        Query q(*tx, statement);
        SALON_CHECK(q.exec().has_value());
        SALON_CHECK(tx->commit().has_value());
    }
    QList<ReviewItem> items()
    {
        QList<ReviewItem> found;
        const auto live = ReviewTable::live(*m_connection, m_clock.now());
        for (const ReviewItem &item : *live)
            if (item.cause == ReviewCause::ToldDiffers)
                found.append(item);
        return found;
    }
    int run() { return TruthCheck::runDue(*m_connection, m_clock).value_or(-1); }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_clock.set(Instant::fromMs(1'764'059'400'000)); // Tuesday 2025-11-25T09:30+01:00
        m_connection = m_database->open();
        QVERIFY(importPhoneSalon(*m_connection, m_clock));
    }
    void cleanup()
    {
        m_connection.reset();
        m_database.reset();
    }

    void anHonestCallIsComparedOnceAndInSilence()
    {
        const AppointmentId id = book();
        QCOMPARE(run(), 0); // the caller is still there
        end();
        QCOMPARE(run(), 0); // Cal.com has not heard of it
        mirrored(id);
        QCOMPARE(run(), 1);
        QCOMPARE(run(), 0);
        QVERIFY(items().isEmpty());
    }

    void aMirrorThatNeverComesIsNotWaitedForForEver()
    {
        book();
        end();
        QCOMPARE(run(), 0);
        m_clock.advance(std::chrono::hours(25));
        QCOMPARE(run(), 1);
        QVERIFY(items().isEmpty());
    }

    void aBookThatSaysSomethingElseIsForAPerson()
    {
        const AppointmentId id = book();
        end();
        mirrored(id);
        // As a fault would leave it: nobody did this, so nothing is in the journal.
        sql(QStringLiteral("UPDATE appointments SET begins_ms = begins_ms + 300000 WHERE id = %1").arg(id.value));
        QCOMPARE(run(), 1);
        QCOMPARE(items().size(), 1);
        QCOMPARE(items().constFirst().appointment, id);
        QCOMPARE(items().constFirst().group, text("call_a"));
        QCOMPARE(items().constFirst().evidence.value(u"differences")[0][u"what"].toString(), text("book_start"));
        QCOMPARE(run(), 0);
        QCOMPARE(items().size(), 1);
        // Mended: nobody need look any more.
        sql(QStringLiteral("UPDATE appointments SET begins_ms = begins_ms - 300000 WHERE id = %1").arg(id.value));
        QCOMPARE(run(), 0);
        QVERIFY(items().isEmpty());
    }

    void anotherBookingAtCalcomIsForAPerson()
    {
        const AppointmentId id = book();
        end();
        mirrored(id);
        sql(QStringLiteral("UPDATE outbox SET begins_ms = begins_ms + 300000 WHERE appointment = %1").arg(id.value));
        QCOMPARE(run(), 1);
        QCOMPARE(items().size(), 1);
        QCOMPARE(items().constFirst().evidence.value(u"differences")[0][u"what"].toString(), text("remote_start"));
    }

    void whatReceptionChangedLaterIsNoDifference()
    {
        const AppointmentId id = book();
        end();
        mirrored(id);
        m_clock.advance(minutes(3));
        BookingDesk desk(m_clock, m_random);
        const Actor reception{text("desk"), Source::Desk};
        const auto start = AppointmentTable::read(*m_connection, id)->span.begin;
        const auto moved = desk.move(*m_connection, id, {start + minutes(15), std::nullopt, false}, {}, reception);
        QVERIFY(moved.has_value() && moved->kind == ChangeOutcome::Kind::Done);
        mirrored(id);
        QCOMPARE(run(), 1);
        QVERIFY(items().isEmpty());
    }

    void whatReceptionCancelledLaterIsNoDifference()
    {
        const AppointmentId id = book();
        end();
        mirrored(id);
        m_clock.advance(minutes(3));
        const auto cancelled =
            BookingDesk(m_clock, m_random).cancel(*m_connection, id, text("krank"), {}, {text("desk"), Source::Desk});
        QVERIFY(cancelled.has_value() && cancelled->kind == ChangeOutcome::Kind::Done);
        mirrored(id);
        QCOMPARE(run(), 1);
        QVERIFY(items().isEmpty());
    }

    void anAppointmentThatIsGoneIsForAPerson()
    {
        const AppointmentId id = book();
        end();
        sql(QStringLiteral("DELETE FROM appointments WHERE id = %1").arg(id.value));
        QCOMPARE(run(), 1);
        QCOMPARE(items().size(), 1);
        QVERIFY(items().constFirst().appointment.isNull());
        QCOMPARE(items().constFirst().evidence.value(u"differences")[0][u"what"].toString(), text("book_missing"));
    }

    void callsThatOnlyAskedHaveNothingToCompare()
    {
        ask("get_opening_hours", "{}");
        end();
        QCOMPARE(run(), 1);
        QVERIFY(items().isEmpty());
    }

    void aLateRecordIsLookedAtAgain()
    {
        end();
        QCOMPARE(run(), 1);
        const auto call =
            FunctionCall::parse(wrappedCall(text("start_booking"), {}, text("call_a")), {}, m_clock.now());
        FunctionReply reply = FunctionReply::judged({}, text("Gebucht."),
                                                    {{text("booked"), true},
                                                     {text("appointment_id"), 4711},
                                                     {text("start"), text("2025-11-28T09:00:00+01:00")}});
        reply.call_id = text("call_a");
        reply.outcome = text("booked");
        QVERIFY(FunctionDesk(m_clock, m_random)
                    .record(*m_connection, *call, reply, std::chrono::microseconds(1))
                    .has_value());
        QCOMPARE(run(), 1);
        QCOMPARE(items().size(), 1);
    }

    void theLastWordCounts()
    {
        const auto record = [](const char *name, const QJsonObject &answer) {
            FunctionCallRecord one;
            one.name = text(name);
            one.answer = answer;
            return one;
        };
        const QJsonObject booked{{text("booked"), true},
                                 {text("appointment_id"), 7},
                                 {text("start"), text("2025-11-28T09:00:00+01:00")},
                                 {text("staff_key"), text("mia")}};
        const QJsonObject moved{
            {text("done"), true}, {text("appointment_id"), 7}, {text("start"), text("2025-11-28T10:00:00+01:00")}};
        const QJsonObject refused{{text("booked"), false}, {text("appointment_id"), QJsonValue()}};
        const auto told =
            TruthCheck::told({record("start_booking", booked), record("start_booking", refused),
                              record("check_availability_v17", booked), record("reschedule_appointment", moved)});
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.constFirst().begin->ms(), qint64(1'764'320'400'000));
        const QJsonObject cancelled{{text("done"), true}, {text("appointment_id"), 7}};
        QVERIFY(!TruthCheck::told({record("start_booking", booked), record("cancel_appointment", cancelled)})
                     .constFirst()
                     .stands);
    }

private:
    ManualClock m_clock;
    SeededRandom m_random{3};
    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(TestTruthCheck)
#include "tst_truthcheck.moc"
