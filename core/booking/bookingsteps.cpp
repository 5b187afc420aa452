// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingsteps.h"

#include "core/availability/phaseplan.h"
#include "core/booking/bookingdesk.h"
#include "core/booking/slotreader.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/claimtable.h"
#include "core/storage/flagtable.h"

#include <algorithm>

namespace salon
{

Result<EventMapCheck> eventMapCheck(Connection &connection, Source source)
{
    const auto flags = FlagTable::read(connection);
    if (!flags)
        return flags.error();
    return source == Source::Phone ? flags->event_map_check : EventMapCheck::Warn;
}

Explanation decide(SlotSearch &search, const SlotWish &wish, Instant start, bool overbook)
{
    const Explanation plain = search.explain(wish, start);
    if (plain.available || !overbook)
        return plain;
    SlotWish knowing = wish;
    knowing.knowingly = true;
    return search.explain(knowing, start);
}

Result<bool> claim(Transaction &tx, const Catalogue &catalogue, const Appointment &appointment)
{
    const QList<StaffId> people = claimants(catalogue, appointment);
    if (appointment.overbooked || appointment.staff.isNull()) {
        const auto missing = ClaimTable::takeFree(tx, appointment, people);
        if (!missing)
            return missing.error();
        return true;
    }
    const auto outcome = ClaimTable::take(tx, appointment, people);
    if (!outcome)
        return outcome.error();
    return *outcome == ClaimTable::Outcome::Taken;
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
    const auto slots = SlotReader::read(connection, std::move(*catalogue), now, wish, from, BookingDesk::kSearchDays);
    if (!slots)
        return slots.error();
    alternatives = (*slots)->search().alternatives(
        wish, asked, {.from = from, .days = BookingDesk::kSearchDays, .limit = BookingDesk::kAlternatives});
    return {};
}

} // namespace salon
