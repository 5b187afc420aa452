// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metrics/figures.h"

#include <QList>

namespace salon
{

/// Durations whose percentiles are wanted, in milliseconds.
class Samples
{
public:
    void add(double ms) { m_values << ms; }
    bool isEmpty() const { return m_values.isEmpty(); }
    LatencyFigures percentiles() const;

private:
    QList<double> m_values;
};

} // namespace salon
