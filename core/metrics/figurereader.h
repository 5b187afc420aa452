// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"
#include "core/metrics/figures.h"
#include "core/storage/connection.h"

namespace salon
{

/// Counts what is stored; nothing keeps a second counter.
struct FigureReader {
    /// The last `days` local days, today (by `now`) included, all from one state of the database.
    static Result<Figures> read(Connection &connection, const Zone &zone, Instant now, int days);
};

} // namespace salon
