// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/calcom/eventtypeoperations.h"
#include "core/domain/catalogue.h"
#include "core/sync/eventmaps/remoteeventtypes.h"
#include "core/sync/syncsettings.h"

#include <functional>
#include <memory>

namespace salon
{

/// Looks at the event types behind the salon's maps: what each key lists, then one by one what no list showed. Only
/// reads. A 404 proves that a type is gone only where the key sees other types of the same person.
/// Thread: the transport's. Keeps itself alive until `then` was called once; transport, executor and clock outlive it.
class EventTypeSurvey : public std::enable_shared_from_this<EventTypeSurvey>
{
public:
    using Progress = std::function<void(int done, int total)>; // requests
    using Then = std::function<void(RemoteEventTypes)>;
    struct Setup {
        HttpTransport &transport;
        Executor &executor;
        const Clock &clock;
        SyncSettings settings;
    };
    static void start(const Setup &setup, const Catalogue &catalogue, Progress progress, Then then);

private:
    struct Question {
        QString key_label;
        OutgoingRequest request;
        QList<std::int64_t> ids; // of the maps it is about; empty = a list
        std::int64_t user = 0;   // whose they should be
        bool is_own_key = false;
        int sent = 0;
    };
    EventTypeSurvey(const Setup &setup, const Catalogue &catalogue, Progress progress, Then then);
    void askLists();
    void askSingly();
    void next();
    void answered(Question question, const IncomingAnswer &incoming);
    void listed(const Question &question, calcom::Answer &answer);
    void single(const Question &question, calcom::Answer &answer);
    bool seesTypesOf(std::int64_t user) const;

    const Setup m_setup;
    const Catalogue m_catalogue;
    const Progress m_progress;
    const Then m_then;
    QList<Question> m_questions;
    int m_done = 0;
    int m_total = 0;
    bool m_singly = false;
    QSet<QString> m_mute; // keys that list nothing see nothing
    RemoteEventTypes m_remote;
};

} // namespace salon
