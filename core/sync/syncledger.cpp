// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncledger.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/calcom/requesttext.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/attempttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/customertable.h"
#include "core/storage/flagtable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/transaction.h"
#include "core/sync/lookupproof.h"
#include "core/sync/serverclock.h"
#include "core/sync/settlement.h"
#include "core/sync/syncrelease.h"
#include "core/sync/syncswitch.h"

#include <algorithm>
#include <set>

namespace salon
{

namespace
{

const QString kVerify = QStringLiteral("verify");

QString phaseKey(const Appointment &appointment, PhaseId id)
{
    for (const Phase &phase : appointment.phases)
        if (phase.id == id)
            return phase.key;
    return {};
}

Attempt attemptOf(const OutboxRow &row, const QString &phase_key, const QString &operation, Instant at)
{
    Attempt attempt;
    attempt.outbox = row.id;
    attempt.appointment = row.appointment;
    attempt.phase = row.phase;
    attempt.phase_key = phase_key;
    attempt.at = at;
    attempt.operation = operation;
    return attempt;
}

void fill(Attempt &attempt, const SyncOutcome &outcome, AttemptOutcome word)
{
    attempt.outcome = word;
    attempt.http_status = outcome.http_status;
    attempt.error = outcome.error;
    attempt.request_id = outcome.request_id;
    attempt.took = outcome.took;
}

void report(const OutboxRow &row, const QString &phase_key, const SyncDecision &decision, bool was_lookup)
{
    const bool is_verification = was_lookup || decision.state == OutboxState::Verifying;
    QString line = QStringLiteral("%1 appointment %2 phase %3 operation %4 outcome %5, now %6")
                       .arg(is_verification ? QStringLiteral("POST-SYNC VERIFICATION") : QStringLiteral("Cal.com"))
                       .arg(row.appointment.value)
                       .arg(phase_key, word(row.operation), word(decision.outcome), word(decision.state));
    if (decision.review)
        line += QStringLiteral(": ") + word(*decision.review);
    qCInfo(lcSync).noquote() << line;
}

} // namespace

struct SyncLedger::Round {
    Transaction &tx;
    Claim claim;
    Flags flags;
    milliseconds server_ahead{0};
    QSet<QString> paused_keys;
    Catalogue catalogue;
    QString instance;
    QHash<QString, ClaimLimits::Left> left;
    QHash<AppointmentId, std::pair<Appointment, Customer>> book;

    explicit Round(Transaction &transaction)
        : tx(transaction)
    {
    }

    /// Cal.com judges notice and past by its own clock.
    Instant serverNow() const { return tx.now() + server_ahead; }

    Result<void> readMasterData()
    {
        auto read_catalogue = CatalogueTable::load(tx.connection());
        if (!read_catalogue)
            return read_catalogue.error();
        auto read_instance = CatalogueTable::instance(tx.connection());
        if (!read_instance)
            return read_instance.error();
        catalogue = *read_catalogue;
        instance = *read_instance;
        return {};
    }

