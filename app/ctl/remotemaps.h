// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/executor.h"
#include "core/http/networktransport.h"
#include "core/operations/doctor.h"
#include "core/sync/eventmaps/eventmapbuilder.h"
#include "core/sync/eventmaps/eventmaptrial.h"

namespace salon
{

class CommandContext;

/// The event types at Cal.com, looked at and made from the command line: each method returns when it is through.
/// Errors: Refused (no key, or remote work is off), Remote (Cal.com could not be asked at all), InvalidInput, Database.
class RemoteMaps
{
public:
    RemoteMaps(CommandContext &context, const Catalogue &catalogue);
    Result<RemoteEventTypes> survey();
    Result<EventMapPlan> plan();
    /// After a survey, which shows whose types each key lists.
    Result<QList<HealthCheck>> sight();
    /// After a plan.
    void build(const EventMapPlan &plan, const EventMapBuilder::Progress &progress);
    /// Books and cancels at Cal.com, at a start at which the person is free.
    Result<QList<EventMapTrial::Part>> test(ServiceId service, StaffId staff);

private:
    Result<void> readSettings();
    Result<void> learn(const RemoteEventTypes &seen);
    Result<Instant> freeStart(ServiceId service, StaffId staff);
    Result<void> store(const EventMapStep &step, const std::optional<EventMap> &map);

    CommandContext &m_context;
    const Catalogue m_catalogue;
    SyncSettings m_settings;
    NetworkTransport m_transport;
    EventLoopExecutor m_executor;
};

} // namespace salon
