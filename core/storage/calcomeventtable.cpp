// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/calcomeventtable.h"

#include "core/storage/query.h"

namespace salon
{

Result<bool> CalcomEventTable::insert(Transaction &transaction, const QString &trigger, const QString &fingerprint,
                                      const QString &body)
{
    Query query(transaction, "INSERT INTO calcom_events (received_at_ms, trigger_event, fingerprint, body) "
                             "VALUES (?, ?, ?, ?) ON CONFLICT (fingerprint) DO NOTHING RETURNING id");
    const auto id = query.bind(transaction.now()).bind(trigger).bind(fingerprint).bind(body).execReturningId();
    if (!id)
        return id.error();
    if (*id != 0)
        transaction.changed("calcom_events", *id);
    return *id != 0;
}

} // namespace salon
