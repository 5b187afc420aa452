// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingsteps.h"

#include "core/availability/phaseplan.h"
#include "core/booking/bookingdesk.h"
#include "core/booking/slotreader.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/claimtable.h"
#include "core/storage/flagtable.h"
#include "core/storage/resourceclaimtable.h"

#include <algorithm>

namespace salon
{

Result<void> applyFlags(Connection &connection, Source source, SlotWish &wish)
{
    const auto flags = FlagTable::read(connection);
    if (!flags)
        return flags.error();
    wish.policy = flags->availability_policy;
    wish.event_maps = source == Source::Phone ? flags->event_map_check : EventMapCheck::Warn;
    return {};
}

Result<Explanation> decide(SlotReader &slots, const SlotWish &wish, Instant start, bool overbook)
{
    auto plain = slots.judge(wish, start);
    if (!plain || plain->available || !overbook)
        return plain;
    SlotWish knowing = wish;
    knowing.knowingly = true;
    auto known = slots.judge(knowing, start);
    if (!known || !known->available)
        return known;
    // Anybody may have said no before; what counts is what the one who does it overrides.
    SlotWish same = wish;
    same.staff = known->staff;
    const auto waived = wish.staff.isNull() ? slots.judge(same, start) : plain;
    if (!waived)
        return waived;
    known->overridden = {{waived->rule, waived->met}};
    const Overridden met{known->rule, known->met};
    if (known->overbooks && met != known->overridden.first())
        known->overridden.append(met);
    return known;
}

Result<bool> claim(Transaction &tx, const Catalogue &catalogue, const Appointment &appointment)
{
    const QList<StaffId> people = claimants(catalogue, appointment);
    if (appointment.overbooked || appointment.staff.isNull()) {
        if (const auto missing = ClaimTable::takeFree(tx, appointment, people); !missing)
            return missing.error();
        if (const auto missing = ResourceClaimTable::takeFree(tx, appointment); !missing)
            return missing.error();
        return true;
    }
    const auto outcome = ClaimTable::take(tx, appointment, people);
    if (!outcome || *outcome == ClaimTable::Outcome::Lost)
        return outcome ? Result<bool>(false) : outcome.error();
    const auto units = ResourceClaimTable::take(tx, appointment);
    if (!units)
        return units.error();
    return *units == ClaimTable::Outcome::Taken;
}

Result<void> releaseClaims(Transaction &tx, AppointmentId appointment)
{
    if (auto released = ClaimTable::release(tx, appointment); !released)
        return released;
    return ResourceClaimTable::release(tx, appointment);
}

Result<void> passClaimsOn(Transaction &tx, const Catalogue &catalogue, const Appointment &left)
{
    const auto overlapping = AppointmentTable::list(
        tx.connection(), {.branch = left.branch, .not_before = left.span.begin, .before = left.span.end});
    if (!overlapping)
        return overlapping.error();
    for (const Appointment &other : *overlapping) {
        if (other.id == left.id || !blocksTime(other.status))
            continue;
        if (other.overbooked || other.staff.isNull())
            if (const auto taken = ClaimTable::takeFree(tx, other, claimants(catalogue, other)); !taken)
                return taken.error();
        // A file brings people without looking whether there is a unit for them.
        if (const auto taken = ResourceClaimTable::takeFree(tx, other); !taken)
            return taken.error();
    }
    return {};
}

Result<void> offerOthers(Connection &connection, Instant now, SlotWish wish, Instant asked, Explanation &refusal,
                         QList<Offer> &alternatives)
{
    // Who cannot do it at all is not worth waiting for.
    if (refusal.rule == Rule::Capability || refusal.rule == Rule::EventMap)
        wish.staff = {};
    auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    const Zone zone = catalogue->salon.zone;
    const QDate from = std::max(zone.dateOf(asked), zone.dateOf(now));
    if (refusal.text.isEmpty())
        refusal.text = sentence(refusal, *catalogue, Language::German);
    SlotReader slots(connection, std::move(*catalogue), now, wish);
    auto found = slots.alternatives(
        wish, asked, {.from = from, .days = BookingDesk::kSearchDays, .limit = BookingDesk::kAlternatives});
    if (!found)
        return found.error();
    alternatives = std::move(*found);
    return {};
}

} // namespace salon
