// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/figures.h"

#include <QByteArray>
#include <QJsonObject>

namespace salon
{

/// The figures as others read them. Shape: {from,to,totals{…},days:[{date,…}],functions:[…],placeholders:[…]}.
struct FigureDocument {
    static QJsonObject json(const Figures &figures);
    /// Prometheus text of the totals and functions: gauges named salondesk_<words of the document>; what has no value
    /// is left out.
    static QByteArray prometheus(const Figures &figures);
};

} // namespace salon
