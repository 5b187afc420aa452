// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/masterdataimport.h"

#include "core/availability/phaseplan.h"
#include "core/base/environmentform.h"
#include "core/domain/holidays.h"
#include "core/domain/phonenumber.h"
#include "core/storage/cataloguetable.h"

#include <algorithm>

namespace salon
{

namespace
{

QString place(const char *section, qsizetype index, const char *key = "")
{
    return QStringLiteral("$.%1[%2]%3").arg(QLatin1String(section)).arg(index).arg(QLatin1String(key));
}

Error wrong(const QString &path, const QString &sentence)
{
    return Error{ErrorCode::InvalidInput, path + QStringLiteral(": ") + sentence};
}

Error unknown(const QString &path, const QString &key)
{
    return wrong(path, QStringLiteral("nothing has the key %1").arg(key));
}

/// Puts `wanted` where `is_same_object` finds it in the list or at its end, saving it only when it differs.
template <typename T, typename Same, typename Save>
Result<void> put(QList<T> &list, const T &wanted, Same is_same_object, ImportReport::Count &count, Save save)
{
    const auto known = std::find_if(list.begin(), list.end(), is_same_object);
    if (known != list.end() && *known == wanted) {
        ++count.unchanged;
        return {};
    }
    const Result<T> saved = save(wanted);
    if (!saved)
        return saved.error();
    if (known != list.end()) {
        *known = *saved;
        ++count.changed;
    } else {
        list.append(*saved);
        ++count.added;
    }
    return {};
}

/// For objects with an id: matched by key, the id taken from what is known.
template <typename T, typename Save>
Result<void> putByKey(QList<T> &list, T wanted, ImportReport::Count &count, Save save)
{
    const auto has_key = [&](const T &item) { return item.key == wanted.key; };
    const auto known = std::find_if(list.cbegin(), list.cend(), has_key);
    if (known != list.cend())
        wanted.id = known->id;
    return put(list, wanted, has_key, count, [&](T value) -> Result<T> {
        const auto id = save(value);
        if (!id)
            return id.error();
        value.id = *id;
        return value;
    });
}

/// What the file says, in the database's order, with what the file lacks kept.
QList<Resource> mergedResources(const QList<Resource> &known, QList<Resource> wanted)
{
    QList<Resource> merged;
    for (const Resource &old : known) {
        const auto now =
            std::find_if(wanted.begin(), wanted.end(), [&](const Resource &r) { return r.key == old.key; });
        merged.append(now == wanted.end() ? old : *now);
        merged.last().id = old.id;
        if (now != wanted.end())
            wanted.erase(now);
    }
    return merged + wanted;
}

template <typename T, typename HasIt>
QStringList keysLeftOut(const QList<T> &list, HasIt has_it)
{
    QStringList keys;
    for (const T &item : list)
        if (!has_it(item.key))
            keys.append(item.key);
    return keys;
}

} // namespace

MasterDataImport::MasterDataImport(Transaction &transaction, Random &random, Catalogue &catalogue, ImportReport &report)
    : m_transaction(transaction)
    , m_random(random)
    , m_catalogue(catalogue)
    , m_report(report)
{
}

Result<void> MasterDataImport::run(const SalonDocument &document)
{
    if (auto done = salon(document); !done)
        return done;
    if (auto done = branches(document.branches); !done)
        return done;
    if (auto done = staff(document.staff); !done)
        return done;
    if (auto done = services(document.services); !done)
        return done;
    if (auto done = capabilities(document.capabilities); !done)
        return done;
    return eventMaps(document.event_maps);
}

Result<void> MasterDataImport::salon(const SalonDocument &document)
{
    const bool is_new = m_catalogue.salon.name.isEmpty();
    if (!document.salon)
        return is_new ? Result<void>(wrong(QStringLiteral("$.salon"), QStringLiteral("is missing"))) : Result<void>();
    const QString &country = document.salon->country;
    if (!country.isEmpty() && !holidayCountries().contains(country))
        m_report.warnings.append(
            QStringLiteral(
                "$.salon.country: public holidays are not known for %1: enter them as closed days (known: %2)")
                .arg(country, holidayCountries().join(QStringLiteral(", "))));
    ImportReport::Count &count = m_report.counts[QStringLiteral("salon")];
    if (!is_new && m_catalogue.salon == *document.salon) {
        ++count.unchanged;
        return {};
    }
    ++(is_new ? count.added : count.changed);
    m_catalogue.salon = *document.salon;
    return CatalogueTable::saveSalon(m_transaction, m_catalogue.salon, m_random);
}

Result<void> MasterDataImport::branches(const QList<Branch> &branches)
{
    const QStringList kept = keysLeftOut(m_catalogue.branches, [&](const QString &key) {
        return std::any_of(branches.cbegin(), branches.cend(), [&](const Branch &b) { return b.key == key; });
    });
    for (qsizetype i = 0; i < branches.size(); ++i) {
        Branch wanted = branches.at(i);
        for (qsizetype n = 0; n < wanted.phone_numbers.size(); ++n) {
            QString &number = wanted.phone_numbers[n];
            number = normalizedNumber(number, m_catalogue.salon.country).value_or(number);
            const Branch *holder = m_catalogue.branchByNumber(number);
            if ((holder && holder->key != wanted.key) || wanted.phone_numbers.indexOf(number) != n)
                return wrong(QStringLiteral("%1.phone_numbers[%2]").arg(place("branches", i)).arg(n),
                             QStringLiteral("is there already"));
        }
        if (const Branch *known = m_catalogue.branch(wanted.key))
            wanted.resources = mergedResources(known->resources, wanted.resources);
        auto done = putByKey(m_catalogue.branches, wanted, m_report.counts[QStringLiteral("branches")],
                             [&](const Branch &branch) { return CatalogueTable::saveBranch(m_transaction, branch); });
        if (!done)
            return done;
    }
    m_report.kept.insert(QStringLiteral("branches"), kept);
    // Appointments of the same file claim their basins by these.
    for (Branch &branch : m_catalogue.branches)
        if (auto done = CatalogueTable::readResourceIds(m_transaction, branch); !done)
            return done;
    return {};
}

Result<void> MasterDataImport::staff(const QList<SalonDocument::StaffEntry> &entries)
{
    const QStringList kept = keysLeftOut(m_catalogue.staff, [&](const QString &key) {
        return std::any_of(entries.cbegin(), entries.cend(), [&](const auto &e) { return e.value.key == key; });
    });
    for (qsizetype i = 0; i < entries.size(); ++i) {
        Staff wanted = entries.at(i).value;
        const Branch *branch = m_catalogue.branch(entries.at(i).branch);
        if (!branch)
            return unknown(place("staff", i, ".branch"), entries.at(i).branch);
        wanted.branch = branch->id;
        auto done = putByKey(m_catalogue.staff, wanted, m_report.counts[QStringLiteral("staff")],
                             [&](const Staff &member) { return CatalogueTable::saveStaff(m_transaction, member); });
        if (!done)
            return done;
    }
    m_report.kept.insert(QStringLiteral("staff"), kept);
    return environmentForms(entries);
}

Result<void> MasterDataImport::environmentForms(const QList<SalonDocument::StaffEntry> &entries) const
{
    QSet<QString> later; // keys of the file still to come: the second of a pair is the one to name
    for (const SalonDocument::StaffEntry &entry : entries)
        later.insert(entry.value.key);
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QString &key = entries.at(i).value.key;
        const QString form = environmentForm(key);
        later.remove(key);
        for (const Staff &other : m_catalogue.staff)
            if (other.key != key && !later.contains(other.key) && environmentForm(other.key) == form)
                return wrong(place("staff", i, ".key"),
                             QStringLiteral("is the same as %1 in the name of an environment variable (%2)")
                                 .arg(other.key, form));
    }
    return {};
}

