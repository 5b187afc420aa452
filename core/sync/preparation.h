// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calcom/account.h"
#include "core/calcom/booking.h"
#include "core/domain/appointment.h"
#include "core/domain/catalogue.h"
#include "core/domain/customer.h"
#include "core/domain/outbox.h"
#include "core/sync/syncdecision.h"
#include "core/sync/syncsettings.h"

#include <optional>

namespace salon
{

/// What the mirror of one phase is made from.
struct MirrorSource {
    const SyncSettings &settings;
    const Catalogue &catalogue;
    QString instance;
    const Appointment &appointment;
    const Customer &customer;
};

/// One exchange, ready to be made: a send when there is a request, else a look-up.
struct SyncTask {
    OutboxRow row;
    QString phase_key;
    SyncSettings::Key key;
    calcom::Account account;
    calcom::Token token;
    std::int64_t host = 0; // Cal.com's user of whoever does it; 0 = not known
    std::int64_t team = 0; // the salon's, where its event types are the team's
    std::optional<OutgoingRequest> request;
    AttemptId attempt; // of a send: written down before it leaves
};

/// The task, or what stands in its way before anything leaves the machine, with the reason in plain words.
struct Preparation {
    std::optional<SyncTask> task;
    SyncEvent obstacle = SyncEvent::DataMissing;
    QString reason;
};

/// Pure. Customers' own addresses stay here unless the salon wants otherwise; a staff member's address is never an
/// attendee's (Cal.com would count that person as busy). Source: shared/interfaces.md section 8.
/// What can be said of a create without Cal.com: nothing = it could be sent as far as this machine knows.
std::optional<Preparation> localObstacle(const MirrorSource &source, const OutboxRow &row, Instant now);
Preparation prepareSend(const MirrorSource &source, const OutboxRow &row, Instant now);
Preparation prepareLookup(const MirrorSource &source, const OutboxRow &row);

} // namespace salon
