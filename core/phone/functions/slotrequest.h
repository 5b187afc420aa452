// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/slotsearch.h"
#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"
#include "core/phone/language/callername.h"
#include "core/phone/language/when.h"

#include <optional>

namespace salon
{

/// What availability, alternatives and booking have in common, read from the arguments once: which service, with whom,
/// when, for whom. A question the caller has to answer first is a reply of its own.
struct SlotRequest {
    When when;
    CallerName name;
    QString phone;
    QString email;
    QString notes;
    SlotWish wish; // branch, service, staff, customer
    const Service *service = nullptr;
    bool named_service = false;   // said now, not known from before
    const Staff *staff = nullptr; // who was asked for
    bool for_anybody = false;     // said so: it does not matter who

    /// The question to ask back, where branch, service or person are not clear.
    std::optional<FunctionReply> question;

    static SlotRequest of(const CallContext &context);
    /// For the record of the call: {"service":key,"staff":key,"date":…,"time":…,"between_min":[from,to],
    /// "anybody":true}, what is known.
    QJsonObject written() const;
    /// A time without a day, said after offers, is the time of an offer.
    void takeOfferedDay(const CallContext &context);
    /// Who asked for a person, or heard that this start is free with one, gets that person, though the agent names
    /// nobody now.
    void keepPerson(const CallContext &context, std::optional<Instant> start = {});

    bool isOneDay() const { return when.date.date && when.date.state != DateWish::State::Several; }
    /// All days that will do; none where the day is not clear.
    QList<QDate> days() const;
    /// Every start that was asked for, by day and then as said; those that the clocks leave out are missing.
    QList<Instant> starts(const Zone &zone) const;
    /// The same wish for one of its starts.
    SlotRequest at(const Zone &zone, Instant start) const;

    /// Nothing to ask about several days together with a part of the day: those can be looked through.
    std::optional<FunctionReply> dayQuestion(const CallContext &context) const;
    std::optional<FunctionReply> timeQuestion(const CallContext &context) const;
    /// For what needs one start: which of several days, what time, which of several times.
    std::optional<FunctionReply> startQuestion(const CallContext &context) const;
    /// A wall time that does not exist, because the clocks go forward.
    std::optional<FunctionReply> gapQuestion(const CallContext &context) const;
    FunctionReply askTime(const CallContext &context) const;
    FunctionReply askWhichDay(const CallContext &context) const;
};

/// "Um sieben" is the evening where the branch is open then and not in the morning.
void turnToOpeningHours(When &when, const Salon &salon, const Branch &branch);

/// The one start in the salon's zone; nothing where several will do, and for a wall time that does not exist.
std::optional<Instant> exactStart(const SlotRequest &request, const Zone &zone);

} // namespace salon
