// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/phaseplan.h"
#include "core/base/logging.h"
#include "core/booking/bookingdesk.h"
#include "core/booking/bookingjournal.h"
#include "core/booking/bookingsteps.h"
#include "core/booking/changerules.h"
#include "core/booking/holddesk.h"
#include "core/booking/slotreader.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/claimtable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/phasetable.h"
#include "core/storage/resourceclaimtable.h"
#include "core/storage/transaction.h"

namespace salon
{

namespace
{

/// How often an appointment is followed to another day.
constexpr int kLooks = 20;

/// What a change begins with: the salon, and the appointment as it is now that nobody else can change its days.
struct Opened {
    Transaction tx;
    Catalogue catalogue;
    Appointment before;
    std::optional<ChangeOutcome> refused;
};

/// Nothing: it was moved to another day before its day was locked.
Result<std::optional<Opened>> tryToOpen(Connection &connection, const Clock &clock, AppointmentId id,
                                        std::optional<Instant> also, std::optional<int> version)
{
    auto tx = Transaction::begin(connection, clock);
    if (!tx)
        return tx.error();
    auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    const auto first_look = AppointmentTable::read(connection, id);
    if (!first_look)
        return first_look.error();
    const Zone &zone = catalogue->salon.zone;
    const QDate day = zone.dateOf(first_look->span.begin);
    QList<QDate> days{day};
    if (also)
        days.append(zone.dateOf(*also));
    if (auto locked = tx->lockDays(first_look->branch, days); !locked)
        return locked.error();
    if (auto locked = AppointmentTable::lock(*tx, id); !locked)
        return locked.error();
    auto before = AppointmentTable::read(connection, id);
    if (!before)
        return before.error();
    if (before->branch != first_look->branch || zone.dateOf(before->span.begin) != day)
        return std::optional<Opened>();
    Opened opened{std::move(*tx), std::move(*catalogue), std::move(*before), std::nullopt};
    if (version && *version != opened.before.version)
        opened.refused = ChangeOutcome{.kind = ChangeOutcome::Kind::Stale, .appointment = opened.before};
    return std::optional(std::move(opened));
}

Result<Opened> openChange(Connection &connection, const Clock &clock, AppointmentId id, std::optional<Instant> also,
                          std::optional<int> version)
{
    for (int attempt = 0; attempt < kLooks; ++attempt) {
        auto opened = tryToOpen(connection, clock, id, also, version);
        if (!opened)
            return opened.error();
        if (*opened)
            return std::move(**opened);
    }
    return Error{ErrorCode::Busy, QStringLiteral("appointment %1 is moved again and again").arg(id.value)};
}

ChangeOutcome outcome(ChangeOutcome::Kind kind, const Appointment &appointment)
{
    return {.kind = kind, .appointment = appointment};
}

/// The phases stay the rows they are, with new times and maybe another person.
Appointment moved(const Catalogue &catalogue, const Appointment &before, const MoveRequest &request,
                  const Explanation &decision)
{
    Appointment after = before;
    after.staff = request.staff.value_or(before.staff);
    PhasePlan plan = PhasePlan::of(catalogue, before, after.staff);
    if (!after.staff.isNull())
        plan.assign(decision.assistants);
    after.span = plan.span(request.start);
    for (qsizetype i = 0; i < after.phases.size(); ++i) {
        after.phases[i].span = PhasePlan::at(request.start, plan.parts[i]);
        after.phases[i].staff = plan.parts[i].staff;
    }
    after.overbooked = decision.overbooks;
    after.version = before.version + 1;
    return after;
}

/// Refused, where it is not what the caller agreed to any more.
Result<Opened> openAgreed(Connection &connection, const Clock &clock, AppointmentId id, std::optional<Instant> also,
                          std::optional<int> version, const std::optional<AgreedChange> &agreed)
{
    auto opened = openChange(connection, clock, id, also, version);
    if (!opened || opened->refused || !agreed)
        return opened;
    auto differing = ChangeRules::differing(opened->tx, opened->catalogue, opened->before, *agreed);
    if (!differing)
        return differing.error();
    opened->refused = std::move(*differing);
    return opened;
}

/// With the change goes what the call was told about it, held for it and was to be rung for.
Result<void> settleAgreed(Transaction &tx, const std::optional<AgreedChange> &agreed, const Actor &actor,
                          const Appointment &after)
{
    if (!agreed)
        return {};
    Appointment told = after;
    told.call_id = agreed->proposal.call_id;
    if (after.status != AppointmentStatus::Cancelled)
        if (auto held = HoldDesk::settle(tx, told); !held)
            return held;
    return ChangeRules::settle(tx, agreed->proposal, actor);
}

bool mayMove(AppointmentStatus status)
{
    return status == AppointmentStatus::Confirmed || status == AppointmentStatus::Arrived;
}

/// false = a claim was lost; the transaction is spoiled then.
Result<bool> writeMove(Transaction &tx, Random &random, const Catalogue &catalogue, const Appointment &before,
                       const Appointment &after, const MoveRequest &request, const Actor &actor,
                       const QList<Overridden> &overridden)
{
    if (auto updated = AppointmentTable::update(tx, after); !updated)
        return updated.error();
    if (auto shifted = PhaseTable::move(tx, after); !shifted)
        return shifted.error();
    if (auto released = releaseClaims(tx, after.id); !released)
        return released.error();
    const auto claimed = claim(tx, catalogue, after);
    if (!claimed || !*claimed)
        return claimed;
    if (auto passed = passClaimsOn(tx, catalogue, before); !passed)
        return passed.error();
    if (auto queued = OutboxTable::addMoved(tx, random, before, after); !queued)
        return queued.error();
    for (const MirroredPart &part : request.mirrored)
        if (auto taken = OutboxTable::takeAsMoved(tx, after, part); !taken)
            return taken.error();
    if (auto noted = journalChange(tx, catalogue, actor, "move", &before, after, overridden); !noted)
        return noted.error();
    return true;
}

struct MoveRound {
    ChangeOutcome outcome;
    SlotWish wish;
    bool lost = false;
};

Result<MoveRound> moveOnce(Connection &connection, const Clock &clock, Random &random, AppointmentId id,
                           const MoveRequest &request, std::optional<int> version, const Actor &actor,
                           const std::optional<AgreedChange> &agreed)
{
    auto opened = openAgreed(connection, clock, id, request.start, version, agreed);
    if (!opened)
        return opened.error();
    MoveRound round;
    const Appointment before = opened->before;
    if (opened->refused) {
        round.outcome = *opened->refused;
        return round;
    }
    const StaffId staff = request.staff.value_or(before.staff);
    if (!staff.isNull() && !opened->catalogue.member(staff))
        return Error{ErrorCode::InvalidInput, QStringLiteral("unknown staff member")};
    const bool stays = staff == before.staff && request.start == before.span.begin;
    if (stays || !mayMove(before.status)) {
        using Kind = ChangeOutcome::Kind;
        round.outcome = outcome(mayMove(before.status) ? Kind::Done : Kind::WrongStatus, before);
        return round;
    }
    round.wish = {.branch = before.branch,
                  .service = before.service,
                  .staff = staff,
                  .customer = before.customer,
                  .attendee_name = before.attendee_name,
                  .moving = before,
                  .call_id = request.call_id.isEmpty() ? before.call_id : request.call_id};
    if (auto bound = applyFlags(connection, actor.source, round.wish); !bound)
        return bound.error();
    SlotReader slots(connection, std::move(opened->catalogue), opened->tx.now(), round.wish);
    const bool overbook = request.overbook && actor.source != Source::Phone;
    const auto decision = decide(slots, round.wish, request.start, overbook);
    if (!decision)
        return decision.error();
    if (!decision->available) {
        round.outcome = outcome(ChangeOutcome::Kind::Refused, before);
        round.outcome.refusal = *decision;
        return round;
    }
    const Catalogue &catalogue = slots.catalogue();
    const Appointment after = moved(catalogue, before, request, *decision);
    const auto written = writeMove(opened->tx, random, catalogue, before, after, request, actor, decision->overridden);
    if (!written)
        return written.error();
    if (!*written) {
        round.lost = true;
        round.outcome = outcome(ChangeOutcome::Kind::Refused, before);
        return round;
    }
    if (auto settled = settleAgreed(opened->tx, agreed, actor, after); !settled)
        return settled.error();
    const auto stored = AppointmentTable::read(connection, id);
    if (!stored)
        return stored.error();
    if (auto committed = opened->tx.commit(); !committed)
        return committed.error();
    round.outcome = outcome(ChangeOutcome::Kind::Done, *stored);
    if (round.wish.event_maps != EventMapCheck::Off)
        round.outcome.missing_maps = catalogue.missingMaps(*stored);
    return round;
}

/// Who was away and came after all takes back what is still free of their time.
Result<void> changeClaims(Transaction &tx, const Catalogue &catalogue, const Appointment &before, Appointment &after)
{
    if (blocksTime(before.status) && !blocksTime(after.status)) {
        if (auto released = releaseClaims(tx, after.id); !released)
            return released;
        return passClaimsOn(tx, catalogue, before);
    }
    if (blocksTime(before.status) || !blocksTime(after.status))
        return {};
    const auto missing = ClaimTable::takeFree(tx, after, claimants(catalogue, after));
    if (!missing)
        return missing.error();
    const auto missing_units = ResourceClaimTable::takeFree(tx, after);
    if (!missing_units)
        return missing_units.error();
    // Nobody is booked over by what is still to be assigned: it waits for what is free.
    if (!after.staff.isNull())
        after.overbooked = after.overbooked || *missing > 0 || *missing_units > 0;
    return {};
}

/// Everything of a change of status but its transaction.
Result<ChangeOutcome> writeStatus(Opened &opened, Appointment after, const char *action, const Actor &actor)
{
    if (auto claims = changeClaims(opened.tx, opened.catalogue, opened.before, after); !claims)
        return claims.error();
    if (auto updated = AppointmentTable::update(opened.tx, after); !updated)
        return updated.error();
    if (auto noted = journalChange(opened.tx, opened.catalogue, actor, action, &opened.before, after); !noted)
        return noted.error();
    const auto stored = AppointmentTable::read(opened.tx.connection(), after.id);
    if (!stored)
        return stored.error();
    if (auto committed = opened.tx.commit(); !committed)
        return committed.error();
    ChangeOutcome done = outcome(ChangeOutcome::Kind::Done, *stored);
    done.became_overbooked = stored->overbooked && !opened.before.overbooked;
    return done;
}

} // namespace

Result<ChangeOutcome> BookingDesk::move(Connection &connection, AppointmentId id, const MoveRequest &request,
                                        std::optional<int> version, const Actor &actor,
                                        const std::optional<AgreedChange> &agreed)
{
    for (int attempt = 1;; ++attempt) {
        auto round = moveOnce(connection, m_clock, m_random, id, request, version, actor, agreed);
        if (!round)
            return round.error();
        if (round->lost && attempt < kRounds)
            continue;
        ChangeOutcome &result = round->outcome;
        if (round->lost)
            result.refusal = {.available = false,
                              .rule = Rule::Appointment,
                              .staff = round->wish.staff,
                              .service = round->wish.service};
        if (result.kind == ChangeOutcome::Kind::Refused && !result.verdict)
            if (auto found = offerOthers(connection, m_clock.now(), round->wish, request.start, result.refusal,
                                         result.alternatives);
                !found)
                return found.error();
        return result;
    }
}

Result<ChangeOutcome> BookingDesk::cancel(Connection &connection, AppointmentId id, const QString &reason,
                                          std::optional<int> version, const Actor &actor,
                                          const std::optional<AgreedChange> &agreed)
{
    if (reason.trimmed().isEmpty())
        return Error{ErrorCode::InvalidInput, QStringLiteral("a cancellation needs a reason")};
    auto opened = openAgreed(connection, m_clock, id, std::nullopt, version, agreed);
    if (!opened)
        return opened.error();
    if (opened->refused)
        return *opened->refused;
    if (opened->before.status == AppointmentStatus::Cancelled)
        return outcome(ChangeOutcome::Kind::WrongStatus, opened->before);
    Appointment after = opened->before;
    after.status = AppointmentStatus::Cancelled;
    after.cancel_reason = reason.trimmed();
    after.version += 1;
    if (auto settled = settleAgreed(opened->tx, agreed, actor, after); !settled)
        return settled.error();
    if (auto queued = OutboxTable::addCancelled(opened->tx, m_random, after); !queued)
        return queued.error();
    return writeStatus(*opened, after, "cancel", actor);
}

Result<ChangeOutcome> BookingDesk::setStatus(Connection &connection, AppointmentId id, AppointmentStatus status,
                                             std::optional<int> version, const Actor &actor)
{
    if (status == AppointmentStatus::Cancelled)
        return Error{ErrorCode::InvalidInput, QStringLiteral("a cancellation needs a reason")};
    auto opened = openChange(connection, m_clock, id, std::nullopt, version);
    if (!opened)
        return opened.error();
    if (opened->refused)
        return *opened->refused;
    if (opened->before.status == AppointmentStatus::Cancelled)
        return outcome(ChangeOutcome::Kind::WrongStatus, opened->before);
    if (opened->before.status == status)
        return outcome(ChangeOutcome::Kind::Done, opened->before);
    Appointment after = opened->before;
    after.status = status;
    after.version += 1;
    return writeStatus(*opened, after, "status", actor);
}

} // namespace salon
