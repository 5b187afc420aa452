// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/limits.h"
#include "core/base/result.h"
#include "core/base/retention.h"

#include <optional>
#include <QHostAddress>
#include <QProcessEnvironment>
#include <QString>
#include <QUrl>

namespace salon
{

/// ADDRESS:PORT as people write it: 127.0.0.1:8787, [::1]:8787. Port 0 = any free one.
struct SocketAddress {
    QHostAddress address;
    quint16 port = 0;
    static Result<SocketAddress> parse(const QString &text);
    QString text() const;
    bool operator==(const SocketAddress &) const = default;
};

enum class AttendeeEmail { Placeholder, RealForSingleSegment };
/// Whose the event types are that apply makes: each person's own, or the team's.
enum class EventTypeOwner { Person, TeamRoundRobin, TeamManaged };

/// Where Salondesk's files live: the XDG folders, or everything below --data-dir.
struct Folders {
    QString config_file;
    QString data_dir;
    QString state_dir;
    static Folders fromEnvironment(const QProcessEnvironment &environment, const QString &data_dir = {},
                                   const QString &config_file = {});
};

/// What salondesk.conf and the environment say; never a secret (Secrets has those).
/// Thread: any (values). Errors: InvalidInput naming the key and what to write instead.
struct Settings {
    QString database; // a database URL
    SocketAddress listen{QHostAddress::LocalHost, 8787};
    SocketAddress operations{QHostAddress::LocalHost, 8789};
    /// Only what somebody configured; nothing here = the default base, which --clock takes as "no remote work".
    std::optional<QUrl> configured_calcom_base;
    /// The phone agent's platform, asked for calls that were missed; nothing here = the default base, off with --clock.
    std::optional<QUrl> configured_retell_base;
    AttendeeEmail attendee_email = AttendeeEmail::Placeholder;
    QString placeholder_email; // with {id}; empty = not set
    EventTypeOwner event_types = EventTypeOwner::Person;
    qint64 calcom_team = 0; // the team's number at Cal.com; 0 = none
    QString secrets_file;   // the owner's opt-in; empty = none
    std::size_t max_header_bytes = limits::kMaxHeaderBytes;
    std::size_t max_body_bytes = limits::kMaxBodyBytes;
    int max_connections = limits::kMaxConnections;
    seconds request_deadline = limits::kRequestDeadline;
    seconds idle_deadline = limits::kIdleDeadline;
    Retention retention;

    static Result<Settings> load(const Folders &folders, const QProcessEnvironment &environment);
    QUrl calcomBase() const;
    QUrl retellBase() const;
    /// True when every remote address that was configured is this machine: what --clock requires.
    bool remoteIsLoopback() const;
};

bool isLoopback(const QUrl &url);

} // namespace salon