    Result<std::pair<Appointment, Customer>> appointment(AppointmentId id)
    {
        if (const auto known = book.constFind(id); known != book.cend())
            return *known;
        auto read = AppointmentTable::read(tx.connection(), id);
        if (!read)
            return read.error();
        auto customer = CustomerTable::read(tx.connection(), read->customer);
        if (!customer)
            return customer.error();
        const std::pair<Appointment, Customer> both{*read, *customer};
        book.insert(id, both);
        return both;
    }
};

namespace
{

/// In the one order in which everybody locks several.
Result<void> lockAppointments(Transaction &tx, const QList<OutboxRow> &sending, const QList<SyncTurns::Entry> &due)
{
    std::set<qint64> ids;
    for (const OutboxRow &row : sending)
        ids.insert(row.appointment.value);
    for (const SyncTurns::Entry &entry : due)
        ids.insert(entry.row.appointment.value);
    for (const qint64 id : ids)
        if (auto locked = AppointmentTable::lock(tx, {id}); !locked)
            return locked;
    return {};
}

/// A look-up needs a second page to know that there is none.
constexpr int kLookupCost = 2;

/// All share one budget, of which each may use up only its part. False = nothing is left for this one.
bool takeShare(ClaimLimits::Left &left, Turn turn)
{
    const int cost = turn == Turn::Lookup ? kLookupCost : 1;
    const int share = turn == Turn::Lookup ? left.lookups : turn == Turn::Live ? left.live : left.backlog;
    if (share < cost)
        return false;
    left.lookups -= cost;
    left.live -= cost;
    left.backlog -= cost;
    return true;
}

/// What the desk changed since the row was read is left for the next round.
Result<bool> isStill(Transaction &tx, const OutboxRow &row)
{
    if (tx.connection().isSqlite())
        return true;
    auto now = OutboxTable::read(tx.connection(), row.id);
    if (!now && now.error().code != ErrorCode::NotFound)
        return now.error();
    return now && *now == row;
}

} // namespace

SyncLedger::SyncLedger(const Clock &clock, Random &random, SyncSettings settings)
    : m_clock(clock)
    , m_random(random)
    , m_settings(std::move(settings))
{
}

Result<Claim> SyncLedger::claim(Connection &connection, const ClaimLimits &limits)
{
    auto tx = Transaction::begin(connection, m_clock);
    if (!tx)
        return tx.error();
    Round round(*tx);
    auto sending = OutboxTable::inState(connection, OutboxState::Sending);
    if (!sending)
        return sending.error();
    if (auto read = readLimits(round, limits); !read)
        return read.error();
    SyncTurns turns(connection, tx->now(), limits);
    turns.setPaused(round.paused_keys);
    const auto filled = round.claim.rests ? turns.fillToJudge() : turns.fill(m_settings, round.flags.parallel_sync);
    if (!filled)
        return filled.error();
    round.claim.judge = turns.rest();
    sending->removeIf([&](const OutboxRow &row) { return limits.under_way.contains(row.id.value); });
    if (auto taken = takeAll(round, *sending, turns.entries()); !taken)
        return taken.error();
    QSet<qint64> known = limits.under_way;
    for (const SyncTask &task : round.claim.tasks)
        known.insert(task.row.id.value);
    if (!round.claim.rests) {
        auto next = OutboxQueue::nextDue(connection, known);
        if (!next)
            return next.error();
        round.claim.next_due = *next;
    }
    if (auto committed = tx->commit(); !committed)
        return committed.error();
    return round.claim;
}

/// Who may send what at all, and by which clock.
Result<void> SyncLedger::readLimits(Round &round, const ClaimLimits &limits)
{
    Connection &connection = round.tx.connection();
    auto flags = FlagTable::read(connection);
    auto paused = SyncSwitch::isPaused(connection);
    if (!flags || !paused)
        return !flags ? flags.error() : paused.error();
    round.flags = *flags;
    round.claim.rests = *paused || limits.circuit_is_open || !m_settings.isConfigured();
    round.left = limits.left;
    std::optional<milliseconds> ahead = limits.server_ahead;
    if (!ahead) { // what the process before this one measured is better than nothing
        auto health = SyncHealth::read(connection);
        if (!health)
            return health.error();
        ahead = health->clock_ahead;
    }
    round.server_ahead = trustedDifference(ahead);
    for (auto left = limits.left.cbegin(); left != limits.left.cend(); ++left) {
        auto until = SyncSwitch::keyPausedUntil(connection, left.key());
        if (!until)
            return until.error();
        if (*until && **until > round.tx.now())
            round.paused_keys.insert(left.key());
    }
    return {};
}

Result<void> SyncLedger::takeAll(Round &round, const QList<OutboxRow> &sending, const QList<SyncTurns::Entry> &due)
{
    if (sending.isEmpty() && due.isEmpty())
        return {};
    if (auto read = round.readMasterData(); !read)
        return read;
    if (auto locked = lockAppointments(round.tx, sending, due); !locked)
        return locked;
    const auto with = [&](const OutboxRow &row, auto &&work) -> Result<void> {
        auto is_still = isStill(round.tx, row);
        if (!is_still)
            return is_still.error();
        return *is_still ? work() : Result<void>();
    };
    for (const OutboxRow &row : sending)
        if (auto written = with(row, [&] { return interrupt(round, row); }); !written)
            return written;
    for (const auto &[row, turn] : due)
        if (auto taken =
                with(row, [&, &row = row,
                           turn = turn] { return round.claim.rests ? judge(round, row) : takeUp(round, row, turn); });
            !taken)
            return taken;
    return {};
}

Result<void> SyncLedger::interrupt(Round &round, const OutboxRow &row)
{
    const SyncDecision decision =
        decide(row, SyncEvent::Interrupted, round.tx.now(), round.flags.post_sync_verification);
    SyncOutcome outcome;
    outcome.error = QStringLiteral("the program ended while this was being sent");
    auto open = AttemptTable::open(round.tx.connection(), row.id);
    if (!open)
        return open.error();
    auto book = round.appointment(row.appointment);
    if (!book)
        return book.error();
    const QString phase_key = phaseKey(book->first, row.phase);
    Attempt attempt = attemptOf(row, phase_key, word(row.operation), round.tx.now());
    fill(attempt, outcome, decision.outcome);
    Result<void> written;
    if (*open) {
        attempt.id = **open;
        written = AttemptTable::finish(round.tx, attempt);
    } else if (auto added = AttemptTable::add(round.tx, attempt); !added) {
        written = added.error();
    }
    if (!written)
        return written;
    report(row, phase_key, decision, false);
    return Settlement(round.tx, m_random, round.catalogue).apply(row, decision, outcome, {});
}

/// While nothing may be asked or sent: what can be said without Cal.com is said all the same.
Result<void> SyncLedger::judge(Round &round, const OutboxRow &row)
{
    auto may_exist = AttemptTable::mayHaveBeenExecuted(round.tx.connection(), row.id);
    if (!may_exist)
        return may_exist.error();
    if (row.state == OutboxState::Verifying || *may_exist)
        return {};
    auto book = round.appointment(row.appointment);
    if (!book)
        return book.error();
    const MirrorSource source{m_settings, round.catalogue, round.instance, book->first, book->second};
    const std::optional<Preparation> local = localObstacle(source, row, round.serverNow());
    return local ? obstruct(round, row, *local) : Result<void>();
}

/// A create that left under another start, or that will not be sent again, is looked for before anything else: what it
/// made may be there, hidden. True = it was made a look-up.
Result<bool> SyncLedger::overtake(Round &round, const Appointment &appointment, OutboxRow &row)
{
    if (row.operation != SyncOperation::Create || row.state == OutboxState::Verifying)
        return false;
    const bool is_wanted = std::any_of(appointment.phases.cbegin(), appointment.phases.cend(), [&](const Phase &phase) {
        return phase.id == row.phase && phase.span.begin == row.begins && phase.span.begin > round.serverNow() &&
               !phase.staff.isNull();
    });
    if (is_wanted && appointment.status != AppointmentStatus::Cancelled)
        return false;
    auto may_exist = AttemptTable::mayHaveBeenExecuted(round.tx.connection(), row.id);
    if (!may_exist || !*may_exist)
        return may_exist;
    row.state = OutboxState::Verifying;
    row.lookups = 0;
    row.last_result = SendMemory{SendMemory::Result::Overtaken, 0}.text();
    row.due = round.tx.now();
    if (auto updated = OutboxTable::update(round.tx, row); !updated)
        return updated.error();
    return true;
}

Result<void> SyncLedger::takeUp(Round &round, OutboxRow row, Turn turn)
{
    auto book = round.appointment(row.appointment);
    if (!book)
        return book.error();
    if (auto overtaken = overtake(round, book->first, row); !overtaken)
        return overtaken.error();
    const MirrorSource source{m_settings, round.catalogue, round.instance, book->first, book->second};
    const bool is_lookup = row.state == OutboxState::Verifying;
    Preparation preparation = is_lookup ? prepareLookup(source, row) : prepareSend(source, row, round.serverNow());
    if (!preparation.task)
        return obstruct(round, row, preparation);
    SyncTask &task = *preparation.task;
    auto is_paused = keyIsPaused(round, row, task.key.label);
    if (!is_paused)
        return is_paused.error();
    if (*is_paused || !takeShare(round.left[task.key.label], is_lookup ? Turn::Lookup : turn))
        return {};
    if (is_lookup) {
        round.claim.tasks.append(task);
        return {};
    }
    return writeAhead(round, task);
}

Result<bool> SyncLedger::keyIsPaused(Round &round, const OutboxRow &row, const QString &key_label)
{
    auto until = SyncSwitch::keyPausedUntil(round.tx.connection(), key_label);
    if (!until)
        return until.error();
    if (!*until || **until <= round.tx.now())
        return false;
    OutboxRow waits = row;
    waits.due = **until;
    if (waits.state == OutboxState::Pending)
        waits.state = OutboxState::Waiting;
    if (auto updated = OutboxTable::update(round.tx, waits); !updated)
        return updated.error();
    return true;
}

Result<void> SyncLedger::writeAhead(Round &round, SyncTask &task)
{
    task.row.state = OutboxState::Sending;
    task.row.sends += 1;
    task.row.lookups = 0;
    if (auto updated = OutboxTable::update(round.tx, task.row); !updated)
        return updated;
    Attempt attempt = attemptOf(task.row, task.phase_key, word(task.row.operation), round.tx.now());
    attempt.request = calcom::textOf(*task.request);
    auto added = AttemptTable::add(round.tx, attempt);
    if (!added)
        return added.error();
    task.attempt = *added;
    round.claim.tasks.append(task);
    return {};
}

Result<void> SyncLedger::obstruct(Round &round, const OutboxRow &row, const Preparation &preparation)
{
    const SyncDecision decision = decide(row, preparation.obstacle, round.tx.now(), round.flags.post_sync_verification);
    auto book = round.appointment(row.appointment);
    if (!book)
        return book.error();
    const QString phase_key = phaseKey(book->first, row.phase);
    SyncOutcome outcome;
    outcome.event = preparation.obstacle;
    outcome.error = preparation.reason;
    if (preparation.obstacle != SyncEvent::Superseded) {
        const bool is_lookup = row.state == OutboxState::Verifying;
        Attempt attempt = attemptOf(row, phase_key, is_lookup ? kVerify : word(row.operation), round.tx.now());
        fill(attempt, outcome, decision.outcome);
        if (auto added = AttemptTable::add(round.tx, attempt); !added)
            return added.error();
    }
    report(row, phase_key, decision, false);
    const Phase *phase = nullptr;
    for (const Phase &candidate : book->first.phases)
        if (candidate.id == row.phase)
            phase = &candidate;
    const Staff *member = phase ? round.catalogue.member(phase->staff) : nullptr;
    const QString key_label = QStringLiteral("staff ") + (member ? member->key : QString());
    round.claim.settled += 1;
    return Settlement(round.tx, m_random, round.catalogue).apply(row, decision, outcome, key_label);
}

Result<void> SyncLedger::settle(Connection &connection, const SyncTask &task, SyncOutcome outcome)
{
    auto tx = Transaction::begin(connection, m_clock);
    if (!tx)
        return tx.error();
    if (auto locked = AppointmentTable::lock(*tx, task.row.appointment); !locked)
        return locked;
    auto row = OutboxTable::read(connection, task.row.id);
    if (!row)
        return row.error().code == ErrorCode::NotFound ? Result<void>() : Result<void>(row.error());
    const bool was_lookup = !task.request;
    if (row->state != (was_lookup ? OutboxState::Verifying : OutboxState::Sending))
        return {}; // written already, by a transaction whose answer was lost
    auto flags = FlagTable::read(connection);
    auto catalogue = CatalogueTable::load(connection);
    if (!flags || !catalogue)
        return !flags ? flags.error() : catalogue.error();
    if (auto weighed = LookupProof::weigh(connection, task, outcome); !weighed)
        return weighed;
    const SyncDecision decision =
        decide(*row, outcome.event, tx->now(), flags->post_sync_verification, outcome.wait_hint);
    Attempt attempt = attemptOf(*row, task.phase_key, was_lookup ? kVerify : word(row->operation), tx->now());
    attempt.id = task.attempt;
    fill(attempt, outcome, decision.outcome);
    Result<void> written;
    if (!was_lookup)
        written = AttemptTable::finish(*tx, attempt);
    else if (auto added = AttemptTable::add(*tx, attempt); !added)
        written = added.error();
    if (!written)
        return written;
    report(*row, task.phase_key, decision, was_lookup);
    if (auto applied = Settlement(*tx, m_random, *catalogue).apply(*row, decision, outcome, task.key.label); !applied)
        return applied;
    const bool key_works = decision.outcome == AttemptOutcome::Ok || decision.outcome == AttemptOutcome::Recovered;
    if (key_works)
        if (auto resumed = SyncRelease::ofKey(*tx, task.key.label); !resumed)
            return resumed;
    return tx->commit();
}

Result<void> SyncLedger::note(Connection &connection, const SyncHealth &health)
{
    auto tx = Transaction::begin(connection, m_clock);
    if (!tx)
        return tx.error();
    auto before = SyncHealth::read(connection);
    if (!before)
        return before.error();
    const bool is_back = health.circuit == CircuitState::Closed && before->circuit != CircuitState::Closed;
    if (auto written = SyncHealth::write(*tx, health); !written)
        return written;
    if (is_back)
        if (auto released = SyncRelease::afterOutage(*tx); !released)
            return released;
    return tx->commit();
}

} // namespace salon