bool MasterDataImport::hasResource(const QString &key) const
{
    for (const Branch &branch : m_catalogue.branches)
        for (const Resource &resource : branch.resources)
            if (resource.key == key)
                return true;
    return false;
}

Result<void> MasterDataImport::services(const QList<Service> &services)
{
    const QStringList kept = keysLeftOut(m_catalogue.services, [&](const QString &key) {
        return std::any_of(services.cbegin(), services.cend(), [&](const Service &s) { return s.key == key; });
    });
    for (qsizetype i = 0; i < services.size(); ++i) {
        for (qsizetype s = 0; s < services.at(i).segments.size(); ++s) {
            const QString &resource = services.at(i).segments.at(s).resource;
            if (!resource.isEmpty() && !hasResource(resource))
                return unknown(QStringLiteral("%1.segments[%2].resource").arg(place("services", i)).arg(s), resource);
        }
        auto done =
            putByKey(m_catalogue.services, services.at(i), m_report.counts[QStringLiteral("services")],
                     [&](const Service &service) { return CatalogueTable::saveService(m_transaction, service); });
        if (!done)
            return done;
    }
    m_report.kept.insert(QStringLiteral("services"), kept);
    return {};
}

Result<void> MasterDataImport::capabilities(const QList<SalonDocument::CapabilityEntry> &entries)
{
    QSet<std::pair<StaffId, ServiceId>> in_file;
    const qsizetype known = m_catalogue.capabilities.size();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const Staff *member = m_catalogue.member(entries.at(i).staff);
        const Service *service = m_catalogue.service(entries.at(i).service);
        if (!member)
            return unknown(place("capabilities", i, ".staff"), entries.at(i).staff);
        if (!service)
            return unknown(place("capabilities", i, ".service"), entries.at(i).service);
        Capability wanted = entries.at(i).value;
        wanted.staff = member->id;
        wanted.service = service->id;
        for (const QString &segment : wanted.minutes.keys())
            if (std::none_of(service->segments.cbegin(), service->segments.cend(),
                             [&](const Segment &s) { return s.key == segment; }))
                return unknown(place("capabilities", i, ".minutes.") + segment, segment);
        if (PhasePlan::of(*service, member->id, &wanted, nullptr).flaw() == PlanFlaw::TooLong)
            return wrong(place("capabilities", i, ".minutes"),
                         QStringLiteral("%1 must not take longer than a day").arg(service->key));
        in_file.insert({wanted.staff, wanted.service});
        auto done = put(
            m_catalogue.capabilities, wanted,
            [&](const Capability &c) { return c.staff == wanted.staff && c.service == wanted.service; },
            m_report.counts[QStringLiteral("capabilities")],
            [&](const Capability &value) -> Result<Capability> {
                if (auto saved = CatalogueTable::saveCapability(m_transaction, value); !saved)
                    return saved.error();
                return value;
            });
        if (!done)
            return done;
    }
    for (const Capability &capability : m_catalogue.capabilities.mid(0, known))
        if (!in_file.contains({capability.staff, capability.service}))
            m_report.kept[QStringLiteral("capabilities")].append(m_catalogue.member(capability.staff)->key +
                                                                 QLatin1Char('/') +
                                                                 m_catalogue.service(capability.service)->key);
    return {};
}

