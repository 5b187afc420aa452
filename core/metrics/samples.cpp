// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/samples.h"

#include <algorithm>

namespace salon
{

LatencyFigures Samples::percentiles() const
{
    if (m_values.isEmpty())
        return {};
    QList<double> sorted = m_values;
    std::sort(sorted.begin(), sorted.end());
    // Nearest rank: the smallest value that at least so many percent do not exceed.
    const auto rank = [&](qsizetype percent) { return sorted[(sorted.size() * percent + 99) / 100 - 1]; };
    return {rank(50), rank(95), rank(99)};
}

} // namespace salon
