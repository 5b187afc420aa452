// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/cataloguetable.h"
#include "core/storage/query.h"

namespace salon
{

namespace
{

/// One statement whose only interest is that it worked; stops at the first failure of a chain.
class Writes
{
public:
    explicit Writes(Transaction &transaction)
        : m_transaction(transaction)
    {
    }
    template <typename... Values>
    Writes &run(const char *sql, const Values &...values)
    {
        if (!m_result)
            return *this;
        Query query(m_transaction, sql);
        (query.bind(values), ...);
        m_result = query.exec();
        return *this;
    }
    const Result<void> &result() const { return m_result; }

private:
    Transaction &m_transaction;
    Result<void> m_result;
};

QString word(GapPolicy policy)
{
    return policy == GapPolicy::Free ? QStringLiteral("free") : QStringLiteral("blocked");
}

QString word(SegmentBy by)
{
    return by == SegmentBy::Same ? QStringLiteral("same") : QStringLiteral("any_able");
}

Result<void> saveBranchParts(Transaction &transaction, const Branch &branch, BranchId id)
{
    Writes writes(transaction);
    writes.run("DELETE FROM branch_numbers WHERE branch = ?", id)
        .run("DELETE FROM opening_hours WHERE branch = ?", id)
        .run("DELETE FROM closed_days WHERE branch = ?", id);
    for (qsizetype i = 0; i < branch.phone_numbers.size(); ++i)
        writes.run("INSERT INTO branch_numbers (branch, number, position) VALUES (?, ?, ?)", id,
                   branch.phone_numbers.at(i), i);
    for (auto day = branch.opening_hours.cbegin(); day != branch.opening_hours.cend(); ++day)
        for (const DayBlock &block : day.value())
            writes.run("INSERT INTO opening_hours (branch, weekday, begins_min, ends_min) VALUES (?, ?, ?, ?)", id,
                       day.key(), block.begins_min, block.ends_min);
    for (const ClosedDays &closed : branch.closed)
        writes.run("INSERT INTO closed_days (branch, from_date, to_date, reason) VALUES (?, ?, ?, ?)", id, closed.from,
                   closed.to, closed.reason);
    // Kept by key and never deleted: what the new list lacks may still be claimed by an appointment.
    for (const Resource &resource : branch.resources)
        writes.run("INSERT INTO resources (branch, key, name, count) VALUES (?, ?, ?, ?) "
                   "ON CONFLICT (branch, key) DO UPDATE SET name = excluded.name, count = excluded.count",
                   id, resource.key, resource.name, resource.count);
    return writes.result();
}

void saveWeek(Writes &writes, StaffId id, const QString &week, const WeekHours &hours)
{
    for (auto day = hours.cbegin(); day != hours.cend(); ++day)
        for (const DayBlock &block : day.value())
            writes.run("INSERT INTO working_hours (staff, week, weekday, begins_min, ends_min) VALUES (?, ?, ?, ?, ?)",
                       id, week, day.key(), block.begins_min, block.ends_min);
}

Result<void> saveStaffParts(Transaction &transaction, const Staff &staff, StaffId id)
{
    Writes writes(transaction);
    writes.run("DELETE FROM working_hours WHERE staff = ?", id)
        .run("DELETE FROM absences WHERE staff = ?", id)
        .run("DELETE FROM extra_hours WHERE staff = ?", id);
    saveWeek(writes, id, QStringLiteral("a"), staff.working_hours);
    if (staff.working_hours_b) {
        saveWeek(writes, id, QStringLiteral("b"), *staff.working_hours_b);
        if (staff.working_hours_b->isEmpty())
            writes.run("INSERT INTO working_hours (staff, week, weekday, begins_min, ends_min) "
                       "VALUES (?, 'b', 0, 0, 0)",
                       id);
    }
    for (const Absence &absence : staff.absences)
        writes.run("INSERT INTO absences (staff, begins_ms, ends_ms, reason) VALUES (?, ?, ?, ?)", id,
                   absence.span.begin, absence.span.end, absence.reason);
    for (const TimeRange &extra : staff.extra_hours)
        writes.run("INSERT INTO extra_hours (staff, begins_ms, ends_ms) VALUES (?, ?, ?)", id, extra.begin, extra.end);
    return writes.result();
}

Result<void> saveServiceParts(Transaction &transaction, const Service &service, ServiceId id)
{
    Writes writes(transaction);
    writes.run("DELETE FROM service_synonyms WHERE service = ?", id).run("DELETE FROM segments WHERE service = ?", id);
    for (qsizetype i = 0; i < service.synonyms.size(); ++i)
        writes.run("INSERT INTO service_synonyms (service, position, synonym) VALUES (?, ?, ?)", id, i,
                   service.synonyms.at(i));
    for (qsizetype i = 0; i < service.segments.size(); ++i) {
        const Segment &segment = service.segments.at(i);
        writes.run("INSERT INTO segments (service, position, key, name, minutes, busy, done_by, resource) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                   id, i, segment.key, segment.name, segment.minutes, segment.busy, word(segment.by), segment.resource);
    }
    return writes.result();
}

/// The id of the row just added or changed.
template <typename I>
Result<I> idOf(const Result<qint64> &added, I known)
{
    if (!added)
        return added.error();
    return known.isNull() ? I{*added} : known;
}

} // namespace

Result<void> CatalogueTable::saveSalon(Transaction &transaction, const Salon &salon, Random &random)
{
    Query query(transaction,
                "INSERT INTO salon (id, instance, name, time_zone, locale, country, subdivision, currency, notice_min, "
                "grid_min, horizon_days) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, "
                "locale = excluded.locale, country = excluded.country, subdivision = excluded.subdivision, "
                "currency = excluded.currency, notice_min = excluded.notice_min, grid_min = excluded.grid_min, "
                "horizon_days = excluded.horizon_days");
    query.bind(random.uuid()).bind(salon.name).bind(salon.zone.name()).bind(salon.locale).bind(salon.country);
    query.bind(salon.subdivision).bind(salon.currency).bind(salon.notice_min).bind(salon.grid_min);
    query.bind(salon.horizon_days);
    if (auto done = query.exec(); !done)
        return done;
    transaction.changed("salon", 1);
    return {};
}

Result<void> CatalogueTable::readResourceIds(Transaction &transaction, Branch &branch)
{
    for (Resource &resource : branch.resources) {
        Query query(transaction, "SELECT id FROM resources WHERE branch = ? AND key = ?");
        const auto found = query.bind(branch.id).bind(resource.key).fetch();
        if (!found)
            return found.error();
        resource.id = query.id<ResourceId>(0);
    }
    return {};
}

Result<BranchId> CatalogueTable::saveBranch(Transaction &transaction, const Branch &branch)
{
    Query query(transaction, branch.id.isNull() ? "INSERT INTO branches (key, name) VALUES (?, ?) RETURNING id"
                                                : "UPDATE branches SET key = ?, name = ? WHERE id = ? RETURNING id");
    query.bind(branch.key).bind(branch.name);
    if (!branch.id.isNull())
        query.bind(branch.id);
    const Result<BranchId> id = idOf(query.execReturningId(), branch.id);
    if (!id)
        return id;
    if (auto saved = saveBranchParts(transaction, branch, *id); !saved)
        return saved.error();
    transaction.changed("branches", *id);
    return id;
}

Result<StaffId> CatalogueTable::saveStaff(Transaction &transaction, const Staff &staff)
{
    Query query(transaction,
                staff.id.isNull()
                    ? "INSERT INTO staff (key, name, branch, email, calcom_user_id, active, week_a_of) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id"
                    : "UPDATE staff SET key = ?, name = ?, branch = ?, email = ?, calcom_user_id = ?, active = ?, "
                      "week_a_of = ? WHERE id = ? RETURNING id");
    query.bind(staff.key).bind(staff.name).bind(staff.branch).bind(staff.email).bind(staff.calcom_user_id);
    query.bind(staff.active).bind(staff.week_a_of);
    if (!staff.id.isNull())
        query.bind(staff.id);
    const Result<StaffId> id = idOf(query.execReturningId(), staff.id);
    if (!id)
        return id;
    if (auto saved = saveStaffParts(transaction, staff, *id); !saved)
        return saved.error();
    transaction.changed("staff", *id);
    return id;
}

Result<ServiceId> CatalogueTable::saveService(Transaction &transaction, const Service &service)
{
    Query query(transaction,
                service.id.isNull()
                    ? "INSERT INTO services (key, name, price, category, active, buffer_before_min, buffer_after_min, "
                      "gap_policy) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"
                    : "UPDATE services SET key = ?, name = ?, price = ?, category = ?, active = ?, "
                      "buffer_before_min = ?, buffer_after_min = ?, gap_policy = ? WHERE id = ? RETURNING id");
    query.bind(service.key).bind(service.name).bind(service.price).bind(service.category).bind(service.active);
    query.bind(service.buffer_before_min).bind(service.buffer_after_min).bind(word(service.gap_policy));
    if (!service.id.isNull())
        query.bind(service.id);
    const Result<ServiceId> id = idOf(query.execReturningId(), service.id);
    if (!id)
        return id;
    if (auto saved = saveServiceParts(transaction, service, *id); !saved)
        return saved.error();
    transaction.changed("services", *id);
    return id;
}

Result<void> CatalogueTable::saveCapability(Transaction &transaction, const Capability &capability)
{
    Writes writes(transaction);
    writes
        .run("INSERT INTO capabilities (staff, service, is_primary, price) VALUES (?, ?, ?, ?) "
             "ON CONFLICT (staff, service) DO UPDATE SET is_primary = excluded.is_primary, price = excluded.price",
             capability.staff, capability.service, capability.primary, capability.price)
        .run("DELETE FROM capability_minutes WHERE staff = ? AND service = ?", capability.staff, capability.service);
    for (auto own = capability.minutes.cbegin(); own != capability.minutes.cend(); ++own)
        writes.run("INSERT INTO capability_minutes (staff, service, segment, minutes) VALUES (?, ?, ?, ?)",
                   capability.staff, capability.service, own.key(), own.value());
    if (!writes.result())
        return writes.result();
    transaction.changed("staff", capability.staff);
    return {};
}

Result<void> CatalogueTable::saveEventMap(Transaction &transaction, const EventMap &map)
{
    Writes writes(transaction);
    writes.run("INSERT INTO event_maps (staff, service, segment, event_type_id, child_event_type_id) "
               "VALUES (?, ?, ?, ?, ?) ON CONFLICT (staff, service, segment) DO UPDATE SET "
               "event_type_id = excluded.event_type_id, child_event_type_id = excluded.child_event_type_id",
               map.staff, map.service, map.segment, map.event_type_id, map.child_event_type_id);
    if (!writes.result())
        return writes.result();
    transaction.changed("event_maps", map.staff);
    return {};
}

Result<void> CatalogueTable::removeEventMap(Transaction &transaction, StaffId staff, ServiceId service,
                                            const QString &segment)
{
    Writes writes(transaction);
    writes.run("DELETE FROM event_maps WHERE staff = ? AND service = ? AND segment = ?", staff, service, segment);
    if (!writes.result())
        return writes.result();
    transaction.changed("event_maps", staff);
    return {};
}

Result<void> CatalogueTable::removeCapability(Transaction &transaction, StaffId staff, ServiceId service)
{
    Writes writes(transaction);
    writes.run("DELETE FROM capabilities WHERE staff = ? AND service = ?", staff, service);
    if (!writes.result())
        return writes.result();
    transaction.changed("staff", staff);
    return {};
}

} // namespace salon
