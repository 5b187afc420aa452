// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/maprefusaltable.h"

#include "core/storage/query.h"
#include "core/storage/transaction.h"

namespace salon
{

Result<void> MapRefusalTable::add(Transaction &tx, ServiceId service, StaffId staff, const QString &call_id)
{
    // A caller who hears it from the check and again from the booking is one caller.
    Query query(tx, "INSERT INTO map_refusals (at_ms, service, staff, call_id) "
                    "SELECT CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS TEXT) "
                    "WHERE NOT EXISTS (SELECT 1 FROM map_refusals WHERE call_id = ? AND call_id <> '' "
                    "AND service = ? AND staff = ?) RETURNING id");
    query.bind(tx.now()).bind(service).bind(staff).bind(call_id).bind(call_id).bind(service).bind(staff);
    const auto id = query.execReturningId();
    if (!id)
        return id.error();
    if (*id != 0)
        tx.changed("map_refusals", *id);
    return {};
}

} // namespace salon
