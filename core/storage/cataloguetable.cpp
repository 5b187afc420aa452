// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/cataloguetable.h"
#include "core/storage/query.h"

#include <algorithm>
#include <memory>
#include <QSet>

namespace salon
{

namespace
{

/// Runs a statement without parameters and shows each row to `row`.
template <typename Row>
Result<void> eachRow(Connection &connection, const char *sql, Row row)
{
    Query query(connection, sql);
    if (auto done = query.exec(); !done)
        return done;
    while (query.next())
        row(query);
    return {};
}

template <typename T, typename I>
T *withId(QList<T> &list, I id)
{
    const auto found = std::find_if(list.begin(), list.end(), [&](const T &item) { return item.id == id; });
    return found == list.end() ? nullptr : &*found;
}

Result<void> loadSalon(Connection &connection, Salon &salon)
{
    QString zone;
    auto read =
        eachRow(connection,
                "SELECT name, time_zone, locale, country, subdivision, currency, notice_min, grid_min, horizon_days "
                "FROM salon",
                [&](const Query &q) {
                    zone = q.text(1);
                    salon = {.name = q.text(0),
                             .zone = Zone(zone),
                             .locale = q.text(2),
                             .country = q.text(3),
                             .subdivision = q.text(4),
                             .currency = q.text(5),
                             .notice_min = q.integer(6),
                             .grid_min = q.integer(7),
                             .horizon_days = q.integer(8)};
                });
    if (read && !salon.zone.isValid())
        return Error{ErrorCode::Database,
                     QStringLiteral("the salon's time zone \"%1\" is not known on this machine").arg(zone)};
    return read;
}

Result<void> loadBranches(Connection &connection, QList<Branch> &branches)
{
    if (auto r = eachRow(
            connection, "SELECT id, key, name FROM branches ORDER BY id",
            [&](const Query &q) { branches.append({.id = q.id<BranchId>(0), .key = q.text(1), .name = q.text(2)}); });
        !r)
        return r;
    if (auto r = eachRow(connection, "SELECT branch, number FROM branch_numbers ORDER BY branch, position",
                         [&](const Query &q) {
                             if (Branch *branch = withId(branches, q.id<BranchId>(0)))
                                 branch->phone_numbers.append(q.text(1));
                         });
        !r)
        return r;
    if (auto r = eachRow(connection,
                         "SELECT branch, weekday, begins_min, ends_min FROM opening_hours "
                         "ORDER BY branch, weekday, begins_min",
                         [&](const Query &q) {
                             if (Branch *branch = withId(branches, q.id<BranchId>(0)))
                                 branch->opening_hours[q.integer(1)].append({q.integer(2), q.integer(3)});
                         });
        !r)
        return r;
    if (auto r = eachRow(connection,
                         "SELECT branch, from_date, to_date, reason FROM closed_days "
                         "ORDER BY branch, from_date, to_date",
                         [&](const Query &q) {
                             if (Branch *branch = withId(branches, q.id<BranchId>(0)))
                                 branch->closed.append({.from = q.date(1), .to = q.date(2), .reason = q.text(3)});
                         });
        !r)
        return r;
    return eachRow(connection, "SELECT branch, id, key, name, count FROM resources ORDER BY branch, id",
                   [&](const Query &q) {
                       if (Branch *branch = withId(branches, q.id<BranchId>(0)))
                           branch->resources.append(
                               {.id = q.id<ResourceId>(1), .key = q.text(2), .name = q.text(3), .count = q.integer(4)});
                   });
}

void addWorkingHours(const Query &q, Staff &member)
{
    const bool is_b = q.text(1) == QLatin1String("b");
    if (is_b && !member.working_hours_b)
        member.working_hours_b = WeekHours();
    const int weekday = q.integer(2);
    if (weekday == 0) // the mark of an empty week B
        return;
    WeekHours &week = is_b ? *member.working_hours_b : member.working_hours;
    week[weekday].append({q.integer(3), q.integer(4)});
}

Result<void> loadStaff(Connection &connection, QList<Staff> &staff)
{
    if (auto r = eachRow(connection,
                         "SELECT id, key, name, branch, email, calcom_user_id, active, week_a_of FROM staff "
                         "ORDER BY id",
                         [&](const Query &q) {
                             staff.append({.id = q.id<StaffId>(0),
                                           .key = q.text(1),
                                           .name = q.text(2),
                                           .branch = q.id<BranchId>(3),
                                           .email = q.text(4),
                                           .calcom_user_id = q.optionalInt64(5),
                                           .active = q.flag(6)});
                             if (!q.isNull(7))
                                 staff.last().week_a_of = q.date(7);
                         });
        !r)
        return r;
    if (auto r = eachRow(connection,
                         "SELECT staff, week, weekday, begins_min, ends_min FROM working_hours "
                         "ORDER BY staff, week, weekday, begins_min",
                         [&](const Query &q) {
                             if (Staff *member = withId(staff, q.id<StaffId>(0)))
                                 addWorkingHours(q, *member);
                         });
        !r)
        return r;
    if (auto r = eachRow(connection,
                         "SELECT staff, begins_ms, ends_ms, reason FROM absences ORDER BY staff, begins_ms, ends_ms",
                         [&](const Query &q) {
                             if (Staff *member = withId(staff, q.id<StaffId>(0)))
                                 member->absences.append({.span = {q.instant(1), q.instant(2)}, .reason = q.text(3)});
                         });
        !r)
        return r;
    return eachRow(connection, "SELECT staff, begins_ms, ends_ms FROM extra_hours ORDER BY staff, begins_ms, ends_ms",
                   [&](const Query &q) {
                       if (Staff *member = withId(staff, q.id<StaffId>(0)))
                           member->extra_hours.append({q.instant(1), q.instant(2)});
                   });
}

Result<void> loadServices(Connection &connection, QList<Service> &services)
{
    if (auto r = eachRow(connection,
                         "SELECT id, key, name, price, category, active, buffer_before_min, buffer_after_min, "
                         "gap_policy FROM services ORDER BY id",
                         [&](const Query &q) {
                             const bool is_free = q.text(8) == QLatin1String("free");
                             services.append({.id = q.id<ServiceId>(0),
                                              .key = q.text(1),
                                              .name = q.text(2),
                                              .price = q.text(3),
                                              .category = q.text(4),
                                              .active = q.flag(5),
                                              .buffer_before_min = q.integer(6),
                                              .buffer_after_min = q.integer(7),
                                              .gap_policy = is_free ? GapPolicy::Free : GapPolicy::Blocked});
                         });
        !r)
        return r;
    if (auto r = eachRow(connection, "SELECT service, synonym FROM service_synonyms ORDER BY service, position",
                         [&](const Query &q) {
                             if (Service *service = withId(services, q.id<ServiceId>(0)))
                                 service->synonyms.append(q.text(1));
                         });
        !r)
        return r;
    return eachRow(connection,
                   "SELECT service, key, name, minutes, busy, done_by, resource FROM segments "
                   "ORDER BY service, position",
                   [&](const Query &q) {
                       const bool is_same = q.text(5) == QLatin1String("same");
                       if (Service *service = withId(services, q.id<ServiceId>(0)))
                           service->segments.append({.key = q.text(1),
                                                     .name = q.text(2),
                                                     .minutes = q.integer(3),
                                                     .busy = q.flag(4),
                                                     .by = is_same ? SegmentBy::Same : SegmentBy::AnyAble,
                                                     .resource = q.text(6)});
                   });
}

Result<void> loadCapabilities(Connection &connection, QList<Capability> &capabilities)
{
    if (auto r =
            eachRow(connection, "SELECT staff, service, is_primary, price FROM capabilities ORDER BY staff, service",
                    [&](const Query &q) {
                        capabilities.append({.staff = q.id<StaffId>(0),
                                             .service = q.id<ServiceId>(1),
                                             .primary = q.flag(2),
                                             .price = q.text(3)});
                    });
        !r)
        return r;
    return eachRow(connection, "SELECT staff, service, segment, minutes FROM capability_minutes", [&](const Query &q) {
        for (Capability &capability : capabilities)
            if (capability.staff == q.id<StaffId>(0) && capability.service == q.id<ServiceId>(1))
                capability.minutes.insert(q.text(2), q.integer(3));
    });
}

Result<void> loadEventMaps(Connection &connection, QList<EventMap> &maps)
{
    return eachRow(connection,
                   "SELECT staff, service, segment, event_type_id, child_event_type_id FROM event_maps "
                   "ORDER BY staff, service, segment",
                   [&](const Query &q) {
                       maps.append({.staff = q.id<StaffId>(0),
                                    .service = q.id<ServiceId>(1),
                                    .segment = q.text(2),
                                    .event_type_id = q.int64(3),
                                    .child_event_type_id = q.optionalInt64(4)});
                   });
}

/// The master data as a connection read it last, with its number in the database.
struct ReadCatalogue {
    QString number;
    Catalogue catalogue;
};

} // namespace

bool CatalogueTable::holds(const QString &table)
{
    static const QSet<QString> tables{QStringLiteral("salon"), QStringLiteral("branches"), QStringLiteral("staff"),
                                      QStringLiteral("services"), QStringLiteral("event_maps")};
    return tables.contains(table);
}

Result<void> CatalogueTable::advance(Connection &connection)
{
    return Query(connection, "INSERT INTO settings (name, value) VALUES ('catalogue_number', '1') "
                             "ON CONFLICT (name) DO UPDATE SET "
                             "value = CAST(CAST(settings.value AS BIGINT) + 1 AS TEXT)")
        .exec();
}

Result<Catalogue> CatalogueTable::load(Connection &connection)
{
    if (connection.m_catalogue_changed)
        return read(connection);
    Query query(connection, "SELECT value FROM settings WHERE name = 'catalogue_number'");
    const auto found = query.fetch();
    if (!found)
        return found.error();
    // Read first: what is newer than its number is only read once more.
    const QString number = *found ? query.text(0) : QString();
    auto &known = connection.kept<ReadCatalogue>();
    if (!number.isEmpty() && known.number == number)
        return known.catalogue;
    auto catalogue = read(connection);
    if (catalogue && !number.isEmpty())
        known = {number, *catalogue};
    return catalogue;
}

Result<Catalogue> CatalogueTable::read(Connection &connection)
{
    Catalogue catalogue;
    for (const Result<void> &loaded :
         {loadSalon(connection, catalogue.salon), loadBranches(connection, catalogue.branches),
          loadStaff(connection, catalogue.staff), loadServices(connection, catalogue.services),
          loadCapabilities(connection, catalogue.capabilities), loadEventMaps(connection, catalogue.event_maps)})
        if (!loaded)
            return loaded.error();
    return catalogue;
}

Result<QString> CatalogueTable::instance(Connection &connection)
{
    Query query(connection, "SELECT instance FROM salon");
    const Result<bool> found = query.fetch();
    if (!found)
        return found.error();
    return *found ? query.text(0) : QString();
}

} // namespace salon
