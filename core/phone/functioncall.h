// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/domain/call.h"
#include "core/domain/language.h"
#include "core/http/messages.h"

#include <optional>
#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>

namespace salon
{

/// One request of the voice agent, its envelope taken off.
/// Shape: wrapped {"name":…,"call":{…},"args":{…}} or the arguments alone; interfaces.md section 3, body styles.
struct FunctionCall {
    QString called_as; // as sent
    QString name;      // the published name; as sent, where it is unknown
    bool is_known = false;
    QJsonObject arguments;
    std::optional<PhoneCall> call;       // the call object, where one was sent with an id
    std::optional<Language> language;    // of the caller, where the agent knows it
    std::optional<PhoneCall> remembered; // what this process knows of the call that args.call_id names
    Instant arrived;

    /// `path_name`: the last part of the path, empty on the general route.
    /// Errors: InvalidInput (unreadable, no name, name and path differ).
    static Result<FunctionCall> parse(const HttpRequest &request, const QByteArray &path_name, Instant now);
    static Result<FunctionCall> parse(const QJsonObject &body, const QString &path_name, Instant now);

    /// Other names agents use, and the published one of each.
    static const QHash<QString, QString> &aliases();
    /// Aliases and _v<digits> resolved; empty = unknown.
    static QString publishedName(const QString &called_as);
    static QString withoutVersion(const QString &called_as);
    /// For the log: what is no function of ours may be anything, somebody's name too.
    QString loggedName() const;
    /// args.call_id, which counts only where no call object was sent.
    QString claimedCallId() const;
    /// The parts of Retell's call object that are kept; never its token, transcript or recording.
    static PhoneCall callOf(const QJsonObject &object, Instant now);
    /// Milliseconds since 1970 that can be a date at all.
    static std::optional<Instant> timestamp(const QJsonValue &value);
};

} // namespace salon
