// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/holddesk.h"
#include "core/booking/slotreader.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/holdtable.h"
#include "core/storage/query.h"
#include "tests/support/bookcheck.h"
#include "tests/support/bookingrace.h"
#include "tests/support/lindescene.h"

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

namespace
{

constexpr auto kTen = "2025-11-26 10:00";

}

/// The PC's clock is put back while people hold, book and move: by seconds as time servers do it, by an hour as
/// somebody does who means well, by a day. Nothing is booked twice, a caller keeps what they hold over a small step,
/// and no hold keeps anybody away for longer than a hold can last; both engines.
class TestClockBack : public QObject, private LindeScene
{
    Q_OBJECT

    SlotWish wish(const char *call_id, StaffId staff = kMia) const
    {
        return {.branch = kMitte, .service = kMensCut, .staff = staff, .call_id = QString::fromLatin1(call_id)};
    }

    BookingRequest request(const char *call_id, const char *start = kTen) const
    {
        return {.branch = kMitte,
                .service = kMensCut,
                .staff = kMia,
                .start = at(m_salon, start),
                .name = QStringLiteral("Lena Vogt"),
                .source = *call_id == '\0' ? Source::Desk : Source::Phone,
                .call_id = QString::fromLatin1(call_id)};
    }

    std::optional<Hold> hold(const char *call_id, const char *start = kTen)
    {
        const auto outcome = HoldDesk(m_clock).hold(*m_connection, wish(call_id), at(m_salon, start));
        if (!outcome)
            qFatal("%s", qPrintable(outcome.error().detail));
        return outcome->hold;
    }

    bool isFree(const char *call_id, const char *start = kTen)
    {
        const SlotWish asked = wish(call_id);
        const auto why = SlotReader(*m_connection, m_salon, m_clock.now(), asked).explain(asked, at(m_salon, start));
        if (!why)
            qFatal("%s", qPrintable(why.error().detail));
        return why->available;
    }

    int renew(const char *call_id)
    {
        return HoldDesk(m_clock).renew(*m_connection, QString::fromLatin1(call_id)).value_or(-1);
    }

    /// How long others find it taken, from now on, when nothing else happens.
    seconds takenFor(const char *start, seconds at_most)
    {
        const Instant begin = m_clock.now();
        seconds taken{0};
        for (seconds passed{0}; passed < at_most; passed += 10s) {
            m_clock.set(begin + passed);
            taken += isFree("call_z", start) ? 0s : 10s;
        }
        m_clock.set(begin);
        return taken;
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        open();
    }
    void cleanup() { close(); }

    void aSmallStepTakesNothingAway_data()
    {
        QTest::addColumn<int>("back_ms");
        QTest::newRow("a time server's correction") << 200;
        QTest::newRow("two seconds") << 2'000;
        QTest::newRow("half a minute") << 30'000;
    }

    void aSmallStepTakesNothingAway()
    {
        QFETCH(int, back_ms);
        QVERIFY(hold("call_a"));
        m_clock.advance(milliseconds(-back_ms));
        QVERIFY(!isFree("call_b"));
        QVERIFY(!hold("call_b"));
        QCOMPARE(book(request("call_b")).refusal.rule, Rule::Hold);
        QCOMPARE(book(request("call_a")).kind, BookingOutcome::Kind::Booked);
    }

    void noHoldLastsForHours_data()
    {
        QTest::addColumn<int>("back_min");
        QTest::newRow("a minute") << 1;
        QTest::newRow("an hour") << 60;
        QTest::newRow("a day") << 24 * 60;
    }

    /// Neither now nor when the clock comes to that time again.
    void noHoldLastsForHours()
    {
        QFETCH(int, back_min);
        QVERIFY(hold("call_a"));
        m_clock.advance(-minutes(back_min));
        QVERIFY(takenFor(kTen, 10min) <= 240s);
        m_clock.advance(minutes(back_min) - 5min);
        QVERIFY(takenFor(kTen, 15min) <= 240s);
    }

    /// As soon as somebody holds anything by the new clock, what was held by the old one is over for good.
    void theNextHoldEndsWhatWasHeldByTheOldClock()
    {
        QVERIFY(hold("call_a"));
        m_clock.advance(-1h);
        QVERIFY(hold("call_b", "2025-11-26 14:00"));
        m_clock.advance(1h);
        QVERIFY(isFree("call_c"));
        QCOMPARE(renew("call_a"), 0);
    }

