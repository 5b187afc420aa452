// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/deskreads.h"

#include "core/storage/appointmenttable.h"
#include "core/storage/attempttable.h"
#include "core/storage/callbacktable.h"
#include "core/storage/calltable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/customertable.h"
#include "core/storage/functioncalltable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"
#include "core/storage/reviewtable.h"
#include "core/sync/reconcile/mirrorstatus.h"
#include "core/sync/remote/remotereview.h"

/// What waits for a person, what is missing, and who called: the other half of DeskReads.
namespace salon
{

namespace
{

constexpr int kCallsShown = 200;

Result<ReviewView> reviewView(Connection &connection, const ReviewItem &item)
{
    ReviewView view{.item = item};
    if (item.appointment.isNull())
        return view;
    const auto appointment = DeskReads::appointment(connection, item.appointment);
    if (!appointment)
        return appointment.error();
    view.appointment = *appointment;
    return view;
}

/// The sentence with which the booking was answered.
Result<QString> toldTo(Connection &connection, const Appointment &appointment)
{
    if (appointment.call_id.isEmpty())
        return QString();
    const auto functions = FunctionCallTable::ofCall(connection, appointment.call_id);
    if (!functions)
        return functions.error();
    for (const FunctionCallRecord &function : *functions)
        if (function.answer.value(QStringLiteral("appointment_id")).toInteger() == appointment.id.value)
            return function.answer.value(QStringLiteral("message")).toString();
    return QString();
}

Result<CallView> callView(Connection &connection, const PhoneCall &call)
{
    CallView view{.call = call, .is_live = call.status == CallStatus::Ongoing};
    if (!call.customer.isNull()) {
        const auto customer = CustomerTable::read(connection, call.customer);
        if (!customer)
            return customer.error();
        view.customer_name = customer->name;
    }
    Query query(
        connection,
        "SELECT (SELECT COUNT(*) FROM function_calls WHERE call_id = ?), "
        "(SELECT COUNT(*) FROM appointments WHERE call_id = ?), "
        "(SELECT COUNT(*) FROM callbacks WHERE call_id = ?), "
        "COALESCE((SELECT name FROM function_calls WHERE call_id = ? ORDER BY at_ms DESC, id DESC LIMIT 1), '')");
    query.bind(call.call_id).bind(call.call_id).bind(call.call_id).bind(call.call_id);
    const auto row = query.fetch();
    if (!row)
        return row.error();
    view.functions = query.integer(0);
    view.bookings = query.integer(1);
    view.callbacks = query.integer(2);
    view.last_function = query.text(3);
    return view;
}

} // namespace

Result<ReviewQueue> DeskReads::reviews(Connection &connection, Instant now)
{
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    const auto items = ReviewTable::live(connection, now);
    if (!items)
        return items.error();
    ReviewQueue queue{.zone = catalogue->salon.zone, .now = now};
    for (const ReviewItem &item : *items) {
        const auto view = reviewView(connection, item);
        if (!view)
            return view.error();
        queue.rows.append(*view);
    }
    return queue;
}

Result<ReviewDetail> DeskReads::review(Connection &connection, Instant now, ReviewId id)
{
    const auto item = ReviewTable::read(connection, id, now);
    if (!item)
        return item.error();
    const auto view = reviewView(connection, *item);
    if (!view)
        return view.error();
    ReviewDetail detail{.review = *view};
    detail.can_retry = item->cause == ReviewCause::Auth && item->appointment.isNull();
    if (item->appointment.isNull())
        return detail;
    for (const RemoteReview::Part &part : RemoteReview::partsOf(*item))
        if (item->cause != ReviewCause::Duplicate)
            detail.remote.append({part.phase, part.status, part.begins});
    const auto attempts = AttemptTable::ofAppointment(connection, item->appointment);
    if (!attempts)
        return attempts.error();
    detail.attempts = *attempts;
    const auto told = toldTo(connection, view->appointment.appointment);
    if (!told)
        return told.error();
    detail.told = *told;
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    const auto rows = OutboxTable::ofAppointment(connection, item->appointment);
    if (!rows)
        return rows.error();
    for (const OutboxRow &row : *rows) {
        detail.can_retry = detail.can_retry || row.state == OutboxState::Review;
        detail.can_verify = detail.can_verify || (row.state == OutboxState::Review && row.sends > 0);
    }
    for (const Phase &phase : view->appointment.appointment.phases)
        if (phase.busy && !catalogue->eventMap(phase.staff, view->appointment.appointment.service, phase.key))
            detail.missing_segments.append(phase.name);
    return detail;
}

EventMapMatrix DeskReads::matrix(const Catalogue &catalogue)
{
    EventMapMatrix matrix;
    const QHash<StaffId, int> accounts = DeskReads::accounts(catalogue);
    for (const Staff &member : catalogue.staff)
        if (member.active)
            matrix.columns.append(
                {member.id, member.name,
                 accounts.contains(member.id) ? QString::number(accounts.value(member.id)) : QString()});
    for (const Service &service : catalogue.services) {
        if (!service.active)
            continue;
        EventMapMatrix::Row row{.service = service.id, .name = service.name};
        for (const EventMapMatrix::Column &column : std::as_const(matrix.columns)) {
            EventMapMatrix::Cell cell;
            if (catalogue.capability(column.staff, service.id)) {
                const QList<QString> missing = catalogue.missingMaps(column.staff, service.id);
                for (const Segment &segment : service.segments) {
                    cell.required += segment.busy;
                    if (missing.contains(segment.key))
                        cell.missing.append(segment.name);
                }
                cell.state = missing.isEmpty() ? EventMapMatrix::State::Complete : EventMapMatrix::State::Missing;
                matrix.required += cell.required;
                matrix.missing += int(missing.size());
                matrix.pairs += !missing.isEmpty();
            }
            row.cells.append(cell);
        }
        matrix.rows.append(row);
    }
    return matrix;
}

Result<EventMapMatrix> DeskReads::eventMaps(Connection &connection)
{
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    return matrix(*catalogue);
}

Result<CallList> DeskReads::calls(Connection &connection, Instant now)
{
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    const auto calls = CallTable::list(connection, kCallsShown);
    if (!calls)
        return calls.error();
    CallList list{.zone = catalogue->salon.zone, .now = now};
    for (const PhoneCall &call : *calls) {
        const auto view = callView(connection, call);
        if (!view)
            return view.error();
        list.rows.append(*view);
    }
    return list;
}

Result<CallDetail> DeskReads::call(Connection &connection, Instant, const QString &call_id)
{
    const auto call = CallTable::read(connection, call_id);
    if (!call)
        return call.error();
    if (!*call)
        return Error{ErrorCode::NotFound, QStringLiteral("no such call")};
    const auto view = callView(connection, **call);
    if (!view)
        return view.error();
    const auto functions = FunctionCallTable::ofCall(connection, call_id);
    if (!functions)
        return functions.error();
    return CallDetail{*view, *functions};
}

Result<DeskCounts> DeskReads::counts(Connection &connection)
{
    DeskCounts counts;
    const auto open = ReviewTable::countOpen(connection);
    if (!open)
        return open.error();
    counts.reviews = *open;
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    counts.missing_maps = matrix(*catalogue).missing;
    const auto outbox = OutboxTable::counts(connection);
    if (!outbox)
        return outbox.error();
    counts.waiting = outbox->pending + outbox->sending + outbox->verifying + outbox->waiting;
    const auto mirror = MirrorStatus::read(connection);
    if (!mirror)
        return mirror.error();
    counts.compared = mirror->compared;
    counts.is_same = !mirror->state || mirror->state == MirrorState::Ok;
    counts.drifts = mirror->drifts();
    Query query(connection, "SELECT (SELECT COUNT(*) FROM calls WHERE status = 'ongoing'), "
                            "(SELECT MAX(settled_at_ms) FROM outbox WHERE state = 'done'), "
                            "COALESCE((SELECT CASE WHEN outcome = 'retry' AND http_status IS NULL THEN 0 ELSE 1 END "
                            "FROM attempts WHERE outcome <> 'not_sent' ORDER BY at_ms DESC, id DESC LIMIT 1), 1)");
    const auto row = query.fetch();
    if (!row)
        return row.error();
    counts.live_calls = query.integer(0);
    counts.last_synced = query.optionalInstant(1);
    counts.online = query.integer(2) == 1;
    return counts;
}

} // namespace salon
