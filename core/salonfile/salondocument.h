// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/appointment.h"
#include "core/domain/catalogue.h"
#include "core/domain/changepolicy.h"
#include "core/domain/customer.h"

#include <optional>
#include <QByteArray>
#include <QList>
#include <QString>

namespace salon
{

/// A salon file as values: everything that can be judged without a database is judged, references are still keys.
/// Lists keep the file's order, so that item i of staff is "$.staff[i]" in a message.
/// Shape: one JSON document, format "salondesk-salon", version 1 (interfaces: salon file).
struct SalonDocument {
    struct StaffEntry {
        Staff value;
        QString branch;
    };
    struct CapabilityEntry {
        QString staff;
        QString service;
        Capability value;
    };
    struct EventMapEntry {
        QString staff;
        QString service;
        EventMap value;
    };
    struct PolicyEntry {
        QString branch; // empty = any; likewise the others
        QString service;
        QString staff;
        ChangePolicy value;
    };
    struct PhaseEntry {
        QString key;
        int minutes = 0;
        bool busy = true;
        QString by; // who does it instead of the appointment's person
        QString calcom_uid;
    };
    struct AppointmentEntry {
        Appointment value; // without references and phases; span.begin is its start
        QString branch;    // only where the staff member does not say it
        QString service;
        QString staff; // empty = unassigned
        QString customer;
        QList<PhaseEntry> phases; // empty = as the service is planned
    };

    std::optional<Salon> salon;
    QList<Branch> branches;
    QList<StaffEntry> staff;
    QList<Service> services;
    QList<CapabilityEntry> capabilities;
    QList<EventMapEntry> event_maps;
    QList<PolicyEntry> policies;
    QList<Customer> customers;
    QList<AppointmentEntry> appointments;

    /// `zone` reads wall times where the file brings no salon of its own.
    /// Errors: InvalidInput, "PATH: sentence", the first thing that is wrong.
    static Result<SalonDocument> parse(const QByteArray &bytes, const Zone &zone);
};

} // namespace salon
