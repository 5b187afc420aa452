// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/review/reviewactions.h"

#include "core/storage/appointmenttable.h"
#include "core/storage/attempttable.h"
#include "core/storage/calcomeventtable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/journaltable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/reviewtable.h"
#include "core/sync/remote/remotereview.h"
#include "core/sync/settlement.h"
#include "core/sync/syncdecision.h"
#include "core/sync/syncswitch.h"

#include <algorithm>
#include <QJsonArray>

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

bool names(const ReviewItem &item, const QString &phase_key, SyncOperation operation)
{
    const QJsonArray parts = item.evidence.value(u"phases").toArray();
    return parts.isEmpty() || std::any_of(parts.cbegin(), parts.cend(), [&](const QJsonValue &part) {
               return part.toObject().value(u"phase") == phase_key &&
                      part.toObject().value(u"operation") == word(operation);
           });
}

/// What the item is about and is not over: stuck, or under way because a person wanted it.
struct Matter {
    Appointment appointment;
    QList<OutboxRow> stuck;
    QList<OutboxRow> under_way;

    const Phase *phaseOf(const OutboxRow &row) const
    {
        for (const Phase &phase : appointment.phases)
            if (phase.id == row.phase)
                return &phase;
        return nullptr;
    }
};

Result<Matter> matterOf(Transaction &tx, const ReviewItem &item)
{
    Matter matter;
    if (item.appointment.isNull())
        return matter;
    if (auto locked = AppointmentTable::lock(tx, item.appointment); !locked)
        return locked.error();
    auto appointment = AppointmentTable::read(tx.connection(), item.appointment);
    auto rows = OutboxTable::ofAppointment(tx.connection(), item.appointment);
    if (!appointment || !rows)
        return !appointment ? appointment.error() : rows.error();
    matter.appointment = *appointment;
    for (const OutboxRow &row : *rows) {
        const Phase *phase = matter.phaseOf(row);
        if (!phase || !names(item, phase->key, row.operation))
            continue;
        const Memory memory = SendMemory::parse(row.last_result).result;
        if (row.state == OutboxState::Review)
            matter.stuck.append(row);
        else if (row.state != OutboxState::Done && (memory == Memory::RetryAsked || memory == Memory::VerifyAsked))
            matter.under_way.append(row);
    }
    return matter;
}

Error nothingLeft(const Matter &matter, ReviewId id, const char *what)
{
    if (!matter.under_way.isEmpty())
        return Error{ErrorCode::Refused,
                     QStringLiteral("review %1 is being worked on already: what comes of it shows here").arg(id.value)};
    return Error{ErrorCode::Refused, QLatin1String(what) + QString::number(id.value)};
}

Result<void> lookUp(Transaction &tx, OutboxRow row, Memory memory)
{
    row.state = OutboxState::Verifying;
    row.lookups = 0;
    row.last_result = SendMemory{memory, 0}.text();
    row.due = tx.now();
    return OutboxTable::update(tx, row);
}

/// A create that a later one has replaced is never sent again, only looked for.
Result<void> startAgain(Transaction &tx, const Matter &matter, OutboxRow row)
{
    auto may_exist = AttemptTable::mayHaveBeenExecuted(tx.connection(), row.id);
    if (!may_exist)
        return may_exist.error();
    auto is_replaced = OutboxTable::isReplaced(tx.connection(), row);
    if (!is_replaced)
        return is_replaced.error();
    if (*is_replaced)
        return lookUp(tx, row, Memory::VerifyAsked);
    const Phase *phase = matter.phaseOf(row);
    if (auto pending = OutboxTable::setPhase(tx, row.phase, SyncStatus::Pending, phase->calcom_uid); !pending)
        return pending;
    if (row.sends > 0 || *may_exist)
        return lookUp(tx, row, Memory::RetryAsked);
    row.state = OutboxState::Pending;
    row.last_result = SendMemory{Memory::RetryAsked, 0}.text();
    row.due = tx.now();
    return OutboxTable::update(tx, row);
}

Result<void> journal(Transaction &tx, const QString &who, const char *action, ReviewId id)
{
    return JournalTable::write(tx, {who, QLatin1String(action), QStringLiteral("reviews"), id.value, {}, {}, {}});
}

/// What brings one part at Cal.com back to what the book says.
QList<SyncOperation> wayBack(const Catalogue &catalogue, const Appointment &appointment, const Phase &phase,
                             const RemoteReview::Part &part)
{
    const Staff *member = catalogue.member(phase.staff);
    const bool is_there = (part.isLive() || part.isPending()) && !phase.calcom_uid.isEmpty();
    const bool has_host = part.host == 0 || (member && member->calcom_user_id == part.host);
    QList<SyncOperation> way;
    if (appointment.status == AppointmentStatus::Cancelled || !member) {
        if (is_there)
            way.append(SyncOperation::Cancel);
        return way;
    }
    if (part.isLive() && is_there && has_host)
        return {SyncOperation::Reschedule};
    if (is_there)
        way.append(SyncOperation::Cancel);
    way.append(SyncOperation::Create);
    return way;
}

