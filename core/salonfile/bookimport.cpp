// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/bookimport.h"

#include "core/availability/phaseplan.h"
#include "core/booking/bookingsteps.h"
#include "core/domain/phonenumber.h"
#include "core/salonfile/assistantplan.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/claimtable.h"
#include "core/storage/customertable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/phasetable.h"
#include "core/storage/query.h"
#include "core/storage/resourceclaimtable.h"

#include <algorithm>
#include <set>

namespace salon
{

namespace
{

constexpr std::int64_t kSlotMs = 300'000;

QString place(qsizetype index, const char *key = "")
{
    return QStringLiteral("$.appointments[%1]%2").arg(index).arg(QLatin1String(key));
}

Error wrong(const QString &path, const QString &sentence)
{
    return Error{ErrorCode::InvalidInput, path + QStringLiteral(": ") + sentence};
}

Error unknown(const QString &path, const QString &key)
{
    return wrong(path, QStringLiteral("nothing has the key %1").arg(key));
}

QList<Phase> phasesOf(const SalonDocument::AppointmentEntry &entry, const Service &service, StaffId staff)
{
    QList<Phase> phases;
    Instant at = entry.value.span.begin;
    for (const SalonDocument::PhaseEntry &part : entry.phases) {
        Phase phase{.key = part.key,
                    .name = part.key,
                    .span = {at, at + minutes(part.minutes)},
                    .busy = part.busy,
                    .staff = staff,
                    .calcom_uid = part.calcom_uid};
        phase.sync_status = part.calcom_uid.isEmpty() ? SyncStatus::None : SyncStatus::Synced;
        for (const Segment &segment : service.segments)
            if (segment.key == part.key)
                phase.name = segment.name;
        at = phase.span.end;
        phases.append(phase);
    }
    return phases;
}

/// Same parts of the same length at the same offsets, and no uid that the stored ones lack.
bool hasSameParts(const Appointment &known, const Appointment &wanted)
{
    return std::equal(known.phases.cbegin(), known.phases.cend(), wanted.phases.cbegin(), wanted.phases.cend(),
                      [&](const Phase &a, const Phase &b) {
                          return a.key == b.key && a.busy == b.busy &&
                                 a.span.begin - known.span.begin == b.span.begin - wanted.span.begin &&
                                 a.span.length() == b.span.length() &&
                                 (b.calcom_uid.isEmpty() || a.calcom_uid == b.calcom_uid);
                      });
}

QSet<QString> helpedIn(const SalonDocument::AppointmentEntry &entry)
{
    QSet<QString> keys;
    for (const SalonDocument::PhaseEntry &phase : entry.phases)
        if (!phase.by.isEmpty())
            keys.insert(phase.key);
    return keys;
}

/// Where the file names who does a part, they do it here too.
bool hasSameHelp(const Appointment &known, const Appointment &wanted, const QSet<QString> &helped)
{
    return std::equal(known.phases.cbegin(), known.phases.cend(), wanted.phases.cbegin(), wanted.phases.cend(),
                      [&](const Phase &a, const Phase &b) { return !helped.contains(b.key) || a.staff == b.staff; });
}

bool isUnchanged(const Appointment &known, const Appointment &wanted)
{
    return known.branch == wanted.branch && known.service == wanted.service && known.staff == wanted.staff &&
           known.customer == wanted.customer && known.attendee_name == wanted.attendee_name &&
           known.span == wanted.span && known.status == wanted.status && known.source == wanted.source &&
           known.call_id == wanted.call_id && known.notes == wanted.notes && known.overbooked == wanted.overbooked &&
           hasSameParts(known, wanted);
}

QString identity(const Appointment &appointment)
{
    return QStringLiteral("%1/%2/%3")
        .arg(appointment.customer.value)
        .arg(appointment.service.value)
        .arg(appointment.span.begin.ms());
}

} // namespace

BookImport::BookImport(Transaction &transaction, const Catalogue &catalogue, const FileKeys &keys, ImportReport &report)
    : m_transaction(transaction)
    , m_catalogue(catalogue)
    , m_keys(keys)
    , m_report(report)
{
}

Result<void> BookImport::run(const SalonDocument &document)
{
    if (auto done = customers(document.customers); !done)
        return done;
    return appointments(document.appointments);
}

Result<void> BookImport::customers(const QList<Customer> &customers)
{
    const auto stored = CustomerTable::all(m_transaction.connection());
    if (!stored)
        return stored.error();
    QHash<QString, Customer> left;
    for (const Customer &customer : *stored) {
        left.insert(m_keys.of(customer), customer);
        m_customers.insert(m_keys.of(customer), customer.id);
    }
    ImportReport::Count &count = m_report.counts[QStringLiteral("customers")];
    for (qsizetype i = 0; i < customers.size(); ++i) {
        Customer wanted = customers.at(i);
        // The desk may write anything there, so a file may too; but no caller is ever recognised by it.
        const auto number = normalizedNumber(wanted.phone, m_catalogue.salon.country);
        if (!number && !wanted.phone.isEmpty())
            m_report.warnings.append(
                QStringLiteral("$.customers[%1].phone: is no phone number, so nobody who calls is recognised by it")
                    .arg(i));
        wanted.phone = number.value_or(wanted.phone);
        if (!left.contains(wanted.key)) {
            const auto id = CustomerTable::insert(m_transaction, wanted);
            if (!id)
                return id.error();
            m_customers.insert(wanted.key, *id);
            ++count.added;
            continue;
        }
        const Customer known = left.take(wanted.key);
        wanted.id = known.id;
        wanted.key = known.key;
        if (known == wanted) {
            ++count.unchanged;
            continue;
        }
        if (auto done = CustomerTable::update(m_transaction, wanted); !done)
            return done;
        ++count.changed;
    }
    QStringList kept = left.keys();
    kept.sort();
    m_report.kept.insert(QStringLiteral("customers"), kept);
    return {};
}

Result<Appointment> BookImport::resolved(const SalonDocument::AppointmentEntry &entry, qsizetype index) const
{
    const Service *service = m_catalogue.service(entry.service);
    if (!service)
        return unknown(place(index, ".service"), entry.service);
    const Staff *member = m_catalogue.member(entry.staff);
    if (!member && !entry.staff.isEmpty())
        return unknown(place(index, ".staff"), entry.staff);
    if (!m_customers.contains(entry.customer))
        return unknown(place(index, ".customer"), entry.customer);
    const Branch *branch = m_catalogue.branch(entry.branch);
    if (!branch && !entry.branch.isEmpty())
        return unknown(place(index, ".branch"), entry.branch);
    if (!branch && !member && m_catalogue.branches.size() != 1)
        return wrong(place(index, ".branch"), QStringLiteral("is needed while nobody is assigned"));

    Appointment wanted = entry.value;
    wanted.service = service->id;
    wanted.staff = member ? member->id : StaffId();
    wanted.customer = m_customers.value(entry.customer);
    wanted.branch = branch ? branch->id : member ? member->branch : m_catalogue.branches.first().id;
    wanted.created_at = m_transaction.now();
    if (entry.phases.isEmpty()) {
        const PhasePlan plan = PhasePlan::of(m_catalogue, *service, wanted.staff, wanted.branch);
        if (!plan.isUsable())
            return wrong(place(index), QStringLiteral("takes longer than a day"));
        wanted.phases = plan.phases(wanted.span.begin);
    } else {
        wanted.phases = phasesOf(entry, *service, wanted.staff);
        const PhasePlan plan = PhasePlan::of(m_catalogue, *service, wanted.staff, wanted.branch);
        for (Phase &phase : wanted.phases)
            for (const PhasePlan::Part &part : plan.parts)
                if (part.key == phase.key)
                    phase.resource = part.resource;
        if (auto helped = resolveHelp(entry, index, wanted); !helped)
            return helped.error();
    }
    wanted.span.end = wanted.phases.last().span.end;
    return wanted;
}

Result<void> BookImport::resolveHelp(const SalonDocument::AppointmentEntry &entry, qsizetype index,
                                     Appointment &wanted) const
{
    for (qsizetype i = 0; i < entry.phases.size(); ++i) {
        const QString &by = entry.phases.at(i).by;
        if (by.isEmpty())
            continue;
        const QString path = QStringLiteral("%1.phases[%2].by").arg(place(index)).arg(i);
        const Staff *member = m_catalogue.member(by);
        if (!member)
            return unknown(path, by);
        if (wanted.staff.isNull())
            return wrong(path, QStringLiteral("needs an appointment that somebody is assigned to"));
        wanted.phases[i].staff = member->id;
    }
    return {};
}

Result<void> BookImport::checkUids(const Appointment &wanted, qsizetype index, AppointmentId known)
{
    for (qsizetype i = 0; i < wanted.phases.size(); ++i) {
        if (wanted.phases.at(i).calcom_uid.isEmpty())
            continue;
        Query query(m_transaction, "SELECT appointment FROM phases WHERE calcom_uid = ?");
        const auto found = query.bind(wanted.phases.at(i).calcom_uid).fetch();
        if (!found)
            return found.error();
        if (*found && query.id<AppointmentId>(0) != known)
            return wrong(QStringLiteral("%1.phases[%2].calcom_uid").arg(place(index)).arg(i),
                         QStringLiteral("is stored with another appointment"));
    }
    return {};
}

Result<void> BookImport::appointments(const QList<SalonDocument::AppointmentEntry> &entries)
{
    const auto stored = AppointmentTable::list(m_transaction.connection(), {});
    if (!stored)
        return stored.error();
    QHash<QString, Appointment> by_key;
    QHash<QString, QString> key_by_identity;
    for (const Appointment &appointment : *stored) {
        if (appointment.test)
            continue;
        by_key.insert(m_keys.of(appointment), appointment);
        key_by_identity.insert(identity(appointment), m_keys.of(appointment));
    }

    ImportReport::Count &count = m_report.counts[QStringLiteral("appointments")];
    QList<Change> changes;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        Result<Appointment> wanted = resolved(entries.at(i), i);
        if (!wanted)
            return wanted.error();
        const QString key = wanted->key.isEmpty() ? key_by_identity.value(identity(*wanted)) : wanted->key;
        std::optional<Appointment> known;
        if (by_key.contains(key))
            known = by_key.take(key);
        if (known)
            m_paths.insert(known->id.value, place(i));
        const QSet<QString> helped = helpedIn(entries.at(i));
        if (known && isUnchanged(*known, *wanted) && hasSameHelp(*known, *wanted, helped)) {
            ++count.unchanged;
            continue;
        }
        ++(known ? count.changed : count.added);
        if (auto done = checkUids(*wanted, i, known ? known->id : AppointmentId()); !done)
            return done;
        changes.append({i, *wanted, known, helped});
    }
    QStringList kept = by_key.keys();
    kept.sort();
    m_report.kept.insert(QStringLiteral("appointments"), kept);

