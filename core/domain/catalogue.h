// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/zone.h"
#include "core/domain/ids.h"

#include <optional>
#include <QDate>
#include <QHash>
#include <QList>
#include <QString>

/// The salon's master data as plain values, loaded whole (it is small) and passed by value.
/// Units: `_min` minutes, `begins_min`/`ends_min` minutes since local midnight; weekday 1 = Monday … 7 = Sunday.
namespace salon
{

struct DayBlock {
    int begins_min = 0;
    int ends_min = 0;
    auto operator<=>(const DayBlock &) const = default;
};
/// Weekday -> blocks in order, not overlapping. Between two blocks of a working day lies a break.
using WeekHours = QHash<int, QList<DayBlock>>;

struct Salon {
    QString name;
    Zone zone;
    QString locale;
    QString country; // ISO 3166, the default for phone numbers without a prefix
    QString subdivision;
    QString currency;
    int notice_min = 15;
    int grid_min = 15;
    int horizon_days = 365;
    bool operator==(const Salon &) const = default;
};

struct ClosedDays {
    QDate from;
    QDate to; // included
    QString reason;
    bool operator==(const ClosedDays &) const = default;
};

struct Resource {
    ResourceId id;
    QString key;
    QString name;
    int count = 1;
    bool operator==(const Resource &) const = default;
};

struct Branch {
    BranchId id;
    QString key;
    QString name;
    QList<QString> phone_numbers; // E.164
    WeekHours opening_hours;
    QList<ClosedDays> closed;
    QList<Resource> resources;
    bool operator==(const Branch &) const = default;
};

struct Absence {
    TimeRange span;
    QString reason;
    bool operator==(const Absence &) const = default;
};

struct Staff {
    StaffId id;
    QString key;
    QString name;
    BranchId branch;
    QString email;
    std::optional<std::int64_t> calcom_user_id;
    bool active = true;
    WeekHours working_hours;
    std::optional<WeekHours> working_hours_b; // rotating weeks: stored and exported, not yet planned with
    std::optional<QDate> week_a_of;
    QList<Absence> absences;
    QList<TimeRange> extra_hours;
    bool operator==(const Staff &) const = default;
};

enum class SegmentBy { Same, AnyAble };

/// One part of a service. busy: the staff member is needed; else only time passes (processing).
struct Segment {
    QString key;
    QString name;
    int minutes = 0;
    bool busy = true;
    SegmentBy by = SegmentBy::Same;
    QString resource; // key, empty = none
    bool operator==(const Segment &) const = default;
};

enum class GapPolicy { Free, Blocked };

struct Service {
    ServiceId id;
    QString key;
    QString name;
    QList<QString> synonyms;
    QString price; // decimal text in the salon's currency, as in the salon file; empty = none
    QString category;
    bool active = true;
    int buffer_before_min = 0;
    int buffer_after_min = 0;
    GapPolicy gap_policy = GapPolicy::Free;
    QList<Segment> segments;
    bool operator==(const Service &) const = default;
};

/// Who can do what, with their own minutes per segment where they differ.
struct Capability {
    StaffId staff;
    ServiceId service;
    bool primary = false;
    QString price;
    QHash<QString, int> minutes; // segment key -> minutes
    bool operator==(const Capability &) const = default;
};

/// The Cal.com event type that mirrors one busy segment of one service done by one person.
struct EventMap {
    StaffId staff;
    ServiceId service;
    QString segment; // key
    std::int64_t event_type_id = 0;
    std::optional<std::int64_t> child_event_type_id;
    /// What can be booked: the child where there is one.
    std::int64_t bookableId() const { return child_event_type_id.value_or(event_type_id); }
    bool operator==(const EventMap &) const = default;
};

/// Everything above together. Shape: loaded by storage, read by availability, booking, phone, ui.
struct Catalogue {
    Salon salon;
    QList<Branch> branches;
    QList<Staff> staff;
    QList<Service> services;
    QList<Capability> capabilities;
    QList<EventMap> event_maps;

    const Branch *branch(BranchId id) const;
    const Branch *branch(const QString &key) const;
    const Branch *branchByNumber(const QString &e164) const;
    const Staff *member(StaffId id) const;
    const Staff *member(const QString &key) const;
    const Service *service(ServiceId id) const;
    const Service *service(const QString &key) const;
    const Capability *capability(StaffId staff, ServiceId service) const;
    const EventMap *eventMap(StaffId staff, ServiceId service, const QString &segment) const;

    /// Minutes of a segment when this person does it (0 id = anybody: the service's own).
    int minutes(const Service &service, const Segment &segment, StaffId staff) const;
    int totalMinutes(const Service &service, StaffId staff) const;
    /// Busy segments of the service for which this person has no event map.
    QList<QString> missingMaps(StaffId staff, ServiceId service) const;
    bool operator==(const Catalogue &) const = default;
};

} // namespace salon
