// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reconcile/reconciler.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/calcom/bookingoperations.h"
#include "core/calcom/eventtypeoperations.h"

#include <algorithm>
#include <QJsonObject>

namespace salon
{

using calcom::Answer;
using calcom::AnswerClass;

namespace
{

constexpr int kAsks = 3; // of one request that was not answered
constexpr seconds kPause{2};

} // namespace

struct Reconciler::Work {
    /// First whose key it is, and which event types are its owner's: that proves whose bookings its list holds.
    enum class Stage { Owner, Types, Bookings };
    ReconcileRound round;
    ReconcileReading reading;
    int list = 0; // which one is being read
    Stage stage = Stage::Owner;
    int skip = 0; // rows seen of it
    int pages = 0;
    int asked = 0;      // times the request under way was sent
    QStringList single; // uids still to be asked for
    KeySight::Seen &seen() { return reading.sight.keys[round.lists.at(list).key.label]; }
};

Reconciler::Reconciler(Executor &net, const Clock &clock, HttpTransport &transport, std::shared_ptr<CalcomMeter> meter,
                       Lane &write, SyncSettings settings)
    : m_net(net)
    , m_clock(clock)
    , m_transport(transport)
    , m_meter(std::move(meter))
    , m_write(write)
    , m_ledger(std::make_shared<ReconcileLedger>(clock, std::move(settings)))
{
}

Reconciler::~Reconciler() = default;

void Reconciler::start()
{
    m_running = true;
    kick();
}

void Reconciler::stop()
{
    m_running = false;
}

void Reconciler::kick()
{
    m_net.post(guarded([this] { tick(); }));
}

void Reconciler::wakeAfter(milliseconds delay)
{
    const quint64 wake = ++m_wake;
    m_net.after(delay, guarded([this, wake] {
                    if (wake == m_wake)
                        tick();
                }));
}

void Reconciler::tick()
{
    if (!m_running)
        return;
    if (m_busy) {
        m_kicked = true;
        return;
    }
    m_busy = m_write.run([ledger = m_ledger](Connection &connection) { return ledger->next(connection); }, m_net,
                         guarded([this](const Result<ReconcileTurn> &turn) { looked(turn); }));
    if (!m_busy)
        wakeAfter(limits::kStoreAgain);
}

void Reconciler::looked(const Result<ReconcileTurn> &turn)
{
    if (turn && turn->round) {
        auto work = std::make_shared<Work>();
        work->round = *turn->round;
        work->reading.problems = turn->round->problems;
        work->reading.may_ask = !turn->round->lists.isEmpty();
        return next(work);
    }
    m_busy = false;
    if (!turn) {
        qCWarning(lcSync).noquote() << "the comparison with Cal.com cannot begin:" << turn.error().detail;
        return wakeAfter(limits::kStoreAgain);
    }
    if (std::exchange(m_kicked, false))
        return kick();
    milliseconds wait = limits::kSyncRest;
    if (turn->next_due)
        wait = std::max<milliseconds>(*turn->next_due - m_clock.now(), limits::kStoreAgain);
    wakeAfter(wait);
}

/// What is to be asked next, or everything was: then it is written down.
void Reconciler::next(const std::shared_ptr<Work> &work)
{
    if (!m_running) {
        m_busy = false;
        return;
    }
    if (!work->single.isEmpty())
        return askSingly(work);
    if (work->list < work->round.lists.size())
        return askList(work);
    settle(work);
}

/// When the budget has room: everybody else comes first, unless a person waits for this.
void Reconciler::ask(const std::shared_ptr<Work> &work, const SyncSettings::Key &key, const OutgoingRequest &request,
                     std::function<void(Answer)> then)
{
    const auto later = [this, work](milliseconds delay) { m_net.after(delay, guarded([this, work] { next(work); })); };
    if (m_meter->circuit.isOpen() && !work->round.is_wished) { // from the beginning, once Cal.com is back
        m_busy = false;
        return wakeAfter(std::exchange(m_kicked, false) ? limits::kStoreAgain : milliseconds(limits::kSyncRest));
    }
    const Turn turn = work->round.is_wished ? Turn::Lookup : Turn::Backlog;
    if (m_meter->budget.left(key.label, turn, m_clock.now()) < 1)
        return later(limits::kStoreAgain);
    ++work->asked;
    MeteredTransport(m_transport, m_meter, key.label)
        .send(request, guarded([this, work, key, later, then = std::move(then)](const IncomingAnswer &incoming) {
                  Answer answer = calcom::readAnswer(incoming, m_meter->server.now());
                  const bool may_repeat =
                      answer.kind == AnswerClass::NotExecuted || answer.kind == AnswerClass::Unclear;
                  if (answer.error.http == 429 && answer.wait_hint)
                      m_meter->budget.shutUntil(key.label, m_clock.now(), m_clock.now() + *answer.wait_hint);
                  if (may_repeat && work->asked < kAsks)
                      return later(answer.wait_hint.value_or(kPause));
                  work->asked = 0;
                  then(std::move(answer));
              }));
}

void Reconciler::askList(const std::shared_ptr<Work> &work)
{
    const MirrorList &list = work->round.lists.at(work->list);
    if (list.team > 0)
        work->stage = Work::Stage::Bookings;
    switch (work->stage) {
    case Work::Stage::Owner:
        return ask(work, list.key, calcom::GetMe{}.request(list.account),
                   [this, work](Answer answer) { ownerCame(work, std::move(answer)); });
    case Work::Stage::Types:
        return ask(work, list.key, calcom::ListEventTypes{}.request(list.account),
                   [this, work](Answer answer) { typesCame(work, std::move(answer)); });
    case Work::Stage::Bookings:
        return askPage(work);
    }
}

/// What does not come proves nothing, and is asked for again in the next round.
void Reconciler::ownerCame(const std::shared_ptr<Work> &work, Answer answer)
{
    if (answer.kind == AnswerClass::Done)
        work->seen().owner = answer.data.toObject().value(u"id").toInteger();
    work->stage = Work::Stage::Types;
    next(work);
}

void Reconciler::typesCame(const std::shared_ptr<Work> &work, Answer answer)
{
    for (const calcom::EventType &type : calcom::eventTypesIn(answer).value_or(QList<calcom::EventType>()))
        work->seen().hosts.insert(type.owner_id);
    work->stage = Work::Stage::Bookings;
    next(work);
}

void Reconciler::askPage(const std::shared_ptr<Work> &work)
{
    const MirrorList &list = work->round.lists.at(work->list);
    const calcom::ListBookings page{.after_start = work->round.span.begin,
                                    .before_end = work->round.span.end,
                                    .skip = work->skip,
                                    .team = list.team};
    ask(work, list.key, page.request(list.account), [this, work](Answer answer) { pageCame(work, std::move(answer)); });
}

void Reconciler::pageCame(const std::shared_ptr<Work> &work, Answer answer)
{
    const MirrorList &list = work->round.lists.at(work->list);
    const std::optional<calcom::BookingPage> page = calcom::pageIn(answer);
    QString problem;
    if (!page)
        problem = answer.error.text();
    else if (page->rows != page->bookings.size())
        problem = QStringLiteral("an entry of the list cannot be read");
    else if (page->rows > 0 && ++work->pages >= limits::kMaxBookingPages)
        problem = QStringLiteral("the list does not end");
    if (page)
        for (const calcom::Booking &booking : page->bookings)
            work->reading.lists.bookings.insert(booking.uid, booking);
    const bool is_over = !problem.isEmpty() || page->rows == 0;
    if (!is_over) {
        work->skip += page->rows;
        return next(work);
    }
    if (problem.isEmpty()) {
        if (list.host != 0)
            work->reading.lists.complete_hosts.insert(list.host);
    } else {
        work->reading.problems.append(
            QStringLiteral("the bookings of the key \"%1\" cannot be listed: %2").arg(list.key.label, problem));
    }
    ++work->list;
    work->stage = Work::Stage::Owner;
    work->skip = 0;
    work->pages = 0;
    next(work);
}

/// A uid opens a booking to any key.
void Reconciler::askSingly(const std::shared_ptr<Work> &work)
{
    const MirrorList &list = work->round.lists.constFirst();
    ask(work, list.key, calcom::GetBooking{work->single.constFirst()}.request(list.account),
        [this, work](Answer answer) { singleCame(work, std::move(answer)); });
}

void Reconciler::singleCame(const std::shared_ptr<Work> &work, Answer answer)
{
    const QString uid = work->single.takeFirst();
    if (const std::optional<calcom::Booking> booking = calcom::bookingIn(answer))
        work->reading.lists.bookings.insert(booking->uid, *booking);
    else if (answer.kind == AnswerClass::Definite && answer.error.http == 404)
        work->reading.lists.gone.insert(uid);
    next(work);
}

void Reconciler::settle(const std::shared_ptr<Work> &work)
{
    const auto again = [this, work] { m_net.after(limits::kStoreAgain, guarded([this, work] { settle(work); })); };
    const bool queued =
        m_write.run([ledger = m_ledger,
                     work](Connection &connection) { return ledger->settle(connection, work->round, work->reading); },
                    m_net, guarded([this, work, again](const Result<ReconcileResult> &result) {
                        if (!result) {
                            qCWarning(lcSync).noquote()
                                << "what the comparison showed cannot be written down yet:" << result.error().detail;
                            return again();
                        }
                        if (!result->ask.isEmpty()) {
                            work->reading.may_ask = false;
                            work->single = result->ask;
                            return next(work);
                        }
                        m_busy = false;
                        tick();
                    }));
    if (!queued)
        again();
}

} // namespace salon
