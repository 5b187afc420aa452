// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/connection.h"

#include <QByteArray>

namespace salon
{

/// The whole salon as a salon file: sorted by key, defaults left out, ending with a newline; the same content gives the
/// same bytes on every database. Test bookings are left out. Holds people's data: keep it as safe as the database.
/// Errors: NotFound (no salon yet), Database.
class SalonExport
{
public:
    static Result<QByteArray> run(Connection &connection);
};

} // namespace salon
