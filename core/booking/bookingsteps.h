// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/booking/bookingrequest.h"
#include "core/domain/catalogue.h"

namespace salon
{

class Connection;
class Random;
class SlotReader;
class Transaction;

/// How often a race that was lost in the database is looked at again before it is answered as taken.
inline constexpr int kRounds = 3;

/// Steps that booking and moving share, inside one transaction.

/// What became of a booking made at Cal.com. Neither: it does not fit here.
struct Adoption {
    std::optional<Appointment> appointment;
    bool lost = false; // somebody was faster inside the database: the transaction is spoiled
};
/// Everything of it but its transaction, whose days are locked. It stands at Cal.com already: what only asks for time
/// beforehand (notice, horizon) is no obstacle, whoever is busy then is. Its first busy part is mirrored by `uid`.
Result<Adoption> adopt(Transaction &tx, Random &random, Catalogue catalogue, BookingRequest request,
                       const QString &uid);
/// Puts the switches into a wish: the policy binds everybody, the event-map check the phone; others are only warned.
Result<void> applyFlags(Connection &connection, Source source, SlotWish &wish);
/// The explanation that decides: plain, and where a person overbooks knowingly, without what they may override.
Result<Explanation> decide(SlotReader &slots, const SlotWish &wish, Instant start, bool overbook);
/// false = somebody else holds a slot; the transaction is spoiled then and must go.
Result<bool> claim(Transaction &tx, const Catalogue &catalogue, const Appointment &appointment);
Result<void> releaseClaims(Transaction &tx, AppointmentId appointment);
/// What an appointment left becomes the claim of those who were booked over it knowingly, or are unassigned;
/// a unit of a resource goes to whoever lacks one.
Result<void> passClaimsOn(Transaction &tx, const Catalogue &catalogue, const Appointment &left);
/// After a refusal, outside its transaction: what is really free instead; completes the refusal's sentence.
Result<void> offerOthers(Connection &connection, Instant now, SlotWish wish, Instant asked, Explanation &refusal,
                         QList<Offer> &alternatives);

} // namespace salon
