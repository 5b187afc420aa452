// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/preparation.h"

#include "core/base/checks.h"
#include "core/base/logging.h"
#include "core/calcom/bookingoperations.h"

#include <algorithm>

namespace salon
{

namespace
{

const Phase *phaseOf(const Appointment &appointment, PhaseId id)
{
    const auto found = std::find_if(appointment.phases.cbegin(), appointment.phases.cend(),
                                    [&](const Phase &phase) { return phase.id == id; });
    return found == appointment.phases.cend() ? nullptr : &*found;
}

Preparation obstacle(SyncEvent event, const QString &reason)
{
    return {std::nullopt, event, reason};
}

QString placeholder(const SyncSettings &settings, CustomerId customer)
{
    QString pattern = settings.placeholder_email;
    if (pattern.isEmpty() && settings.baseIsLoopback())
        pattern = QStringLiteral("noreply+{id}@salon.invalid");
    return pattern.replace(QStringLiteral("{id}"), QString::number(customer.value));
}

QString attendeeEmail(const MirrorSource &source)
{
    const auto busy = std::count_if(source.appointment.phases.cbegin(), source.appointment.phases.cend(),
                                    [](const Phase &phase) { return phase.busy; });
    if (source.settings.real_email_for_single_segment && busy == 1 && !source.customer.email.isEmpty())
        return source.customer.email;
    return placeholder(source.settings, source.customer.id);
}

bool isStaffAddress(const Catalogue &catalogue, const QString &email)
{
    return std::any_of(catalogue.staff.cbegin(), catalogue.staff.cend(), [&](const Staff &member) {
        return !member.email.isEmpty() && member.email.compare(email, Qt::CaseInsensitive) == 0;
    });
}

/// Everything a send and a look-up have in common.
Preparation prepareCommon(const MirrorSource &source, const OutboxRow &row, const Phase &phase)
{
    const Staff *member = source.catalogue.member(phase.staff);
    const std::optional<SyncSettings::Key> key = source.settings.keyOf(member ? member->key : QString());
    if (!key)
        return obstacle(
            SyncEvent::KeyMissing,
            QStringLiteral("there is no API key for %1").arg(member ? member->key : QStringLiteral("nobody")));
    SyncTask task;
    task.row = row;
    task.phase_key = phase.key;
    task.key = *key;
    task.account = calcom::Account(source.settings.base_url, key->value, source.settings.timeout);
    task.host = member ? member->calcom_user_id.value_or(0) : 0;
    if (source.settings.layout == EventTypeLayout::RoundRobin)
        task.team = source.settings.team;
    task.token = {source.instance, QString::number(row.appointment.value), phase.key, row.operation_uuid};
    return {task, {}, {}};
}

Preparation missingMap(const MirrorSource &source, const Phase &phase, bool is_template)
{
    const Service *service = source.catalogue.service(source.appointment.service);
    const Staff *member = source.catalogue.member(phase.staff);
    qCWarning(lcSync).noquote() << "Missing CalcomEventMap service" << (service ? service->key : QString()) << "staff"
                                << (member ? member->key : QString()) << "segment" << phase.key;
    return obstacle(SyncEvent::MapMissing,
                    QStringLiteral("no event type for segment %1%2")
                        .arg(phase.key, is_template ? QStringLiteral(" but the managed parent") : QString()));
}

QString attendeeName(const MirrorSource &source)
{
    const QString &attendee = source.appointment.attendee_name;
    return (attendee.isEmpty() ? source.customer.name : attendee).trimmed();
}

Preparation prepareCreate(const MirrorSource &source, const Phase &phase, SyncTask task)
{
    calcom::CreateBooking create;
    create.event_type_id = source.catalogue.eventMap(phase.staff, source.appointment.service, phase.key)->bookableId();
    create.start = phase.span.begin;
    create.token = task.token;
    create.attendee.name = attendeeName(source);
    create.attendee.email = attendeeEmail(source);
    create.attendee.phone = source.customer.phone;
    create.attendee.time_zone = source.catalogue.salon.zone.name();
    create.attendee.language = source.catalogue.salon.locale.left(2).toLower();
    if (create.attendee.email.isEmpty())
        return obstacle(SyncEvent::DataMissing, QStringLiteral("calcom/placeholder_email is not set"));
    task.row.begins = phase.span.begin;
    task.request = create.request(task.account);
    return {task, {}, {}};
}

} // namespace

std::optional<Preparation> localObstacle(const MirrorSource &source, const OutboxRow &row, Instant now)
{
    const Phase *phase = phaseOf(source.appointment, row.phase);
    if (!phase)
        return obstacle(SyncEvent::Superseded, QStringLiteral("the phase is gone"));
    if (row.operation != SyncOperation::Create)
        return std::nullopt;
    if (source.appointment.status == AppointmentStatus::Cancelled || phase->staff.isNull())
        return obstacle(SyncEvent::Superseded, QStringLiteral("the book has moved on"));
    if (phase->span.begin <= now)
        return obstacle(SyncEvent::TooLate, QStringLiteral("the appointment has begun"));
    const EventMap *map = source.catalogue.eventMap(phase->staff, source.appointment.service, phase->key);
    const bool is_template = map && map->child_event_type_id == map->event_type_id;
    if (!map || map->bookableId() <= 0 || is_template)
        return missingMap(source, *phase, is_template);
    if (attendeeName(source).isEmpty())
        return obstacle(SyncEvent::DataMissing, QStringLiteral("the customer has no name"));
    if (isStaffAddress(source.catalogue, attendeeEmail(source)))
        return obstacle(SyncEvent::DataMissing, QStringLiteral("the attendee address belongs to a staff member"));
    return std::nullopt;
}

Preparation prepareSend(const MirrorSource &source, const OutboxRow &row, Instant now)
{
    if (const std::optional<Preparation> local = localObstacle(source, row, now))
        return *local;
    const Phase &phase = *phaseOf(source.appointment, row.phase);
    Preparation common = prepareCommon(source, row, phase);
    if (!common.task)
        return common;
    switch (row.operation) {
    case SyncOperation::Create:
        return prepareCreate(source, phase, *common.task);
    case SyncOperation::Cancel:
        common.task->request =
            calcom::CancelBooking{row.calcom_uid, source.appointment.cancel_reason}.request(common.task->account);
        return common;
    case SyncOperation::Reschedule:
        common.task->row.begins = phase.span.begin;
        common.task->request =
            calcom::RescheduleBooking{row.calcom_uid, phase.span.begin, {}}.request(common.task->account);
        return common;
    }
    SALON_CHECK(!"every operation has a request");
    return {};
}

Preparation prepareLookup(const MirrorSource &source, const OutboxRow &row)
{
    const Phase *phase = phaseOf(source.appointment, row.phase);
    return phase ? prepareCommon(source, row, *phase)
                 : obstacle(SyncEvent::Superseded, QStringLiteral("the phase is gone"));
}

} // namespace salon
