// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/bookinglookup.h"

#include "core/base/checks.h"
#include "core/base/limits.h"

#include <algorithm>

namespace salon
{

using calcom::Answer;
using calcom::AnswerClass;
using calcom::Booking;
using calcom::BookingStatus;

namespace
{

/// How often a booking is moved before nobody follows it any more.
constexpr qsizetype kLongestChain = 10;

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
    // A success that shows somebody else's booking (a repeat on some event types does), or another time, proves
    // nothing.
    const bool is_strange = task.row.operation == SyncOperation::Create && booking->token != task.token;
    if (is_strange || booking->start != task.row.begins)
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
    if (answer.kind == AnswerClass::Done)
        outcome.event = eventOfExecuted(task, outcome.booking);
    else if (answer.kind == AnswerClass::AlreadyDone && task.row.operation == SyncOperation::Cancel)
        outcome.event = SyncEvent::CancelledBefore;
    else
        outcome.event = eventOfRefusal(answer.kind);
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
        lookup->askBooking(uid);
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
    list.team = m_of_team ? m_task.team : 0;
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
            m_ours.append(booking);
        else if (!m_other || m_other->rescheduled_to_uid.isEmpty())
            m_other = booking;
    }
    if (page->rows > 0 && m_outcome.requests < limits::kMaxBookingPages)
        return askPage(skip + page->rows);
    if (page->rows > 0) { // absence is not proved by giving up
        m_outcome.error = QStringLiteral("the list of bookings has no end");
        return finish(SyncEvent::LookupUnclear);
    }
    endOfList();
}

void BookingLookup::endOfList()
{
    if (m_task.team > 0 && !m_of_team) {
        m_of_team = true;
        return askPage(0);
    }
    if (!m_ours.isEmpty()) {
        std::stable_sort(m_ours.begin(), m_ours.end(),
                         [](const Booking &a, const Booking &b) { return a.created < b.created; });
        for (const Booking &younger : m_ours.mid(1))
            m_outcome.duplicates.append(younger.uid);
        return finish(SyncEvent::Found, m_ours.constFirst());
    }
    if (!m_other)
        return finish(SyncEvent::NotFound);
    if (!m_other->rescheduled_to_uid.isEmpty())
        return askBooking(m_other->rescheduled_to_uid);
    finish(judgeCreate(*m_other), m_other);
}

void BookingLookup::askBooking(const QString &uid)
{
    m_followed.append(uid);
    m_transport.send(calcom::GetBooking{uid}.request(m_task.account),
                     [self = shared_from_this()](const IncomingAnswer &incoming) { self->bookingCame(incoming); });
}

void BookingLookup::bookingCame(const IncomingAnswer &incoming)
{
    Answer answer = read(incoming);
    const std::optional<Booking> booking = calcom::bookingIn(answer);
    if (!booking) {
        const bool is_gone = answer.kind == AnswerClass::Definite && incoming.status == 404;
        return is_gone ? finish(SyncEvent::NotFound) : finishFailed(answer);
    }
    const QString &next = booking->rescheduled_to_uid;
    if (!next.isEmpty() && !m_followed.contains(next) && m_followed.size() < kLongestChain)
        return askBooking(next);
    finish(judge(*booking), booking);
}

SyncEvent BookingLookup::judge(const Booking &booking) const
{
    switch (m_task.row.operation) {
    case SyncOperation::Create:
        return judgeCreate(booking);
    case SyncOperation::Cancel:
        return judgeCancel(booking);
    case SyncOperation::Reschedule:
        return judgeMove(booking);
    }
    SALON_CHECK(!"every operation is judged");
}

/// It has our ids, or became what has not.
SyncEvent BookingLookup::judgeCreate(const Booking &booking) const
{
    switch (booking.status) {
    case BookingStatus::Accepted:
        return SyncEvent::Found;
    case BookingStatus::Pending:
        return SyncEvent::FoundUnconfirmed;
    case BookingStatus::Cancelled:
    case BookingStatus::Rejected:
    case BookingStatus::Unknown:
        return SyncEvent::FoundCancelled;
    }
    SALON_CHECK(!"every status is judged");
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
        if (booking.start == m_task.row.begins)
            return SyncEvent::Found;
        return booking.uid == m_task.row.calcom_uid ? SyncEvent::NotFound : SyncEvent::FoundElsewhere;
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
