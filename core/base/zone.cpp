// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/zone.h"

#include <QDateTime>
#include <QRegularExpression>

namespace salon
{

Zone::Zone(const QString &iana_name)
    : m_zone(iana_name.toUtf8())
{
}

QString Zone::name() const
{
    return QString::fromUtf8(m_zone.id());
}

Result<Instant> Zone::toInstant(QDate date, QTime time, AutumnSide side) const
{
    if (!date.isValid() || !time.isValid())
        return Error{ErrorCode::InvalidInput, QStringLiteral("not a date and time")};
    // Both offsets in force around this day are tried: a wall time in the spring gap fits neither,
    // one in the autumn hour fits both. QDateTime itself would accept the gap and pick a side silently.
    const qint64 wall_ms = QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch();
    constexpr qint64 kDayMs = 86'400'000;
    QList<qint64> found;
    for (const qint64 probe_ms : {wall_ms - kDayMs, wall_ms + kDayMs}) {
        const int offset_s = m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(probe_ms, Qt::UTC));
        const qint64 candidate_ms = wall_ms - qint64(offset_s) * 1000;
        const Instant candidate = Instant::fromMs(candidate_ms);
        if (dateOf(candidate) == date && timeOf(candidate) == time && !found.contains(candidate_ms))
            found.append(candidate_ms);
    }
    if (found.isEmpty())
        return Error{ErrorCode::InvalidInput, QStringLiteral("this wall time does not exist (clocks go forward)")};
    std::sort(found.begin(), found.end());
    return Instant::fromMs(side == AutumnSide::First ? found.first() : found.last());
}

Instant Zone::startOfDay(QDate date) const
{
    return Instant::fromMs(date.startOfDay(m_zone).toMSecsSinceEpoch());
}

QDate Zone::dateOf(Instant at) const
{
    return QDateTime::fromMSecsSinceEpoch(at.ms(), m_zone).date();
}

QTime Zone::timeOf(Instant at) const
{
    return QDateTime::fromMSecsSinceEpoch(at.ms(), m_zone).time();
}

QString Zone::iso(Instant at) const
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at.ms(), m_zone);
    return local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODate);
}

Result<Instant> Zone::parseIso(const QString &text) const
{
    static const QRegularExpression form(QStringLiteral(
        "^(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,3})?)?)(Z|[+-]\\d{2}:?\\d{2})?$"));
    const auto match = form.match(text.trimmed());
    const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
    const QTime time = QTime::fromString(match.captured(2), Qt::ISODateWithMs);
    if (!match.hasMatch() || !date.isValid() || !time.isValid())
        return Error{ErrorCode::InvalidInput, QStringLiteral("not an ISO 8601 date and time")};
    const QString offset = match.captured(3);
    if (offset.isEmpty())
        return toInstant(date, time);
    int offset_s = 0;
    if (offset != QLatin1String("Z")) {
        offset_s = (offset.mid(1, 2).toInt() * 60 + offset.right(2).toInt()) * 60;
        if (offset.startsWith(QLatin1Char('-')))
            offset_s = -offset_s;
    }
    return Instant::fromMs(QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch() - qint64(offset_s) * 1000);
}

} // namespace salon
