// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/calloutcome.h"

#include "core/base/checks.h"

#include <QStringList>

namespace salon
{

namespace
{

bool isOurFailure(const CallStep &step)
{
    static const QStringList codes{QStringLiteral("temporarily_unavailable"), QStringLiteral("unknown_function"),
                                   QStringLiteral("call_unknown")};
    return codes.contains(step.code);
}

bool isTechnicalEnd(const QString &reason)
{
    static const QStringList reasons{
        QStringLiteral("invalid_destination"),       QStringLiteral("sip_routing_error"),
        QStringLiteral("concurrency_limit_reached"), QStringLiteral("no_concurrency_fallback"),
        QStringLiteral("registered_call_timeout"),   QStringLiteral("no_valid_payment"),
        QStringLiteral("max_duration_reached"),
    };
    return reason.startsWith(QLatin1String("error_")) || reason.startsWith(QLatin1String("dial_")) ||
           reason.startsWith(QLatin1String("telephony_provider_")) || reasons.contains(reason);
}

} // namespace

QString word(CallOutcome outcome)
{
    switch (outcome) {
    case CallOutcome::None:
        return {};
    case CallOutcome::Booked:
        return QStringLiteral("booked");
    case CallOutcome::Changed:
        return QStringLiteral("changed");
    case CallOutcome::Callback:
        return QStringLiteral("callback");
    case CallOutcome::Question:
        return QStringLiteral("question");
    case CallOutcome::HungUp:
        return QStringLiteral("hung_up");
    case CallOutcome::Failed:
        return QStringLiteral("failed");
    }
    SALON_CHECK(!"every value has a word");
}

CallOutcome outcomeOf(const PhoneCall &call, const std::optional<CallStep> &last_step)
{
    for (const CallOutcome done : {CallOutcome::Booked, CallOutcome::Changed, CallOutcome::Callback})
        if (call.outcome == word(done))
            return done;
    if (call.status != CallStatus::Ended || call.disconnection_reason == kTurnedAway)
        return CallOutcome::None;
    if (isTechnicalEnd(call.disconnection_reason) || (last_step && isOurFailure(*last_step)))
        return CallOutcome::Failed;
    const bool is_answered = last_step && last_step->success && last_step->code.isEmpty();
    return is_answered ? CallOutcome::Question : CallOutcome::HungUp;
}

} // namespace salon
