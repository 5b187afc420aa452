// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/remotebookingdesk.h"

#include "core/availability/phaseplan.h"
#include "core/base/logging.h"
#include "core/booking/bookingsteps.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/busyblocktable.h"
#include "core/storage/calcomeventtable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/phasetable.h"
#include "core/storage/reviewtable.h"
#include "core/storage/transaction.h"

#include <algorithm>
#include <map>
#include <QJsonArray>

namespace salon
{

namespace
{

/// A number without an e-mail gets this one from Cal.com; nobody reads it.
const QString kNoAddress = QStringLiteral("@sms.cal.com");

const Staff *hostOf(const Catalogue &catalogue, const RemoteBooking &booking)
{
    const auto found = std::find_if(catalogue.staff.cbegin(), catalogue.staff.cend(), [&](const Staff &member) {
        return member.active && booking.host_id != 0 && member.calcom_user_id == booking.host_id;
    });
    return found == catalogue.staff.cend() ? nullptr : &*found;
}

/// The wish that this booking is, if its event type mirrors the first busy part of a service done by that person, at
/// that length.
std::optional<BookingRequest> wishOf(const Catalogue &catalogue, const Staff &host, const RemoteBooking &booking)
{
    const auto map = std::find_if(catalogue.event_maps.cbegin(), catalogue.event_maps.cend(), [&](const EventMap &one) {
        return one.staff == host.id && one.bookableId() == booking.event_type_id;
    });
    const Service *service = map == catalogue.event_maps.cend() ? nullptr : catalogue.service(map->service);
    if (!service || !service->active)
        return std::nullopt;
    const PhasePlan plan = PhasePlan::of(catalogue, *service, host.id, host.branch);
    const auto first = std::find_if(plan.parts.cbegin(), plan.parts.cend(), [](const auto &part) { return part.busy; });
    if (first == plan.parts.cend() || first->key != map->segment ||
        minutes(first->ends_min - first->begins_min) != booking.span.length())
        return std::nullopt;
    BookingRequest wish;
    wish.branch = host.branch;
    wish.service = service->id;
    wish.staff = host.id;
    wish.start = booking.span.begin - minutes(first->begins_min);
    wish.phone = booking.phone;
    wish.email = booking.email.endsWith(kNoAddress) ? QString() : booking.email;
    wish.name = booking.name.isEmpty() ? booking.email : booking.name;
    wish.source = Source::Calcom;
    wish.actor = {QStringLiteral("calcom"), Source::Calcom};
    return wish.name.isEmpty() ? std::nullopt : std::optional(wish);
}

QString blockGroup(qint64 block)
{
    return ReviewTable::remoteGroup() + QStringLiteral(" block ") + QString::number(block);
}

/// One event's work on the book, inside its transaction.
class Following
{
public:
    Following(Transaction &tx, Random &random, Catalogue catalogue, const RemoteBooking &booking)
        : m_tx(tx)
        , m_random(random)
        , m_catalogue(std::move(catalogue))
        , m_booking(booking)
    {
    }

    /// What became of it; nothing: the database was faster, all of it must be done again without booking.
    Result<std::optional<QString>> follow(bool may_book)
    {
        const Staff *host = hostOf(m_catalogue, m_booking);
        const auto blocks = BusyBlockTable::ofBookings(m_tx.connection(), m_booking.uids);
        if (!blocks)
            return blocks.error();
        if (auto locked = lockDays(host, *blocks); !locked)
            return locked.error();
        for (const BusyBlockTable::Row &row : *blocks) {
            if (auto gone = BusyBlockTable::remove(m_tx, row); !gone)
                return gone.error();
            if (auto closed = ReviewTable::closeGroup(m_tx, ReviewCause::Conflict, blockGroup(row.id)); !closed)
                return closed.error();
        }
        const bool was_busy = !blocks->isEmpty();
        if (!m_booking.is_live)
            return std::optional(was_busy ? QStringLiteral("free again") : QStringLiteral("nothing here"));
        if (!host)
            return std::optional(QStringLiteral("nobody here"));
        if (may_book && !was_busy) {
            const auto booked = book(*host);
            if (!booked)
                return booked.error();
            if (booked->lost)
                return std::optional<QString>();
            if (booked->appointment)
                return std::optional(QStringLiteral("appointment"));
        }
        return keepBusy(*host);
    }

private:
    void addDays(std::map<BranchId, QList<QDate>> &days, const Staff *member, const TimeRange &span) const
    {
        const Zone &zone = m_catalogue.salon.zone;
        for (QDate day = zone.dateOf(span.begin); member && day <= zone.dateOf(span.end); day = day.addDays(1))
            days[member->branch].append(day);
    }

