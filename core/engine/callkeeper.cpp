// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/callkeeper.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/operations/figurerollup.h"
#include "core/operations/truthcheck.h"
#include "core/storage/callretention.h"

#include <QStringList>

namespace salon
{

CallKeeper::CallKeeper(Executor &executor, const Clock &clock, Lane &write, Retention retention,
                       std::unique_ptr<MissedCalls> missed, Report report)
    : m_executor(executor)
    , m_clock(clock)
    , m_write(write)
    , m_retention(retention)
    , m_missed(std::move(missed))
    , m_report(std::move(report))
{
}

CallKeeper::~CallKeeper()
{
    *m_alive = false;
}

void CallKeeper::start()
{
    if (m_running)
        return;
    m_running = true;
    m_started = m_clock.now();
    ++m_run;
    tick(m_run);
    if (m_missed)
        lookForMissed(m_run);
}

void CallKeeper::stop()
{
    m_running = false;
}

void CallKeeper::heard(const StoreChanged &change)
{
    static const QStringList moving{QString(), QStringLiteral("calls"), QStringLiteral("outbox"),
                                    QStringLiteral("appointments"), QStringLiteral("reviews")};
    if (!m_running || m_check_asked || !moving.contains(change.table))
        return;
    m_check_asked = true;
    m_executor.after(limits::kTruthCheckRest, [this, alive = m_alive] {
        if (!*alive)
            return;
        m_check_asked = false;
        if (m_running)
            check();
    });
}

template <typename Work, typename Next>
void CallKeeper::onLane(Work work, Next next)
{
    const auto alive = m_alive;
    const bool queued = m_write.run(work, m_executor, [alive, next](const auto &done) {
        if (*alive)
            next(done);
    });
    if (!queued) {
        using Answer = std::invoke_result_t<Work, Connection &>;
        next(Answer(Error{ErrorCode::Busy, QStringLiteral("the write lane is full")}));
    }
}

void CallKeeper::tick(int run)
{
    if (!m_running || run != m_run)
        return;
    check();
    countDays();
    watch();
    m_executor.after(limits::kUpkeepRest, [this, alive = m_alive, run] {
        if (*alive)
            tick(run);
    });
}

void CallKeeper::check()
{
    onLane([&clock = m_clock](Connection &connection) { return TruthCheck::runDue(connection, clock); },
           [](const Result<int> &checked) {
               if (!checked)
                   qCWarning(lcEngine, "calls could not be compared with the book: %s",
                             qPrintable(checked.error().detail));
           });
}

/// Before anything is taken away.
void CallKeeper::countDays()
{
    onLane([&clock = m_clock](Connection &connection) { return FigureRollUp::piece(connection, clock); },
           [this](const Result<bool> &more) {
               if (!more)
                   qCWarning(lcEngine, "past days could not be counted: %s", qPrintable(more.error().detail));
               else if (*more && m_running)
                   countDays();
               else
                   purge();
           });
}

void CallKeeper::purge()
{
    onLane([&clock = m_clock, retention = m_retention](
               Connection &connection) { return CallRetention::daily(connection, clock, retention); },
           [this](const Result<bool> &more) {
               if (!more)
                   qCWarning(lcEngine, "old calls could not be taken away: %s", qPrintable(more.error().detail));
               else if (*more && m_running)
                   purge();
           });
}

void CallKeeper::watch()
{
    onLane([since = m_started,
            &clock = m_clock](Connection &connection) { return CallWatch::look(connection, since, clock.now()); },
           [this](const Result<CallWatch> &seen) {
               if (!seen)
                   return;
               if (seen->isSilent() && !m_was_silent)
                   qCWarning(lcEngine,
                             "%d calls came in without an event of theirs: the agent's webhook does not "
                             "reach this desk",
                             seen->calls_without);
               m_was_silent = seen->isSilent();
               m_report(*seen);
           });
}

void CallKeeper::lookForMissed(int run)
{
    if (!m_running || run != m_run)
        return;
    m_missed->pull([](const Result<int> &listed) {
        if (!listed)
            qCWarning(lcEngine, "missed calls could not be fetched: %s", qPrintable(listed.error().detail));
    });
    m_executor.after(limits::kMissedCallRest, [this, alive = m_alive, run] {
        if (*alive)
            lookForMissed(run);
    });
}

} // namespace salon
