// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reconcile/calendarreader.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/calcom/calendaroperations.h"

#include <algorithm>

namespace salon
{

CalendarReader::CalendarReader(Executor &net, const Clock &clock, HttpTransport &transport,
                               std::shared_ptr<CalcomMeter> meter, Lane &write, SyncSettings settings)
    : m_net(net)
    , m_clock(clock)
    , m_transport(transport)
    , m_meter(std::move(meter))
    , m_write(write)
    , m_ledger(std::make_shared<CalendarLedger>(clock, std::move(settings)))
{
}

CalendarReader::~CalendarReader() = default;

void CalendarReader::start()
{
    m_running = true;
    m_net.post(guarded([this] { tick(); }));
}

void CalendarReader::stop()
{
    m_running = false;
}

void CalendarReader::wakeAfter(milliseconds delay)
{
    const quint64 wake = ++m_wake;
    m_net.after(delay, guarded([this, wake] {
                    if (wake == m_wake)
                        tick();
                }));
}

void CalendarReader::tick()
{
    if (!m_running || m_busy)
        return;
    if (m_meter->circuit.isOpen())
        return wakeAfter(limits::kSyncRest);
    m_busy = m_write.run([ledger = m_ledger](Connection &connection) { return ledger->next(connection); }, m_net,
                         guarded([this](const Result<CalendarTurn> &turn) { looked(turn); }));
    if (!m_busy)
        wakeAfter(limits::kStoreAgain);
}

void CalendarReader::looked(const Result<CalendarTurn> &turn)
{
    m_busy = false;
    if (!turn) {
        qCWarning(lcSync).noquote() << "nobody's calendars can be read:" << turn.error().detail;
        return wakeAfter(limits::kStoreAgain);
    }
    if (!turn->question) {
        const milliseconds rest = turn->next_due ? *turn->next_due - m_clock.now() : limits::kSyncRest;
        return wakeAfter(std::max<milliseconds>(rest, limits::kStoreAgain));
    }
    if (m_meter->budget.left(turn->question->key.label, Turn::Backlog, m_clock.now()) < 2)
        return wakeAfter(limits::kStoreAgain);
    m_busy = true;
    ask(*turn->question, calcom::ListCalendars{}.request(turn->question->account),
        [this, question = *turn->question](calcom::Answer answer) { calendarsCame(question, std::move(answer)); });
}

void CalendarReader::ask(const CalendarQuestion &question, const OutgoingRequest &request,
                         std::function<void(calcom::Answer)> then)
{
    MeteredTransport(m_transport, m_meter, question.key.label, CircuitUse::DoesNotCount)
        .send(request, guarded([this, then = std::move(then)](const IncomingAnswer &incoming) {
                  then(calcom::readAnswer(incoming, m_meter->server.now()));
              }));
}

void CalendarReader::calendarsCame(const CalendarQuestion &question, calcom::Answer answer)
{
    const auto calendars = calcom::calendarsIn(answer);
    if (!calendars)
        return write(question, {.problem = answer.error.text()});
    if (calendars->isEmpty())
        return write(question, {});
    const calcom::GetBusyTimes times{*calendars, question.time_zone, question.from, question.to};
    ask(question, times.request(question.account),
        [this, question, count = int(calendars->size())](auto came) { timesCame(question, count, std::move(came)); });
}

void CalendarReader::timesCame(const CalendarQuestion &question, int calendars, calcom::Answer answer)
{
    const auto times = calcom::busyTimesIn(answer);
    if (!times)
        return write(question, {.calendars = calendars, .problem = answer.error.text()});
    write(question, {.calendars = calendars, .busy = *times});
}

void CalendarReader::write(const CalendarQuestion &question, const CalendarAnswer &answer)
{
    const auto again = [this, question, answer] {
        m_net.after(limits::kStoreAgain, guarded([this, question, answer] { write(question, answer); }));
    };
    const bool queued = m_write.run(
        [ledger = m_ledger, question, answer](Connection &connection) -> Result<bool> {
            if (auto settled = ledger->settle(connection, question, answer); !settled)
                return settled.error();
            return true;
        },
        m_net, guarded([this, again](const Result<bool> &settled) {
            if (!settled) {
                qCWarning(lcSync).noquote()
                    << "what calendars say cannot be written down yet:" << settled.error().detail;
                return again();
            }
            m_busy = false;
            tick();
        }));
    if (!queued)
        again();
}

} // namespace salon