Result<void> pushPart(Transaction &tx, Random &random, const Catalogue &catalogue, const Appointment &appointment,
                      const RemoteReview::Part &part)
{
    const auto phase = std::find_if(appointment.phases.cbegin(), appointment.phases.cend(),
                                    [&](const Phase &one) { return one.key == part.phase; });
    if (phase == appointment.phases.cend())
        return {};
    const QList<SyncOperation> way = wayBack(catalogue, appointment, *phase, part);
    for (const SyncOperation operation : way) {
        OutboxRow row;
        row.appointment = appointment.id;
        row.phase = phase->id;
        row.operation = operation;
        row.version = appointment.version;
        row.begins = phase->span.begin;
        row.calcom_uid = operation == SyncOperation::Create ? QString() : phase->calcom_uid;
        if (auto added = OutboxTable::add(tx, random, row); !added)
            return added.error();
    }
    const bool is_new = way.contains(SyncOperation::Create);
    const SyncStatus status = way.isEmpty() ? SyncStatus::None : SyncStatus::Pending;
    return OutboxTable::setPhase(tx, phase->id, status, is_new ? QString() : phase->calcom_uid);
}

/// The second booking goes; the part keeps its own.
Result<void> takeBackSecond(Transaction &tx, Random &random, const Appointment &appointment,
                            const RemoteReview::Part &part)
{
    const auto phase = std::find_if(appointment.phases.cbegin(), appointment.phases.cend(),
                                    [&](const Phase &one) { return one.key == part.phase; });
    const auto event = CalcomEventTable::read(tx.connection(), part.event);
    if (phase == appointment.phases.cend() || !event || *event == std::nullopt)
        return Error{ErrorCode::Refused,
                     QStringLiteral("which booking is the second one is not on record any more: look at Cal.com")};
    OutboxRow second;
    second.appointment = appointment.id;
    second.phase = phase->id;
    second.begins = phase->span.begin;
    return Settlement::takeBack(tx, random, second, (*event)->booking_uid);
}

/// The last decision about an item that was not taken back yet.
Result<JournalEntry> lastDecision(Transaction &tx, ReviewId id)
{
    auto entries = JournalTable::of(tx.connection(), QStringLiteral("reviews"), id.value);
    if (!entries)
        return entries.error();
    int taken_back = 0;
    for (auto entry = entries->crbegin(); entry != entries->crend(); ++entry) {
        const bool is_undo = entry->action == u"undo";
        if (is_undo || taken_back > 0) {
            taken_back += is_undo ? 1 : -1;
            continue;
        }
        const auto before = std::next(entry);
        const bool is_sent = before != entries->crend() && before->at == entry->at &&
                             (before->action == u"push" || before->action == u"accept");
        static const QStringList kKinds{QStringLiteral("settle"), QStringLiteral("snooze"), QStringLiteral("ignore"),
                                        QStringLiteral("assign")};
        if (is_sent || !kKinds.contains(entry->action))
            return Error{ErrorCode::Refused,
                         QStringLiteral("what was done last about review %1 cannot be taken back").arg(id.value)};
        return *entry;
    }
    return Error{ErrorCode::Refused, QStringLiteral("nothing was decided about review %1 yet").arg(id.value)};
}

/// What settling ended waits for a person again.
Result<void> reopen(Transaction &tx, const ReviewItem &item)
{
    auto open = ReviewTable::live(tx.connection(), tx.now());
    if (!open)
        return open.error();
    for (const ReviewItem &other : std::as_const(*open))
        if (other.appointment == item.appointment && other.cause == item.cause && other.group == item.group)
            return Error{
                ErrorCode::Refused,
                QStringLiteral("review %1 is open again already, as %2").arg(item.id.value).arg(other.id.value)};
    if (item.appointment.isNull())
        return {};
    auto rows = OutboxTable::ofAppointment(tx.connection(), item.appointment);
    if (!rows)
        return rows.error();
    for (OutboxRow row : *rows) {
        if (row.state != OutboxState::Done || row.settled != item.closed)
            continue;
        row.state = OutboxState::Review;
        row.settled.reset();
        if (auto updated = OutboxTable::update(tx, row); !updated)
            return updated;
    }
    return {};
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
    auto matter = matterOf(tx, *item);
    if (!matter)
        return matter.error();
    if (matter->stuck.isEmpty())
        return nothingLeft(*matter, id, "there is nothing left to send for review ");
    for (const OutboxRow &row : std::as_const(matter->stuck))
        if (auto started = startAgain(tx, *matter, row); !started)
            return started;
    return journal(tx, who, "retry", id);
}

