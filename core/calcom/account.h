// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/transport.h"

#include <optional>
#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QUrl>
#include <QUrlQuery>

namespace salon::calcom
{

/// The pinned `cal-api-version` of each group of endpoints: another value reaches another controller with another body.
enum class ApiVersion { Bookings, EventTypes };

/// Where Cal.com is and as whom it is spoken to. Never used without a key: a create without one would pass as a
/// stranger's. Source: facts, Cal.com v2 sections 1 and 2 (2026-08-18), observed 2026-11-22.
class Account
{
public:
    Account() = default;
    Account(QUrl base_url, QByteArray key, milliseconds timeout = milliseconds(10'000));
    OutgoingRequest get(ApiVersion version, const QString &path, const QUrlQuery &query = {}) const;
    OutgoingRequest post(ApiVersion version, const QString &path, const QJsonObject &body) const;
    OutgoingRequest patch(ApiVersion version, const QString &path, const QJsonObject &body) const;
    OutgoingRequest remove(ApiVersion version, const QString &path) const;

private:
    OutgoingRequest sent(const char *method, ApiVersion version, const QString &path, const QJsonObject &body) const;
    OutgoingRequest request(const char *method, ApiVersion version, const QString &path, const QUrlQuery &query) const;

    QUrl m_base_url;
    QByteArray m_key;
    milliseconds m_timeout{10'000};
};

} // namespace salon::calcom