    if (auto done = lockDays(changes); !done)
        return done;
    if (auto done = giveBackClaims(changes); !done)
        return done;
    if (auto done = assignHelp(changes); !done)
        return done;
    // Who overbooks takes what the others leave.
    std::stable_partition(changes.begin(), changes.end(), [](const Change &c) { return !c.wanted.overbooked; });
    for (Change &change : changes)
        if (auto done = write(change); !done)
            return done;
    return passClaims(changes);
}

Result<void> BookImport::giveBackClaims(const QList<Change> &changes)
{
    for (const Change &change : changes) {
        if (!change.known)
            continue;
        if (auto done = ClaimTable::release(m_transaction, change.known->id); !done)
            return done;
        if (auto done = ResourceClaimTable::release(m_transaction, change.known->id); !done)
            return done;
    }
    return {};
}

/// What is left over when all have what the file says.
Result<void> BookImport::passClaims(const QList<Change> &changes)
{
    for (const Appointment &other : std::as_const(m_yielded))
        if (const auto taken = ClaimTable::takeFree(m_transaction, other, claimants(m_catalogue, other)); !taken)
            return taken.error();
    for (const Change &change : changes)
        if (change.known && blocksTime(change.known->status))
            if (auto passed = passClaimsOn(m_transaction, m_catalogue, *change.known); !passed)
                return passed;
    return {};
}