Result<void> ReviewActions::verify(Transaction &tx, ReviewId id, const QString &who)
{
    auto item = live(tx, id);
    if (!item)
        return item.error();
    auto matter = matterOf(tx, *item);
    if (!matter)
        return matter.error();
    bool is_looked_for = false;
    for (const OutboxRow &row : std::as_const(matter->stuck)) {
        auto may_exist = AttemptTable::mayHaveBeenExecuted(tx.connection(), row.id);
        if (!may_exist)
            return may_exist.error();
        if (row.sends == 0 && !*may_exist)
            continue;
        if (auto looked = lookUp(tx, row, Memory::VerifyAsked); !looked)
            return looked;
        is_looked_for = true;
    }
    if (!is_looked_for)
        return nothingLeft(*matter, id, "nothing was sent, so there is nothing to look for, for review ");
    return journal(tx, who, "verify", id);
}

Result<void> ReviewActions::settle(Transaction &tx, ReviewId id, const QString &who, const QString &reason)
{
    auto item = live(tx, id);
    if (!item)
        return item.error();
    auto matter = matterOf(tx, *item);
    if (!matter)
        return matter.error();
    matter->under_way.removeIf([](const OutboxRow &row) { return row.state == OutboxState::Sending; });
    for (OutboxRow row : matter->stuck + matter->under_way) { // the phase keeps saying that Cal.com does not have it
        row.state = OutboxState::Done;
        row.settled = tx.now();
        if (auto updated = OutboxTable::update(tx, row); !updated)
            return updated;
        auto is_replaced = OutboxTable::isReplaced(tx.connection(), row);
        if (!is_replaced)
            return is_replaced.error();
        const Phase *phase = matter->phaseOf(row);
        if (phase->sync_status == SyncStatus::Pending && !*is_replaced)
            if (auto set = OutboxTable::setPhase(tx, phase->id, SyncStatus::Review, phase->calcom_uid); !set)
                return set;
    }
    return ReviewTable::settle(tx, id, who, reason);
}

Result<void> ReviewActions::push(Transaction &tx, Random &random, ReviewId id, const QString &who)
{
    auto item = live(tx, id);
    if (!item)
        return item.error();
    const QList<RemoteReview::Part> parts = RemoteReview::partsOf(*item);
    if (parts.isEmpty())
        return Error{ErrorCode::Refused, QStringLiteral("review %1 is not about a change at Cal.com").arg(id.value)};
    if (auto locked = AppointmentTable::lock(tx, item->appointment); !locked)
        return locked;
    auto appointment = AppointmentTable::read(tx.connection(), item->appointment);
    auto catalogue = CatalogueTable::load(tx.connection());
    if (!appointment || !catalogue)
        return !appointment ? appointment.error() : catalogue.error();
    appointment->version += 1;
    if (auto updated = AppointmentTable::update(tx, *appointment); !updated)
        return updated;
    const bool is_second = item->cause == ReviewCause::Duplicate;
    for (const RemoteReview::Part &part : parts) {
        auto queued = is_second ? takeBackSecond(tx, random, *appointment, part)
                                : pushPart(tx, random, *catalogue, *appointment, part);
        if (!queued)
            return queued;
    }
    if (auto written = journal(tx, who, "push", id); !written)
        return written;
    return ReviewTable::settle(tx, id, who, QStringLiteral("pushed: Cal.com follows the book"));
}

Result<void> ReviewActions::snooze(Transaction &tx, ReviewId id, const QString &who, Instant until)
{
    if (until <= tx.now())
        return Error{ErrorCode::InvalidInput, QStringLiteral("that time has passed")};
    return ReviewTable::snooze(tx, id, who, until);
}

Result<void> ReviewActions::ignore(Transaction &tx, ReviewId id, const QString &who)
{
    return ReviewTable::snooze(tx, id, who, {});
}

Result<void> ReviewActions::assign(Transaction &tx, ReviewId id, const QString &who, const QString &owner)
{
    return ReviewTable::assign(tx, id, who, owner);
}

Result<void> ReviewActions::undo(Transaction &tx, ReviewId id, const QString &who)
{
    auto item = ReviewTable::read(tx.connection(), id, tx.now());
    if (!item)
        return item.error();
    auto entry = lastDecision(tx, id);
    if (!entry)
        return entry.error();
    if (entry->after.value(u"state") != word(item->state))
        return Error{ErrorCode::Refused, QStringLiteral("review %1 is %2 by now").arg(id.value).arg(word(item->state))};
    if (item->state == ReviewState::Settled)
        if (auto reopened = reopen(tx, *item); !reopened)
            return reopened;
    ReviewItem before = *item;
    before.state = fromWord<ReviewState>(entry->before.value(u"state").toString()).value_or(ReviewState::Open);
    before.owner = entry->before.value(u"owner").toString();
    before.closed.reset();
    before.settled_reason.clear();
    before.snoozed_until.reset();
    if (const QJsonValue until = entry->before.value(u"until_ms"); !until.isUndefined())
        before.snoozed_until = Instant::fromMs(until.toInteger());
    return ReviewTable::restore(tx, before, who);
}

} // namespace salon
