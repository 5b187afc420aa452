// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/bookingrequest.h"
#include "core/phone/changes/appointmentpick.h"
#include "core/phone/functionreply.h"

#include <chrono>

/// What cancelling and moving by phone have in common: who may, what is asked first, and what becomes of what cannot
/// be done. Every end that is not the change itself leaves the caller on the call-back list or with a question.
/// Thread: the connection's.
namespace salon::changeanswer
{

/// So long a second identical call counts as the caller's yes, and a third one as a repeat.
inline constexpr std::chrono::minutes kRemembered{5};

/// Nobody has heard a question and said yes to it any sooner: without a yes in so many words it is the agent asking
/// again.
inline constexpr std::chrono::seconds kHearing{4};

/// For callers whose number does not tell who they are. Nothing = the caller may.
Result<std::optional<FunctionReply>> refusedCaller(const CallContext &context, ChangeKind kind);
/// The answer where no appointment was found that may be changed; nothing where one was, or the change is done.
Result<std::optional<FunctionReply>> unlessFound(const CallContext &context, ChangeKind kind,
                                                 const AppointmentPick &pick);

/// Puts the caller on the call-back list and says so. Errors: nothing could be stored, so nothing is promised.
Result<FunctionReply> leftToSalon(const CallContext &context, ChangeKind kind, const char *code,
                                  const QString &sentence, const Appointment *appointment);
Result<FunctionReply> denied(const CallContext &context, ChangeKind kind, const Appointment &appointment,
                             const ChangeVerdict &verdict);

/// Has the caller been told exactly this, and is this their yes? What was under way when the question was asked is not.
bool isAgreed(const CallContext &context, const ChangeRequest &request, const std::optional<ChangeProposal> &told,
              const ChangeProposal &proposal);
/// Is this the caller's no to what they were told? A no that nobody can have said yet is the agent looking first.
bool isDeclined(const CallContext &context, const ChangeRequest &request, const std::optional<ChangeProposal> &told);
/// The appointment stays, and whoever asks again is asked again.
Result<FunctionReply> stays(const CallContext &context, const Appointment &appointment, const ChangeProposal &told);
/// From now on a yes means this. Not where the caller will never hear the question.
Result<void> propose(const CallContext &context, ChangeProposal proposal);

/// done, appointment_id, start, end, who, fee, currency, duplicate; of a move old_time and new_time.
QJsonObject fields(const CallContext &context, const Appointment &appointment, std::int64_t fee_cents);
/// The sentence, and what it costs where it costs anything.
QString withFee(const CallContext &context, const QString &sentence, std::int64_t fee_cents);
Actor actor(const CallContext &context);

} // namespace salon::changeanswer
