// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <optional>
#include <QDate>
#include <QString>
#include <QTime>
#include <QTimeZone>

namespace salon
{

/// Which of the two hours is meant when the clocks go back and a wall time happens twice.
enum class AutumnSide { First, Second };

/// The salon's wall clock: the one place where local time and instants meet.
/// Thread: any (values only). Errors: InvalidInput for a wall time that does not exist (spring gap).
class Zone
{
public:
    /// An unknown name gives a zone that is not valid; everything else requires a valid one. So does one whose wall
    /// clock never shows a full five minutes.
    explicit Zone(const QString &iana_name = QStringLiteral("UTC"));
    bool isValid() const { return m_zone.isValid(); }
    QString name() const;

    Result<Instant> toInstant(QDate date, QTime time, AutumnSide side = AutumnSide::First) const;
    /// First instant of the local day (00:00, or the first wall time that exists).
    Instant startOfDay(QDate date) const;
    TimeRange day(QDate date) const { return {startOfDay(date), startOfDay(date.addDays(1))}; }

    QDate dateOf(Instant at) const;
    QTime timeOf(Instant at) const;
    /// Which of the two, where the wall shows this time of this date twice.
    std::optional<AutumnSide> sideOf(Instant at) const;
    /// 14:30; where the wall shows that twice, 02:30 (+01:00).
    QString clock(Instant at) const;
    /// 2025-11-26T14:30:00+01:00
    QString iso(Instant at) const;
    /// ISO 8601 with offset or Z; without offset it is this zone's wall time, the first where it comes twice. A date
    /// alone is no instant.
    Result<Instant> parseIso(const QString &text) const;

    bool operator==(const Zone &other) const { return m_zone == other.m_zone; }

private:
    int offsetAt(qint64 utc_ms) const;
    QDateTime wallAt(Instant at) const;

    QTimeZone m_zone;
};

} // namespace salon
