// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/holddesk.h"

#include "core/availability/phaseplan.h"
#include "core/base/limits.h"
#include "core/booking/slotreader.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/holdtable.h"
#include "core/storage/transaction.h"

#include <algorithm>

namespace salon
{

namespace
{

/// What a free start would take: the plan with its people, as stretches to keep.
Hold holdOf(const Catalogue &catalogue, const SlotWish &wish, const Offer &offer)
{
    Hold hold{.call_id = wish.call_id,
              .branch = wish.branch,
              .service = wish.service,
              .staff = offer.staff,
              .span = offer.span};
    const PhasePlan plan = wish.moving
                               ? PhasePlan::of(catalogue, *wish.moving, offer.staff)
                               : PhasePlan::of(catalogue, *catalogue.service(wish.service), offer.staff, wish.branch);
    for (const PhasePlan::Part &part : plan.parts) {
        if (part.taken)
            hold.parts.append({.staff = offer.assistants.value(part.key, offer.staff),
                               .span = PhasePlan::at(offer.span.begin, plan.guarded(part))});
        if (!part.resource.isNull())
            hold.parts.append({.span = PhasePlan::at(offer.span.begin, part), .resource = part.resource});
    }
    return hold;
}

/// At most two firm holds of a call are left: what was checked last, and what was reserved.
Result<void> makeRoom(Transaction &tx, const Hold &earlier, const Hold &next)
{
    if (earlier.soft || (earlier.reserved && !next.reserved))
        return {};
    return earlier.reserved ? HoldTable::release(tx, earlier.id)
                            : HoldTable::soften(tx, earlier.id, tx.now() + HoldDesk::kSoftHold);
}

bool isTheSame(const Hold &one, const Hold &other)
{
    return one.service == other.service && one.staff == other.staff && one.span == other.span &&
           one.parts == other.parts;
}

/// The newest are kept.
Result<void> dropOldestSoft(Transaction &tx, const QString &call_id, qsizetype keep)
{
    const auto held = HoldTable::ofCall(tx.connection(), call_id, tx.now());
    if (!held)
        return held.error();
    QList<Hold> soft;
    std::copy_if(held->cbegin(), held->cend(), std::back_inserter(soft), [](const Hold &hold) { return hold.soft; });
    for (qsizetype i = 0; i + keep < soft.size(); ++i)
        if (auto done = HoldTable::release(tx, soft[i].id); !done)
            return done;
    return {};
}

} // namespace

static_assert(HoldDesk::kSoftHold <= HoldDesk::kHold && HoldDesk::kHold < limits::kLongestHold);

HoldDesk::HoldDesk(const Clock &clock)
    : m_clock(clock)
{
}

Result<HoldDesk::Outcome> HoldDesk::hold(Connection &connection, const SlotWish &wish, Instant start)
{
    return place(connection, wish, start, Kind::Checked);
}

Result<HoldDesk::Outcome> HoldDesk::reserve(Connection &connection, const SlotWish &wish, Instant start)
{
    return place(connection, wish, start, Kind::Reserved);
}

Result<HoldDesk::Outcome> HoldDesk::place(Connection &connection, const SlotWish &wish, Instant start, Kind kind)
{
    auto tx = Transaction::begin(connection, m_clock);
    if (!tx)
        return tx.error();
    auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    const QDate day = catalogue->salon.zone.dateOf(start);
    if (auto locked = tx->lockDay(wish.branch, day); !locked)
        return locked.error();
    SlotReader slots(connection, std::move(*catalogue), tx->now(), wish);
    auto judgement = slots.judge(wish, start);
    if (!judgement)
        return judgement.error();
    Outcome outcome{.judgement = std::move(*judgement)};
    if (!outcome.judgement.available)
        return outcome;
    const Explanation &free = outcome.judgement;
    Hold hold =
        holdOf(slots.catalogue(), wish,
               {.staff = free.staff, .service = wish.service, .span = free.span, .assistants = free.assistants});
    hold.reserved = kind == Kind::Reserved;
    hold.expires_at = tx->now() + kHold;
    const auto id = keepOrPlace(*tx, hold);
    if (!id)
        return id.error();
    hold.id = *id;
    if (auto committed = tx->commit(); !committed)
        return committed.error();
    outcome.hold = hold;
    return outcome;
}

/// What the call holds firmly already is held on, and stays reserved if it was; never twice, for two would take two
/// units of a resource.
Result<HoldId> HoldDesk::keepOrPlace(Transaction &tx, const Hold &hold)
{
    const auto held = HoldTable::ofCall(tx.connection(), hold.call_id, tx.now());
    if (!held)
        return held.error();
    const auto same = std::find_if(held->cbegin(), held->cend(),
                                   [&](const Hold &earlier) { return !earlier.soft && isTheSame(earlier, hold); });
    for (auto earlier = held->cbegin(); earlier != held->cend(); ++earlier)
        if (earlier != same)
            if (auto done = makeRoom(tx, *earlier, hold); !done)
                return done.error();
    if (auto done = dropOldestSoft(tx, hold.call_id, kSoftHolds); !done)
        return done.error();
    if (same == held->cend())
        return HoldTable::place(tx, hold);
    if (auto done = HoldTable::keep(tx, same->id, hold.reserved || same->reserved, hold.expires_at); !done)
        return done.error();
    return same->id;
}

Result<void> HoldDesk::holdSoftly(Connection &connection, const SlotWish &wish, const QList<Offer> &offers)
{
    auto tx = Transaction::begin(connection, m_clock);
    if (!tx)
        return tx.error();
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    QList<QDate> days;
    for (const Offer &offer : offers)
        days.append(offer.date);
    if (auto locked = tx->lockDays(wish.branch, days); !locked)
        return locked;
    if (auto done = dropOldestSoft(*tx, wish.call_id, 0); !done)
        return done;
    for (const Offer &offer : offers.first(std::min(offers.size(), qsizetype(kSoftHolds)))) {
        Hold hold = holdOf(*catalogue, wish, offer);
        hold.soft = true;
        hold.expires_at = tx->now() + kSoftHold;
        if (auto placed = HoldTable::place(*tx, hold); !placed)
            return placed.error();
    }
    return tx->commit();
}

Result<int> HoldDesk::renew(Connection &connection, const QString &call_id)
{
    auto tx = Transaction::begin(connection, m_clock);
    if (!tx)
        return tx.error();
    const auto renewed = keep(*tx, call_id);
    if (!renewed || *renewed == 0)
        return renewed;
    if (auto committed = tx->commit(); !committed)
        return committed.error();
    return renewed;
}

Result<int> HoldDesk::keep(Transaction &tx, const QString &call_id)
{
    const auto held = HoldTable::ofCall(tx.connection(), call_id, tx.now());
    if (!held)
        return held.error();
    if (std::all_of(held->cbegin(), held->cend(), [](const Hold &hold) { return hold.soft; }))
        return 0;
    const auto catalogue = CatalogueTable::load(tx.connection());
    if (!catalogue)
        return catalogue.error();
    QList<QDate> days;
    for (const Hold &hold : *held)
        if (!hold.soft)
            days.append(catalogue->salon.zone.dateOf(hold.span.begin));
    // A call has one line, and a line one branch.
    if (auto locked = tx.lockDays(held->constFirst().branch, days); !locked)
        return locked.error();
    return HoldTable::renew(tx, call_id, tx.now(), tx.now() + kHold);
}

Result<int> HoldDesk::release(Connection &connection, const QString &call_id)
{
    auto tx = Transaction::begin(connection, m_clock);
    if (!tx)
        return tx.error();
    const auto released = HoldTable::releaseAll(*tx, call_id, tx->now());
    if (!released || *released == 0)
        return released;
    if (auto committed = tx->commit(); !committed)
        return committed.error();
    return released;
}

Result<int> HoldDesk::release(Connection &connection, const QString &call_id, HoldId id)
{
    auto tx = Transaction::begin(connection, m_clock);
    if (!tx)
        return tx.error();
    const auto held = HoldTable::ofCall(connection, call_id, tx->now());
    if (!held)
        return held.error();
    if (std::none_of(held->cbegin(), held->cend(), [&](const Hold &hold) { return hold.id == id; })) {
        const auto was = HoldTable::wasOfCall(connection, call_id, id);
        return was ? Result<int>(*was ? 1 : 0) : was.error();
    }
    if (auto done = HoldTable::release(*tx, id); !done)
        return done.error();
    if (auto committed = tx->commit(); !committed)
        return committed.error();
    return 1;
}

Result<void> HoldDesk::settle(Transaction &tx, const Appointment &booked)
{
    if (booked.call_id.isEmpty())
        return {};
    const auto held = HoldTable::ofCall(tx.connection(), booked.call_id, tx.now());
    if (!held)
        return held.error();
    const auto is_it = [&](const Hold &hold) {
        return hold.service == booked.service && hold.span.begin == booked.span.begin;
    };
    auto became_it = std::find_if(held->cbegin(), held->cend(),
                                  [&](const Hold &hold) { return is_it(hold) && hold.staff == booked.staff; });
    if (became_it == held->cend())
        became_it = std::find_if(held->cbegin(), held->cend(), is_it);
    for (auto hold = held->cbegin(); hold != held->cend(); ++hold) {
        if (!is_it(*hold) && !hold->soft)
            continue;
        if (auto done = hold == became_it ? HoldTable::convert(tx, hold->id) : HoldTable::release(tx, hold->id); !done)
            return done;
    }
    return {};
}

} // namespace salon
