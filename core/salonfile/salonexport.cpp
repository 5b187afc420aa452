// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/salonexport.h"

#include "core/availability/phaseplan.h"
#include "core/salonfile/changepolicysection.h"
#include "core/salonfile/documentparts.h"
#include "core/salonfile/filekeys.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/changepolicytable.h"
#include "core/storage/customertable.h"
#include "core/storage/snapshot.h"

#include <algorithm>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace salon
{

namespace
{

/// An object that leaves defaults out.
class Members
{
public:
    Members &text(const char *key, const QString &value, const QString &fallback = {})
    {
        return value == fallback || value.isEmpty() ? *this : put(key, value);
    }
    Members &number(const char *key, qint64 value, qint64 fallback)
    {
        return value == fallback ? *this : put(key, value);
    }
    Members &flag(const char *key, bool value, bool fallback) { return value == fallback ? *this : put(key, value); }
    Members &list(const char *key, const QJsonArray &value) { return value.isEmpty() ? *this : put(key, value); }
    Members &object(const char *key, const QJsonObject &value) { return value.isEmpty() ? *this : put(key, value); }
    Members &put(const char *key, const QJsonValue &value)
    {
        m_json.insert(QLatin1String(key), value);
        return *this;
    }
    const QJsonObject &json() const { return m_json; }

private:
    QJsonObject m_json;
};

QString clockTime(int minute)
{
    return QStringLiteral("%1:%2").arg(minute / 60, 2, 10, QLatin1Char('0')).arg(minute % 60, 2, 10, QLatin1Char('0'));
}

QJsonObject week(const WeekHours &hours)
{
    QJsonObject json;
    for (auto day = hours.cbegin(); day != hours.cend(); ++day) {
        QJsonArray blocks;
        for (const DayBlock &block : day.value())
            blocks.append(QJsonArray{clockTime(block.begins_min), clockTime(block.ends_min)});
        json.insert(salonfile::weekdayWord(day.key()), blocks);
    }
    return json;
}

/// Every item as JSON, in the order of the key that `key_of` gives.
template <typename T, typename KeyOf, typename JsonOf>
QJsonArray sorted(const QList<T> &items, KeyOf key_of, JsonOf json_of)
{
    QMap<QString, QJsonValue> by_key;
    for (const T &item : items)
        by_key.insert(key_of(item), json_of(item));
    QJsonArray json;
    for (const QJsonValue &value : by_key)
        json.append(value);
    return json;
}

class Writer
{
public:
    Writer(const Catalogue &catalogue, const QList<ChangePolicy> &policies, const FileKeys &keys,
           const QList<Customer> &customers, const QList<Appointment> &appointments)
        : m_catalogue(catalogue)
        , m_zone(catalogue.salon.zone)
        , m_policies(policies)
        , m_keys(keys)
        , m_customers(customers)
        , m_appointments(appointments)
    {
        for (const Customer &customer : customers)
            m_customer_keys.insert(customer.id, keys.of(customer));
    }

    QByteArray bytes() const
    {
        const auto key = [](const auto &item) { return item.key; };
        const QChar gap(u'\x1f');
        Members root;
        root.text("format", QStringLiteral("salondesk-salon")).put("version", 1).put("salon", salon());
        root.list("branches", sorted(m_catalogue.branches, key, [&](const Branch &b) { return branch(b); }));
        root.list("staff", sorted(m_catalogue.staff, key, [&](const Staff &s) { return member(s); }));
        root.list("services", sorted(m_catalogue.services, key, [&](const Service &s) { return service(s); }));
        root.list("capabilities", sorted(
                                      m_catalogue.capabilities,
                                      [&](const Capability &c) { return keyOf(c.staff) + gap + keyOf(c.service); },
                                      [&](const Capability &c) { return capability(c); }));
        root.list("event_maps",
                  sorted(
                      m_catalogue.event_maps,
                      [&](const EventMap &m) { return keyOf(m.staff) + gap + keyOf(m.service) + gap + m.segment; },
                      [&](const EventMap &m) { return eventMap(m); }));
        root.list("policies", ChangePolicySection::json(m_catalogue, m_policies));
        root.list("customers", sorted(
                                   m_customers, [&](const Customer &c) { return m_keys.of(c); },
                                   [&](const Customer &c) { return customer(c); }));
        root.list("appointments", sorted(
                                      m_appointments, [&](const Appointment &a) { return m_keys.of(a); },
                                      [&](const Appointment &a) { return appointment(a); }));
        return QJsonDocument(root.json()).toJson(QJsonDocument::Indented);
    }

private:
    QString keyOf(StaffId id) const
    {
        const Staff *staff = m_catalogue.member(id);
        return staff ? staff->key : QString();
    }
    QString keyOf(ServiceId id) const { return m_catalogue.service(id)->key; }
    QString keyOf(BranchId id) const { return m_catalogue.branch(id)->key; }

    QJsonObject salon() const
    {
        const Salon &s = m_catalogue.salon;
        return Members()
            .text("name", s.name)
            .text("time_zone", s.zone.name())
            .text("locale", s.locale)
            .text("country", s.country)
            .text("subdivision", s.subdivision)
            .text("currency", s.currency)
            .number("notice_min", s.notice_min, 15)
            .number("grid_min", s.grid_min, 15)
            .number("horizon_days", s.horizon_days, 365)
            .json();
    }

    QJsonObject branch(const Branch &b) const
    {
        QJsonArray closed;
        for (const ClosedDays &days : b.closed)
            closed.append(Members()
                              .put("from", days.from.toString(Qt::ISODate))
                              .put("to", days.to.toString(Qt::ISODate))
                              .text("reason", days.reason)
                              .json());
        const QJsonArray resources = sorted(
            b.resources, [](const Resource &r) { return r.key; },
            [](const Resource &r) {
                return Members().text("key", r.key).text("name", r.name).number("count", r.count, 1).json();
            });
        return Members()
            .text("key", b.key)
            .text("name", b.name)
            .list("phone_numbers", QJsonArray::fromStringList(b.phone_numbers))
            .object("opening_hours", week(b.opening_hours))
            .list("closed", closed)
            .list("resources", resources)
            .json();
    }

    Members range(const TimeRange &span) const
    {
        return Members().put("start", m_zone.iso(span.begin)).put("end", m_zone.iso(span.end));
    }

    QJsonObject member(const Staff &s) const
    {
        QJsonArray absences;
        for (const Absence &absence : s.absences)
            absences.append(range(absence.span).text("reason", absence.reason).json());
        QJsonArray extra_hours;
        for (const TimeRange &extra : s.extra_hours)
            extra_hours.append(range(extra).json());
        Members json;
        json.text("key", s.key).text("name", s.name).text("branch", keyOf(s.branch)).text("email", s.email);
        json.number("calcom_user_id", s.calcom_user_id.value_or(0), 0).flag("active", s.active, true);
        json.object("working_hours", week(s.working_hours));
        if (s.working_hours_b)
            json.put("working_hours_b", week(*s.working_hours_b));
        if (s.week_a_of)
            json.put("week_a_of", s.week_a_of->toString(Qt::ISODate));
        return json.list("absences", absences).list("extra_hours", extra_hours).json();
    }

    QJsonObject service(const Service &s) const
    {
        QJsonArray segments;
        for (const Segment &part : s.segments)
            segments.append(Members()
                                .text("key", part.key)
                                .text("name", part.name)
                                .put("minutes", part.minutes)
                                .text("staff", part.busy ? QStringLiteral("busy") : QStringLiteral("free"))
                                .text("by", part.by == SegmentBy::AnyAble ? QStringLiteral("any_able") : QString())
                                .text("resource", part.resource)
                                .json());
        return Members()
            .text("key", s.key)
            .text("name", s.name)
            .list("synonyms", QJsonArray::fromStringList(s.synonyms))
            .text("price", s.price)
            .text("category", s.category)
            .flag("active", s.active, true)
            .number("buffer_before_min", s.buffer_before_min, 0)
            .number("buffer_after_min", s.buffer_after_min, 0)
            .text("gap_policy", s.gap_policy == GapPolicy::Blocked ? QStringLiteral("blocked") : QString())
            .list("segments", segments)
            .json();
    }

    QJsonObject capability(const Capability &c) const
    {
        QJsonObject minutes;
        for (const Segment &segment : m_catalogue.service(c.service)->segments)
            if (c.minutes.contains(segment.key)) // one left over from an earlier cut of the service has no meaning
                minutes.insert(segment.key, c.minutes.value(segment.key));
        return Members()
            .text("staff", keyOf(c.staff))
            .text("service", keyOf(c.service))
            .flag("primary", c.primary, false)
            .text("price", c.price)
            .object("minutes", minutes)
            .json();
    }

    QJsonObject eventMap(const EventMap &m) const
    {
        return Members()
            .text("staff", keyOf(m.staff))
            .text("service", keyOf(m.service))
            .text("segment", m.segment)
            .put("event_type_id", qint64(m.event_type_id))
            .number("child_event_type_id", m.child_event_type_id.value_or(0), 0)
            .json();
    }

    QJsonObject customer(const Customer &c) const
    {
        return Members()
            .text("key", m_keys.of(c))
            .text("name", c.name)
            .text("phone", c.phone)
            .text("email", c.email)
            .text("notes", c.notes)
            .list("tags", QJsonArray::fromStringList(c.tags))
            .json();
    }

    /// Empty where the phases are just what the service's plan makes of them today.
    QJsonArray phases(const Appointment &a) const
    {
        const QList<Phase> planned =
            PhasePlan::of(m_catalogue, *m_catalogue.service(a.service), a.staff, a.branch).phases(a.span.begin);
        const bool is_planned = std::equal(a.phases.cbegin(), a.phases.cend(), planned.cbegin(), planned.cend(),
                                           [](const Phase &x, const Phase &y) {
                                               return x.key == y.key && x.span == y.span && x.busy == y.busy &&
                                                      x.calcom_uid.isEmpty() && (!x.busy || x.staff == y.staff);
                                           });
        QJsonArray json;
        if (is_planned)
            return json;
        for (const Phase &phase : a.phases)
            json.append(Members()
                            .text("key", phase.key)
                            .put("minutes", qint64(std::chrono::duration_cast<minutes>(phase.span.length()).count()))
                            .text("staff", phase.busy ? QStringLiteral("busy") : QStringLiteral("free"))
                            .text("by", phase.busy && phase.staff != a.staff ? keyOf(phase.staff) : QString())
                            .text("calcom_uid", phase.calcom_uid)
                            .json());
        return json;
    }

    QJsonObject appointment(const Appointment &a) const
    {
        const Staff *staff = m_catalogue.member(a.staff);
        const bool is_branch_plain = staff ? staff->branch == a.branch : m_catalogue.branches.size() == 1;
        return Members()
            .text("key", m_keys.of(a))
            .text("branch", is_branch_plain ? QString() : keyOf(a.branch))
            .text("service", keyOf(a.service))
            .text("staff", keyOf(a.staff))
            .text("customer", m_customer_keys.value(a.customer))
            .text("start", m_zone.iso(a.span.begin))
            .text("status", word(a.status), word(AppointmentStatus::Confirmed))
            .text("source", word(a.source), word(Source::Import))
            .text("attendee_name", a.attendee_name)
            .text("notes", a.notes)
            .text("call_id", a.call_id)
            .flag("overbooked", a.overbooked, false)
            .list("phases", phases(a))
            .json();
    }

    const Catalogue &m_catalogue;
    const Zone &m_zone;
    const QList<ChangePolicy> &m_policies;
    const FileKeys &m_keys;
    const QList<Customer> &m_customers;
    const QList<Appointment> &m_appointments;
    QHash<CustomerId, QString> m_customer_keys;
};

} // namespace

Result<QByteArray> SalonExport::run(Connection &connection)
{
    const auto snapshot = Snapshot::begin(connection);
    if (!snapshot)
        return snapshot.error();
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    if (catalogue->salon.name.isEmpty())
        return Error{ErrorCode::NotFound, QStringLiteral("this database holds no salon yet: import one")};
    const auto instance = CatalogueTable::instance(connection);
    if (!instance)
        return instance.error();
    const auto policies = ChangePolicyTable::load(connection);
    if (!policies)
        return policies.error();
    const auto customers = CustomerTable::all(connection);
    if (!customers)
        return customers.error();
    auto appointments = AppointmentTable::list(connection, {});
    if (!appointments)
        return appointments.error();
    appointments->removeIf([](const Appointment &appointment) { return appointment.test; });
    const FileKeys keys(*instance);
    return Writer(*catalogue, *policies, keys, *customers, *appointments).bytes();
}

} // namespace salon
