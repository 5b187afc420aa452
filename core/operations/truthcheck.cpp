// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/truthcheck.h"

#include "core/storage/appointmenttable.h"
#include "core/storage/calltable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/functioncalltable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/reviewtable.h"

#include <algorithm>
#include <QDateTime>
#include <QJsonArray>
#include <QMap>

namespace salon
{

namespace
{

constexpr int kMostAtOnce = 50;
constexpr std::chrono::hours kPatience{24}; // then the mirror is not waited for any more

std::optional<Instant> instantOf(const QJsonValue &iso)
{
    const QDateTime at = QDateTime::fromString(iso.toString(), Qt::ISODate);
    return at.isValid() ? std::optional(Instant::fromMs(at.toMSecsSinceEpoch())) : std::nullopt;
}

/// What one answer says for certain; nothing for a "no" and for functions that change nothing.
std::optional<AppointmentTold> toldBy(const FunctionCallRecord &record)
{
    const QJsonObject &answer = record.answer;
    const AppointmentId id{answer.value(QLatin1String("appointment_id")).toInteger()};
    const bool books = record.name == QLatin1String("start_booking");
    const bool cancels = record.name == QLatin1String("cancel_appointment");
    const bool moves = record.name == QLatin1String("reschedule_appointment");
    const bool is_done = answer.value(books ? QLatin1String("booked") : QLatin1String("done")).toBool();
    if (id.isNull() || !is_done || !(books || cancels || moves))
        return std::nullopt;
    AppointmentTold told;
    told.id = id;
    told.at = record.at;
    told.stands = !cancels;
    if (cancels)
        return told;
    const QJsonValue moved_to = answer.value(QLatin1String("new_time"));
    told.begin = instantOf(moved_to.isString() ? moved_to : answer.value(QLatin1String("start")));
    told.service = answer.value(QLatin1String("service_key")).toString();
    told.staff = answer.value(QLatin1String("staff_key")).toString();
    return told;
}

void undo(AppointmentTold &state, const QJsonObject &before)
{
    if (const auto begin = instantOf(before.value(QLatin1String("start"))))
        state.begin = begin;
    if (before.contains(QLatin1String("service")))
        state.service = before.value(QLatin1String("service")).toString();
    if (before.contains(QLatin1String("staff")))
        state.staff = before.value(QLatin1String("staff")).toString();
    if (before.contains(QLatin1String("status")))
        state.stands = before.value(QLatin1String("status")).toString() != word(AppointmentStatus::Cancelled);
}

QString stands(bool yes)
{
    return yes ? QStringLiteral("stands") : QStringLiteral("cancelled");
}

QString written(const std::optional<Instant> &at)
{
    return at ? QDateTime::fromMSecsSinceEpoch(at->ms(), Qt::UTC).toString(Qt::ISODate) : QString();
}

bool isUnderWay(const OutboxRow &row)
{
    switch (row.state) {
    case OutboxState::Pending:
    case OutboxState::Sending:
    case OutboxState::Verifying:
    case OutboxState::Waiting:
        return true;
    case OutboxState::Review:
    case OutboxState::Done:
        return false;
    }
    return false;
}

/// A call with all that is compared.
struct Compared {
    QList<TruthDifference> differences;
    bool is_idle = true; // nothing is on its way to Cal.com for it
};

Result<void> compareOne(Connection &connection, const Catalogue &catalogue, const QString &call_id,
                        const AppointmentTold &told, Compared &into)
{
    const auto appointment = AppointmentTable::read(connection, told.id);
    if (!appointment && appointment.error().code != ErrorCode::NotFound)
        return appointment.error();
    if (!appointment) {
        into.differences += TruthCheck::inBook(told, std::nullopt);
        return {};
    }
    const auto journal = JournalTable::of(connection, QStringLiteral("appointments"), told.id.value);
    if (!journal)
        return journal.error();
    into.differences +=
        TruthCheck::inBook(told, TruthCheck::leftBy(call_id, told.at, *appointment, *journal, catalogue));
    const auto rows = OutboxTable::ofAppointment(connection, told.id);
    if (!rows)
        return rows.error();
    if (std::any_of(rows->cbegin(), rows->cend(), isUnderWay))
        into.is_idle = false;
    else
        into.differences += TruthCheck::atCalcom(*appointment, *rows);
    return {};
}

Result<Compared> compare(Connection &connection, const QString &call_id)
{
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    const auto records = FunctionCallTable::ofCall(connection, call_id);
    if (!records)
        return records.error();
    Compared compared;
    for (const AppointmentTold &told : TruthCheck::told(*records))
        if (const auto done = compareOne(connection, *catalogue, call_id, told, compared); !done)
            return done.error();
    return compared;
}

QJsonObject evidenceOf(const QString &call_id, const QList<TruthDifference> &differences)
{
    QJsonArray list;
    for (const TruthDifference &one : differences)
        list.append(QJsonObject{
            {QStringLiteral("what"), one.what}, {QStringLiteral("told"), one.told}, {QStringLiteral("is"), one.is}});
    return {{QStringLiteral("call_id"), call_id}, {QStringLiteral("differences"), list}};
}

/// One item per appointment; one that is gone has none to hang it on.
Result<void> openReviews(Transaction &tx, const QString &call_id, const QList<TruthDifference> &differences)
{
    QMap<qint64, QList<TruthDifference>> by_appointment;
    for (const TruthDifference &one : differences)
        by_appointment[one.what == QLatin1String("book_missing") ? 0 : one.appointment.value].append(one);
    for (auto it = by_appointment.cbegin(); it != by_appointment.cend(); ++it) {
        ReviewItem item;
        item.appointment = AppointmentId{it.key()};
        item.cause = ReviewCause::ToldDiffers;
        item.group = call_id;
        item.evidence = evidenceOf(call_id, *it);
        if (const auto id = ReviewTable::open(tx, item); !id)
            return id.error();
    }
    return {};
}

Result<void> settleDue(Connection &connection, const Clock &clock, const QString &call_id, const Compared &compared)
{
    Result<Transaction> tx = Transaction::begin(connection, clock);
    if (!tx)
        return tx.error();
    if (const auto opened = openReviews(*tx, call_id, compared.differences); !opened)
        return opened;
    if (const auto marked = CallTable::markChecked(*tx, call_id); !marked)
        return marked;
    return tx->commit();
}

Result<int> checkDue(Connection &connection, const Clock &clock)
{
    const auto due = CallTable::unchecked(connection, clock.now() - kPatience, kMostAtOnce);
    if (!due)
        return due.error();
    int done = 0;
    for (const PhoneCall &call : *due) {
        const auto compared = compare(connection, call.call_id);
        if (!compared)
            return compared.error();
        const bool is_old = clock.now() - call.ended.value_or(call.first_seen) > kPatience;
        if (!compared->is_idle && !is_old)
            continue;
        if (const auto settled = settleDue(connection, clock, call.call_id, *compared); !settled)
            return settled.error();
        ++done;
    }
    return done;
}

/// What is equal again needs nobody's eyes.
Result<void> closeMended(Connection &connection, const Clock &clock)
{
    const auto open = ReviewTable::liveGroups(connection, ReviewCause::ToldDiffers);
    if (!open)
        return open.error();
    for (const QString &call_id : *open) {
        const auto compared = compare(connection, call_id);
        if (!compared)
            return compared.error();
        if (!compared->is_idle || !compared->differences.isEmpty())
            continue;
        Result<Transaction> tx = Transaction::begin(connection, clock);
        if (!tx)
            return tx.error();
        if (const auto closed = ReviewTable::closeGroup(*tx, ReviewCause::ToldDiffers, call_id); !closed)
            return closed;
        if (const auto committed = tx->commit(); !committed)
            return committed;
    }
    return {};
}

} // namespace

QList<AppointmentTold> TruthCheck::told(const QList<FunctionCallRecord> &answers)
{
    QList<AppointmentTold> last;
    for (const FunctionCallRecord &record : answers) {
        const auto told = toldBy(record);
        if (!told)
            continue;
        const auto same = std::find_if(last.begin(), last.end(),
                                       [&](const AppointmentTold &earlier) { return earlier.id == told->id; });
        if (same == last.end())
            last.append(*told);
        else
            *same = *told;
    }
    return last;
}

AppointmentTold TruthCheck::leftBy(const QString &call_id, Instant told_at, const Appointment &now,
                                   const QList<JournalEntry> &journal, const Catalogue &catalogue)
{
    const Service *service = catalogue.service(now.service);
    const Staff *member = catalogue.member(now.staff);
    AppointmentTold state{now.id,
                          now.status != AppointmentStatus::Cancelled,
                          now.span.begin,
                          service ? service->key : QString(),
                          member ? member->key : QString(),
                          told_at};
    const QString own = QStringLiteral("phone ") + call_id;
    for (auto entry = journal.crbegin(); entry != journal.crend(); ++entry)
        if (entry->at > told_at && entry->who != own)
            undo(state, entry->before);
    return state;
}

QList<TruthDifference> TruthCheck::inBook(const AppointmentTold &told, const std::optional<AppointmentTold> &left)
{
    if (!left)
        return {{told.id, QStringLiteral("book_missing"), stands(told.stands), QStringLiteral("missing")}};
    QList<TruthDifference> differences;
    if (told.stands != left->stands)
        differences.append({told.id, QStringLiteral("book_status"), stands(told.stands), stands(left->stands)});
    if (!told.stands || !left->stands)
        return differences;
    if (told.begin && told.begin != left->begin)
        differences.append({told.id, QStringLiteral("book_start"), written(told.begin), written(left->begin)});
    if (!told.service.isEmpty() && told.service != left->service)
        differences.append({told.id, QStringLiteral("book_service"), told.service, left->service});
    if (!told.staff.isEmpty() && told.staff != left->staff)
        differences.append({told.id, QStringLiteral("book_staff"), told.staff, left->staff});
    return differences;
}

QList<TruthDifference> TruthCheck::atCalcom(const Appointment &appointment, const QList<OutboxRow> &rows)
{
    QList<TruthDifference> differences;
    const bool should_stand = appointment.status != AppointmentStatus::Cancelled;
    for (const Phase &phase : appointment.phases) {
        // Only what is mirrored for certain is judged: everything else has its own review item.
        if (!phase.busy || phase.sync_status != SyncStatus::Synced)
            continue;
        const OutboxRow *last = nullptr;
        for (const OutboxRow &row : rows) {
            // A cancel of another booking was of one too many.
            const bool is_others = row.operation == SyncOperation::Cancel && row.calcom_uid != phase.calcom_uid;
            if (row.phase == phase.id && !is_others && (!last || row.id.value > last->id.value))
                last = &row;
        }
        if (!last || last->state != OutboxState::Done)
            continue;
        const bool is_there = last->operation != SyncOperation::Cancel;
        if (is_there != should_stand)
            differences.append(
                {appointment.id, QStringLiteral("remote_status"), stands(should_stand), stands(is_there)});
        else if (is_there && last->begins != phase.span.begin)
            differences.append(
                {appointment.id, QStringLiteral("remote_start"), written(phase.span.begin), written(last->begins)});
    }
    return differences;
}

Result<QList<TruthDifference>> TruthCheck::ofCall(Connection &connection, const QString &call_id)
{
    const auto compared = compare(connection, call_id);
    if (!compared)
        return compared.error();
    return compared->differences;
}

Result<int> TruthCheck::runDue(Connection &connection, const Clock &clock)
{
    const Result<int> done = checkDue(connection, clock);
    if (!done)
        return done;
    const auto mended = closeMended(connection, clock);
    return mended ? done : Result<int>(mended.error());
}

} // namespace salon
