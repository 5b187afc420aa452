// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/requesttext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace salon::calcom
{

namespace
{

const QString kHidden = QStringLiteral("…");

/// What stands behind "bookings" is a uid, which opens the booking to anybody.
QString pathOf(const QUrl &url)
{
    QStringList parts = url.path().split(QLatin1Char('/'));
    const qsizetype bookings = parts.indexOf(QStringLiteral("bookings"));
    if (bookings >= 0 && bookings + 1 < parts.size())
        parts[bookings + 1] = kHidden;
    return parts.join(QLatin1Char('/'));
}

QString valueOf(const QString &name, const QJsonValue &value)
{
    static const QStringList kOpen{QStringLiteral("start"), QStringLiteral("eventTypeId"), QStringLiteral("metadata")};
    if (!kOpen.contains(name))
        return kHidden;
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

} // namespace

QString textOf(const OutgoingRequest &request)
{
    QStringList lines{QString::fromLatin1(request.method) + QLatin1Char(' ') + pathOf(request.url)};
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    for (auto field = body.begin(); field != body.end(); ++field)
        lines.append(field.key() + QStringLiteral(": ") + valueOf(field.key(), field.value()));
    return lines.join(QLatin1Char('\n'));
}

} // namespace salon::calcom