/// What is stored all the same: an earlier cut of the service may have left it over, and the audit shows it.
void MasterDataImport::warnOf(const EventMap &map, const Service &service, const QList<EventMap> &before,
                              qsizetype index)
{
    const auto warn = [&](const char *key, const QString &sentence) {
        m_report.warnings.append(place("event_maps", index, key) + QStringLiteral(": ") + sentence);
    };
    const auto segment = std::find_if(service.segments.cbegin(), service.segments.cend(),
                                      [&](const Segment &part) { return part.key == map.segment; });
    if (segment == service.segments.cend())
        warn(".segment", QStringLiteral("%1 has no such segment (any more)").arg(service.key));
    else if (!segment->busy)
        warn(".segment",
             QStringLiteral("nobody is busy in this segment of %1, so it is never mirrored").arg(service.key));
    if (map.child_event_type_id == map.event_type_id)
        warn(".child_event_type_id", QStringLiteral("is the event type itself and not one of a person"));
    const bool is_shared = std::any_of(before.cbegin(), before.cend(), [&](const EventMap &other) {
        return other.staff == map.staff && other.service == map.service && other.bookableId() == map.bookableId();
    });
    if (is_shared)
        warn(map.child_event_type_id ? ".child_event_type_id" : ".event_type_id",
             QStringLiteral("stands for another segment of %1 too: the lengths cannot both be right").arg(service.key));
}

Result<void> MasterDataImport::eventMaps(const QList<SalonDocument::EventMapEntry> &entries)
{
    const QList<EventMap> known = m_catalogue.event_maps;
    const auto is_same = [](const EventMap &a, const EventMap &b) {
        return a.staff == b.staff && a.service == b.service && a.segment == b.segment;
    };
    QList<EventMap> in_file;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const Staff *member = m_catalogue.member(entries.at(i).staff);
        const Service *service = m_catalogue.service(entries.at(i).service);
        if (!member)
            return unknown(place("event_maps", i, ".staff"), entries.at(i).staff);
        if (!service)
            return unknown(place("event_maps", i, ".service"), entries.at(i).service);
        EventMap wanted = entries.at(i).value;
        wanted.staff = member->id;
        wanted.service = service->id;
        warnOf(wanted, *service, in_file, i);
        in_file.append(wanted);
        auto done = put(
            m_catalogue.event_maps, wanted, [&](const EventMap &map) { return is_same(map, wanted); },
            m_report.counts[QStringLiteral("event_maps")],
            [&](const EventMap &value) -> Result<EventMap> {
                if (auto saved = CatalogueTable::saveEventMap(m_transaction, value); !saved)
                    return saved.error();
                return value;
            });
        if (!done)
            return done;
    }
    for (const EventMap &map : known)
        if (std::none_of(in_file.cbegin(), in_file.cend(), [&](const EventMap &m) { return is_same(m, map); }))
            m_report.kept[QStringLiteral("event_maps")].append(m_catalogue.member(map.staff)->key + QLatin1Char('/') +
                                                               m_catalogue.service(map.service)->key +
                                                               QLatin1Char('/') + map.segment);
    return {};
}

} // namespace salon
