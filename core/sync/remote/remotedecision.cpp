// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/remote/remotedecision.h"

#include "core/base/checks.h"

#include <algorithm>

namespace salon
{

using calcom::BookingStatus;

namespace
{

bool isOver(AppointmentStatus status)
{
    return status == AppointmentStatus::Done || status == AppointmentStatus::NoShow;
}

RemoteStep judgeOwn(const calcom::Booking &remote, const MirroredPhase &local)
{
    const bool is_cancelled = local.appointment.status == AppointmentStatus::Cancelled;
    const bool is_elsewhere =
        remote.start != local.phase.span.begin || (remote.host_id != 0 && local.host && remote.host_id != *local.host);
    switch (remote.status) {
    case BookingStatus::Cancelled:
    case BookingStatus::Rejected:
        return is_cancelled || isOver(local.appointment.status) ? RemoteStep::AsTheBookSays : RemoteStep::Cancelled;
    case BookingStatus::Pending:
        return RemoteStep::Changed;
    case BookingStatus::Accepted:
        if (is_cancelled || is_elsewhere)
            return RemoteStep::Changed;
        return remote.uid == local.phase.calcom_uid ? RemoteStep::AsTheBookSays : RemoteStep::FollowUid;
    case BookingStatus::Unknown:
        return RemoteStep::Wait;
    }
    SALON_CHECK(!"every status is judged");
    return RemoteStep::Wait;
}

} // namespace

bool MirroredPhase::isUnderWay() const
{
    return std::any_of(rows.cbegin(), rows.cend(), [](const OutboxRow &row) {
        return row.state != OutboxState::Done && row.state != OutboxState::Review;
    });
}

const OutboxRow *MirroredPhase::createOf(const calcom::Token &token) const
{
    const auto found = std::find_if(rows.cbegin(), rows.cend(), [&](const OutboxRow &row) {
        return row.operation == SyncOperation::Create && row.operation_uuid == token.operation;
    });
    return found == rows.cend() ? nullptr : &*found;
}

RemoteStep judgeRemote(const calcom::Booking &remote, const QStringList &uids, const MirroredPhase &local)
{
    const bool is_live = remote.status == BookingStatus::Accepted;
    const OutboxRow *create = local.createOf(remote.token);
    const bool is_missed = local.phase.calcom_uid.isEmpty() && is_live && create;
    if (is_missed && create->state != OutboxState::Sending)
        return RemoteStep::Bind;
    if (local.isUnderWay())
        return RemoteStep::Wait;
    if (!local.phase.calcom_uid.isEmpty() && uids.contains(local.phase.calcom_uid))
        return judgeOwn(remote, local);
    return is_live ? RemoteStep::Duplicate : RemoteStep::Old;
}

} // namespace salon
