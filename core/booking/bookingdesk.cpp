// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingdesk.h"

#include "core/availability/phaseplan.h"
#include "core/base/logging.h"
#include "core/booking/bookingcustomer.h"
#include "core/booking/bookingjournal.h"
#include "core/booking/bookingsteps.h"
#include "core/booking/holddesk.h"
#include "core/booking/slotreader.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/customertable.h"
#include "core/storage/holdtable.h"
#include "core/storage/maprefusaltable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/phasetable.h"
#include "core/storage/transaction.h"

#include <algorithm>

namespace salon
{

namespace
{

struct Round {
    BookingOutcome outcome;
    SlotWish wish;
    bool lost = false; // somebody was faster inside the database: everything was rolled back
};

QString requestKey(const BookingRequest &request)
{
    if (request.call_id.isEmpty())
        return {};
    return QStringLiteral("%1|%2|%3").arg(request.call_id).arg(request.service.value).arg(request.start.ms());
}

Result<void> checkNames(const Catalogue &catalogue, const BookingRequest &request)
{
    const auto unknown = [](const char *what) {
        return Error{ErrorCode::InvalidInput, QStringLiteral("unknown %1").arg(QLatin1String(what))};
    };
    if (!catalogue.branch(request.branch))
        return unknown("branch");
    if (!catalogue.service(request.service))
        return unknown("service");
    if (!request.staff.isNull() && !catalogue.member(request.staff))
        return unknown("staff member");
    return {};
}

void markPending(Appointment &appointment)
{
    for (Phase &phase : appointment.phases)
        if (phase.busy && !phase.staff.isNull() && phase.calcom_uid.isEmpty())
            phase.sync_status = SyncStatus::Pending;
}

Result<void> insertCustomer(Transaction &tx, BookingCustomer &who)
{
    const auto id = CustomerTable::insert(tx, who.customer);
    if (!id)
        return id.error();
    who.customer.id = *id;
    return {};
}

/// Writes everything of a booking that was found free. false = a claim or the request's key was lost.
Result<bool> write(Transaction &tx, Random &random, const Catalogue &catalogue, const BookingRequest &request,
                   BookingCustomer &who, Appointment &appointment, const QList<Overridden> &overridden)
{
    if (who.customer.id.isNull())
        if (auto inserted = insertCustomer(tx, who); !inserted)
            return inserted.error();
    appointment.customer = who.customer.id;
    const auto id = AppointmentTable::insert(tx, appointment, requestKey(request));
    if (!id && id.error().code == ErrorCode::Refused)
        return false;
    if (!id)
        return id.error();
    appointment.id = *id;
    if (auto stored = PhaseTable::insert(tx, appointment); !stored)
        return stored.error();
    const auto claimed = claim(tx, catalogue, appointment);
    if (!claimed || !*claimed)
        return claimed;
    if (auto queued = OutboxTable::addBooked(tx, random, appointment); !queued)
        return queued.error();
    if (auto settled = HoldDesk::settle(tx, appointment); !settled)
        return settled.error();
    markPending(appointment);
    if (auto noted = journalChange(tx, catalogue, request.actor, "book", nullptr, appointment, overridden); !noted)
        return noted.error();
    return true;
}

Appointment made(const Catalogue &catalogue, const BookingRequest &request, const BookingCustomer &who,
                 const Explanation &decision, Instant now)
{
    PhasePlan plan = PhasePlan::of(catalogue, *catalogue.service(request.service), decision.staff, request.branch);
    plan.assign(decision.assistants);
    return {.branch = request.branch,
            .service = request.service,
            .staff = decision.staff,
            .attendee_name = who.attendee_name,
            .span = plan.span(request.start),
            .source = request.source,
            .call_id = request.call_id,
            .notes = request.notes,
            .overbooked = decision.overbooks,
            .test = request.test,
            .created_at = now,
            .phases = plan.phases(request.start)};
}

Result<std::optional<Appointment>> earlierBooking(Connection &connection, const BookingRequest &request)
{
    const QString key = requestKey(request);
    if (key.isEmpty())
        return std::optional<Appointment>();
    const auto id = AppointmentTable::byRequestKey(connection, key);
    if (!id)
        return id.error();
    if (!*id)
        return std::optional<Appointment>();
    const auto appointment = AppointmentTable::read(connection, **id);
    if (!appointment)
        return appointment.error();
    return std::optional(*appointment);
}

/// Whose booking it would be, and what the book says to it.
struct Judgement {
    BookingCustomer who;
    SlotWish wish;
    std::unique_ptr<SlotReader> slots;
    Explanation decision;
};

/// With whom the call was told that it is free, where it asks for nobody by name.
Result<void> preferWhoIsHeld(Connection &connection, Instant now, Instant start, SlotWish &wish)
{
    if (wish.call_id.isEmpty() || !wish.staff.isNull())
        return {};
    const auto held = HoldTable::ofCall(connection, wish.call_id, now);
    if (!held)
        return held.error();
    for (const Hold &hold : *held)
        if (hold.service == wish.service && hold.span.begin == start)
            wish.preferred = hold.staff;
    return {};
}

Result<Judgement> judge(Transaction &tx, Catalogue catalogue, const BookingRequest &request)
{
    Connection &connection = tx.connection();
    auto who = BookingCustomer::of(tx, catalogue.salon.country, request);
    if (!who)
        return who.error();
    Judgement judgement{.who = *who};
    judgement.wish = {.branch = request.branch,
                      .service = request.service,
                      .staff = request.staff,
                      .customer = who->customer.id,
                      .attendee_name = who->attendee_name,
                      .call_id = request.call_id};
    if (auto bound = applyFlags(connection, request.source, judgement.wish); !bound)
        return bound.error();
    if (auto held = preferWhoIsHeld(connection, tx.now(), request.start, judgement.wish); !held)
        return held.error();
    judgement.slots = std::make_unique<SlotReader>(connection, std::move(catalogue), tx.now(), judgement.wish);
    const bool overbook = request.overbook && request.source != Source::Phone;
    auto decision = decide(*judgement.slots, judgement.wish, request.start, overbook);
    if (!decision)
        return decision.error();
    judgement.decision = std::move(*decision);
    return judgement;
}

/// A caller whom only missing event maps kept away is counted; any other refusal leaves nothing behind.
Result<void> countRefusal(Transaction &tx, const BookingRequest &request, const Explanation &why)
{
    if (request.source != Source::Phone || why.rule != Rule::EventMap)
        return {};
    if (auto counted = MapRefusalTable::add(tx, request.service, why.staff, request.call_id); !counted)
        return counted;
    return tx.commit();
}

/// One transaction, all or nothing.
Result<Round> bookOnce(Connection &connection, const Clock &clock, Random &random, const BookingRequest &request)
{
    auto tx = Transaction::begin(connection, clock);
    if (!tx)
        return tx.error();
    auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    if (auto known = checkNames(*catalogue, request); !known)
        return known.error();
    const QDate day = catalogue->salon.zone.dateOf(request.start);
    if (auto locked = tx->lockDay(request.branch, day); !locked)
        return locked.error();
    const auto earlier = earlierBooking(connection, request);
    if (!earlier)
        return earlier.error();
    Round round;
    const bool is_cancelled = *earlier && (*earlier)->status == AppointmentStatus::Cancelled;
    if (*earlier && !(is_cancelled ? request.again : request.second)) {
        using Kind = BookingOutcome::Kind;
        round.outcome.kind = is_cancelled ? Kind::Cancelled : Kind::Duplicate;
        round.outcome.appointment = **earlier;
        return round;
    }
    if (*earlier)
        if (auto released = AppointmentTable::releaseRequestKey(*tx, (*earlier)->id); !released)
            return released.error();
    auto judgement = judge(*tx, std::move(*catalogue), request);
    if (!judgement)
        return judgement.error();
    round.wish = judgement->wish;
    if (!judgement->decision.available) {
        round.outcome.refusal = judgement->decision;
        if (auto counted = countRefusal(*tx, request, judgement->decision); !counted)
            return counted.error();
        return round;
    }

    const Catalogue &salon = judgement->slots->catalogue();
    round.outcome.is_new_customer = judgement->who.customer.id.isNull();
    Appointment appointment = made(salon, request, judgement->who, judgement->decision, tx->now());
    const auto written =
        write(*tx, random, salon, request, judgement->who, appointment, judgement->decision.overridden);
    if (!written)
        return written.error();
    round.lost = !*written;
    if (round.lost)
        return round;
    if (auto committed = tx->commit(); !committed)
        return committed.error();
    round.outcome.kind = BookingOutcome::Kind::Booked;
    round.outcome.appointment = appointment;
    if (round.wish.event_maps != EventMapCheck::Off)
        round.outcome.missing_maps = salon.missingMaps(appointment);
    return round;
}

} // namespace

Result<Adoption> adopt(Transaction &tx, Random &random, Catalogue catalogue, BookingRequest request, const QString &uid)
{
    request.overbook = true; // asks what a person may know; what overbooks somebody is refused below
    auto judgement = judge(tx, std::move(catalogue), request);
    if (!judgement)
        return judgement.error();
    if (!judgement->decision.available || judgement->decision.overbooks)
        return Adoption();
    const Catalogue &salon = judgement->slots->catalogue();
    Appointment appointment = made(salon, request, judgement->who, judgement->decision, tx.now());
    const auto mirrored = std::find_if(appointment.phases.begin(), appointment.phases.end(),
                                       [](const Phase &phase) { return phase.busy; });
    if (mirrored == appointment.phases.end())
        return Adoption();
    mirrored->calcom_uid = uid;
    mirrored->sync_status = SyncStatus::Synced;
    const auto written = write(tx, random, salon, request, judgement->who, appointment, judgement->decision.overridden);
    if (!written)
        return written.error();
    return *written ? Adoption{appointment, false} : Adoption{std::nullopt, true};
}

BookingDesk::BookingDesk(const Clock &clock, Random &random)
    : m_clock(clock)
    , m_random(random)
{
}

Result<BookingOutcome> BookingDesk::book(Connection &connection, const BookingRequest &request)
{
    for (int attempt = 1;; ++attempt) {
        auto round = bookOnce(connection, m_clock, m_random, request);
        if (!round)
            return round.error();
        if (round->lost && attempt < kRounds)
            continue;
        if (round->lost)
            round->outcome.refusal = {
                .available = false, .rule = Rule::Appointment, .staff = request.staff, .service = request.service};
        if (round->outcome.kind == BookingOutcome::Kind::Refused) {
            BookingOutcome &refused = round->outcome;
            if (auto found = offerOthers(connection, m_clock.now(), round->wish, request.start, refused.refusal,
                                         refused.alternatives);
                !found)
                return found.error();
            qCInfo(lcBooking).noquote() << "booking refused:" << word(round->outcome.refusal.rule);
        }
        return round->outcome;
    }
}

} // namespace salon
