// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncrelease.h"

#include "core/storage/appointmenttable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/reviewtable.h"
#include "core/sync/syncdecision.h"
#include "core/sync/syncswitch.h"

#include <algorithm>

namespace salon
{

Result<void> SyncRelease::afterOutage(Transaction &tx)
{
    auto rows = OutboxTable::inState(tx.connection(), OutboxState::Waiting);
    if (!rows)
        return rows.error();
    std::sort(rows->begin(), rows->end(),
              [](const OutboxRow &a, const OutboxRow &b) { return a.appointment.value < b.appointment.value; });
    for (const OutboxRow &row : std::as_const(*rows)) {
        if (SendMemory::parse(row.last_result).result != SendMemory::Result::NotReached || row.due <= tx.now())
            continue;
        if (auto locked = AppointmentTable::lock(tx, row.appointment); !locked)
            return locked;
        auto current = OutboxTable::read(tx.connection(), row.id);
        if (!current)
            return current.error();
        if (current->state != OutboxState::Waiting)
            continue;
        current->due = tx.now();
        if (auto updated = OutboxTable::update(tx, *current); !updated)
            return updated;
    }
    return {};
}

/// The key is good after all (it was changed, or one of several parallel requests was refused): whoever waits for it
/// must not wait the hour out, for nobody is told of it any more.
Result<void> SyncRelease::ofKey(Transaction &tx, const QString &key_label)
{
    auto until = SyncSwitch::keyPausedUntil(tx.connection(), key_label);
    if (!until)
        return until.error();
    if (!*until)
        return ReviewTable::closeGroup(tx, ReviewCause::Auth, key_label);
    for (OutboxState state : {OutboxState::Waiting, OutboxState::Verifying}) {
        auto rows = OutboxTable::inState(tx.connection(), state);
        if (!rows)
            return rows.error();
        for (OutboxRow row : *rows) {
            const bool was_refused = SendMemory::parse(row.last_result).result == SendMemory::Result::KeyRefused;
            const bool waits_for_key = row.due <= **until && row.due > **until - std::chrono::minutes(1);
            if (!was_refused && !waits_for_key)
                continue;
            row.due = tx.now(); // those of another key look at theirs again: harmless
            if (auto updated = OutboxTable::update(tx, row); !updated)
                return updated;
        }
    }
    if (auto resumed = SyncSwitch::resumeKey(tx, key_label); !resumed)
        return resumed;
    return ReviewTable::closeGroup(tx, ReviewCause::Auth, key_label);
}

} // namespace salon
