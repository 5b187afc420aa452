// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QDate>

namespace salon
{

/// The salon of the demo: a salon file of our own with a full day, moved in time so that this day is today, or the last
/// open weekday. Thread: any.
class DemoSalon
{
public:
    static constexpr minutes kClockStarts{9 * 60 + 40}; // after midnight

    /// The most recent day, `today` included, from Monday to Friday on which the demo salon is open.
    static QDate dayFor(QDate today);
    /// The file with its demo day on `day`. Appointments keep their wall time and move by open days, so that none
    /// lands on a closed one; absences and closed days move by whole days. Errors: InvalidInput.
    static Result<QByteArray> file(QDate day);
};

} // namespace salon
