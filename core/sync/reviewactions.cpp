// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reviewactions.h"

#include "core/base/checks.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/journaltable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/reviewtable.h"
#include "core/sync/syncdecision.h"
#include "core/sync/syncswitch.h"

namespace salon
{

namespace
{

using Memory = SendMemory::Result;

Result<ReviewItem> live(Transaction &tx, ReviewId id)
{
    auto item = ReviewTable::read(tx.connection(), id, tx.now());
    if (item && item->state != ReviewState::Open && item->state != ReviewState::Snoozed)
        return Error{ErrorCode::Refused,
                     QStringLiteral("review %1 is %2 already").arg(id.value).arg(word(item->state))};
    return item;
}

Result<QList<OutboxRow>> stuckRows(Transaction &tx, const ReviewItem &item)
{
    auto rows = OutboxTable::ofAppointment(tx.connection(), item.appointment);
    if (rows)
        rows->removeIf([](const OutboxRow &row) { return row.state != OutboxState::Review; });
    return rows;
}

Result<void> lookUp(Transaction &tx, OutboxRow row, Memory memory)
{
    row.state = OutboxState::Verifying;
    row.lookups = 0;
    row.last_result = SendMemory{memory, 0}.text();
    row.due = tx.now();
    return OutboxTable::update(tx, row);
}

Result<void> startAgain(Transaction &tx, OutboxRow row)
{
    if (row.sends > 0)
        return lookUp(tx, row, Memory::RetryAsked);
    row.state = OutboxState::Pending;
    row.last_result.clear();
    row.due = tx.now();
    return OutboxTable::update(tx, row);
}

Result<void> setPending(Transaction &tx, const OutboxRow &row)
{
    auto appointment = AppointmentTable::read(tx.connection(), row.appointment);
    if (!appointment)
        return appointment.error();
    for (const Phase &phase : appointment->phases)
        if (phase.id == row.phase)
            return OutboxTable::setPhase(tx, phase.id, SyncStatus::Pending, phase.calcom_uid);
    return {};
}

Result<void> journal(Transaction &tx, const QString &who, const char *action, ReviewId id)
{
    return JournalTable::write(tx, {who, QLatin1String(action), QStringLiteral("reviews"), id.value, {}, {}, {}});
}

Result<void> wakeKey(Transaction &tx, const QString &key_label)
{
    if (auto resumed = SyncSwitch::resumeKey(tx, key_label); !resumed)
        return resumed;
    for (OutboxState state : {OutboxState::Waiting, OutboxState::Verifying}) {
        auto rows = OutboxTable::inState(tx.connection(), state);
        if (!rows)
            return rows.error();
        for (OutboxRow row : *rows) {
            row.due = tx.now(); // those of other keys look at theirs again: harmless
            if (auto updated = OutboxTable::update(tx, row); !updated)
                return updated;
        }
    }
    return {};
}

} // namespace

Result<void> ReviewActions::retry(Transaction &tx, ReviewId id, const QString &who)
{
    auto item = live(tx, id);
    if (!item)
        return item.error();
    if (item->cause == ReviewCause::Auth && item->appointment.isNull()) {
        if (auto woken = wakeKey(tx, item->group); !woken)
            return woken;
        return journal(tx, who, "retry", id);
    }
    auto rows = stuckRows(tx, *item);
    if (!rows)
        return rows.error();
    if (rows->isEmpty())
        return Error{ErrorCode::Refused, QStringLiteral("review %1 has nothing left to send").arg(id.value)};
    for (const OutboxRow &row : *rows) {
        if (auto started = startAgain(tx, row); !started)
            return started;
        if (auto pending = setPending(tx, row); !pending)
            return pending;
    }
    return journal(tx, who, "retry", id);
}

Result<void> ReviewActions::verify(Transaction &tx, ReviewId id, const QString &who)
{
    auto item = live(tx, id);
    if (!item)
        return item.error();
    auto rows = stuckRows(tx, *item);
    if (!rows)
        return rows.error();
    rows->removeIf([](const OutboxRow &row) { return row.sends == 0; });
    if (rows->isEmpty())
        return Error{ErrorCode::Refused,
                     QStringLiteral("nothing was sent for review %1: there is nothing to look for").arg(id.value)};
    for (const OutboxRow &row : *rows)
        if (auto looked = lookUp(tx, row, Memory::VerifyAsked); !looked)
            return looked;
    return journal(tx, who, "verify", id);
}

Result<void> ReviewActions::settle(Transaction &tx, ReviewId id, const QString &who, const QString &reason)
{
    auto item = live(tx, id);
    if (!item)
        return item.error();
    auto rows = stuckRows(tx, *item);
    if (!rows)
        return rows.error();
    for (OutboxRow row : *rows) { // the phase keeps saying that Cal.com does not have it
        row.state = OutboxState::Done;
        row.settled = tx.now();
        if (auto updated = OutboxTable::update(tx, row); !updated)
            return updated;
    }
    return ReviewTable::settle(tx, id, who, reason);
}

Result<void> ReviewActions::snooze(Transaction &tx, ReviewId id, const QString &who, Instant until)
{
    if (until <= tx.now())
        return Error{ErrorCode::InvalidInput, QStringLiteral("that time has passed")};
    return ReviewTable::snooze(tx, id, who, until);
}

QString suggestedAction(ReviewCause cause)
{
    switch (cause) {
    case ReviewCause::MissingEventMap:
        return QStringLiteral("set_event_map");
    case ReviewCause::NotConfirmed:
    case ReviewCause::RemoteMissing:
    case ReviewCause::Duplicate:
        return QStringLiteral("verify");
    case ReviewCause::Conflict:
        return QStringLiteral("move");
    case ReviewCause::Partial:
    case ReviewCause::Rejected:
        return QStringLiteral("retry");
    case ReviewCause::Auth:
        return QStringLiteral("check_key");
    case ReviewCause::RemoteChanged:
    case ReviewCause::RemoteCancelled:
    case ReviewCause::ToldDiffers:
        return QStringLiteral("call_customer");
    case ReviewCause::LocalData:
        return QStringLiteral("correct_data");
    }
    SALON_CHECK(!"every cause has an action");
}

} // namespace salon
