// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/figures.h"

namespace salon
{

namespace
{

std::optional<double> rate(int part, int whole)
{
    if (whole == 0)
        return std::nullopt;
    return double(part) / whole;
}

} // namespace

std::optional<double> SyncFigures::syncSuccessRate() const
{
    return rate(synced, created);
}

std::optional<double> SyncFigures::dueSuccessRate() const
{
    return rate(synced, due);
}

int PeriodFigures::missingMapRefusals() const
{
    int total = 0;
    for (const MapRefusal &refusal : missing_map_refusals)
        total += refusal.count;
    return total;
}

} // namespace salon
