// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/samples.h"

#include <cmath>

namespace salon
{

namespace
{

/// Three digits: from 200 on even ones, from 500 on those that end in 0 or 5.
qint64 rounded(qint64 us)
{
    qint64 scale = 1;
    while (us / scale >= 1000)
        scale *= 10;
    const qint64 digits = us / scale;
    const qint64 step = scale * (digits >= 500 ? 5 : digits >= 200 ? 2 : 1);
    return us < 1000 ? us : (us + step / 2) / step * step;
}

} // namespace

void Samples::add(double ms)
{
    add(rounded(std::llround(ms * 1000.0)), 1);
}

void Samples::add(const Samples &others)
{
    for (const auto &[us, times] : others.m_times)
        add(us, times);
}

void Samples::add(qint64 us, qint64 times)
{
    m_times[us] += times;
    m_count += times;
}

LatencyFigures Samples::percentiles() const
{
    if (m_count == 0)
        return {};
    // Nearest rank: the smallest value that at least so many percent do not exceed.
    const auto rank = [&](qint64 percent) {
        qint64 left = (m_count * percent + 99) / 100;
        for (const auto &[us, times] : m_times)
            if (left -= times; left <= 0)
                return double(us) / 1000.0;
        return double(m_times.rbegin()->first) / 1000.0;
    };
    return {rank(50), rank(95), rank(99)};
}

QJsonArray Samples::toJson() const
{
    QJsonArray stored;
    for (const auto &[us, times] : m_times) {
        stored.append(us);
        stored.append(times);
    }
    return stored;
}

Samples Samples::fromJson(const QJsonArray &stored)
{
    Samples samples;
    for (qsizetype i = 0; i + 1 < stored.size(); i += 2)
        samples.add(stored.at(i).toInteger(), stored.at(i + 1).toInteger());
    return samples;
}

} // namespace salon
