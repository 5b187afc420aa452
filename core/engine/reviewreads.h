// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/engine/reviewview.h"

namespace salon
{

class Connection;

/// What waits for a person, read from one state of the database. Thread: the connection's. Errors: Database, NotFound.
struct ReviewReads {
    static Result<ReviewQueue> queue(Connection &connection, Instant now);
    static Result<ReviewDetail> detail(Connection &connection, Instant now, ReviewId id);
    /// In the order asked for; what is no more is left out.
    static Result<QList<ReviewMeans>> means(Connection &connection, Instant now, const QList<ReviewId> &ids);
};

} // namespace salon