/// Where the file does not say who helps, it stays as it was arranged here where that is possible.
Result<void> BookImport::assignHelp(QList<Change> &changes)
{
    AssistantPlan plan(m_transaction, m_catalogue);
    const auto needs_room = [](const Appointment &wanted) { return blocksTime(wanted.status) && !wanted.overbooked; };
    for (Change &change : changes) {
        Appointment &wanted = change.wanted;
        if (change.known && wanted.staff == change.known->staff && hasSameParts(*change.known, wanted))
            for (qsizetype i = 0; i < wanted.phases.size(); ++i)
                if (!change.helped.contains(wanted.phases.at(i).key))
                    wanted.phases[i].staff = change.known->phases.at(i).staff;
        if (needs_room(wanted))
            plan.addFixedParts(wanted, change.helped);
    }
    for (Change &change : changes)
        if (needs_room(change.wanted))
            if (auto done = plan.assign(change.wanted, change.helped); !done)
                return done;
    return {};
}

Result<void> BookImport::lockDays(const QList<Change> &changes)
{
    QMap<std::int64_t, QSet<QDate>> days;
    const auto add = [&](const Appointment &appointment) {
        for (const Instant at : {appointment.span.begin, appointment.span.end})
            days[appointment.branch.value].insert(m_catalogue.salon.zone.dateOf(at));
    };
    std::set<std::int64_t> known;
    for (const Change &change : changes) {
        add(change.wanted);
        if (!change.known)
            continue;
        add(*change.known);
        known.insert(change.known->id.value);
    }
    for (auto branch = days.cbegin(); branch != days.cend(); ++branch)
        if (auto done = m_transaction.lockDays({branch.key()}, branch.value().values()); !done)
            return done;
    for (const std::int64_t id : known)
        if (auto done = AppointmentTable::lock(m_transaction, {id}); !done)
            return done;
    return {};
}

