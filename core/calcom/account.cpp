// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/account.h"

#include <QJsonDocument>

namespace salon::calcom
{

namespace
{

QByteArray versionHeader(ApiVersion version)
{
    switch (version) {
    case ApiVersion::Bookings:
        return QByteArrayLiteral("2024-08-13");
    case ApiVersion::EventTypes:
        return QByteArrayLiteral("2024-06-14");
    }
    return {};
}

} // namespace

Account::Account(QUrl base_url, QByteArray key, milliseconds timeout)
    : m_base_url(std::move(base_url))
    , m_key(std::move(key))
    , m_timeout(timeout)
{
}

OutgoingRequest Account::request(const char *method, ApiVersion version, const QString &path,
                                 const QUrlQuery &query) const
{
    OutgoingRequest request;
    request.method = method;
    request.url = m_base_url;
    QString base_path = m_base_url.path();
    if (base_path.endsWith(QLatin1Char('/')))
        base_path.chop(1);
    request.url.setPath(base_path + path);
    request.url.setQuery(query);
    request.headers = {{QByteArrayLiteral("Authorization"), "Bearer " + m_key},
                       {QByteArrayLiteral("cal-api-version"), versionHeader(version)},
                       {QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json")}};
    request.timeout = m_timeout;
    return request;
}

OutgoingRequest Account::get(ApiVersion version, const QString &path, const QUrlQuery &query) const
{
    return request("GET", version, path, query);
}

OutgoingRequest Account::post(ApiVersion version, const QString &path, const QJsonObject &body) const
{
    return sent("POST", version, path, body);
}

OutgoingRequest Account::patch(ApiVersion version, const QString &path, const QJsonObject &body) const
{
    return sent("PATCH", version, path, body);
}

OutgoingRequest Account::remove(ApiVersion version, const QString &path) const
{
    return request("DELETE", version, path, {});
}

OutgoingRequest Account::sent(const char *method, ApiVersion version, const QString &path,
                              const QJsonObject &body) const
{
    OutgoingRequest written = request(method, version, path, {});
    written.headers.append({QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/json")});
    written.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return written;
}

} // namespace salon::calcom
