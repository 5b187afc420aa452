// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/remotebooking.h"

#include <QList>

namespace salon
{

class Connection;

/// What Cal.com should hold of the book, for a comparison. Errors: Database.
struct MirrorTable {
    /// Of the parts that begin in the span: what is wanted there, what stands there though it is cancelled here.
    static Result<QList<MirrorEntry>> entries(Connection &connection, const TimeRange &span);
    /// Wherever they begin; what none of these uids belongs to is left out.
    static Result<QList<MirrorEntry>> ofBookings(Connection &connection, const QStringList &calcom_uids);
};

} // namespace salon
