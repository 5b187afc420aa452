// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/messages.h"

#include <QJsonDocument>

namespace salon
{

QByteArray headerValue(const QList<HttpHeader> &headers, QByteArrayView name)
{
    for (const HttpHeader &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

QByteArray HttpRequest::mediaType() const
{
    return header("Content-Type").split(';').constFirst().trimmed().toLower();
}

HttpResponse HttpResponse::json(int status, const QJsonObject &document)
{
    HttpResponse response;
    response.status = status;
    response.headers = {{"Content-Type", "application/json; charset=utf-8"}};
    response.body = QJsonDocument(document).toJson(QJsonDocument::Compact);
    return response;
}

HttpResponse HttpResponse::empty(int status)
{
    HttpResponse response;
    response.status = status;
    return response;
}

HttpResponse HttpResponse::error(int status, const QString &code, const QString &message)
{
    const QJsonObject inner{{QStringLiteral("code"), code}, {QStringLiteral("message"), message}};
    return json(status, {{QStringLiteral("error"), inner}});
}

} // namespace salon
