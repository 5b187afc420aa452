// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/storage/transaction.h"

#include <QString>

namespace salon
{

/// Writes event maps, each change with its entry in the journal, and takes capabilities away that cannot be mirrored.
/// What waited in the review queue for a pair's maps is sent again as soon as the pair has all of them. Errors:
/// NotFound, Database.
struct EventMapDesk {
    static Result<void> put(Transaction &tx, const EventMap &map, const QString &who);
    /// Forgets the map; that there is none is no error.
    static Result<void> clear(Transaction &tx, const EventMap &map, const QString &who);
    /// The other way out: this person no longer does this service.
    static Result<void> disable(Transaction &tx, ServiceId service, StaffId staff, const QString &who);
    /// Undoes the latest disable of the pair, with the person's own minutes and price.
    static Result<void> enable(Transaction &tx, ServiceId service, StaffId staff, const QString &who);
};

} // namespace salon