Result<void> BookImport::write(Change &change)
{
    Appointment &wanted = change.wanted;
    if (change.known) {
        wanted.id = change.known->id;
        wanted.key = change.known->key;
        wanted.test = change.known->test;
        wanted.cancel_reason = change.known->cancel_reason;
        wanted.created_at = change.known->created_at;
        wanted.version = change.known->version + 1;
        if (auto done = AppointmentTable::update(m_transaction, wanted); !done)
            return done;
    } else {
        const auto id = AppointmentTable::insert(m_transaction, wanted, QString());
        if (!id)
            return id.error();
        wanted.id = *id;
    }
    m_paths.insert(wanted.id.value, place(change.index));
    if (auto done = writePhases(change); !done)
        return done;
    return blocksTime(wanted.status) ? claim(change) : Result<void>();
}

Result<void> BookImport::writePhases(Change &change)
{
    Appointment &wanted = change.wanted;
    if (!change.known)
        return PhaseTable::insert(m_transaction, wanted);
    if (!hasSameParts(*change.known, wanted)) {
        if (auto resting = rests(change); !resting)
            return resting;
        if (auto done = PhaseTable::removeAll(m_transaction, wanted.id); !done)
            return done;
        return PhaseTable::insert(m_transaction, wanted);
    }
    for (qsizetype i = 0; i < wanted.phases.size(); ++i) {
        const Phase &known = change.known->phases.at(i);
        wanted.phases[i].id = known.id;
        wanted.phases[i].sync_status = known.sync_status;
        wanted.phases[i].calcom_uid = known.calcom_uid;
    }
    if (auto done = PhaseTable::move(m_transaction, wanted); !done)
        return done;
    return OutboxTable::withdraw(m_transaction, *change.known, wanted);
}

/// Other parts make other rows: what is on its way to Cal.com for the old ones would be lost with them.
Result<void> BookImport::rests(const Change &change)
{
    const auto rows = OutboxTable::ofAppointment(m_transaction.connection(), change.known->id);
    if (!rows)
        return rows.error();
    for (const OutboxRow &row : *rows)
        if (row.sends > 0 && row.state != OutboxState::Done)
            return Error{ErrorCode::Busy,
                         place(change.index) + QStringLiteral(": is on its way to Cal.com with other parts; import it "
                                                              "when the mirror has finished it")};
    return {};
}

Result<void> BookImport::claim(const Change &change)
{
    // A file knows nothing of units: what was agreed elsewhere is kept, even where a basin is missing.
    if (const auto units = ResourceClaimTable::takeFree(m_transaction, change.wanted); !units)
        return units.error();
    const QList<StaffId> people = claimants(m_catalogue, change.wanted);
    if (change.wanted.overbooked) {
        const auto taken = ClaimTable::takeFree(m_transaction, change.wanted, people);
        return taken ? Result<void>() : Result<void>(taken.error());
    }
    if (auto room = makeRoom(change, people); !room)
        return room;
    const auto outcome = ClaimTable::take(m_transaction, change.wanted, people);
    if (!outcome)
        return outcome.error();
    if (*outcome == ClaimTable::Outcome::Lost)
        return Error{ErrorCode::Busy, QStringLiteral("somebody booked at the same moment, try again")};
    return {};
}

/// Whoever was booked over others knowingly holds what those left, until one of them comes back.
Result<void> BookImport::makeRoom(const Change &change, const QList<StaffId> &people)
{
    for (;;) {
        const auto other = holder(change.wanted, people);
        if (!other)
            return other.error();
        if (!*other)
            return {};
        const auto standing = AppointmentTable::read(m_transaction.connection(), **other);
        if (!standing)
            return standing.error();
        if (!standing->overbooked)
            return wrong(place(change.index, ".start"),
                         QStringLiteral("overlaps busy time of the same person in %1")
                             .arg(m_paths.value(standing->id.value,
                                                QStringLiteral("the stored appointment %1").arg(standing->id.value))));
        if (auto released = ClaimTable::release(m_transaction, standing->id); !released)
            return released;
        m_yielded.append(*standing);
    }
}

Result<std::optional<AppointmentId>> BookImport::holder(const Appointment &appointment, const QList<StaffId> &people)
{
    for (const Phase &phase : appointment.phases) {
        if (!phase.busy)
            continue;
        const QList<StaffId> needed = phase.staff.isNull() ? people : QList<StaffId>{phase.staff};
        for (const StaffId member : needed) {
            Query query(m_transaction, "SELECT appointment FROM claims WHERE staff = ? AND slot >= ? AND slot < ? "
                                       "AND appointment <> ? LIMIT 1");
            query.bind(member).bind(phase.span.begin.ms() / kSlotMs).bind(phase.span.end.ms() / kSlotMs);
            const auto found = query.bind(appointment.id).fetch();
            if (!found)
                return found.error();
            if (*found)
                return std::optional(query.id<AppointmentId>(0));
        }
    }
    return std::optional<AppointmentId>();
}

} // namespace salon
