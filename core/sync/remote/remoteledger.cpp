// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/remote/remoteledger.h"

#include "core/base/checks.h"
#include "core/base/logging.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/attempttable.h"
#include "core/storage/calcomeventtable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/phasetable.h"
#include "core/storage/reviewtable.h"
#include "core/sync/remote/remotereview.h"
#include "core/sync/settlement.h"
#include "core/sync/syncswitch.h"

#include <algorithm>
#include <iterator>

namespace salon
{

using namespace std::chrono_literals;

namespace
{

/// While our own answer is out it comes within seconds; behind a queue it may take longer.
constexpr milliseconds kSoon = 2s;
constexpr milliseconds kLater = 30s;
constexpr milliseconds kPauses[] = {5s, 30s, 2min, 10min, 1h};
/// A look-up that finds nothing proves nothing; several, over minutes, do.
constexpr int kAbsences = 3;

void end(CalcomEvent &event, CalcomEventState state, const QString &result)
{
    event.state = state;
    event.result = result;
    qCInfo(lcSync).noquote() << "event" << event.id.value << event.trigger << "of Cal.com:" << result;
}

void done(CalcomEvent &event, const QString &result)
{
    end(event, CalcomEventState::Done, result);
}

Result<QList<OutboxRow>> rowsOf(Connection &connection, const Appointment &appointment, PhaseId phase)
{
    auto rows = OutboxTable::ofAppointment(connection, appointment.id);
    if (rows)
        rows->removeIf([&](const OutboxRow &row) { return row.phase != phase; });
    return rows;
}

/// Whose phase this is: by uid, else by our own four ids.
Result<std::optional<PhaseTable::Place>> placeOf(Connection &connection, const QStringList &uids,
                                                 const calcom::Token &token)
{
    auto place = PhaseTable::ofBookings(connection, uids);
    if (!place || *place || token.instance.isEmpty())
        return place;
    const auto instance = CatalogueTable::instance(connection);
    if (!instance)
        return instance.error();
    if (token.instance != *instance)
        return place;
    const AppointmentId id{token.appointment.toLongLong()};
    const auto appointment = AppointmentTable::read(connection, id);
    if (!appointment && appointment.error().code != ErrorCode::NotFound)
        return appointment.error();
    if (appointment)
        for (const Phase &phase : appointment->phases)
            if (phase.key == token.phase)
                return std::optional(PhaseTable::Place{id, phase.id});
    return place;
}

/// Made and taken back by `event-maps test`: nothing of it is the book's.
Result<bool> isOurTrial(Connection &connection, const calcom::Token &token)
{
    if (!token.isTrial())
        return false;
    const auto instance = CatalogueTable::instance(connection);
    if (!instance)
        return instance.error();
    return token.instance == *instance;
}

/// The phase as it is now that nobody else can change it.
Result<std::optional<MirroredPhase>> find(Transaction &tx, const QStringList &uids, const calcom::Token &token)
{
    Connection &connection = tx.connection();
    const auto place = placeOf(connection, uids, token);
    if (!place)
        return place.error();
    if (!*place)
        return std::optional<MirroredPhase>();
    if (auto locked = AppointmentTable::lock(tx, (*place)->appointment); !locked)
        return locked.error();
    auto appointment = AppointmentTable::read(connection, (*place)->appointment);
    auto catalogue = CatalogueTable::load(connection);
    if (!appointment || !catalogue)
        return !appointment ? appointment.error() : catalogue.error();
    auto rows = rowsOf(connection, *appointment, (*place)->phase);
    if (!rows)
        return rows.error();
    MirroredPhase local{*appointment, {}, {}, std::move(*rows)};
    for (const Phase &phase : appointment->phases)
        if (phase.id == (*place)->phase)
            local.phase = phase;
    if (const Staff *member = catalogue->member(local.phase.staff))
        local.host = member->calcom_user_id;
    return std::optional(std::move(local));
}

milliseconds pauseAfter(int tries)
{
    const int last = int(std::size(kPauses)) - 1;
    return kPauses[std::clamp(tries - 1, 0, last)];
}

milliseconds waitFor(const MirroredPhase &local)
{
    const bool is_out = std::any_of(local.rows.cbegin(), local.rows.cend(), [](const OutboxRow &row) {
        return row.state == OutboxState::Sending || row.state == OutboxState::Verifying;
    });
    return is_out ? kSoon : kLater;
}

RemoteBooking foreignOf(const RemoteAnswer &answer)
{
    RemoteBooking foreign;
    foreign.uids = answer.uids;
    if (!answer.booking)
        return foreign;
    const calcom::Booking &booking = *answer.booking;
    foreign.span = {booking.start, booking.end};
    // With ids of a Salondesk, ours or another's, nobody booked it on the page: it takes time, and that is all.
    if (booking.token == calcom::Token())
        foreign.event_type_id = booking.event_type_id;
    foreign.host_id = booking.host_id;
    foreign.is_live = booking.status == calcom::BookingStatus::Accepted && booking.end > booking.start;
    foreign.name = booking.attendee.name.simplified();
    foreign.email = booking.attendee.email;
    foreign.phone = booking.attendee.phone;
    return foreign;
}

} // namespace

RemoteLedger::RemoteLedger(const Clock &clock, Random &random, SyncSettings settings, Foreign foreign)
    : m_clock(clock)
    , m_random(random)
    , m_settings(std::move(settings))
    , m_foreign(std::move(foreign))
{
}

Result<RemoteTurn> RemoteLedger::next(Connection &connection)
{
    auto tx = Transaction::begin(connection, m_clock);
    if (!tx)
        return tx.error();
    const auto paused = SyncSwitch::isPaused(connection);
    if (!paused)
        return paused.error();
    RemoteTurn turn;
    turn.rests = *paused || !m_settings.isConfigured();
    if (turn.rests)
        return turn;
    auto event = CalcomEventTable::next(connection, tx->now());
    if (!event)
        return event.error();
    if (*event)
        return look(*tx, std::move(**event));
    const auto due = CalcomEventTable::nextDue(connection);
    if (!due)
        return due.error();
    turn.next_due = *due;
    return turn;
}

Result<RemoteTurn> RemoteLedger::look(Transaction &tx, CalcomEvent event)
{
    const std::optional<calcom::WebhookEvent> told = calcom::WebhookEvent::parse(event.body.toUtf8());
    bool needs_answer = false;
    if (!told) {
        end(event, CalcomEventState::Unreadable, QStringLiteral("no booking event"));
    } else {
        event.booking_uid = told->booking.uid;
        event.created = told->created;
        auto asks = lookLocally(tx, event, *told);
        if (!asks)
            return asks.error();
        needs_answer = *asks;
    }
    if (needs_answer)
        return ask(tx, std::move(event), *told);
    if (auto written = CalcomEventTable::update(tx, event); !written)
        return written.error();
    if (auto committed = tx.commit(); !committed)
        return committed.error();
    RemoteTurn turn;
    turn.is_step = true;
    return turn;
}

/// True: Cal.com must be asked. Else the event is decided, or waits.
Result<bool> RemoteLedger::lookLocally(Transaction &tx, CalcomEvent &event, const calcom::WebhookEvent &told)
{
    if (!told.isAboutTimes()) {
        end(event, CalcomEventState::Ignored, QStringLiteral("says nothing about times"));
        return false;
    }
    const auto is_trial = isOurTrial(tx.connection(), told.booking.token);
    if (!is_trial)
        return is_trial.error();
    if (*is_trial) {
        end(event, CalcomEventState::Ignored, QStringLiteral("a test booking of ours"));
        return false;
    }
    const auto is_repeat = CalcomEventTable::isRepeat(tx.connection(), event);
    const QStringList uids{told.booking.uid, told.booking.rescheduled_from_uid};
    const auto has_older = CalcomEventTable::hasOlder(tx.connection(), event.id, uids);
    if (!is_repeat || !has_older)
        return !is_repeat ? is_repeat : has_older;
    if (*is_repeat) {
        end(event, CalcomEventState::Ignored, QStringLiteral("told before"));
        return false;
    }
    if (*has_older) {
        event.due = tx.now() + kSoon;
        return false;
    }
    const auto local = find(tx, uids, told.booking.token);
    if (!local)
        return local.error();
    if (!*local)
        return true;
    const MirroredPhase &phase = **local;
    const RemoteStep step = judgeRemote(told.booking, uids, phase);
    if (step == RemoteStep::AsTheBookSays && phase.phase.sync_status != SyncStatus::Review) {
        done(event, QStringLiteral("as the book says"));
        return false;
    }
    if (step != RemoteStep::Wait || !phase.isUnderWay())
        return true;
    event.due = tx.now() + waitFor(phase);
    return false;
}

/// A uid opens a booking to any key, so each that is not paused will do: the host's own, the salon's, then the others,
/// another one at each try.
Result<RemoteTurn> RemoteLedger::ask(Transaction &tx, CalcomEvent event, const calcom::WebhookEvent &told)
{
    const auto catalogue = CatalogueTable::load(tx.connection());
    if (!catalogue)
        return catalogue.error();
    QStringList staff_keys = m_settings.staff_keys.keys();
    std::sort(staff_keys.begin(), staff_keys.end());
    staff_keys.prepend(QString());
    for (const Staff &member : catalogue->staff)
        if (member.calcom_user_id && *member.calcom_user_id == told.booking.host_id)
            staff_keys.prepend(member.key);
    QList<SyncSettings::Key> usable;
    for (const QString &staff_key : std::as_const(staff_keys)) {
        const std::optional<SyncSettings::Key> key = m_settings.keyOf(staff_key);
        const auto until = key ? SyncSwitch::keyPausedUntil(tx.connection(), key->label)
                               : Result<std::optional<Instant>>(std::nullopt);
        if (!until)
            return until.error();
        if (key && (!*until || **until <= tx.now()))
            usable.append(*key);
    }
    RemoteTurn turn;
    turn.is_step = true;
    if (usable.isEmpty())
        event.due = tx.now() + kLater;
    if (auto written = CalcomEventTable::update(tx, event); !written)
        return written.error();
    if (auto committed = tx.commit(); !committed)
        return committed.error();
    if (!usable.isEmpty()) {
        const SyncSettings::Key key = usable.at(event.tries % usable.size());
        const calcom::Account account(m_settings.base_url, key.value, m_settings.timeout);
        turn.question = RemoteQuestion{event, key, account};
    }
    return turn;
}

Result<void> RemoteLedger::settle(Connection &connection, const RemoteQuestion &question, const RemoteAnswer &answer)
{
    std::optional<CalcomEvent> event;
    {
        auto tx = Transaction::begin(connection, m_clock);
        if (!tx)
            return tx.error();
        auto read = CalcomEventTable::read(connection, question.event.id);
        if (!read)
            return read.error();
        event = std::move(*read);
        if (!event || event->state != CalcomEventState::New)
            return {}; // written already, by a transaction whose answer was lost
        event->tries += 1;
        const bool is_answer = answer.booking || (answer.is_gone && event->tries >= kAbsences);
        if (!is_answer) {
            event->due = tx->now() + answer.wait_hint.value_or(pauseAfter(event->tries));
            qCInfo(lcSync).noquote() << "event" << event->id.value << "of Cal.com waits:" << answer.error;
        } else {
            const calcom::Token token = answer.booking ? answer.booking->token : calcom::Token();
            const auto local = find(*tx, answer.uids, token);
            if (!local)
                return local.error();
            if (!*local) {
                if (auto undone = tx->rollBack(); !undone)
                    return undone;
                return m_foreign(connection, question.event.id, foreignOf(answer));
            }
            if (auto decided = decide(*tx, *event, **local, answer); !decided)
                return decided;
        }
        if (auto written = CalcomEventTable::update(*tx, *event); !written)
            return written;
        return tx->commit();
    }
}

Result<void> RemoteLedger::decide(Transaction &tx, CalcomEvent &event, const MirroredPhase &local,
                                  const RemoteAnswer &answer)
{
    if (!answer.booking) {
        if (local.isUnderWay()) {
            event.due = tx.now() + kLater;
            return {};
        }
        const bool matters =
            answer.uids.contains(local.phase.calcom_uid) && local.appointment.status != AppointmentStatus::Cancelled;
        done(event, matters ? QStringLiteral("gone") : QStringLiteral("as the book says"));
        return matters ? RemoteReview::open(tx, ReviewCause::RemoteMissing, local, {}, event.id) : Result<void>();
    }
    const calcom::Booking &booking = *answer.booking;
    switch (judgeRemote(booking, answer.uids, local)) {
    case RemoteStep::Wait:
        event.due = tx.now() + (local.isUnderWay() ? waitFor(local) : pauseAfter(event.tries));
        return {};
    case RemoteStep::AsTheBookSays:
    case RemoteStep::FollowUid:
        done(event, QStringLiteral("as the book says"));
        return RemoteReview::agree(tx, local, booking);
    case RemoteStep::Old:
        done(event, QStringLiteral("of an earlier booking"));
        return ReviewTable::dropRemotePart(tx, local.appointment.id, local.phase.key, {ReviewCause::Duplicate});
    case RemoteStep::Bind:
        event.due = tx.now(); // once more, now that it has its place: it may have been moved since
        return bind(tx, local, booking);
    case RemoteStep::Cancelled:
        done(event, QStringLiteral("cancelled at Cal.com"));
        return RemoteReview::open(tx, ReviewCause::RemoteCancelled, local, booking, event.id);
    case RemoteStep::Changed:
        done(event, QStringLiteral("changed at Cal.com"));
        return RemoteReview::open(tx, ReviewCause::RemoteChanged, local, booking, event.id);
    case RemoteStep::Duplicate:
        done(event, QStringLiteral("a second booking of ours"));
        return RemoteReview::open(tx, ReviewCause::Duplicate, local, booking, event.id);
    }
    SALON_CHECK(!"every step is taken");
    return {};
}

/// As a look-up that found it: the same settlement, so that what the desk did meanwhile is followed up.
Result<void> RemoteLedger::bind(Transaction &tx, const MirroredPhase &local, const calcom::Booking &booking)
{
    const OutboxRow *row = local.createOf(booking.token);
    SALON_CHECK(row);
    const auto catalogue = CatalogueTable::load(tx.connection());
    if (!catalogue)
        return catalogue.error();
    Attempt attempt;
    attempt.outbox = row->id;
    attempt.appointment = row->appointment;
    attempt.phase = row->phase;
    attempt.phase_key = local.phase.key;
    attempt.at = tx.now();
    attempt.operation = QStringLiteral("verify");
    attempt.outcome = AttemptOutcome::Recovered;
    if (auto added = AttemptTable::add(tx, attempt); !added)
        return added.error();
    SyncDecision decision;
    decision.state = OutboxState::Done;
    decision.sends = row->sends;
    decision.lookups = row->lookups;
    decision.outcome = AttemptOutcome::Recovered;
    SyncOutcome outcome;
    outcome.event = SyncEvent::Found;
    outcome.booking = booking;
    return Settlement(tx, m_random, *catalogue).apply(*row, decision, outcome, {});
}

} // namespace salon
