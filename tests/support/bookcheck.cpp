// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/bookcheck.h"

#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/claimtable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"
#include "core/storage/resourceclaimtable.h"

#include <algorithm>
#include <QHash>
#include <QMap>
#include <QSet>
#include <QStringList>

namespace salon::test
{

namespace
{

constexpr qint64 kSlotMs = 300'000;

template <typename T>
T must(Result<T> found)
{
    if (!found)
        qFatal("%s", qPrintable(found.error().detail));
    return std::move(*found);
}

/// The book as it stands, with the salon it belongs to.
struct Book {
    explicit Book(Connection &connection)
        : connection(connection)
        , salon(must(CatalogueTable::load(connection)))
        , all(must(AppointmentTable::list(connection, {})))
    {
        for (const Appointment &one : all)
            if (blocksTime(one.status))
                blocking.append(one);
    }

    QString name(const Appointment &one) const
    {
        const Service *service = salon.service(one.service);
        return QStringLiteral("%1 (%2, %3)")
            .arg(one.id.value)
            .arg(service ? service->name : QString(), salon.salon.zone.iso(one.span.begin));
    }
    /// Whose time a phase takes: while nobody is assigned, that of all who could be.
    QList<StaffId> people(const Appointment &one, const Phase &phase) const
    {
        if (!phase.staff.isNull())
            return {phase.staff};
        QList<StaffId> able;
        for (const Capability &capability : salon.capabilities)
            if (const Staff *member = salon.member(capability.staff);
                capability.service == one.service && member && member->active && member->branch == one.branch)
                able.append(capability.staff);
        return able;
    }

