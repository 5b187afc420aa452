// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/domain/outbox.h"
#include "core/domain/words.h"

#include <optional>
#include <QString>

namespace salon
{

/// Everything that can happen to an outbox row.
enum class SyncEvent {
    // a send ended
    Executed,
    ExecutedUnconfirmed, // accepted, but a person at Cal.com must confirm it first
    TimeTaken,           // refused for a conflict, which may be with our own earlier send
    OutcomeUnclear,
    CancelledBefore, // a cancel that was not needed, or a booking that lives on under another uid
    DefinitelyRefused,
    NotReached, // 429 or no connection
    KeyRefused,
    // a look-up ended
    Found,
    NotFound,
    NotSeen, // not found, and the key would not show it
    FoundUnconfirmed,
    FoundCancelled,
    FoundElsewhere, // a move: somebody else moved it, to another time
    LookupUnclear,
    LookupNotReached,
    LookupKeyRefused,
    // nothing was exchanged
    Interrupted, // found as being sent, with nobody sending it
    MapMissing,
    DataMissing,
    KeyMissing,
    TooLate,    // the appointment has begun
    Superseded, // the book has moved on and nothing was sent yet
};

/// What is known of the row's last send: outbox.last_result. Shape: "unclear", "taken:2" (the number: waits in a row).
struct SendMemory {
    enum class Result {
        None,
        Taken,
        Unclear,
        Definite,
        Interrupted,
        NotReached,
        KeyRefused,
        RetryAsked,  // a person wants it sent again: looked up once before
        VerifyAsked, // a person wants it looked up
        Overtaken,   // the book has moved on and nobody knows whether it is there: looked for, never sent again
    };
    Result result = Result::None;
    int waits = 0;
    QString text() const;
    static SendMemory parse(const QString &text);
    bool operator==(const SendMemory &) const = default;
};

struct SyncDecision {
    OutboxState state = OutboxState::Pending;
    Instant due;
    int sends = 0;
    int lookups = 0;
    SendMemory memory;
    AttemptOutcome outcome = AttemptOutcome::Sent;
    std::optional<ReviewCause> review;
    bool pauses_key = false;
    bool operator==(const SyncDecision &) const = default;
};

/// The rules of verification and repeats, whole: (row, event, now) -> what becomes of it. Pure.
/// A send whose end is not known is looked up, never repeated blindly; with verification switched off such a send goes
/// to a person instead. Look-ups that keep failing prove nothing: a person is asked, too. `wait_hint` is the server's
/// own wish for a repeat. Source: shared/interfaces.md section 9.
SyncDecision decide(const OutboxRow &row, SyncEvent event, Instant now, bool verification,
                    std::optional<milliseconds> wait_hint = std::nullopt);

} // namespace salon
