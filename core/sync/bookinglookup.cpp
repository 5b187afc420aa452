// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/bookinglookup.h"

#include "core/base/checks.h"
#include "core/base/limits.h"

namespace salon
{

using calcom::Answer;
using calcom::AnswerClass;
using calcom::Booking;
using calcom::BookingStatus;

namespace
{

SyncEvent eventOfRefusal(AnswerClass kind)
{
    switch (kind) {
    case AnswerClass::Done:
    case AnswerClass::AlreadyDone:
    case AnswerClass::Unclear:
        return SyncEvent::OutcomeUnclear;
    case AnswerClass::Taken:
        return SyncEvent::TimeTaken;
    case AnswerClass::Definite:
        return SyncEvent::DefinitelyRefused;
    case AnswerClass::NotExecuted:
        return SyncEvent::NotReached;
    case AnswerClass::Unauthorized:
        return SyncEvent::KeyRefused;
    }
    SALON_CHECK(!"every class has an event");
}

SyncEvent eventOfExecuted(const SyncTask &task, const std::optional<Booking> &booking)
{
    if (task.row.operation == SyncOperation::Cancel)
        return SyncEvent::Executed;
    if (!booking)
        return SyncEvent::OutcomeUnclear;
    // A success that shows somebody else's booking (a repeat on some event types does) proves nothing.
    if (task.row.operation == SyncOperation::Create && booking->token != task.token)
        return SyncEvent::OutcomeUnclear;
    switch (booking->status) {
    case BookingStatus::Accepted:
        return SyncEvent::Executed;
    case BookingStatus::Pending:
        return SyncEvent::ExecutedUnconfirmed;
    case BookingStatus::Cancelled:
    case BookingStatus::Rejected:
    case BookingStatus::Unknown:
        return SyncEvent::OutcomeUnclear;
    }
    SALON_CHECK(!"every status has an event");
}

} // namespace

SyncOutcome outcomeOfSend(const SyncTask &task, const IncomingAnswer &incoming, Instant now)
{
    SyncOutcome outcome;
    Answer answer = calcom::readAnswer(incoming, now);
    if (task.row.operation != SyncOperation::Cancel)
        outcome.booking = calcom::bookingIn(answer);
    if (incoming.status != 0)
        outcome.http_status = incoming.status;
    outcome.error = answer.error.text();
    outcome.request_id = answer.error.request_id;
    outcome.took = incoming.took;
    outcome.wait_hint = answer.wait_hint;
    const bool cancelled_before =
        answer.kind == AnswerClass::AlreadyDone && task.row.operation == SyncOperation::Cancel;
    const bool is_executed = answer.kind == AnswerClass::Done || (cancelled_before && !task.may_have_moved);
    outcome.event = is_executed ? eventOfExecuted(task, outcome.booking) : eventOfRefusal(answer.kind);
    if (outcome.event != SyncEvent::Executed && answer.kind == AnswerClass::Done && outcome.error.isEmpty())
        outcome.error = QStringLiteral("the answer shows no booking of ours that is accepted");
    return outcome;
}

void BookingLookup::start(HttpTransport &transport, const Clock &clock, SyncTask task, Then then)
{
    const bool is_create = task.row.operation == SyncOperation::Create;
    const QString uid = task.row.calcom_uid;
    const std::shared_ptr<BookingLookup> lookup(new BookingLookup(transport, clock, std::move(task), std::move(then)));
    lookup->m_outcome.requests = 0;
    lookup->m_outcome.took = milliseconds(0);
    if (is_create)
        lookup->askPage(0);
    else
        lookup->askBooking(uid, false);
}

BookingLookup::BookingLookup(HttpTransport &transport, const Clock &clock, SyncTask task, Then then)
    : m_transport(transport)
    , m_clock(clock)
    , m_task(std::move(task))
    , m_then(std::move(then))
{
}

Answer BookingLookup::read(const IncomingAnswer &incoming)
{
    ++m_outcome.requests;
    *m_outcome.took += incoming.took;
    if (incoming.status != 0)
        m_outcome.http_status = incoming.status;
    return calcom::readAnswer(incoming, m_clock.now());
}

void BookingLookup::askPage(int skip)
{
    calcom::ListBookings list;
    list.after_start = m_task.row.begins;
    list.before_end = m_task.row.begins + std::chrono::hours(24);
    list.skip = skip;
    m_transport.send(list.request(m_task.account), [self = shared_from_this(), skip](const IncomingAnswer &incoming) {
        self->pageCame(skip, incoming);
    });
}

void BookingLookup::pageCame(int skip, const IncomingAnswer &incoming)
{
    Answer answer = read(incoming);
    const std::optional<calcom::BookingPage> page = calcom::pageIn(answer);
    if (!page)
        return finishFailed(answer);
    for (const Booking &booking : page->bookings) {
        if (booking.token != m_task.token)
            continue;
        if (booking.status == BookingStatus::Accepted)
            return finish(SyncEvent::Found, booking);
        m_other = booking;
    }
    if (page->rows > 0 && m_outcome.requests < limits::kMaxBookingPages)
        return askPage(skip + page->rows);
    if (page->rows > 0) { // absence is not proved by giving up
        m_outcome.error = QStringLiteral("the list of bookings has no end");
        return finish(SyncEvent::LookupUnclear);
    }
    if (!m_other)
        return finish(SyncEvent::NotFound);
    finish(m_other->status == BookingStatus::Pending ? SyncEvent::FoundUnconfirmed : SyncEvent::FoundCancelled,
           m_other);
}

void BookingLookup::askBooking(const QString &uid, bool is_successor)
{
    m_transport.send(calcom::GetBooking{uid}.request(m_task.account),
                     [self = shared_from_this(), is_successor](const IncomingAnswer &incoming) {
                         self->bookingCame(is_successor, incoming);
                     });
}

void BookingLookup::bookingCame(bool is_successor, const IncomingAnswer &incoming)
{
    Answer answer = read(incoming);
    const std::optional<Booking> booking = calcom::bookingIn(answer);
    if (!booking) {
        const bool is_gone = answer.kind == AnswerClass::Definite && incoming.status == 404;
        return is_gone ? finish(SyncEvent::NotFound) : finishFailed(answer);
    }
    if (!is_successor && !booking->rescheduled_to_uid.isEmpty())
        return askBooking(booking->rescheduled_to_uid, true);
    if (m_task.row.operation == SyncOperation::Cancel)
        return finish(judgeCancel(*booking), booking);
    finish(judgeMove(*booking), booking);
}

SyncEvent BookingLookup::judgeCancel(const Booking &booking) const
{
    const bool is_gone = booking.status == BookingStatus::Cancelled || booking.status == BookingStatus::Rejected;
    return is_gone ? SyncEvent::Found : SyncEvent::NotFound;
}

SyncEvent BookingLookup::judgeMove(const Booking &booking) const
{
    switch (booking.status) {
    case BookingStatus::Accepted:
        return booking.start == m_task.row.begins ? SyncEvent::Found : SyncEvent::NotFound;
    case BookingStatus::Pending:
        return SyncEvent::FoundUnconfirmed;
    case BookingStatus::Cancelled:
    case BookingStatus::Rejected:
        return SyncEvent::FoundCancelled;
    case BookingStatus::Unknown:
        return SyncEvent::NotFound;
    }
    SALON_CHECK(!"every status is judged");
}

void BookingLookup::finish(SyncEvent event, std::optional<Booking> booking)
{
    m_outcome.event = event;
    m_outcome.booking = std::move(booking);
    if (event == SyncEvent::FoundUnconfirmed)
        m_outcome.error = QStringLiteral("it is there, but waits to be confirmed at Cal.com");
    if (event == SyncEvent::FoundCancelled)
        m_outcome.error = QStringLiteral("it is there, but was cancelled at Cal.com");
    m_then(m_outcome);
}

void BookingLookup::finishFailed(const Answer &answer)
{
    m_outcome.error = answer.error.text();
    m_outcome.request_id = answer.error.request_id;
    m_outcome.wait_hint = answer.wait_hint;
    const bool not_allowed = answer.kind == AnswerClass::Unauthorized || answer.error.http == 403;
    if (not_allowed)
        return finish(SyncEvent::LookupKeyRefused);
    finish(answer.kind == AnswerClass::NotExecuted ? SyncEvent::LookupNotReached : SyncEvent::LookupUnclear);
}

} // namespace salon
