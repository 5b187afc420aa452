// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/desk.h"

#include "core/engine/deskreads.h"
#include "core/engine/remoteacceptance.h"
#include "core/metrics/figurereader.h"
#include "core/phone/synonyms.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/transaction.h"
#include "core/sync/reviewactions.h"

namespace salon
{

Desk::Desk(Lane &read, Lane &write, Executor &here, const Clock &clock, Random &random, QObject *parent)
    : QObject(parent)
    , m_read(read)
    , m_write(write)
    , m_here(here)
    , m_clock(clock)
    , m_random(random)
{
}

template <typename T, typename Work>
void Desk::run(Lane &lane, QObject *guard, Work work, Answer<T> then)
{
    // The lane's answer is posted to this thread; the widget that asked may be gone by then.
    const auto answer = [alive = QPointer<QObject>(guard), then](Result<T> result) {
        if (alive)
            then(std::move(result));
    };
    if (!lane.run(std::move(work), m_here, answer))
        m_here.post([answer] {
            answer(Error{ErrorCode::Busy, QStringLiteral("too much is waiting for the database")});
        });
}

Actor Desk::actor() const
{
    return {QStringLiteral("desk"), Source::Desk};
}

void Desk::setStatus(const DeskStatus &status)
{
    if (m_status == status)
        return;
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

void Desk::catalogue(QObject *guard, Answer<Catalogue> then)
{
    run<Catalogue>(
        m_read, guard, [](Connection &c) { return CatalogueTable::load(c); }, std::move(then));
}

void Desk::counts(QObject *guard, Answer<DeskCounts> then)
{
    run<DeskCounts>(
        m_read, guard, [](Connection &c) { return DeskReads::counts(c); }, std::move(then));
}

void Desk::day(QObject *guard, QDate date, Answer<DayView> then)
{
    run<DayView>(
        m_read, guard, [now = m_clock.now(), date](Connection &c) { return DeskReads::day(c, now, date); },
        std::move(then));
}

void Desk::appointment(QObject *guard, AppointmentId id, Answer<AppointmentView> then)
{
    run<AppointmentView>(
        m_read, guard, [id](Connection &c) { return DeskReads::appointment(c, id); }, std::move(then));
}

void Desk::searchAppointments(QObject *guard, const QString &text, Answer<QList<AppointmentView>> then)
{
    run<QList<AppointmentView>>(
        m_read, guard, [now = m_clock.now(), text](Connection &c) { return DeskReads::search(c, now, text); },
        std::move(then));
}

void Desk::findCustomers(QObject *guard, const QString &text, Answer<QList<CustomerMatch>> then)
{
    run<QList<CustomerMatch>>(
        m_read, guard, [text](Connection &c) { return DeskReads::customers(c, text); }, std::move(then));
}

void Desk::starts(QObject *guard, const StartQuestion &question, Answer<QList<StartView>> then)
{
    run<QList<StartView>>(
        m_read, guard,
        [now = m_clock.now(), question, language = m_language](Connection &c) {
            return DeskReads::starts(c, now, question, language);
        },
        std::move(then));
}

void Desk::book(QObject *guard, BookingRequest request, Answer<BookingOutcome> then)
{
    request.source = Source::Desk;
    request.actor = actor();
    run<BookingOutcome>(
        m_write, guard, [this, request](Connection &c) { return BookingDesk(m_clock, m_random).book(c, request); },
        std::move(then));
}

void Desk::move(QObject *guard, AppointmentId id, const MoveRequest &to, int version, Answer<ChangeOutcome> then)
{
    run<ChangeOutcome>(
        m_write, guard,
        [this, id, to, version](Connection &c) {
            return BookingDesk(m_clock, m_random).move(c, id, to, version, actor());
        },
        std::move(then));
}

void Desk::cancel(QObject *guard, AppointmentId id, const QString &reason, int version, Answer<ChangeOutcome> then)
{
    run<ChangeOutcome>(
        m_write, guard,
        [this, id, reason, version](Connection &c) {
            return BookingDesk(m_clock, m_random).cancel(c, id, reason, version, actor());
        },
        std::move(then));
}

void Desk::setStatus(QObject *guard, AppointmentId id, AppointmentStatus status, int version,
                     Answer<ChangeOutcome> then)
{
    run<ChangeOutcome>(
        m_write, guard,
        [this, id, status, version](Connection &c) {
            return BookingDesk(m_clock, m_random).setStatus(c, id, status, version, actor());
        },
        std::move(then));
}

void Desk::reviewQueue(QObject *guard, Answer<ReviewQueue> then)
{
    run<ReviewQueue>(
        m_read, guard, [now = m_clock.now()](Connection &c) { return DeskReads::reviews(c, now); }, std::move(then));
}

void Desk::reviewDetail(QObject *guard, ReviewId id, Answer<ReviewDetail> then)
{
    run<ReviewDetail>(
        m_read, guard, [now = m_clock.now(), id](Connection &c) { return DeskReads::review(c, now, id); },
        std::move(then));
}

template <typename Act>
void Desk::change(QObject *guard, Act act, Answer<void> then)
{
    run<void>(
        m_write, guard,
        [this, act](Connection &connection) -> Result<void> {
            auto tx = Transaction::begin(connection, m_clock);
            if (!tx)
                return tx.error();
            if (const auto done = act(*tx, actor().name); !done)
                return done.error();
            return tx->commit();
        },
        std::move(then));
}

void Desk::retryReview(QObject *guard, ReviewId id, Answer<void> then)
{
    change(
        guard, [id](Transaction &tx, const QString &who) { return ReviewActions::retry(tx, id, who); },
        std::move(then));
}

void Desk::verifyReview(QObject *guard, ReviewId id, Answer<void> then)
{
    change(
        guard, [id](Transaction &tx, const QString &who) { return ReviewActions::verify(tx, id, who); },
        std::move(then));
}

void Desk::acceptReview(QObject *guard, ReviewId id, Answer<void> then)
{
    run<void>(
        m_write, guard,
        [this, id](Connection &c) { return RemoteAcceptance::accept(c, m_clock, m_random, id, actor()); },
        std::move(then));
}

void Desk::pushReview(QObject *guard, ReviewId id, Answer<void> then)
{
    change(
        guard, [this, id](Transaction &tx, const QString &who) { return ReviewActions::push(tx, m_random, id, who); },
        std::move(then));
}

void Desk::settleReview(QObject *guard, ReviewId id, const QString &reason, Answer<void> then)
{
    change(
        guard, [id, reason](Transaction &tx, const QString &who) { return ReviewActions::settle(tx, id, who, reason); },
        std::move(then));
}

void Desk::snoozeReview(QObject *guard, ReviewId id, Instant until, Answer<void> then)
{
    change(
        guard, [id, until](Transaction &tx, const QString &who) { return ReviewActions::snooze(tx, id, who, until); },
        std::move(then));
}

void Desk::eventMaps(QObject *guard, Answer<EventMapMatrix> then)
{
    run<EventMapMatrix>(
        m_read, guard, [](Connection &c) { return DeskReads::eventMaps(c); }, std::move(then));
}

void Desk::figures(QObject *guard, int days, Answer<Figures> then)
{
    run<Figures>(
        m_read, guard,
        [now = m_clock.now(), days](Connection &c) -> Result<Figures> {
            const auto catalogue = CatalogueTable::load(c);
            if (!catalogue)
                return catalogue.error();
            return FigureReader::read(c, catalogue->salon.zone, now, days);
        },
        std::move(then));
}

void Desk::calls(QObject *guard, Answer<CallList> then)
{
    run<CallList>(
        m_read, guard, [now = m_clock.now()](Connection &c) { return DeskReads::calls(c, now); }, std::move(then));
}

void Desk::call(QObject *guard, const QString &call_id, Answer<CallDetail> then)
{
    run<CallDetail>(
        m_read, guard, [now = m_clock.now(), call_id](Connection &c) { return DeskReads::call(c, now, call_id); },
        std::move(then));
}

void Desk::unknownWords(QObject *guard, Answer<QList<UnknownWord>> then)
{
    run<QList<UnknownWord>>(
        m_read, guard, [](Connection &c) { return UnknownWordTable::all(c); }, std::move(then));
}

void Desk::addSynonym(QObject *guard, ServiceId service, const QString &word, Answer<void> then)
{
    change(
        guard, [service, word](Transaction &tx, const QString &who) { return Synonyms::add(tx, service, word, who); },
        std::move(then));
}

void Desk::forgetWord(QObject *guard, const QString &word, Answer<void> then)
{
    change(
        guard,
        [word](Transaction &tx, const QString &) -> Result<void> {
            const auto gone = UnknownWordTable::forget(tx, word);
            return gone ? Result<void>() : Result<void>(gone.error());
        },
        std::move(then));
}

} // namespace salon
