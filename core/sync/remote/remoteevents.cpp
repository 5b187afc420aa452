// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/remote/remoteevents.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/calcom/bookingoperations.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr milliseconds kRound = std::chrono::minutes(1);
/// How often a booking is moved before nobody follows it any more.
constexpr int kLongestChain = 10;

} // namespace

/// Each move gave the booking another uid: first forward to the one it has now, then back to those it had.
struct RemoteEvents::Asking {
    RemoteQuestion question;
    RemoteAnswer answer;
    bool is_back = false;
    QString before; // a uid it had that nobody has looked behind yet
    int requests = 0;
};

RemoteEvents::RemoteEvents(Executor &net, const Clock &clock, Random &random, HttpTransport &transport,
                           std::shared_ptr<CalcomMeter> meter, Lane &write, SyncSettings settings,
                           RemoteLedger::Foreign foreign)
    : m_net(net)
    , m_clock(clock)
    , m_transport(transport)
    , m_meter(std::move(meter))
    , m_write(write)
    , m_ledger(std::make_shared<RemoteLedger>(clock, random, std::move(settings), std::move(foreign)))
{
}

RemoteEvents::~RemoteEvents() = default;

void RemoteEvents::start()
{
    m_running = true;
    kick();
}

void RemoteEvents::stop()
{
    m_running = false;
}

void RemoteEvents::kick()
{
    m_net.post(guarded([this] { tick(); }));
}

void RemoteEvents::wakeAfter(milliseconds delay)
{
    const quint64 wake = ++m_wake;
    m_net.after(delay, guarded([this, wake] {
                    if (wake == m_wake)
                        tick();
                }));
}

void RemoteEvents::tick()
{
    if (!m_running)
        return;
    if (m_busy) {
        m_kicked = true;
        return;
    }
    m_busy = m_write.run([ledger = m_ledger](Connection &connection) { return ledger->next(connection); }, m_net,
                         guarded([this](const Result<RemoteTurn> &turn) { looked(turn); }));
    if (!m_busy)
        wakeAfter(limits::kStoreAgain);
}

void RemoteEvents::looked(const Result<RemoteTurn> &turn)
{
    if (turn && turn->question)
        return ask(*turn->question);
    m_busy = false;
    if (!turn) {
        qCWarning(lcSync).noquote() << "Cal.com's events cannot be read:" << turn.error().detail;
        return wakeAfter(limits::kStoreAgain);
    }
    if (turn->is_step || std::exchange(m_kicked, false))
        return kick();
    milliseconds wait = turn->rests ? limits::kSyncRest : kRound;
    if (turn->next_due) // one that is due already waits for an older one of its booking
        wait = std::clamp<milliseconds>(*turn->next_due - m_clock.now(), limits::kStoreAgain, wait);
    wakeAfter(wait);
}

void RemoteEvents::ask(const RemoteQuestion &question)
{
    const bool is_away = m_meter->circuit.isOpen();
    if (is_away || m_meter->budget.left(question.key.label, Turn::Lookup, m_clock.now()) < 1) {
        m_busy = false;
        return wakeAfter(is_away ? limits::kSyncRest : limits::kStoreAgain);
    }
    auto asking = std::make_shared<Asking>();
    asking->question = question;
    askFor(asking, question.event.booking_uid);
}

void RemoteEvents::askFor(const std::shared_ptr<Asking> &asking, const QString &uid)
{
    ++asking->requests;
    MeteredTransport(m_transport, m_meter, asking->question.key.label)
        .send(calcom::GetBooking{uid}.request(asking->question.account),
              guarded([this, asking, uid](const IncomingAnswer &incoming) { came(asking, uid, incoming); }));
}

void RemoteEvents::came(const std::shared_ptr<Asking> &asking, const QString &uid, const IncomingAnswer &incoming)
{
    calcom::Answer answer = calcom::readAnswer(incoming, m_meter->server.now());
    const std::optional<calcom::Booking> booking = calcom::bookingIn(answer);
    RemoteAnswer &known = asking->answer;
    if (answer.error.http == 429 && answer.wait_hint)
        m_meter->budget.shutUntil(asking->question.key.label, m_clock.now(), m_clock.now() + *answer.wait_hint);
    if (!booking) {
        known.booking.reset();
        known.is_gone = answer.kind == calcom::AnswerClass::Definite && answer.error.http == 404;
        known.error = answer.error.text();
        known.wait_hint = answer.wait_hint;
        if (!known.uids.contains(uid))
            known.uids.append(uid);
        return write(asking->question, known);
    }
    if (asking->is_back)
        known.uids.append(uid);
    else
        known.uids.prepend(uid);
    // Whoever is told of one in the middle looks both ways.
    if (const QString &from = booking->rescheduled_from_uid; !known.uids.contains(from))
        asking->before = from;
    if (!asking->is_back) {
        known.booking = booking;
        const QString &next = booking->rescheduled_to_uid;
        if (!next.isEmpty() && !known.uids.contains(next) && asking->requests < kLongestChain)
            return askFor(asking, next);
        asking->is_back = true;
    }
    const QString before = std::exchange(asking->before, {});
    if (before.isEmpty() || asking->requests >= kLongestChain)
        return write(asking->question, known);
    askFor(asking, before);
}

void RemoteEvents::write(const RemoteQuestion &question, const RemoteAnswer &answer)
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
                    << "What Cal.com said cannot be written down yet:" << settled.error().detail;
                return again();
            }
            m_busy = false;
            tick();
        }));
    if (!queued)
        again();
}

} // namespace salon
