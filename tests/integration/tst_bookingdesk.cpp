// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/claimtable.h"
#include "core/storage/customertable.h"
#include "core/storage/flagtable.h"
#include "core/storage/journaltable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/phasetable.h"
#include "core/storage/query.h"
#include "tests/support/lindescene.h"

#include <QTest>

using namespace salon;
using namespace salon::test;

/// One desk, one book, both engines: what a booking, a move, a cancellation and a change of status leave behind.
class TestBookingDesk : public QObject, private LindeScene
{
    Q_OBJECT

    BookingRequest request(ServiceId service, StaffId staff, const char *start) const
    {
        return {.branch = kMitte,
                .service = service,
                .staff = staff,
                .start = at(m_salon, start),
                .name = QStringLiteral("Lena Vogt"),
                .phone = QStringLiteral("0171 3920001"),
                .source = Source::Phone,
                .actor = {QStringLiteral("phone"), Source::Phone}};
    }

    qint64 count(const char *sql)
    {
        Query query(*m_connection, sql);
        if (const auto fetched = query.fetch(); !fetched || !*fetched)
            qFatal("%s", sql);
        return query.int64(0);
    }

    /// What must hold after anything that happened: claims are the busy segments of what blocks.
    void claimsAreTheBusySegments()
    {
        QList<ClaimTable::Claim> wanted;
        const auto book = AppointmentTable::list(*m_connection, {});
        for (const Appointment &a : *book) {
            Instant reached = a.span.begin;
            for (const Phase &phase : a.phases) {
                QCOMPARE(phase.span.begin, reached);
                reached = phase.span.end;
                if (!phase.busy || !blocksTime(a.status) || a.overbooked)
                    continue;
                for (Instant slot = phase.span.begin; slot < phase.span.end; slot = slot + minutes(5))
                    wanted.append({phase.staff, slot.ms() / 300'000, a.id});
            }
            QCOMPARE(reached, a.span.end);
        }
        std::sort(wanted.begin(), wanted.end());
        QCOMPARE(*ClaimTable::all(*m_connection), wanted);
    }

    void changeFlag(const char *name, const char *value)
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(FlagTable::set(*tx, QString::fromLatin1(name), QString::fromLatin1(value), QStringLiteral("test")));
        QVERIFY(tx->commit());
    }

    /// As sync leaves it after a successful create.
    void mirror(const Appointment &a)
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        const auto rows = OutboxTable::ofAppointment(*m_connection, a.id);
        for (OutboxRow row : *rows) {
            row.state = OutboxState::Done;
            row.sends = 1;
            row.settled = m_clock.now();
            QVERIFY(OutboxTable::update(*tx, row));
            QVERIFY(OutboxTable::setPhase(*tx, row.phase, SyncStatus::Synced,
                                          QStringLiteral("uid%1").arg(row.phase.value)));
        }
        QVERIFY(tx->commit());
    }

