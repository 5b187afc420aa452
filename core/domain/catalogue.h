// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appointment.h"
#include "core/domain/salon.h"
#include "core/domain/service.h"

namespace salon
{

/// The salon's master data together: small, loaded whole, passed by value. Shape: loaded by storage, read by
/// availability, booking, phone, ui.
struct Catalogue {
    Salon salon;
    QList<Branch> branches;
    QList<Staff> staff;
    QList<Service> services;
    QList<Capability> capabilities;
    QList<EventMap> event_maps;

    const Branch *branch(BranchId id) const;
    const Branch *branch(const QString &key) const;
    const Branch *branchByNumber(const QString &e164) const;
    const Staff *member(StaffId id) const;
    const Staff *member(const QString &key) const;
    const Service *service(ServiceId id) const;
    const Service *service(const QString &key) const;
    const Capability *capability(StaffId staff, ServiceId service) const;
    const EventMap *eventMap(StaffId staff, ServiceId service, const QString &segment) const;

    /// Minutes of a segment when this person does it (0 id = anybody: the service's own).
    int minutes(const Service &service, const Segment &segment, StaffId staff) const;
    int totalMinutes(const Service &service, StaffId staff) const;
    /// What it costs with this person; empty = no price.
    QString price(const Service &service, StaffId staff) const;
    /// Busy segments of the service for which this person has no event map.
    QList<QString> missingMaps(StaffId staff, ServiceId service) const;
    /// The same where others do some of them.
    QList<QString> missingMaps(StaffId staff, ServiceId service, const QHash<QString, StaffId> &assistants) const;
    /// Busy phases of the appointment for which whoever does them has no event map.
    QList<QString> missingMaps(const Appointment &appointment) const;
    bool operator==(const Catalogue &) const = default;
};

} // namespace salon
