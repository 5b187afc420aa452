// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/deskreads.h"

#include "core/availability/daytimelines.h"
#include "core/booking/slotreader.h"
#include "core/domain/names.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/customertable.h"
#include "core/storage/flagtable.h"
#include "core/storage/holdtable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr int kSearchHits = 200;
constexpr int kCustomerHits = 12;

QString likeEscaped(QString text)
{
    for (const char sign : {'!', '%', '_'})
        text.replace(QLatin1Char(sign), QStringLiteral("!%1").arg(QLatin1Char(sign)));
    return text;
}

AppointmentView viewOf(const Catalogue &catalogue, const QHash<CustomerId, Customer> &customers,
                       const Appointment &appointment)
{
    AppointmentView view{.appointment = appointment};
    const Customer customer = customers.value(appointment.customer);
    view.customer_name = customer.name;
    view.customer_phone = customer.phone;
    if (const Service *service = catalogue.service(appointment.service))
        view.service_name = service->name;
    if (const Staff *member = catalogue.member(appointment.staff))
        view.staff_name = member->name;
    view.sync = OutboxTable::derived(appointment.phases);
    for (const Phase &phase : appointment.phases) {
        view.busy_phases += phase.busy;
        view.synced_phases += phase.busy && phase.sync_status == SyncStatus::Synced;
    }
    return view;
}

StaffColumn columnOf(const Catalogue &catalogue, const Staff &member, const QHash<StaffId, int> &accounts, QDate date)
{
    const Zone &zone = catalogue.salon.zone;
    StaffColumn column{.id = member.id, .name = member.name};
    if (accounts.contains(member.id))
        column.account = QString::number(accounts.value(member.id));
    for (const DayBlock &block : member.hoursOn(date)) {
        const TimeRange hours = blockSpan(zone, date, block);
        if (hours.begin == hours.end)
            continue; // no such hours on this day: the clocks go forward over them
        if (!column.working.isEmpty() && column.working.last().end < hours.begin)
            column.breaks.append({column.working.last().end, hours.begin});
        column.working.append(hours);
    }
    const TimeRange day = zone.day(date);
    for (const TimeRange &extra : member.extra_hours)
        if (extra.overlaps(day))
            column.working.append({std::max(extra.begin, day.begin), std::min(extra.end, day.end)});
    for (const Absence &absence : member.absences)
        if (absence.span.overlaps(day))
            column.absences.append(
                {{std::max(absence.span.begin, day.begin), std::min(absence.span.end, day.end)}, absence.reason});
    return column;
}

void setOpening(DayView &view, const Catalogue &catalogue, const Branch &branch)
{
    const OpeningDay opening = openingOn(catalogue.salon, branch, view.date);
    view.closed = opening.isClosed();
    view.closed_reason = opening.closed_reason;
    const QList<DayBlock> open = branch.opening_hours.value(view.date.dayOfWeek());
    const DayBlock whole =
        open.isEmpty() ? DayBlock{9 * 60, 18 * 60} : DayBlock{open.first().begins_min, open.last().ends_min};
    view.shown = blockSpan(catalogue.salon.zone, view.date, whole);
    for (const AppointmentView &shown : std::as_const(view.appointments)) {
        view.shown.begin = std::min(view.shown.begin, shown.appointment.span.begin);
        view.shown.end = std::max(view.shown.end, shown.appointment.span.end);
    }
}

} // namespace

QHash<StaffId, int> DeskReads::accounts(const Catalogue &catalogue)
{
    QHash<QString, QList<StaffId>> by_name;
    for (const Staff &member : catalogue.staff)
        if (member.active)
            by_name[member.name].append(member.id);
    QHash<StaffId, int> numbered;
    for (const QList<StaffId> &same : std::as_const(by_name))
        for (qsizetype i = 0; same.size() > 1 && i < same.size(); ++i)
            numbered.insert(same[i], int(i) + 1);
    return numbered;
}

