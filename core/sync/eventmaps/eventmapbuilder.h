// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/base/result.h"
#include "core/sync/eventmaps/eventmapplan.h"

#include <functional>
#include <memory>

namespace salon
{

/// Carries a plan out, step by step. Each map is stored as soon as its event type is known to exist, so that whatever
/// interrupts it, the next plan begins where this one ended: a create whose end is not known is looked for by its slug,
/// which is unique per owner, before it is sent again. Nothing is undone; a step that fails leaves the others alone.
/// Thread: the transport's. Keeps itself alive until `then` was called once.
class EventMapBuilder : public std::enable_shared_from_this<EventMapBuilder>
{
public:
    enum class End { Done, Failed, Left }; // Left: for a person
    struct Outcome {
        EventMapStep step;
        End end = End::Failed;
        QString detail;
    };
    /// Stores the map, or forgets it where there is none. Never called before the last one has answered.
    using Store = std::function<void(const EventMapStep &, const std::optional<EventMap> &,
                                     std::function<void(Result<void>)> then)>;
    using Progress = std::function<void(const Outcome &, int done, int total)>;
    struct Setup {
        HttpTransport &transport;
        Executor &executor;
        const Clock &clock;
        SyncSettings settings;
        Catalogue catalogue;
        Store store;
    };
    static void start(Setup setup, EventMapPlan plan, Progress progress, std::function<void()> then);

private:
    EventMapBuilder(Setup setup, EventMapPlan plan, Progress progress, std::function<void()> then);
    void next();
    void perform();
    void create();
    void change();
    void send(const OutgoingRequest &request, void (EventMapBuilder::*then)(calcom::Answer &));
    void created(calcom::Answer &answer);
    void lookFor();
    void looked(calcom::Answer &answer);
    void changed(calcom::Answer &answer);
    void take(const QList<calcom::EventType> &types);
    void discard(std::int64_t id);
    void link(std::int64_t event_type, std::optional<std::int64_t> child);
    void finish(End end, const QString &detail);
    bool repeats(const calcom::Answer &answer);
    std::optional<calcom::Account> account() const;
    const EventMapStep &step() const { return m_plan.steps.at(m_at); }
    std::int64_t user() const;

    const Setup m_setup;
    const EventMapPlan m_plan;
    const Progress m_progress;
    const std::function<void()> m_then;
    qsizetype m_at = -1;
    int m_sends = 0;
    int m_waits = 0;
    QHash<QString, QList<calcom::EventType>> m_managed; // slug -> parent and children that were made
};

} // namespace salon