    void whoGoesOnTalkingKeepsIt()
    {
        QVERIFY(hold("call_a"));
        m_clock.advance(-1h);
        QCOMPARE(renew("call_a"), 1);
        QVERIFY(!isFree("call_b"));
        QVERIFY(!hold("call_b"));
        m_clock.advance(179s);
        QVERIFY(!isFree("call_b"));
        m_clock.advance(1s);
        QVERIFY(isFree("call_b"));
        QCOMPARE(book(request("call_a")).kind, BookingOutcome::Kind::Booked);
    }

    /// A hold that had run out, and whose place somebody else has taken, gives its caller nothing when its time comes
    /// again.
    void whatHadRunOutGivesNothing()
    {
        QVERIFY(hold("call_a"));
        m_clock.advance(200s);
        QVERIFY(hold("call_b"));
        const Appointment made = booked(request("call_b"));
        m_clock.advance(-100s);
        const BookingOutcome again = book(request("call_a"));
        QCOMPARE(again.kind, BookingOutcome::Kind::Refused);
        QCOMPARE(again.refusal.met, made.id);
        QVERIFY(!hold("call_a"));
        renew("call_a");
        m_clock.advance(-1h);
        QCOMPARE(book(request("call_a")).refusal.met, made.id);
        QVERIFY(desk().cancel(*m_connection, made.id, QStringLiteral("krank"), {}, {}));
        QVERIFY(takenFor(kTen, 10min) <= 240s);
        QCOMPARE(bookFaults(*m_connection), QString());
    }

    void theEndOfTheCallEndsIt()
    {
        QVERIFY(hold("call_a"));
        m_clock.advance(-1h);
        QCOMPARE(HoldDesk(m_clock).release(*m_connection, QStringLiteral("call_a")).value(), 1);
        QVERIFY(isFree("call_b"));
        m_clock.advance(1h);
        QVERIFY(isFree("call_b"));
    }

    void aRepeatIsARepeatAtAnyTime()
    {
        const Appointment made = booked(request("call_a"));
        m_clock.advance(-24h);
        const BookingOutcome again = book(request("call_a"));
        QCOMPARE(again.kind, BookingOutcome::Kind::Duplicate);
        QCOMPARE(again.appointment.id, made.id);
    }

    void whatWasHeldByTheOldClockIsBooked()
    {
        const auto held = hold("call_a");
        QVERIFY(held);
        m_clock.advance(-1h);
        QCOMPARE(book(request("call_a")).kind, BookingOutcome::Kind::Booked);
        Query state(*m_connection, "SELECT state FROM holds WHERE id = ?");
        QVERIFY(state.bind(held->id).fetch().value_or(false));
        QCOMPARE(state.text(0), QStringLiteral("converted"));
    }

    /// Everything at once, and somebody who cannot leave the clock alone.
    void anythingWhileTheClockJumps()
    {
        constexpr int kPeople = 8;
        constexpr int kRounds = 15;
        const Instant begin = m_clock.now();
        std::vector<QStringList> errors(kPeople);
        atOnce(*m_database, kPeople + 1, [&](int i, Connection &connection) {
            SeededRandom random(300 + i);
            BookingDesk desk(m_clock, random);
            const QByteArray call = "call_" + QByteArray::number(i);
            AppointmentId mine;
            for (int round = 0; round < kRounds; ++round) {
                if (i == kPeople) {
                    static constexpr seconds steps[] = {0s, -1h, -24h, 2s, -3s, -30s, 240s, -60s};
                    m_clock.set(begin + steps[round % 8]);
                }
                const Instant start = at(m_salon, "2025-11-26 09:00") + 30min * int(random.next() % 14);
                QString wrong;
                const auto note = [&](const auto &done) { wrong += done ? QString() : done.error().detail; };
                switch (random.next() % 4) {
                case 0:
                    note(HoldDesk(m_clock).hold(connection, wish(call.constData()), start));
                    break;
                case 1:
                    note(HoldDesk(m_clock).renew(connection, QString::fromLatin1(call)));
                    break;
                case 2:
                    if (!mine.isNull())
                        note(desk.move(connection, mine, {.start = start}, {}, {}));
                    break;
                default: {
                    BookingRequest wanted = request(i % 2 == 0 ? call.constData() : "");
                    wanted.start = start;
                    const auto outcome = desk.book(connection, wanted);
                    note(outcome);
                    if (outcome && outcome->kind == BookingOutcome::Kind::Booked)
                        mine = outcome->appointment.id;
                }
                }
                if (!wrong.isEmpty())
                    errors[size_t(i)] << wrong;
            }
        });
        for (const QStringList &told : errors)
            QCOMPARE(told.join(QLatin1Char('\n')), QString());
        QCOMPARE(bookFaults(*m_connection), QString());
    }
};

QTEST_GUILESS_MAIN(TestClockBack)
#include "tst_clockback.moc"