Result<QList<AppointmentView>> DeskReads::views(Connection &connection, const QList<Appointment> &appointments)
{
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    QHash<CustomerId, Customer> customers;
    QList<AppointmentView> views;
    for (const Appointment &appointment : appointments) {
        if (!customers.contains(appointment.customer)) {
            const auto customer = CustomerTable::read(connection, appointment.customer);
            if (!customer)
                return customer.error();
            customers.insert(appointment.customer, *customer);
        }
        views.append(viewOf(*catalogue, customers, appointment));
    }
    return views;
}

Result<DayView> DeskReads::day(Connection &connection, Instant now, QDate date)
{
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    DayView view{.date = date, .zone = catalogue->salon.zone, .now = now};
    if (catalogue->branches.isEmpty())
        return view;
    const Branch &branch = catalogue->branches.first();
    const TimeRange day = view.zone.day(date);
    const auto appointments =
        AppointmentTable::list(connection, {.branch = branch.id, .not_before = day.begin, .before = day.end});
    if (!appointments)
        return appointments.error();
    const auto views = DeskReads::views(connection, *appointments);
    if (!views)
        return views.error();
    for (const AppointmentView &shown : *views) {
        if (shown.appointment.status == AppointmentStatus::Cancelled)
            continue;
        view.appointments.append(shown);
        for (const Phase &phase : shown.appointment.phases)
            if (!phase.busy)
                view.free_gap_minutes += int(std::chrono::duration_cast<minutes>(phase.span.length()).count());
    }
    const QHash<StaffId, int> accounts = DeskReads::accounts(*catalogue);
    for (const Staff &member : catalogue->staff)
        if (member.active && member.branch == branch.id)
            view.columns.append(columnOf(*catalogue, member, accounts, date));
    setOpening(view, *catalogue, branch);
    const auto held = HoldTable::active(connection, branch.id, day, now);
    if (!held)
        return held.error();
    for (const Hold &hold : *held)
        for (const Hold::Part &part : hold.parts)
            if (const Service *service = catalogue->service(hold.service);
                service && !hold.soft && !part.staff.isNull() && part.span.overlaps(day))
                view.holds.append({part.staff, part.span, service->name, hold.expires_at});
    return view;
}

Result<AppointmentView> DeskReads::appointment(Connection &connection, AppointmentId id)
{
    const auto appointment = AppointmentTable::read(connection, id);
    if (!appointment)
        return appointment.error();
    const auto views = DeskReads::views(connection, {*appointment});
    if (!views)
        return views.error();
    return views->first();
}

Result<QList<AppointmentView>> DeskReads::search(Connection &connection, Instant now, const QString &text)
{
    const FoldedName wanted = folded(text);
    QString digits;
    for (const QChar c : text)
        if (c.isDigit())
            digits += c;
    const bool is_number = text.trimmed().startsWith(u'#');
    // A leading zero stands for the country's prefix, which the stored number spells out.
    const QString suffix = digits.startsWith(u'0') ? digits.mid(1) : digits;
    Query query(
        connection,
        "SELECT a.id FROM appointments a JOIN customers c ON c.id = a.customer "
        "JOIN services s ON s.id = a.service WHERE CASE WHEN CAST(? AS BIGINT) = 1 THEN a.id = CAST(? AS BIGINT) "
        "ELSE c.name_spelled LIKE ? ESCAPE '!' OR c.name_bare LIKE ? ESCAPE '!' "
        "OR lower(a.attendee_name) LIKE ? ESCAPE '!' OR lower(s.name) LIKE ? ESCAPE '!' "
        "OR (? <> '' AND c.phone LIKE ?) END "
        "ORDER BY CASE WHEN a.ends_ms >= CAST(? AS BIGINT) THEN 0 ELSE 1 END, "
        "CASE WHEN a.ends_ms >= CAST(? AS BIGINT) THEN a.begins_ms ELSE -a.begins_ms END LIMIT 200");
    const QString any = QStringLiteral("%");
    const QString number = digits.size() >= 3 ? suffix : QString();
    query.bind(is_number ? 1 : 0).bind(digits.toLongLong());
    // Signs that fold to nothing are looked for as they are: "%" is not everybody.
    const QString as_typed = any + likeEscaped(text.trimmed().toLower()) + any;
    query.bind(wanted.spelled.isEmpty() ? as_typed : any + wanted.spelled + any);
    query.bind(wanted.bare.isEmpty() ? as_typed : any + wanted.bare + any);
    query.bind(as_typed).bind(as_typed);
    query.bind(number).bind(any + number);
    query.bind(now).bind(now);
    if (const auto done = query.exec(); !done)
        return done.error();
    QList<AppointmentId> ids;
    while (query.next() && ids.size() < kSearchHits)
        ids.append(query.id<AppointmentId>(0));
    const auto found = AppointmentTable::read(connection, ids);
    if (!found)
        return found.error();
    return views(connection, *found);
}

