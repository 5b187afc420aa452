// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/zone.h"

#include <algorithm>
#include <limits>
#include <QDateTime>
#include <QRegularExpression>

namespace salon
{

namespace
{

constexpr qint64 kDayMs = 86'400'000;
constexpr int kMark_s = 300;
constexpr int kMostOffset_h = 14; // Kiribati

/// Qt takes any single word for a rule of its own making, a folder of zones such as "Europe" too.
bool isZoneName(const QByteArray &name)
{
    return name.contains('/') || QTimeZone::isTimeZoneIdAvailable(name);
}

Error isNoInstant(const QString &text)
{
    return {ErrorCode::InvalidInput,
            QStringLiteral("\"%1\" is no date and time such as 2025-11-26T10:00:00+01:00").arg(text.left(40))};
}

} // namespace

Zone::Zone(const QString &iana_name)
{
    const QByteArray name = iana_name.toUtf8();
    if (const QTimeZone zone(name); isZoneName(name) && zone.isValid())
        m_zone = zone;
    if (isValid() && offsetAt(0) % kMark_s != 0 && !m_zone.hasTransitions())
        m_zone = QTimeZone();
}

/// Days are asked about minute by minute, and Qt goes through the zone's rules each time: the stretch between two
/// changes that was asked about last is kept.
int Zone::offsetAt(qint64 utc_ms) const
{
    struct Stretch {
        QTimeZone zone;
        qint64 begin = 0;
        qint64 end = 0;
        int offset = 0;
    };
    thread_local Stretch last;
    if (last.begin <= utc_ms && utc_ms < last.end && last.zone == m_zone)
        return last.offset;
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(utc_ms, Qt::UTC);
    const QDateTime before = m_zone.previousTransition(at.addMSecs(1)).atUtc;
    const QDateTime after = m_zone.nextTransition(at).atUtc;
    last = {m_zone, before.isValid() ? before.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min(),
            after.isValid() ? after.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max(), m_zone.offsetFromUtc(at)};
    return last.offset;
}

QDateTime Zone::wallAt(Instant at) const
{
    return QDateTime::fromMSecsSinceEpoch(at.ms() + qint64(offsetAt(at.ms())) * 1000, Qt::UTC);
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
    QList<qint64> found;
    for (const qint64 probe_ms : {wall_ms - kDayMs, wall_ms + kDayMs}) {
        const qint64 candidate_ms = wall_ms - qint64(offsetAt(probe_ms)) * 1000;
        const Instant candidate = Instant::fromMs(candidate_ms);
        if (dateOf(candidate) == date && timeOf(candidate) == time && !found.contains(candidate_ms))
            found.append(candidate_ms);
    }
    if (found.isEmpty())
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("%1 %2 does not exist: the clocks go forward then")
                         .arg(date.toString(Qt::ISODate), time.toString(QStringLiteral("HH:mm")))};
    std::sort(found.begin(), found.end());
    return Instant::fromMs(side == AutumnSide::First ? found.first() : found.last());
}

Instant Zone::startOfDay(QDate date) const
{
    const qint64 begins_ms = date.startOfDay(m_zone).toMSecsSinceEpoch();
    // Where the clocks go back to midnight the day begins twice, and Qt names the second time.
    if (offsetAt(begins_ms - 1) > offsetAt(begins_ms))
        if (const auto midnight = toInstant(date, QTime(0, 0)))
            return *midnight;
    return Instant::fromMs(begins_ms);
}

QDate Zone::dateOf(Instant at) const
{
    return wallAt(at).date();
}

QTime Zone::timeOf(Instant at) const
{
    return wallAt(at).time();
}

std::optional<AutumnSide> Zone::sideOf(Instant at) const
{
    if (offsetAt(at.ms() - kDayMs) == offsetAt(at.ms() + kDayMs))
        return std::nullopt;
    const auto first = toInstant(dateOf(at), timeOf(at), AutumnSide::First);
    const auto second = toInstant(dateOf(at), timeOf(at), AutumnSide::Second);
    if (!first || !second || *first == *second)
        return std::nullopt;
    return at == *first ? AutumnSide::First : AutumnSide::Second;
}

QString Zone::clock(Instant at) const
{
    const QString time = timeOf(at).toString(QStringLiteral("HH:mm"));
    return sideOf(at) ? QStringLiteral("%1 (%2)").arg(time, iso(at).mid(19)) : time;
}

QString Zone::iso(Instant at) const
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at.ms(), m_zone);
    return local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODate);
}

Result<Instant> Zone::parseIso(const QString &text) const
{
    // The 24:00 that ISO 8601 has for the end of a day is refused: QTime takes it for the midnight the day begins with.
    static const QRegularExpression form(QStringLiteral(
        "^(\\d{4}-\\d{2}-\\d{2})[T ]((?:[01]\\d|2[0-3]):\\d{2}(?::\\d{2}(?:\\.\\d{1,3})?)?)(Z|[+-]\\d{2}:?\\d{2})?$"));
    const auto match = form.match(text.trimmed());
    const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
    const QTime time = QTime::fromString(match.captured(2), Qt::ISODateWithMs);
    if (!match.hasMatch() || !date.isValid() || !time.isValid())
        return isNoInstant(text);
    const QString offset = match.captured(3);
    if (offset.isEmpty())
        return toInstant(date, time);
    int offset_s = 0;
    if (offset != QLatin1String("Z")) {
        const int hours = offset.mid(1, 2).toInt();
        if (hours > kMostOffset_h || offset.right(2).toInt() > 59)
            return isNoInstant(text);
        offset_s = (hours * 60 + offset.right(2).toInt()) * 60;
        if (offset.startsWith(QLatin1Char('-')))
            offset_s = -offset_s;
    }
    return Instant::fromMs(QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch() - qint64(offset_s) * 1000);
}

} // namespace salon
