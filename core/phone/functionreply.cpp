// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functionreply.h"

#include "core/base/limits.h"

#include <algorithm>
#include <QJsonArray>
#include <QJsonDocument>

namespace salon
{

namespace
{

QString compact(const QJsonObject &document)
{
    return QString::fromUtf8(QJsonDocument(document).toJson(QJsonDocument::Compact));
}

/// The longest list loses its tail, in proportion to what is too much; false when there is no list left to shorten.
bool shorten(QJsonObject &fields, qsizetype characters)
{
    QString longest;
    qsizetype most = 0;
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (it->isArray() && it->toArray().size() > most) {
            most = it->toArray().size();
            longest = it.key();
        }
    }
    if (most == 0)
        return false;
    QJsonArray list = fields.value(longest).toArray();
    const qsizetype kept = std::min(most - 1, most * limits::kMaxReplyCharacters / characters);
    while (list.size() > kept)
        list.removeLast();
    fields.insert(longest, list);
    return true;
}

} // namespace

FunctionReply FunctionReply::refused(const char *code, const QString &message, QJsonObject fields)
{
    FunctionReply reply;
    reply.success = false;
    reply.code = QString::fromLatin1(code);
    reply.message = message;
    reply.fields = std::move(fields);
    return reply;
}

FunctionReply FunctionReply::judged(const QString &code, const QString &message, QJsonObject fields)
{
    FunctionReply reply;
    reply.code = code;
    reply.message = message;
    reply.fields = std::move(fields);
    return reply;
}

QJsonObject FunctionReply::document() const
{
    const auto with = [this](const QJsonObject &own) {
        QJsonObject whole = own;
        whole.insert(QStringLiteral("success"), success);
        whole.insert(QStringLiteral("message"), message);
        if (!code.isEmpty())
            whole.insert(QStringLiteral("code"), code);
        whole.insert(QStringLiteral("data"), own);
        return whole;
    };
    QJsonObject own = fields;
    QJsonObject whole = with(own);
    for (qsizetype size = compact(whole).size(); size > limits::kMaxReplyCharacters; size = compact(whole).size()) {
        if (!shorten(own, size))
            own = {};
        whole = with(own);
    }
    return whole;
}

QByteArray FunctionReply::json() const
{
    return QJsonDocument(document()).toJson(QJsonDocument::Compact);
}

} // namespace salon
