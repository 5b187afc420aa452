// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/figures.h"

#include <map>
#include <QJsonArray>

namespace salon
{

/// Durations whose percentiles are wanted, in milliseconds, each kept to half a per cent: so a day's can be stored in
/// little room, and days added up give the very figures that all their rows would.
class Samples
{
public:
    void add(double ms);
    void add(const Samples &others);
    bool isEmpty() const { return m_count == 0; }
    LatencyFigures percentiles() const;
    /// [microseconds, times, microseconds, times, …]
    QJsonArray toJson() const;
    static Samples fromJson(const QJsonArray &stored);

private:
    void add(qint64 us, qint64 times);
    std::map<qint64, qint64> m_times; // by microseconds
    qint64 m_count = 0;
};

} // namespace salon