    Result<void> lockDays(const Staff *host, const QList<BusyBlockTable::Row> &blocks)
    {
        std::map<BranchId, QList<QDate>> days;
        addDays(days, host, m_booking.span);
        for (const BusyBlockTable::Row &row : blocks)
            addDays(days, m_catalogue.member(row.block.staff), row.block.span);
        for (const auto &[branch, of_branch] : days)
            if (auto locked = m_tx.lockDays(branch, of_branch); !locked)
                return locked;
        return {};
    }

    Result<Adoption> book(const Staff &host)
    {
        const std::optional<BookingRequest> wish = wishOf(m_catalogue, host, m_booking);
        return wish ? adopt(m_tx, m_random, m_catalogue, *wish, m_booking.uids.first()) : Adoption();
    }

    Result<std::optional<QString>> keepBusy(const Staff &host)
    {
        const auto block = BusyBlockTable::insert(m_tx, {host.id, m_booking.span}, m_booking.uids.first());
        if (!block)
            return block.error();
        const auto near = AppointmentTable::list(
            m_tx.connection(),
            {.branch = host.branch, .not_before = m_booking.span.begin, .before = m_booking.span.end});
        if (!near)
            return near.error();
        for (const Appointment &appointment : *near) {
            if (!blocksTime(appointment.status))
                continue;
            for (const Phase &phase : appointment.phases)
                if (phase.busy && phase.staff == host.id && phase.span.overlaps(m_booking.span))
                    if (auto opened = openReview(appointment, phase, *block); !opened)
                        return opened.error();
        }
        return std::optional(QStringLiteral("busy"));
    }

    Result<void> openReview(const Appointment &appointment, const Phase &phase, qint64 block)
    {
        const auto times = [&zone = m_catalogue.salon.zone](const TimeRange &span) {
            return QJsonObject{{QStringLiteral("start"), zone.iso(span.begin)},
                               {QStringLiteral("end"), zone.iso(span.end)}};
        };
        ReviewItem item;
        item.appointment = appointment.id;
        item.cause = ReviewCause::Conflict;
        item.group = blockGroup(block);
        item.evidence = {
            {QStringLiteral("phases"), QJsonArray{QJsonObject{{QStringLiteral("phase"), phase.key},
                                                              {QStringLiteral("operation"), QStringLiteral("remote")},
                                                              {QStringLiteral("here"), times(phase.span)},
                                                              {QStringLiteral("remote"), times(m_booking.span)}}}}};
        const auto opened = ReviewTable::open(m_tx, item);
        return opened ? Result<void>() : Result<void>(opened.error());
    }

    Transaction &m_tx;
    Random &m_random;
    const Catalogue m_catalogue;
    const RemoteBooking &m_booking;
};

/// false = lost to somebody who was faster; nothing is written.
Result<bool> followOnce(Connection &connection, const Clock &clock, Random &random, CalcomEventId id,
                        const RemoteBooking &booking, bool may_book)
{
    auto tx = Transaction::begin(connection, clock);
    if (!tx)
        return tx.error();
    auto event = CalcomEventTable::read(connection, id);
    auto catalogue = CatalogueTable::load(connection);
    const auto place = PhaseTable::ofBookings(connection, booking.uids);
    if (!event || !catalogue || !place)
        return !event ? event.error() : !catalogue ? catalogue.error() : place.error();
    if (!*event || (*event)->state != CalcomEventState::New)
        return true;
    CalcomEvent &told = **event;
    if (*place) { // it became an appointment's meanwhile
        told.due = tx->now() + seconds(1);
    } else {
        const auto result = Following(*tx, random, std::move(*catalogue), booking).follow(may_book);
        if (!result)
            return result.error();
        if (!*result)
            return false;
        told.state = CalcomEventState::Done;
        told.result = **result;
        qCInfo(lcBooking).noquote() << "event" << id.value << "of Cal.com:" << told.result;
    }
    if (auto written = CalcomEventTable::update(*tx, told); !written)
        return written.error();
    if (auto committed = tx->commit(); !committed)
        return committed.error();
    return true;
}

} // namespace

RemoteBookingDesk::RemoteBookingDesk(const Clock &clock, Random &random)
    : m_clock(clock)
    , m_random(random)
{
}

Result<void> RemoteBookingDesk::follow(Connection &connection, CalcomEventId event, const RemoteBooking &booking)
{
    for (int attempt = 1; attempt <= kRounds; ++attempt) {
        const auto done = followOnce(connection, m_clock, m_random, event, booking, attempt < kRounds);
        if (!done)
            return done.error();
        if (*done)
            return {};
    }
    return Error{ErrorCode::Busy, QStringLiteral("somebody books the same time again and again")};
}

} // namespace salon
