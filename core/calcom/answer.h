// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/http/transport.h"

#include <optional>
#include <QJsonValue>
#include <QString>

namespace salon::calcom
{

/// The three bodies an error comes in: Nest's envelope, the raw one, and what proxies say (HTML, text, nothing).
enum class ErrorShape { None, Envelope, Raw, Foreign };

struct RemoteError {
    int http = 0; // 0 = no answer at all
    ErrorShape shape = ErrorShape::None;
    QString code;
    QString message;
    QString request_id;
    /// One line for the attempt: status, code, full message. Not yet masked.
    QString text() const;
    bool operator==(const RemoteError &) const = default;
};

/// What an answer says about whether the operation was executed.
/// Source: facts, Cal.com v2 section 9, observed 2026-11-22 rows 1, 12, 14; shared/interfaces.md section 9.
enum class AnswerClass {
    Done,         // executed now; data follows
    AlreadyDone,  // refused, because it had been done before: a success for a cancel
    Taken,        // refused for a time conflict, which may be with our own earlier attempt
    Unclear,      // nobody knows: look
    Definite,     // one of the closed list: the same request will never succeed
    NotExecuted,  // never reached the booking code: wait and repeat
    Unauthorized, // the key is refused
};

struct Answer {
    AnswerClass kind = AnswerClass::Unclear;
    RemoteError error;                     // for everything but Done
    QJsonValue data;                       // of a Done
    std::optional<milliseconds> wait_hint; // of a NotExecuted: what the server's reset header asks for
};

/// What every answer says of its key: so many of so many requests are left, and a new window begins in `reset`.
struct RateStanding {
    int limit = 0;
    int remaining = 0;
    milliseconds reset{0};
    bool operator==(const RateStanding &) const = default;
};
/// Nothing where the headers are missing or not numbers.
std::optional<RateStanding> rateStanding(const IncomingAnswer &answer, Instant now);

/// Never fails: what cannot be understood is Unclear. `now` is for reset headers that give a point in time.
Answer readAnswer(const IncomingAnswer &answer, Instant now);

} // namespace salon::calcom
