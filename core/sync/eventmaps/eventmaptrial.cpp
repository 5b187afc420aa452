// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventmaps/eventmaptrial.h"

#include "core/calcom/bookingoperations.h"

#include <iterator>

namespace salon
{

namespace
{

/// After an unclear answer, and while a lagging copy of the server's data does not show it yet.
constexpr seconds kPauses[]{seconds(2), seconds(5), seconds(15)};
const QString kReason = QStringLiteral("Salondesk test booking");

QString emailOf(const SyncSettings &settings)
{
    QString pattern = settings.placeholder_email;
    if (pattern.isEmpty() && settings.baseIsLoopback())
        pattern = QStringLiteral("noreply+{id}@salon.invalid");
    return pattern.replace(QStringLiteral("{id}"), calcom::Token::kTrial);
}

} // namespace

void EventMapTrial::start(const Setup &setup, Then then)
{
    const std::shared_ptr<EventMapTrial> trial(new EventMapTrial(setup, std::move(then)));
    trial->next();
}

EventMapTrial::EventMapTrial(const Setup &setup, Then then)
    : m_setup(setup)
    , m_then(std::move(then))
    , m_service(*m_setup.catalogue.service(setup.service))
    , m_begins(setup.start)
{
}

void EventMapTrial::next()
{
    if (m_segment >= 0)
        m_begins =
            m_begins + minutes(m_setup.catalogue.minutes(m_service, m_service.segments.at(m_segment), m_setup.staff));
    ++m_segment;
    m_tries = 0;
    if (m_segment >= m_service.segments.size())
        return m_then(m_parts);
    if (!m_service.segments.at(m_segment).busy)
        return next();
    m_parts.append({.segment = m_service.segments.at(m_segment).key});
    if (prepare())
        return book();
    next();
}

/// What can be said without Cal.com is said without it.
bool EventMapTrial::prepare()
{
    Part &part = m_parts.last();
    const Staff *member = m_setup.catalogue.member(m_setup.staff);
    const EventMap *map = m_setup.catalogue.eventMap(m_setup.staff, m_setup.service, part.segment);
    const auto key = m_setup.settings.keyOf(member ? member->key : QString());
    if (!map || map->bookableId() <= 0)
        part.detail = QStringLiteral("no event type is known for this segment");
    else if (!key)
        part.detail = QStringLiteral("there is no Cal.com key");
    else if (emailOf(m_setup.settings).isEmpty())
        part.detail = QStringLiteral("calcom/placeholder_email is not set");
    if (!part.detail.isEmpty())
        return false;
    m_task = SyncTask();
    m_task.row.operation = SyncOperation::Create;
    m_task.row.operation_uuid = m_setup.random.uuid();
    m_task.row.begins = m_begins;
    m_task.phase_key = part.segment;
    m_task.key = *key;
    m_task.account = calcom::Account(m_setup.settings.base_url, key->value, m_setup.settings.timeout);
    m_task.token = {m_setup.instance, calcom::Token::kTrial, part.segment, m_task.row.operation_uuid};
    calcom::CreateBooking create;
    create.event_type_id = map->bookableId();
    create.start = m_begins;
    create.token = m_task.token;
    create.attendee = {.name = QStringLiteral("Salondesk Test"),
                       .email = emailOf(m_setup.settings),
                       .time_zone = m_setup.catalogue.salon.zone.name(),
                       .language = m_setup.catalogue.salon.locale.left(2).toLower()};
    m_task.request = create.request(m_task.account);
    return true;
}

void EventMapTrial::send(const OutgoingRequest &request, void (EventMapTrial::*then)(const SyncOutcome &))
{
    m_setup.transport.send(request, [self = shared_from_this(), then](const IncomingAnswer &incoming) {
        (self.get()->*then)(outcomeOfSend(self->m_task, incoming, self->m_setup.clock.now()));
    });
}

bool EventMapTrial::again(void (EventMapTrial::*step)())
{
    if (m_tries >= int(std::size(kPauses)))
        return false;
    m_setup.executor.after(kPauses[m_tries++], [self = shared_from_this(), step] { (self.get()->*step)(); });
    return true;
}

void EventMapTrial::book()
{
    send(*m_task.request, &EventMapTrial::booked);
}

void EventMapTrial::booked(const SyncOutcome &outcome)
{
    const SyncEvent event = outcome.event;
    if (event == SyncEvent::NotReached && again(&EventMapTrial::book))
        return;
    const bool may_be_there = event == SyncEvent::Executed || event == SyncEvent::ExecutedUnconfirmed ||
                              event == SyncEvent::TimeTaken || event == SyncEvent::OutcomeUnclear;
    if (may_be_there) {
        m_parts.last().detail = outcome.error;
        return look();
    }
    fail(QStringLiteral("Cal.com does not take it"), outcome);
    next();
}

void EventMapTrial::look()
{
    BookingLookup::start(m_setup.transport, m_setup.clock, m_task,
                         [self = shared_from_this()](const SyncOutcome &outcome) { self->looked(outcome); });
}

void EventMapTrial::looked(const SyncOutcome &outcome)
{
    Part &part = m_parts.last();
    if (outcome.booking) {
        part.booked = true;
        part.seen = outcome.event == SyncEvent::Found;
        part.detail = part.seen ? QString() : outcome.error;
        m_task.row.operation = SyncOperation::Cancel;
        m_task.row.calcom_uid = outcome.booking->uid;
        m_tries = 0;
        return cancel();
    }
    if (again(&EventMapTrial::look))
        return;
    fail(part.detail.isEmpty() ? QStringLiteral("it was taken, but is not in the list that this key can see")
                               : QStringLiteral("Cal.com does not take it: ") + part.detail,
         outcome);
    next();
}

void EventMapTrial::cancel()
{
    send(calcom::CancelBooking{m_task.row.calcom_uid, kReason}.request(m_task.account), &EventMapTrial::cancelled);
}

void EventMapTrial::cancelled(const SyncOutcome &outcome)
{
    if (outcome.event != SyncEvent::Executed && again(&EventMapTrial::cancel))
        return;
    m_parts.last().cancelled = outcome.event == SyncEvent::Executed;
    if (!m_parts.last().cancelled)
        fail(QStringLiteral("the test booking is still at Cal.com; cancel it there"), outcome);
    next();
}

void EventMapTrial::fail(const QString &what, const SyncOutcome &outcome)
{
    m_parts.last().detail = outcome.error.isEmpty() ? what : QStringLiteral("%1 (%2)").arg(what, outcome.error);
}

} // namespace salon
