// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncworker.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/calcom/bookingoperations.h"

#include <algorithm>

namespace salon
{

namespace
{
constexpr minutes kSweepRest{30};
}

SyncWorker::SyncWorker(Executor &net, const Clock &clock, Random &random, HttpTransport &transport, Lane &write,
                       SyncSettings settings, Told told)
    : m_net(net)
    , m_clock(clock)
    , m_transport(transport)
    , m_write(write)
    , m_told(std::move(told))
    , m_ledger(std::make_shared<SyncLedger>(clock, random, std::move(settings)))
    , m_meter(std::make_shared<CalcomMeter>(clock))
{
    m_meter->read = [this] { noteHealth(); };
}

SyncWorker::~SyncWorker() = default;

void SyncWorker::start()
{
    if (!m_ledger->settings().isConfigured())
        qCInfo(lcSync) << "Cal.com is not configured: nothing is sent, outbox rows wait";
    m_running = true;
    const bool queued = m_write.run([](Connection &connection) { return SyncHealth::read(connection); }, m_net,
                                    guarded([this](const Result<SyncHealth> &left) {
                                        if (left)
                                            takeOver(*left);
                                        kick();
                                    }));
    if (!queued)
        kick();
}

/// What the process before this one knew. If Cal.com was away it may still be: it is asked first.
void SyncWorker::takeOver(const SyncHealth &left)
{
    Circuit &circuit = m_meter->circuit;
    if (circuit != Circuit())
        return;
    m_health = left;
    circuit.state = left.circuit;
    circuit.since = left.since.value_or(Instant());
    circuit.probe_at = m_clock.now();
    if (m_told)
        m_told(left);
}

void SyncWorker::stop()
{
    m_running = false;
}

void SyncWorker::kick()
{
    m_net.post(guarded([this] { tick(); }));
}

QList<SyncSettings::Key> SyncWorker::keys() const
{
    const SyncSettings &settings = m_ledger->settings();
    QList<SyncSettings::Key> all;
    if (const std::optional<SyncSettings::Key> own = settings.keyOf({}))
        all.append(*own);
    for (auto staff = settings.staff_keys.cbegin(); staff != settings.staff_keys.cend(); ++staff)
        if (const std::optional<SyncSettings::Key> key = settings.keyOf(staff.key()))
            all.append(*key);
    return all;
}

ClaimLimits SyncWorker::limitsNow()
{
    ClaimLimits limits;
    limits.under_way = m_under_way;
    limits.server_ahead = m_meter->server.ahead();
    limits.circuit_is_open = m_meter->circuit.isOpen();
    limits.judged = m_judged;
    const Instant now = m_clock.now();
    RateBudget &budget = m_meter->budget;
    for (const SyncSettings::Key &key : keys())
        limits.left.insert(key.label,
                           {budget.left(key.label, Turn::Lookup, now), budget.left(key.label, Turn::Live, now),
                            budget.left(key.label, Turn::Backlog, now)});
    return limits;
}

HttpTransport &SyncWorker::transportOf(const QString &key)
{
    std::shared_ptr<MeteredTransport> &transport = m_transports[key];
    if (!transport)
        transport = std::make_shared<MeteredTransport>(m_transport, m_meter, key);
    return *transport;
}

void SyncWorker::tick()
{
    if (!m_running)
        return;
    if (m_claiming) {
        m_kicked = true;
        return;
    }
    if (m_meter->circuit.isOpen() && m_meter->circuit.probe_at <= m_clock.now())
        probe();
    m_claiming = true;
    const bool queued = m_write.run(
        [ledger = m_ledger, limits = limitsNow()](Connection &connection) { return ledger->claim(connection, limits); },
        m_net, guarded([this](Result<Claim> claim) { claimed(claim); }));
    if (!queued) {
        m_claiming = false;
        wakeAfter(limits::kStoreAgain);
    }
}

void SyncWorker::claimed(const Result<Claim> &claim)
{
    m_claiming = false;
    if (!claim) {
        qCWarning(lcSync).noquote() << "The outbox cannot be read:" << claim.error().detail;
        return wakeAfter(limits::kStoreAgain);
    }
    for (const SyncTask &task : claim->tasks)
        m_under_way.insert(task.row.id.value);
    for (const SyncTask &task : claim->tasks)
        perform(task);
    const bool has_more = judgesOn(*claim) || claim->settled > 0;
    if (std::exchange(m_kicked, false) || has_more)
        return kick();
    wakeAfter(waitAfter(*claim));
}

/// While nothing may be sent the whole backlog is looked through once a minute, a part at a time; in between a change
/// in the book only brings a look at the first of it.
bool SyncWorker::judgesOn(const Claim &claim)
{
    const bool is_sweep = m_judged != OutboxQueue::Place() || m_sweep_at <= m_clock.now();
    const bool goes_on = claim.judge && is_sweep;
    if (is_sweep && !goes_on)
        m_sweep_at = m_clock.now() + kSweepRest;
    m_judged = goes_on ? *claim.judge : OutboxQueue::Place();
    return goes_on;
}

milliseconds SyncWorker::waitAfter(const Claim &claim)
{
    const Instant now = m_clock.now();
    if (m_meter->circuit.isOpen() && !m_probing)
        return std::clamp<milliseconds>(m_meter->circuit.probe_at - now, milliseconds(1), limits::kSyncRest);
    if (claim.rests)
        return limits::kSyncRest;
    milliseconds wait = limits::kSyncPoll;
    if (claim.next_due && *claim.next_due > now)
        wait = std::min(wait, *claim.next_due - now);
    if (claim.next_due && *claim.next_due <= now) {
        // Due already, but held back by a budget or an older row: not at once again.
        wait = limits::kStoreAgain;
        for (const SyncSettings::Key &key : keys())
            if (const Instant opens = m_meter->budget.opensAt(key.label, now); opens > now)
                wait = std::min(wait, opens - now);
    }
    return wait;
}

void SyncWorker::wakeAfter(milliseconds delay)
{
    const quint64 wake = ++m_wake;
    m_net.after(delay, guarded([this, wake] {
                    if (wake == m_wake)
                        tick();
                }));
}

void SyncWorker::perform(const SyncTask &task)
{
    if (!task.request) {
        BookingLookup::start(transportOf(task.key.label), m_meter->server, task,
                             guarded([this, task](SyncOutcome outcome) { answered(task, outcome); }));
        return;
    }
    transportOf(task.key.label).send(*task.request, guarded([this, task](IncomingAnswer answer) {
        answered(task, outcomeOfSend(task, answer, m_meter->server.now()));
    }));
}

void SyncWorker::answered(const SyncTask &task, const SyncOutcome &outcome)
{
    if (outcome.http_status == 429 && outcome.wait_hint)
        m_meter->budget.shutUntil(task.key.label, m_clock.now(), m_clock.now() + *outcome.wait_hint);
    write(task, outcome);
}

/// One small question that changes nothing: is Cal.com there?
void SyncWorker::probe()
{
    const QList<SyncSettings::Key> all = keys();
    if (m_probing || all.isEmpty())
        return;
    m_probing = true;
    const SyncSettings &settings = m_ledger->settings();
    const calcom::Account account(settings.base_url, all.first().value, settings.timeout);
    transportOf(all.first().label).send(calcom::GetMe{}.request(account), guarded([this](const IncomingAnswer &answer) {
                                            m_probing = false;
                                            m_meter->circuit =
                                                m_meter->circuit.probed(circuitSign(answer), m_clock.now());
                                            noteHealth();
                                            kick();
                                        }));
}

/// Told and stored when something changed, not with every answer.
void SyncWorker::noteHealth()
{
    SyncHealth health = m_health;
    const Circuit &circuit = m_meter->circuit;
    health.circuit = circuit.state;
    if (circuit.since != Instant())
        health.since = circuit.since;
    const std::optional<milliseconds> ahead = m_meter->server.ahead();
    const auto apart = [&] { return std::chrono::abs(*ahead - *health.clock_ahead); };
    if (ahead && (!health.clock_ahead || apart() >= limits::kClockNoted))
        health.clock_ahead = ahead;
    if (health == m_health)
        return;
    if (health.circuit != m_health.circuit)
        qCWarning(lcSync).noquote() << "Cal.com is now" << circuitWord(health.circuit);
    if (health.clockIsOff() && !m_health.clockIsOff())
        qCWarning(lcSync) << "Cal.com's clock and this computer's differ by" << health.clock_ahead->count() << "ms";
    m_health = health;
    storeHealth(health);
    if (m_told)
        m_told(health);
}

void SyncWorker::storeHealth(const SyncHealth &health)
{
    const auto again = [this] { m_net.after(limits::kStoreAgain, guarded([this] { storeHealth(m_health); })); };
    const bool queued =
        m_write.run([ledger = m_ledger, health](Connection &connection) { return ledger->note(connection, health); },
                    m_net, guarded([this, again](const Result<void> &noted) {
                        if (!noted)
                            return again();
                        tick();
                    }));
    if (!queued)
        again();
}

void SyncWorker::write(const SyncTask &task, const SyncOutcome &outcome)
{
    const auto again = [this, task, outcome] {
        m_net.after(limits::kStoreAgain, guarded([this, task, outcome] { write(task, outcome); }));
    };
    const bool queued = m_write.run(
        [ledger = m_ledger, task, outcome](Connection &connection) -> Result<bool> {
            if (auto settled = ledger->settle(connection, task, outcome); !settled)
                return settled.error();
            return true;
        },
        m_net, guarded([this, task, again](Result<bool> settled) {
            if (!settled) {
                qCWarning(lcSync).noquote() << "An outcome cannot be written down yet:" << settled.error().detail;
                return again();
            }
            m_under_way.remove(task.row.id.value);
            tick();
        }));
    if (!queued)
        again();
}

} // namespace salon
