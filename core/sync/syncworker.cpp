// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncworker.h"

#include "core/base/limits.h"
#include "core/base/logging.h"

#include <algorithm>

namespace salon
{

SyncWorker::SyncWorker(Executor &net, const Clock &clock, Random &random, HttpTransport &transport, Lane &write,
                       SyncSettings settings)
    : m_net(net)
    , m_clock(clock)
    , m_transport(transport)
    , m_write(write)
    , m_ledger(std::make_shared<SyncLedger>(clock, random, std::move(settings)))
{
}

SyncWorker::~SyncWorker() = default;

void SyncWorker::start()
{
    if (!m_ledger->settings().isConfigured())
        qCInfo(lcSync) << "Cal.com is not configured: nothing is sent, outbox rows wait";
    m_running = true;
    kick();
}

void SyncWorker::stop()
{
    m_running = false;
}

void SyncWorker::kick()
{
    m_net.post(guarded([this] { tick(); }));
}

ClaimLimits SyncWorker::limitsNow()
{
    ClaimLimits limits;
    limits.under_way = m_under_way;
    const Instant now = m_clock.now();
    const SyncSettings &settings = m_ledger->settings();
    const auto add = [&](const std::optional<SyncSettings::Key> &key) {
        if (key)
            limits.left.insert(key->label, {m_budget.forSends(key->label, now), m_budget.forLookups(key->label, now)});
    };
    add(settings.keyOf({}));
    for (auto own = settings.staff_keys.cbegin(); own != settings.staff_keys.cend(); ++own)
        add(settings.keyOf(own.key()));
    return limits;
}

void SyncWorker::tick()
{
    if (!m_running)
        return;
    if (m_claiming) {
        m_kicked = true;
        return;
    }
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
    for (const SyncTask &task : claim->tasks) {
        m_under_way.insert(task.row.id.value);
        m_budget.take(task.key.label, m_clock.now());
    }
    for (const SyncTask &task : claim->tasks)
        perform(task);
    if (std::exchange(m_kicked, false))
        return kick();
    milliseconds wait = claim->rests ? limits::kSyncRest : limits::kSyncPoll;
    if (claim->next_due) {
        const milliseconds until_due = *claim->next_due - m_clock.now();
        // Due already, but held back by a budget or an older row: not at once again.
        wait = until_due <= milliseconds(0) ? limits::kStoreAgain : std::min(wait, until_due);
    }
    wakeAfter(wait);
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
        BookingLookup::start(m_transport, m_clock, task,
                             guarded([this, task](SyncOutcome outcome) { answered(task, outcome); }));
        return;
    }
    m_transport.send(*task.request, guarded([this, task](IncomingAnswer answer) {
        answered(task, outcomeOfSend(task, answer, m_clock.now()));
    }));
}

void SyncWorker::answered(const SyncTask &task, const SyncOutcome &outcome)
{
    if (outcome.requests > 1)
        m_budget.take(task.key.label, m_clock.now(), outcome.requests - 1);
    if (outcome.http_status == 429 && outcome.wait_hint)
        m_budget.shutUntil(task.key.label, m_clock.now(), m_clock.now() + *outcome.wait_hint);
    write(task, outcome);
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