    /// As a file brings it: nobody is to do it yet, and everybody is taken.
    Appointment unassigned(ServiceId service, const char *start)
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        Appointment open = salon::test::booked(m_salon, service, {}, start);
        open.customer = *CustomerTable::insert(*tx, {.name = QStringLiteral("Tom Adler")});
        open.id = *AppointmentTable::insert(*tx, open, {});
        const bool stored = PhaseTable::insert(*tx, open).has_value();
        const auto claimed = ClaimTable::take(*tx, open, {kMia, kJon, kRobin1, kRobin2});
        if (!stored || !claimed || *claimed != ClaimTable::Outcome::Taken || !tx->commit())
            qFatal("nothing is waiting");
        return open;
    }

    QString outbox(AppointmentId id)
    {
        QStringList texts;
        const auto appointment = AppointmentTable::read(*m_connection, id);
        const auto rows = OutboxTable::ofAppointment(*m_connection, id);
        for (const OutboxRow &row : *rows) {
            QString key;
            for (const Phase &phase : appointment->phases)
                if (phase.id == row.phase)
                    key = phase.key;
            texts.append(
                QStringLiteral("%1 %2 v%3 %4 %5")
                    .arg(key, word(row.operation))
                    .arg(row.version)
                    .arg(word(row.state), m_salon.salon.zone.timeOf(row.begins).toString(QStringLiteral("HH:mm"))));
        }
        texts.sort();
        return texts.join(QStringLiteral(", "));
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }

    void init()
    {
        SALON_NEW_DATABASE(m_database);
        open();
    }

    void cleanup() { close(); }

    void bookingWritesEverythingAtOnce()
    {
        BookingRequest wanted = request(kPerm, kMia, "2025-11-26 10:00");
        wanted.call_id = QStringLiteral("call_1");
        const BookingOutcome outcome = book(wanted);
        QCOMPARE(outcome.kind, BookingOutcome::Kind::Booked);
        QVERIFY(outcome.is_new_customer);
        const auto stored = AppointmentTable::read(*m_connection, outcome.appointment.id);
        QVERIFY(stored);
        QCOMPARE(*stored, outcome.appointment);
        QCOMPARE(stored->span.end, at(m_salon, "2025-11-26 12:15"));
        QCOMPARE(stored->phases.size(), 6);
        QCOMPARE(stored->phases[1].sync_status, SyncStatus::None);
        QCOMPARE(stored->phases[2].sync_status, SyncStatus::Pending);
        QCOMPARE(outbox(stored->id), QStringLiteral("A create v1 pending 10:00, B create v1 pending 11:05, "
                                                    "C create v1 pending 11:20, D create v1 pending 11:35"));
        QCOMPARE(count("SELECT COUNT(*) FROM claims"), 22);
        claimsAreTheBusySegments();
        const auto journal = JournalTable::of(*m_connection, QStringLiteral("appointments"), stored->id.value);
        QCOMPARE(journal->size(), 1);
        QCOMPARE(journal->first().action, QStringLiteral("book"));
        QVERIFY(journal->first().before.isEmpty());
    }

    void theRepeatFindsTheFirstBooking()
    {
        BookingRequest wanted = request(kMensCut, {}, "2025-11-26 10:00");
        wanted.call_id = QStringLiteral("call_1");
        const Appointment first = booked(wanted);
        const BookingOutcome again = book(wanted);
        QCOMPARE(again.kind, BookingOutcome::Kind::Duplicate);
        QCOMPARE(again.appointment, first);
        wanted.start = at(m_salon, "2025-11-26 11:00");
        QVERIFY(booked(wanted).id != first.id); // another time in the same call is another booking
        wanted.start = at(m_salon, "2025-11-26 10:00");
        QVERIFY(desk().cancel(*m_connection, first.id, QStringLiteral("doch nicht"), {}, wanted.actor));
        const BookingOutcome late = book(wanted); // maybe the first request, sent twice
        QCOMPARE(late.kind, BookingOutcome::Kind::Cancelled);
        QCOMPARE(late.appointment.id, first.id);
        QCOMPARE(count("SELECT COUNT(*) FROM appointments"), 2);
        wanted.again = true;
        const Appointment second = booked(wanted);
        QVERIFY(second.id != first.id);
        QCOMPARE(book(wanted).kind, BookingOutcome::Kind::Duplicate);
        QCOMPARE(count("SELECT COUNT(*) FROM appointments"), 3);
        claimsAreTheBusySegments();
    }

    void refusalsOfferWhatIsFree()
    {
        booked(request(kMensCut, kMia, "2025-11-26 10:00"));
        BookingRequest wanted = request(kMensCut, kMia, "2025-11-26 10:30");
        wanted.phone = QStringLiteral("+49 171 3920002");
        wanted.name = QStringLiteral("Tom Adler");
        const BookingOutcome outcome = book(wanted);
        QCOMPARE(outcome.kind, BookingOutcome::Kind::Refused);
        QCOMPARE(outcome.refusal.rule, Rule::Appointment);
        QCOMPARE(outcome.refusal.deskObject(), QStringLiteral("Lena Vogt, Herrenhaarschnitt 10:00"));
        QCOMPARE(outcome.alternatives.size(), 3);
        for (const Offer &offer : outcome.alternatives) {
            QCOMPARE(offer.staff, kMia);
            BookingRequest other = wanted;
            other.start = offer.span.begin;
            other.phone.clear(); // a stranger each time, or the customer would meet themselves
            QCOMPARE(book(other).kind == BookingOutcome::Kind::Booked,
                     &offer == &outcome.alternatives.first() ||
                         offer.span.begin >= outcome.alternatives.first().span.end);
        }
        QCOMPARE(count("SELECT COUNT(*) FROM customers WHERE name = 'Tom Adler' AND phone <> ''"), 0);
    }

    void findsTheCustomerByNumberInAnySpelling_data()
    {
        QTest::addColumn<QString>("phone");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("is_new");
        QTest::addColumn<QString>("attendee");
        QTest::newRow("as dialled") << QStringLiteral("0171/392 00 01") << QStringLiteral("Lena Vogt") << false
                                    << QString();
        QTest::newRow("with prefix") << QStringLiteral("0049 171 3920001") << QStringLiteral("Frau Vogt") << false
                                     << QString();
        QTest::newRow("no name") << QStringLiteral("+491713920001") << QString() << false << QString();
        QTest::newRow("somebody else comes")
            << QStringLiteral("+491713920001") << QStringLiteral("Mats Vogt") << false << QStringLiteral("Mats Vogt");
        QTest::newRow("another number") << QStringLiteral("+491713920009") << QStringLiteral("Lena Vogt") << true
                                        << QString();
        QTest::newRow("withheld") << QStringLiteral("anonymous") << QStringLiteral("Lena Vogt") << true << QString();
        QTest::newRow("none") << QString() << QStringLiteral("Lena Vogt") << true << QString();
    }

    void findsTheCustomerByNumberInAnySpelling()
    {
        QFETCH(QString, phone);
        QFETCH(QString, name);
        QFETCH(bool, is_new);
        QFETCH(QString, attendee);
        const Appointment first = booked(request(kMensCut, kMia, "2025-11-26 10:00"));
        BookingRequest wanted = request(kMensCut, kMia, "2025-11-27 10:00");
        wanted.phone = phone;
        wanted.name = name;
        const Appointment second = booked(wanted);
        QCOMPARE(second.customer != first.customer, is_new);
        QCOMPARE(second.attendee_name, attendee);
        const auto customer = CustomerTable::read(*m_connection, first.customer);
        QCOMPARE(customer->name, QStringLiteral("Lena Vogt"));
        QCOMPARE(customer->phone, QStringLiteral("+491713920001"));
    }

    void missingMapsBindThePhoneAndWarnTheDesk()
    {
        BookingRequest wanted = request(kRoots, kRobin1, "2025-11-26 10:00");
        wanted.call_id = QStringLiteral("call_1");
        const BookingOutcome refused = book(wanted);
        QCOMPARE(refused.refusal.rule, Rule::EventMap);
        QCOMPARE(refused.refusal.able, (QList<StaffId>{kMia, kJon}));
        QVERIFY(!refused.alternatives.isEmpty());
        QVERIFY(refused.alternatives.first().staff != kRobin1);
        book(wanted);
        QCOMPARE(count("SELECT COUNT(*) FROM map_refusals WHERE staff = 3 AND service = 5"), 1);
        QCOMPARE(count("SELECT COUNT(*) FROM appointments"), 0);
        QCOMPARE(count("SELECT COUNT(*) FROM customers"), 0);

        changeFlag("event_map_check", "warn");
        const BookingOutcome warned = book(wanted);
        QCOMPARE(warned.kind, BookingOutcome::Kind::Booked);
        QCOMPARE(warned.missing_maps.size(), 4);

        changeFlag("event_map_check", "block");
        BookingRequest at_desk = request(kRoots, kRobin2, "2025-11-26 10:00");
        at_desk.source = Source::Desk;
        at_desk.phone = QStringLiteral("+491713920002");
        QCOMPARE(book(at_desk).kind, BookingOutcome::Kind::Booked);
    }

    void unassignedBlocksEverybodyUntilAssigned()
    {
        const Appointment open = unassigned(kChildsCut, "2025-11-29 09:00");
        QCOMPARE(book(request(kMensCut, {}, "2025-11-29 09:00")).refusal.rule, Rule::UnassignedAppointment);
        QCOMPARE(count("SELECT COUNT(*) FROM claims"), 24);

        const auto assigned = desk().move(*m_connection, open.id, {.start = open.span.begin, .staff = kRobin2}, {},
                                          {QStringLiteral("desk")});
        QCOMPARE(assigned->kind, ChangeOutcome::Kind::Done);
        QCOMPARE(assigned->appointment.staff, kRobin2);
        QCOMPARE(booked(request(kMensCut, {}, "2025-11-29 09:00")).staff, kMia);
        claimsAreTheBusySegments();
    }

    void overbookingIsKnowingMarkedAndNeverByPhone()
    {
        booked(request(kMensCut, kMia, "2025-11-26 10:00"));
        BookingRequest wanted = request(kWomensCut, kMia, "2025-11-26 10:30");
        wanted.phone = QStringLiteral("+491713920002");
        wanted.overbook = true;
        QCOMPARE(book(wanted).kind, BookingOutcome::Kind::Refused);
        wanted.source = Source::Desk;
        const Appointment overbooked = booked(wanted);
        QVERIFY(overbooked.overbooked);
        QCOMPARE(count("SELECT COUNT(*) FROM claims"), 18); // 10:00-11:30 once
        wanted.start = at(m_salon, "2025-11-26 12:30");
        QCOMPARE(book(wanted).refusal.rule, Rule::Break);
        wanted.start = at(m_salon, "2025-11-26 14:00");
        QVERIFY(!booked(wanted).overbooked); // nothing was in the way
        QVERIFY(desk().cancel(*m_connection, overbooked.id, QStringLiteral("zu viel"), {}, wanted.actor));
        QCOMPARE(count("SELECT COUNT(*) FROM claims"), 11 + 12);
    }

    void unknownNamesAreErrorsAndLeaveNothing()
    {
        QCOMPARE(desk().book(*m_connection, request({99}, {}, "2025-11-26 10:00")).error().code,
                 ErrorCode::InvalidInput);
        QCOMPARE(desk().book(*m_connection, request(kPerm, {99}, "2025-11-26 10:00")).error().code,
                 ErrorCode::InvalidInput);
        BookingRequest nameless = request(kPerm, {}, "2025-11-26 10:00");
        nameless.name.clear();
        QCOMPARE(desk().book(*m_connection, nameless).error().code, ErrorCode::InvalidInput);
        nameless.customer = CustomerId{77};
        QCOMPARE(desk().book(*m_connection, nameless).error().code, ErrorCode::NotFound);
        QCOMPARE(desk().move(*m_connection, {77}, {.start = m_clock.now()}, {}, {}).error().code, ErrorCode::NotFound);
        QCOMPARE(count("SELECT COUNT(*) FROM customers"), 0);
        QVERIFY(!m_connection->isInTransaction());
    }

    void aMoveKeepsPhasesAndUidsAndReschedulesTheMirror()
    {
        const Appointment before = booked(request(kPerm, kMia, "2025-11-26 10:00"));
        mirror(before);
        const auto done = desk().move(*m_connection, before.id, {.start = at(m_salon, "2025-11-26 10:30")}, 1,
                                      {QStringLiteral("desk")});
        QCOMPARE(done->kind, ChangeOutcome::Kind::Done);
        const Appointment &after = done->appointment;
        QCOMPARE(after.version, 2);
        QCOMPARE(after.span, (TimeRange{at(m_salon, "2025-11-26 10:30"), at(m_salon, "2025-11-26 12:45")}));
        for (int i = 0; i < 6; ++i) {
            QCOMPARE(after.phases[i].id, before.phases[i].id);
            QCOMPARE(after.phases[i].calcom_uid.isEmpty(), !after.phases[i].busy);
        }
        QCOMPARE(outbox(before.id),
                 QStringLiteral("A create v1 done 10:00, A reschedule v2 pending 10:30, B create v1 done 11:05, "
                                "B reschedule v2 pending 11:35, C create v1 done 11:20, C reschedule v2 pending 11:50, "
                                "D create v1 done 11:35, D reschedule v2 pending 12:05"));
        claimsAreTheBusySegments();
        const auto journal = JournalTable::of(*m_connection, QStringLiteral("appointments"), before.id.value);
        QCOMPARE(journal->last().action, QStringLiteral("move"));
        QCOMPARE(journal->last().after.keys(),
                 (QStringList{QStringLiteral("end"), QStringLiteral("start"), QStringLiteral("version")}));
    }

    void anotherPersonMeansAnotherBookingAtCalcom()
    {
        const Appointment before = booked(request(kMensCut, kMia, "2025-11-26 10:00"));
        mirror(before);
        const auto done = desk().move(*m_connection, before.id, {.start = before.span.begin, .staff = kJon}, {}, {});
        QCOMPARE(done->kind, ChangeOutcome::Kind::Done);
        QCOMPARE(done->appointment.phases.first().staff, kJon);
        const QString rows = outbox(before.id);
        QVERIFY2(rows.contains(QStringLiteral("A cancel v2 pending")), qPrintable(rows));
        QVERIFY2(rows.contains(QStringLiteral("A create v2 pending")), qPrintable(rows));
        claimsAreTheBusySegments();
    }

    void aMoveThatMeetsSomethingChangesNothing()
    {
        const Appointment first = booked(request(kMensCut, kMia, "2025-11-26 10:00"));
        BookingRequest other = request(kMensCut, kMia, "2025-11-26 11:00");
        other.phone.clear();
        const Appointment second = booked(other);
        const auto refused = desk().move(*m_connection, second.id, {.start = at(m_salon, "2025-11-26 10:30")}, {}, {});
        QCOMPARE(refused->kind, ChangeOutcome::Kind::Refused);
        QCOMPARE(refused->refusal.met, first.id);
        QVERIFY(!refused->alternatives.isEmpty());
        QCOMPARE(*AppointmentTable::read(*m_connection, second.id), second);
        const auto stale = desk().move(*m_connection, second.id, {.start = at(m_salon, "2025-11-26 14:00")}, 5, {});
        QCOMPARE(stale->kind, ChangeOutcome::Kind::Stale);
        QCOMPARE(stale->appointment, second);
        // Its own time is not in its way.
        QCOMPARE(desk().move(*m_connection, second.id, {.start = at(m_salon, "2025-11-26 11:05")}, {}, {})->kind,
                 ChangeOutcome::Kind::Done);
        claimsAreTheBusySegments();
    }

    void cancellingFreesTheTimeAtOnceAndTellsCalcomOnlyWhatItKnows()
    {
        const Appointment never_sent = booked(request(kPerm, kMia, "2025-11-26 10:00"));
        const Appointment mirrored = booked(request(kMensCut, kMia, "2025-11-27 10:00"));
        mirror(mirrored);
        QCOMPARE(desk().cancel(*m_connection, mirrored.id, QString(), {}, {}).error().code, ErrorCode::InvalidInput);
        const auto done = desk().cancel(*m_connection, mirrored.id, QStringLiteral("krank"), {}, {});
        QCOMPARE(done->kind, ChangeOutcome::Kind::Done);
        QCOMPARE(done->appointment.status, AppointmentStatus::Cancelled);
        QCOMPARE(done->appointment.cancel_reason, QStringLiteral("krank"));
        QCOMPARE(outbox(mirrored.id), QStringLiteral("A cancel v2 pending 10:00, A create v1 done 10:00"));
        QVERIFY(desk().cancel(*m_connection, never_sent.id, QStringLiteral("krank"), {}, {}));
        QVERIFY(!outbox(never_sent.id).contains(QStringLiteral("pending")));
        QVERIFY(!outbox(never_sent.id).contains(QStringLiteral("cancel")));
        QCOMPARE(count("SELECT COUNT(*) FROM claims"), 0);
        QCOMPARE(desk().cancel(*m_connection, mirrored.id, QStringLiteral("krank"), {}, {})->kind,
                 ChangeOutcome::Kind::WrongStatus);
        QCOMPARE(desk().move(*m_connection, mirrored.id, {.start = at(m_salon, "2025-11-28 10:00")}, {}, {})->kind,
                 ChangeOutcome::Kind::WrongStatus);
        booked(request(kPerm, kMia, "2025-11-26 10:00"));
    }

    void whatIsUnassignedComesBackWithoutBeingOverbooked()
    {
        const Appointment waiting = unassigned(kMensCut, "2025-11-26 10:00");
        QVERIFY(desk().setStatus(*m_connection, waiting.id, AppointmentStatus::NoShow, {}, {}));
        booked(request(kMensCut, kMia, "2025-11-26 10:30"));
        const auto back = desk().setStatus(*m_connection, waiting.id, AppointmentStatus::Confirmed, {}, {});
        QCOMPARE(back->kind, ChangeOutcome::Kind::Done);
        QVERIFY(!back->appointment.overbooked);
    }

    /// Whoever could do it faster: it is stored with the service's own minutes, so it is judged with them.
    void whatStaysUnassignedIsJudgedAsItIsStored()
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        Capability faster = *m_salon.capability(kMia, kMensCut);
        faster.minutes = {{QStringLiteral("A"), 30}};
        QVERIFY(CatalogueTable::saveCapability(*tx, faster));
        QVERIFY(tx->commit());
        const Appointment waiting = unassigned(kMensCut, "2025-11-26 10:00");
        const auto late = desk().move(*m_connection, waiting.id, {.start = at(m_salon, "2025-11-26 17:30")}, {}, {});
        QCOMPARE(late->kind, ChangeOutcome::Kind::Refused);
        QCOMPARE(late->refusal.rule, Rule::OpeningHours);
        for (const Offer &offer : late->alternatives)
            QCOMPARE(offer.span.length(), milliseconds(minutes(55)));
        const auto early = desk().move(*m_connection, waiting.id, {.start = at(m_salon, "2025-11-26 17:05")}, {}, {});
        QCOMPARE(early->kind, ChangeOutcome::Kind::Done);
        QCOMPARE(early->appointment.span.end, at(m_salon, "2025-11-26 18:00"));
        QVERIFY(early->appointment.staff.isNull());
    }

    /// Who frees time gives claims to others while the mirror has those under its lock.
    void aLockedAppointmentMayStillBeGivenClaims()
    {
        const Appointment first = booked(request(kMensCut, kMia, "2025-11-26 10:00"));
        BookingRequest over = request(kMensCut, kMia, "2025-11-26 10:30");
        over.phone.clear();
        over.overbook = true;
        over.source = Source::Desk;
        over.actor = {QStringLiteral("desk"), Source::Desk};
        const Appointment waits = booked(over);
        if (m_connection->isSqlite())
            return; // one writer at a time
        const auto mirror = m_database->open();
        auto tx = Transaction::begin(*mirror, m_clock);
        QVERIFY(AppointmentTable::lock(*tx, waits.id));
        const auto cancelled = desk().cancel(*m_connection, first.id, QStringLiteral("caller asked"), {}, {});
        QVERIFY2(cancelled, qPrintable(cancelled ? QString() : cancelled.error().detail));
        QCOMPARE(count("SELECT COUNT(*) FROM claims"), 11);
    }

    void aNoShowFreesTheTimeAndComesBackOverbooked()
    {
        const Appointment first = booked(request(kMensCut, kMia, "2025-11-26 10:00"));
        QCOMPARE(desk().setStatus(*m_connection, first.id, AppointmentStatus::Arrived, {}, {})->appointment.status,
                 AppointmentStatus::Arrived);
        claimsAreTheBusySegments();
        QVERIFY(desk().setStatus(*m_connection, first.id, AppointmentStatus::NoShow, {}, {}));
        QCOMPARE(count("SELECT COUNT(*) FROM claims"), 0);
        BookingRequest other = request(kMensCut, kMia, "2025-11-26 10:30");
        other.phone.clear();
        booked(other);
        const auto back = desk().setStatus(*m_connection, first.id, AppointmentStatus::Arrived, {}, {});
        QCOMPARE(back->kind, ChangeOutcome::Kind::Done);
        QVERIFY(back->appointment.overbooked);
        QCOMPARE(desk().setStatus(*m_connection, first.id, AppointmentStatus::Done, 1, {})->kind,
                 ChangeOutcome::Kind::Stale);
        QCOMPARE(desk().setStatus(*m_connection, first.id, AppointmentStatus::Cancelled, {}, {}).error().code,
                 ErrorCode::InvalidInput);
    }

    void booksOnTheDaysTheClocksChange_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("forward, across the gap") << QByteArray("2026-03-29 01:30") << QByteArray("2026-03-29 03:25");
        QTest::newRow("back, across the second hour")
            << QByteArray("2026-10-25T02:30:00+02:00") << QByteArray("2026-10-25T02:25:00+01:00");
    }

    void booksOnTheDaysTheClocksChange()
    {
        QFETCH(QByteArray, start);
        QFETCH(QByteArray, end);
        for (const char *sql : {"UPDATE opening_hours SET weekday = 7, begins_min = 0 WHERE weekday = 6",
                                "UPDATE working_hours SET weekday = 7, begins_min = 0 WHERE weekday = 6"}) {
            Query query(*m_connection, sql);
            QVERIFY(query.exec());
        }
        const Appointment made = booked(request(kMensCut, kJon, start.constData()));
        QCOMPARE(made.span.end, at(m_salon, end.constData()));
        QCOMPARE(made.span.length(), milliseconds(minutes(55)));
        claimsAreTheBusySegments();
    }
};

QTEST_GUILESS_MAIN(TestBookingDesk)
#include "tst_bookingdesk.moc"