Result<QList<CustomerMatch>> DeskReads::customers(Connection &connection, const QString &text)
{
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    const auto found = CustomerTable::find(connection, text, catalogue->salon.country, kCustomerHits);
    if (!found)
        return found.error();
    QList<CustomerMatch> matches;
    for (const Customer &customer : *found) {
        const auto history = AppointmentTable::list(connection, {.customer = customer.id});
        if (!history)
            return history.error();
        CustomerMatch match{.customer = customer};
        QHash<ServiceId, int> counts;
        for (const Appointment &appointment : *history) {
            if (!blocksTime(appointment.status))
                continue;
            ++match.visits;
            if (++counts[appointment.service] >= counts.value(match.usual_service_id))
                match.usual_service_id = appointment.service;
        }
        if (const Service *usual = catalogue->service(match.usual_service_id))
            match.usual_service = usual->name;
        matches.append(match);
    }
    return matches;
}

Result<QList<StartView>> DeskReads::starts(Connection &connection, Instant now, const StartQuestion &question,
                                           Language language)
{
    auto read = CatalogueTable::load(connection);
    if (!read)
        return read.error();
    const auto flags = FlagTable::read(connection);
    if (!flags)
        return flags.error();
    const SlotWish wish{.branch = question.branch,
                        .service = question.service,
                        .staff = question.staff,
                        .customer = question.customer,
                        .attendee_name = question.moving ? question.moving->attendee_name : QString(),
                        .moving = question.moving,
                        .event_maps = EventMapCheck::Warn,
                        .policy = flags->availability_policy};
    SlotWish knowingly = wish;
    knowingly.knowingly = true;
    SlotReader reader(connection, std::move(*read), now, wish);
    const Catalogue &catalogue = reader.catalogue();
    QList<StartView> views;
    const Branch *branch = catalogue.branch(question.branch);
    if (!branch)
        return views;
    // On a closed date too: each start says why. An hour that comes twice has its starts twice.
    const BranchDay day = BranchDay::of(catalogue, *branch, question.date);
    const QList<DayBlock> hours = branch->opening_hours.value(question.date.dayOfWeek());
    const DayBits starts = day.marksOf(catalogue.salon.zone, hours) & day.grid;
    for (int mark = starts.next(0); mark >= 0; mark = starts.next(mark + 1)) {
        const auto why = reader.explain(wish, day.at(mark), language);
        if (!why)
            return why.error();
        StartView view{.start = day.at(mark), .staff = why->staff, .free = why->available};
        if (const Staff *member = catalogue.member(why->staff))
            view.staff_name = member->name;
        if (why->available) {
            view.warns = !catalogue.missingMaps(why->staff, question.service, why->assistants).isEmpty();
        } else {
            const auto knowing = reader.explain(knowingly, day.at(mark), language);
            if (!knowing)
                return knowing.error();
            view.why_not = why->text;
            view.may_overbook = knowing->available;
        }
        views.append(view);
    }
    return views;
}

} // namespace salon
