// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world.h"

#include <optional>
#include <QByteArray>
#include <QJsonObject>

/// How the stand-in writes and reads JSON. Source: facts/calcom-observed.md section 1 and its exchanges.
namespace salon::sandbox
{

/// An answer before it becomes HTTP. Bodies that speak of a path are completed by the router.
struct Reply {
    int status = 200;
    QJsonObject body;
};

/// {"status":"success","data":…}
Reply success(int status, const QJsonValue &data);
/// Shape A: Nest exception with details {message, error, statusCode}.
Reply failure(int status, const QString &message);
/// Shape A with a code and details of one's own (Undefined = no details).
Reply failure(int status, const QString &code, const QString &message, const QJsonValue &details);
/// Shape A as the global validation pipe writes it: details.errors[].
Reply invalid(const QJsonArray &errors);
/// Shape B: {"statusCode":…,"message":…}
Reply raw(int status, const QString &message);
/// What a failure of this status and text looks like on the real server: some texts are always raw.
Reply likely(int status, const QString &message);

/// 2026-12-01T09:00:00.000Z
QString isoMs(Instant at);
/// ISO 8601 as class-validator takes it; without zone = UTC; a date alone = its midnight; fractions are dropped.
std::optional<Instant> parsedIso(const QString &text);

QJsonObject bookingJson(const World &world, const Booking &booking);
QJsonObject eventTypeJson(const World &world, const EventType &type);
/// The answer of the oldest controller, which a missing version header reaches.
QJsonObject oldEventTypeJson(const EventType &type);
QJsonObject userJson(const User &user, int schedule);
QJsonObject webhookJson(const Webhook &hook);

} // namespace salon::sandbox