    Connection &connection;
    Catalogue salon;
    QList<Appointment> all;
    QList<Appointment> blocking;
};

/// They may have found some of their time taken, and somebody knew it.
bool isFirm(const Appointment &one)
{
    return !one.overbooked && !one.staff.isNull();
}

/// A file brought it: nothing of it was sent or journaled here until somebody changed it.
bool isImported(const Appointment &one)
{
    return !one.key.isEmpty() || one.source == Source::Import;
}

QList<qint64> slotsOf(const TimeRange &span)
{
    QList<qint64> found;
    for (qint64 at = span.begin.ms() / kSlotMs; at * kSlotMs < span.end.ms(); ++at)
        found.append(at);
    return found;
}

QString clockOf(const Book &book, qint64 at)
{
    return book.salon.salon.zone.iso(Instant::fromMs(at * kSlotMs));
}

/// Who takes which slot of whom.
QMap<std::pair<StaffId, qint64>, QList<Appointment>> takers(const Book &book)
{
    QMap<std::pair<StaffId, qint64>, QList<Appointment>> found;
    for (const Appointment &one : book.blocking)
        for (const Phase &phase : one.phases)
            if (phase.busy)
                for (const StaffId who : book.people(one, phase))
                    for (const qint64 at : slotsOf(phase.span))
                        found[{who, at}].append(one);
    return found;
}

void checkClaims(const Book &book, QStringList &faults)
{
    QMap<std::pair<StaffId, qint64>, AppointmentId> held;
    for (const ClaimTable::Claim &claim : must(ClaimTable::all(book.connection)))
        held.insert({claim.staff, claim.slot}, claim.appointment);
    const auto wanted = takers(book);
    for (auto slot = wanted.cbegin(); slot != wanted.cend(); ++slot) {
        const AppointmentId holder = held.take(slot.key());
        const QString where =
            QStringLiteral("staff %1 at %2").arg(slot.key().first.value).arg(clockOf(book, slot.key().second));
        int firm = 0;
        for (const Appointment &one : *slot) {
            firm += isFirm(one);
            if (isFirm(one) && holder != one.id)
                faults << QStringLiteral("%1 does not hold its own time: %2").arg(book.name(one), where);
        }
        if (firm > 1)
            faults << QStringLiteral("booked twice: ") + where;
        if (std::none_of(slot->cbegin(), slot->cend(), [&](const Appointment &one) { return one.id == holder; }))
            faults << QStringLiteral("nobody whose time it is holds it: ") + where;
    }
    for (auto slot = held.cbegin(); slot != held.cend(); ++slot)
        faults << QStringLiteral("a claim of nobody's time: staff %1 at %2")
                      .arg(slot.key().first.value)
                      .arg(clockOf(book, slot.key().second));
}

int countOf(const Catalogue &salon, ResourceId id)
{
    for (const Branch &branch : salon.branches)
        for (const Resource &resource : branch.resources)
            if (resource.id == id)
                return resource.count;
    return 0;
}

void checkUnits(const Book &book, QStringList &faults)
{
    using Place = std::pair<ResourceId, qint64>;
    QMap<Place, QSet<AppointmentId>> held;
    for (const ResourceClaimTable::Claim &claim : must(ResourceClaimTable::all(book.connection))) {
        QSet<AppointmentId> &users = held[{claim.resource, claim.slot}];
        if (users.contains(claim.appointment))
            faults << QStringLiteral("two units for one at %1").arg(clockOf(book, claim.slot));
        users.insert(claim.appointment);
    }
    QMap<Place, QSet<AppointmentId>> wanted;
    for (const Appointment &one : book.blocking)
        for (const Phase &phase : one.phases)
            if (!phase.resource.isNull())
                for (const qint64 at : slotsOf(phase.span)) {
                    wanted[{phase.resource, at}].insert(one.id);
                    if (isFirm(one) && !held.value({phase.resource, at}).contains(one.id))
                        faults << QStringLiteral("%1 has no unit at %2").arg(book.name(one), clockOf(book, at));
                }
    for (auto place = wanted.cbegin(); place != wanted.cend(); ++place) {
        const QSet<AppointmentId> users = held.take(place.key());
        if (!place->contains(users) ||
            users.size() != std::min(place->size(), qsizetype(countOf(book.salon, place.key().first))))
            faults << QStringLiteral("%1 units in use for %2 who need one at %3")
                          .arg(users.size())
                          .arg(place->size())
                          .arg(clockOf(book, place.key().second));
    }
    if (!held.isEmpty())
        faults << QStringLiteral("a unit that nobody needs is in use");
}

void checkPhases(const Book &book, QStringList &faults)
{
    for (const Appointment &one : book.all) {
        Instant reached = one.span.begin;
        for (const Phase &phase : one.phases) {
            if (phase.span.begin != reached)
                faults << book.name(one) + QStringLiteral(": its phases leave a hole");
            reached = phase.span.end;
        }
        if (reached != one.span.end)
            faults << book.name(one) + QStringLiteral(": its phases do not end with it");
    }
}

/// What is still to be sent, as long as nothing was.
void checkOutbox(const Book &book, QStringList &faults)
{
    for (const Appointment &one : book.all) {
        if (isImported(one))
            continue;
        QHash<PhaseId, QList<Instant>> open;
        for (const OutboxRow &row : must(OutboxTable::ofAppointment(book.connection, one.id)))
            if (row.state != OutboxState::Done)
                open[row.phase].append(row.begins);
        for (const Phase &phase : one.phases) {
            const bool is_mirrored = one.status != AppointmentStatus::Cancelled && phase.busy && !phase.staff.isNull();
            const QList<Instant> wanted = is_mirrored ? QList<Instant>{phase.span.begin} : QList<Instant>();
            if (open.value(phase.id) != wanted)
                faults << QStringLiteral("%1: %2 rows of the outbox for phase %3")
                              .arg(book.name(one))
                              .arg(open.value(phase.id).size())
                              .arg(phase.key);
        }
    }
}

int number(Connection &connection, const QString &sql)
{
    Query query(connection, sql);
    return must(query.fetch()) ? query.integer(0) : -1;
}

void checkJournalAndCustomers(const Book &book, QStringList &faults)
{
    for (const Appointment &one : book.all) {
        const int lines = number(book.connection, QStringLiteral("SELECT COUNT(*) FROM journal WHERE subject = "
                                                                 "'appointments' AND subject_id = %1")
                                                      .arg(one.id.value));
        const int wanted = isImported(one) ? one.version - 1 : one.version;
        if (lines != wanted)
            faults << QStringLiteral("%1: %2 lines in the journal, version %3")
                          .arg(book.name(one))
                          .arg(lines)
                          .arg(one.version);
    }
    const int left =
        number(book.connection, QStringLiteral("SELECT COUNT(*) FROM customers WHERE key IS NULL AND id NOT IN "
                                               "(SELECT customer FROM appointments)"));
    const int twice =
        number(book.connection, QStringLiteral("SELECT COUNT(*) FROM (SELECT phone FROM customers WHERE phone <> '' "
                                               "GROUP BY phone HAVING COUNT(*) > 1) same"));
    if (left > 0)
        faults << QStringLiteral("%1 customers without any appointment").arg(left);
    if (twice > 0)
        faults << QStringLiteral("%1 numbers with two customers").arg(twice);
}

/// The parts of `later` in which `who` had to be free.
QList<TimeRange> neededFree(const Appointment &later, StaffId who)
{
    if (later.staff == who)
        return {later.span};
    QList<TimeRange> parts;
    for (const Phase &phase : later.phases)
        if (phase.busy && phase.staff == who)
            parts.append(phase.span);
    return parts;
}

} // namespace

QString bookFaults(Connection &connection)
{
    const Book book(connection);
    QStringList faults;
    checkClaims(book, faults);
    checkUnits(book, faults);
    checkPhases(book, faults);
    checkOutbox(book, faults);
    checkJournalAndCustomers(book, faults);
    return faults.join(QLatin1Char('\n'));
}

QString turnFaults(Connection &connection)
{
    const Book book(connection);
    QStringList faults;
    for (const Appointment &earlier : book.blocking)
        for (const Phase &phase : earlier.phases)
            for (const Appointment &later : book.blocking) {
                if (!phase.busy || later.id <= earlier.id || !isFirm(later))
                    continue;
                for (const StaffId who : book.people(earlier, phase))
                    for (const TimeRange &span : neededFree(later, who))
                        if (span.overlaps(phase.span))
                            faults << QStringLiteral("%1 was booked over %2").arg(book.name(later), book.name(earlier));
            }
    faults.removeDuplicates();
    return faults.join(QLatin1Char('\n'));
}

} // namespace salon::test
