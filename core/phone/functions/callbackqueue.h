// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/call.h"
#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"

#include <chrono>

namespace salon
{

/// Puts a caller on the list of people to ring: one open row per call, whatever asks for it, to which later wishes of
/// the same call are added; those of a number that has many open ones already join its newest. Thread: the
/// connection's. Errors: Busy, Database (nothing is stored then, and nothing may be promised).
struct CallbackQueue {
    static constexpr std::chrono::hours kDeadline{24};
    static constexpr std::chrono::hours kUrgentDeadline{2};

    /// What is to be rung about.
    struct Wish {
        QString reason;
        CallbackPriority priority = CallbackPriority::Normal;
        std::chrono::hours within = kDeadline;
        std::optional<TimeRange> wanted;
        AppointmentId appointment = {}; // of a change that could not be made; none = the caller asked
    };
    struct Queued {
        Callback callback;
        bool is_new = true;
    };
    static Result<Queued> add(const CallContext &context, const Wish &wish);
    /// What the phone may not or cannot do is left to the salon: the reply with why, that it is noted, and `fields`.
    static Result<FunctionReply> leave(const CallContext &context, const Wish &wish, const QString &code,
                                       const QString &sentence, QJsonObject fields);
    /// For whoever rings back.
    static Phrases salonsPhrases(const CallContext &context);

    /// The caller's own number, else the one they said, if it is one; empty = none.
    static QString number(const CallContext &context);
    /// A moment at which the salon is open: where nobody would be there, an hour after it opens again.
    static Instant deadline(const CallContext &context, Instant from, std::chrono::hours within);
};

} // namespace salon
