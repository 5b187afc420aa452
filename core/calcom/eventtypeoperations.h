// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calcom/account.h"
#include "core/calcom/answer.h"

#include <optional>
#include <QList>
#include <QString>

namespace salon::calcom
{

/// What an event map can point to. Source: facts, Cal.com v2 section 7 (2026-08-18), observed row 21.
struct EventType {
    std::int64_t id = 0;
    std::int64_t owner_id = 0;
    int length_min = 0;
    QString title;
    QString slug;
    bool hidden = false;
    bool managed_parent = false;
    static std::optional<EventType> fromJson(const QJsonValue &value);
    bool operator==(const EventType &) const = default;
};

/// The key's owner's event types; hidden ones are listed for their owner only.
struct ListEventTypes {
    OutgoingRequest request(const Account &account) const;
};

/// Another person's type and a managed parent are a 404 for a member's key.
struct GetEventType {
    std::int64_t id = 0;
    OutgoingRequest request(const Account &account) const;
};

std::optional<EventType> eventTypeIn(Answer &answer);
std::optional<QList<EventType>> eventTypesIn(Answer &answer);

} // namespace salon::calcom
