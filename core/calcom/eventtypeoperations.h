// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calcom/account.h"
#include "core/calcom/answer.h"
#include "core/calcom/eventtype.h"

#include <optional>
#include <QList>
#include <QString>

/// The operations on event types, one struct each. A slug is unique per owner: a create that is repeated is refused,
/// and the list shows what the first one made. Source: facts, Cal.com v2 section 7 (2026-08-18), observed row 21.
namespace salon::calcom
{

/// The key's owner's event types; hidden ones are listed for their owner only.
struct ListEventTypes {
    OutgoingRequest request(const Account &account) const;
};

/// Those that belong to the team itself: single-host types and managed parents, never the parents' children.
struct ListTeamEventTypes {
    std::int64_t team = 0;
    OutgoingRequest request(const Account &account) const;
};

/// Another person's type and a managed parent are a 404 for a member's key.
struct GetEventType {
    std::int64_t id = 0;
    OutgoingRequest request(const Account &account) const;
};

struct CreateEventType {
    EventTypeDraft draft;
    OutgoingRequest request(const Account &account) const;
};

/// Puts a type into the state that the salon's own are made in; its slug stays.
struct UpdateEventType {
    std::int64_t id = 0;
    EventTypeDraft draft;
    OutgoingRequest request(const Account &account) const;
};

/// Of a type that was just made for the wrong person, and never booked.
struct DeleteEventType {
    std::int64_t id = 0;
    OutgoingRequest request(const Account &account) const;
};

enum class TeamKind { RoundRobin, Managed };

/// A round robin of one host is that person's own; of a managed type each host gets a child, told in the answer.
struct CreateTeamEventType {
    std::int64_t team = 0;
    TeamKind kind = TeamKind::RoundRobin;
    QList<std::int64_t> hosts;
    EventTypeDraft draft;
    OutgoingRequest request(const Account &account) const;
};

struct UpdateTeamEventType {
    std::int64_t team = 0;
    std::int64_t id = 0;
    QList<std::int64_t> hosts;
    EventTypeDraft draft;
    OutgoingRequest request(const Account &account) const;
};

std::optional<EventType> eventTypeIn(Answer &answer);
/// A list, or a managed type's answer: the parent first, then its children.
std::optional<QList<EventType>> eventTypesIn(Answer &answer);

} // namespace salon::calcom
