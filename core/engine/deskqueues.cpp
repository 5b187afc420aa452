// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/deskreads.h"

#include "core/storage/calltable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/customertable.h"
#include "core/storage/functioncalltable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"
#include "core/storage/reviewtable.h"
#include "core/sync/reconcile/mirrorstatus.h"

/// What is missing, and who called: the other half of DeskReads.
namespace salon
{

namespace
{

constexpr int kCallsShown = 200;

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
