// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/call.h"

#include <optional>
#include <QString>

namespace salon
{

/// What a call came to. None: it goes on still, or it was turned away by the block list.
enum class CallOutcome { None, Booked, Changed, Callback, Question, HungUp, Failed };
/// "booked" …; None is empty.
QString word(CallOutcome);

/// One answer of ours, as far as the outcome needs it.
struct CallStep {
    QString name;
    bool success = false;
    QString code;
    bool operator==(const CallStep &) const = default;
};

/// Why a call that rang was not taken, where Retell would name the reason of an end.
inline const QString kTurnedAway = QStringLiteral("blocked_number");

/// What was done counts, whatever came after it. Where nothing was: Failed when we or the line could not (no answer in
/// time, an unknown function, a call nobody could place, a technical end); Question when the last thing was answered
/// in full; HungUp when the caller left before saying what they wanted, or over a "no" or a question of ours.
CallOutcome outcomeOf(const PhoneCall &call, const std::optional<CallStep> &last_step);

} // namespace salon
