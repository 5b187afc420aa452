// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingdesk.h"
#include "core/storage/appointmenttable.h"
#include "tests/support/bookstate.h"
#include "tests/support/faultloop.h"
#include "tests/support/lindesalon.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"
#include "tests/support/verify.h"

#include <QTest>

using namespace salon;

/// Whatever access to the database fails while the book is changed, in whatever way: who asked asks again, and the book
/// is as if nothing had happened. Nothing twice, nothing by halves.
class TestBookingFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addEngines(); }
    void cleanup() { m_database.reset(); }

    void booking()
    {
        play([this](Connection &connection) { return book(connection); }, Start::Empty);
    }

    void moving()
    {
        play(
            [this](Connection &connection) -> Result<void> {
                test::SeededRandom random(3);
                BookingDesk desk(m_clock, random);
                const auto id = only(connection);
                if (!id)
                    return id.error();
                const auto now = AppointmentTable::read(connection, *id);
                if (!now)
                    return now.error();
                const Instant wanted = test::at(m_salon, "2025-11-27 10:30"); // another day, another person
                if (now->span.begin == wanted)
                    return {};
                const auto moved =
                    desk.move(connection, *id, {.start = wanted, .staff = test::kJon}, now->version, actor());
                if (!moved)
                    return moved.error();
                return judged(moved->kind == ChangeOutcome::Kind::Done);
            },
            Start::Booked);
    }

    void cancelling()
    {
        play(
            [this](Connection &connection) -> Result<void> {
                test::SeededRandom random(3);
                BookingDesk desk(m_clock, random);
                const auto id = only(connection);
                if (!id)
                    return id.error();
                const auto now = AppointmentTable::read(connection, *id);
                if (!now)
                    return now.error();
                if (now->status == AppointmentStatus::Cancelled)
                    return {};
                const auto cancelled = desk.cancel(connection, *id, QStringLiteral("krank"), now->version, actor());
                if (!cancelled)
                    return cancelled.error();
                return judged(cancelled->kind == ChangeOutcome::Kind::Done);
            },
            Start::Booked);
    }

private:
    enum class Start { Empty, Booked };

    static Actor actor() { return {QStringLiteral("phone call_1"), Source::Phone}; }
    static Result<void> judged(bool as_expected)
    {
        if (as_expected)
            return {};
        return Error{ErrorCode::Refused, QStringLiteral("another outcome than asked for")};
    }

    Result<void> book(Connection &connection)
    {
        test::SeededRandom random(2);
        BookingDesk desk(m_clock, random);
        BookingRequest request;
        request.branch = test::kMitte;
        request.service = test::kPerm;
        request.staff = test::kMia;
        request.start = test::at(m_salon, "2025-11-26 09:30");
        request.name = QStringLiteral("Lena Vogt");
        request.phone = QStringLiteral("+493023125777");
        request.source = Source::Phone;
        request.call_id = QStringLiteral("call_1");
        request.actor = actor();
        const auto outcome = desk.book(connection, request);
        if (!outcome)
            return outcome.error();
        return judged(outcome->kind != BookingOutcome::Kind::Refused);
    }

    static Result<AppointmentId> only(Connection &connection)
    {
        const auto all = AppointmentTable::list(connection, {});
        if (!all)
            return all.error();
        if (all->size() != 1)
            return Error{ErrorCode::Internal, QStringLiteral("%1 appointments").arg(all->size())};
        return all->first().id;
    }

    void prepare(Connection &connection, Start start)
    {
        test::clearBook(connection, m_clock);
        if (start == Start::Booked)
            VERIFY_DONE(book(connection));
    }

    template <typename Ask>
    void play(Ask ask, Start start)
    {
        SALON_NEW_DATABASE(m_database);
        test::SeededRandom random(1);
        auto healthy = m_database->open();
        test::storeLindeSalon(*healthy, m_clock, random);
        prepare(*healthy, start);
        VERIFY_DONE(ask(*healthy));
        const QString expected = test::bookState(*healthy);
        const int met = test::forEachFault(m_database->url().engine, [&](FaultPlan &plan) {
            prepare(*healthy, start);
            auto faulty = m_database->open(Purpose::ReadWrite, &plan);
            const auto done = ask(*faulty);
            if (!done) {
                QVERIFY2(done.error().code != ErrorCode::Refused, qPrintable(done.error().detail));
                VERIFY_DONE(ask(*healthy));
            }
            QCOMPARE(test::difference(test::bookState(*healthy), expected), QString());
        });
        QVERIFY2(met > 20, qPrintable(QString::number(met)));
    }

    test::ManualClock m_clock;
    Catalogue m_salon = test::lindeSalon();
    std::unique_ptr<test::ThrowAwayDatabase> m_database;
};

QTEST_GUILESS_MAIN(TestBookingFaults)
#include "tst_bookingfaults.moc"
