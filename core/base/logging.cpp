// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"

#include <QRegularExpression>
#include <QStringList>

namespace salon
{

Q_LOGGING_CATEGORY(lcStore, "salondesk.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcHttp, "salondesk.http", QtInfoMsg)
Q_LOGGING_CATEGORY(lcPhone, "salondesk.phone", QtInfoMsg)
Q_LOGGING_CATEGORY(lcBooking, "salondesk.booking", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSync, "salondesk.sync", QtInfoMsg)
Q_LOGGING_CATEGORY(lcEngine, "salondesk.engine", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSandbox, "salondesk.sandbox", QtInfoMsg)

QString maskedNumber(const QString &number)
{
    if (number.size() < 8)
        return QStringLiteral("…");
    return number.left(5) + QStringLiteral("…") + number.right(3);
}

QString maskedName(const QString &name)
{
    QStringList masked;
    for (const QString &word : name.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        masked.append(word.left(1) + QStringLiteral("…"));
    return masked.join(QLatin1Char(' '));
}

QString maskedText(const QString &text, qsizetype max_length)
{
    static const QRegularExpression mail(QStringLiteral("[\\w.+%-]+@[\\w.-]+"));
    static const QRegularExpression number(
        QStringLiteral("(?<![\\w-])(?!\\d{4}-\\d\\d-\\d\\d)\\+?\\d[\\d /()-]{7,}\\d"));
    static const QRegularExpression key(QStringLiteral("(cal_|key_|Bearer |uid=)[\\w-]+"));
    // Cal.com's uids, wherever they stand: one opens its booking to anybody.
    static const QRegularExpression uid(
        QStringLiteral("\\b(?=\\w*[a-z])(?=\\w*[A-Z])(?=\\w*\\d)[A-Za-z\\d]{20,24}\\b"));
    QString masked = text.left(max_length);
    masked.replace(mail, QStringLiteral("…@…"));
    masked.replace(key, QStringLiteral("\\1…"));
    masked.replace(uid, QStringLiteral("…"));
    masked.replace(number, QStringLiteral("…"));
    return masked;
}

} // namespace salon
