// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncdecision.h"

#include "core/base/checks.h"
#include "core/base/limits.h"

#include <algorithm>
#include <array>
#include <utility>

namespace salon
{

namespace
{

using Memory = SendMemory::Result;

constexpr std::array<std::pair<Memory, const char *>, 10> kMemoryWords{{
    {Memory::None, ""},
    {Memory::Taken, "taken"},
    {Memory::Unclear, "unclear"},
    {Memory::Definite, "definite"},
    {Memory::Interrupted, "interrupted"},
    {Memory::NotReached, "not_reached"},
    {Memory::KeyRefused, "key_refused"},
    {Memory::RetryAsked, "retry_asked"},
    {Memory::VerifyAsked, "verify_asked"},
    {Memory::Overtaken, "overtaken"},
}};

milliseconds ladder(int waits)
{
    using namespace std::chrono_literals;
    constexpr std::array<milliseconds, 5> kSteps{5s, 30s, 2min, 10min, 60min};
    return kSteps[std::min<std::size_t>(static_cast<std::size_t>(waits), kSteps.size() - 1)];
}

/// After the n-th look-up that found nothing (0 = none yet), counted from the end of the send: 2, 5, 15 s.
milliseconds gapBeforeLookup(int lookups)
{
    using namespace std::chrono_literals;
    constexpr std::array<milliseconds, limits::kSyncLookups> kGaps{2s, 3s, 10s};
    return kGaps[std::min<std::size_t>(static_cast<std::size_t>(lookups), kGaps.size() - 1)];
}

SyncDecision unchanged(const OutboxRow &row)
{
    SyncDecision same;
    same.state = row.state;
    same.due = row.due;
    same.sends = row.sends;
    same.lookups = row.lookups;
    same.memory = SendMemory::parse(row.last_result);
    return same;
}

SyncDecision done(const OutboxRow &row, AttemptOutcome outcome)
{
    SyncDecision end = unchanged(row);
    end.state = OutboxState::Done;
    end.outcome = outcome;
    return end;
}

SyncDecision toReview(const OutboxRow &row, ReviewCause cause, AttemptOutcome outcome)
{
    SyncDecision end = unchanged(row);
    end.state = OutboxState::Review;
    end.outcome = outcome;
    end.review = cause;
    return end;
}

ReviewCause causeWithoutProof(Memory memory)
{
    switch (memory) {
    case Memory::Taken:
        return ReviewCause::Conflict;
    case Memory::Definite:
        return ReviewCause::Rejected;
    case Memory::None:
    case Memory::Unclear:
    case Memory::Interrupted:
    case Memory::NotReached:
    case Memory::KeyRefused:
    case Memory::RetryAsked:
    case Memory::VerifyAsked:
    case Memory::Overtaken:
        return ReviewCause::NotConfirmed;
    }
    SALON_CHECK(!"every memory has a cause");
}

SyncDecision lookAfter(const OutboxRow &row, Memory memory, AttemptOutcome outcome, Instant now, bool verification)
{
    if (!verification)
        return toReview(row, causeWithoutProof(memory), outcome);
    SyncDecision next = unchanged(row);
    next.state = OutboxState::Verifying;
    next.lookups = 0;
    next.due = now + gapBeforeLookup(0);
    next.memory = {memory, 0};
    next.outcome = outcome;
    return next;
}

/// By whom, nobody says: a guest who moved it cancelled this uid as well.
SyncDecision cancelledBefore(const OutboxRow &row, Instant now, bool verification)
{
    return verification ? lookAfter(row, Memory::Unclear, AttemptOutcome::Sent, now, true)
                        : done(row, AttemptOutcome::Ok);
}

/// What was to be done is overtaken; a person sees both versions.
SyncDecision elsewhere(const OutboxRow &row)
{
    SyncDecision end = done(row, AttemptOutcome::Conflict);
    end.review = ReviewCause::RemoteChanged;
    return end;
}

SyncDecision definitelyRefused(const OutboxRow &row, Instant now, bool verification)
{
    // A create may have been executed by an earlier send; a cancel or move that is refused has nothing to find.
    if (row.operation == SyncOperation::Create)
        return lookAfter(row, Memory::Definite, AttemptOutcome::Rejected, now, verification);
    return toReview(row, ReviewCause::Rejected, AttemptOutcome::Rejected);
}

SyncDecision repeatLater(const OutboxRow &row, Instant now, std::optional<milliseconds> hint)
{
    SyncDecision next = unchanged(row);
    const int waits = next.memory.result == Memory::NotReached ? next.memory.waits : 0;
    next.state = OutboxState::Waiting;
    next.due = now + hint.value_or(ladder(waits));
    next.sends = std::max(0, row.sends - 1); // it never reached the booking code
    next.memory = {Memory::NotReached, waits + 1};
    next.outcome = AttemptOutcome::Retry;
    return next;
}

SyncDecision keyRefused(const OutboxRow &row, Instant now, AttemptOutcome outcome)
{
    SyncDecision next = unchanged(row);
    const bool was_sent = row.state == OutboxState::Sending;
    next.state = row.state == OutboxState::Verifying ? OutboxState::Verifying : OutboxState::Waiting;
    next.due = now + limits::kKeyPause;
    next.sends = was_sent ? std::max(0, row.sends - 1) : row.sends;
    if (next.state == OutboxState::Waiting)
        next.memory = {Memory::KeyRefused, 0};
    next.outcome = outcome;
    next.review = ReviewCause::Auth;
    next.pauses_key = true;
    return next;
}

/// After a look-up that a person asked for, its item is open already and keeps its cause.
SyncDecision lookedInVain(const OutboxRow &row, AttemptOutcome outcome)
{
    const Memory memory = SendMemory::parse(row.last_result).result;
    SyncDecision end = toReview(row, causeWithoutProof(memory), outcome);
    end.memory.waits = 0;
    if (memory == Memory::VerifyAsked)
        end.review.reset();
    return end;
}

/// Absence was not proved, so the look-up does not count, and nothing may be sent again: after `limit` failures in a
/// row a person has to know.
SyncDecision lookAgainLater(const OutboxRow &row, Instant now, std::optional<milliseconds> hint, int limit)
{
    SyncDecision next = unchanged(row);
    if (next.memory.waits + 1 >= limit) {
        SyncDecision end = lookedInVain(row, AttemptOutcome::NotFound);
        if (end.review)
            end.review = ReviewCause::NotConfirmed;
        return end;
    }
    next.due = now + hint.value_or(ladder(next.memory.waits));
    next.memory.waits += 1;
    next.outcome = AttemptOutcome::Retry;
    return next;
}

SyncDecision sendAgain(const OutboxRow &row, Instant now, int sends)
{
    SyncDecision next = unchanged(row);
    next.state = OutboxState::Pending;
    next.due = now;
    next.sends = sends;
    next.lookups = row.lookups + 1;
    next.memory.waits = 0;
    next.outcome = AttemptOutcome::NotFound;
    return next;
}

/// `is_blind`: a key that does not show the host's bookings proves no absence, however often it looks.
SyncDecision notFound(const OutboxRow &row, Instant now, bool is_blind)
{
    const SendMemory memory = SendMemory::parse(row.last_result);
    if (memory.result == Memory::RetryAsked)
        return sendAgain(row, now, 0);
    const int lookups = row.lookups + 1;
    const bool once = memory.result == Memory::Definite || memory.result == Memory::VerifyAsked;
    if (!once && lookups < limits::kSyncLookups) {
        SyncDecision next = unchanged(row);
        next.lookups = lookups;
        next.due = std::max(now, row.due + gapBeforeLookup(lookups));
        next.memory.waits = 0;
        next.outcome = AttemptOutcome::NotFound;
        return next;
    }
    if (is_blind) {
        SyncDecision end = lookedInVain(row, AttemptOutcome::NotFound);
        end.lookups = lookups;
        if (end.review && memory.result != Memory::Definite)
            end.review = ReviewCause::NotConfirmed;
        return end;
    }
    const bool may_repeat = memory.result == Memory::Unclear || memory.result == Memory::Interrupted;
    if (may_repeat && row.sends < limits::kSyncSends)
        return sendAgain(row, now, row.sends);
    const AttemptOutcome outcome = memory.result == Memory::Taken ? AttemptOutcome::Conflict : AttemptOutcome::NotFound;
    SyncDecision end = lookedInVain(row, outcome);
    end.lookups = lookups;
    return end;
}

} // namespace

QString SendMemory::text() const
{
    const auto *entry = std::find_if(kMemoryWords.begin(), kMemoryWords.end(),
                                     [this](const auto &pair) { return pair.first == result; });
    const QString word = QString::fromLatin1(entry->second);
    return waits > 0 ? word + QLatin1Char(':') + QString::number(waits) : word;
}

SendMemory SendMemory::parse(const QString &text)
{
    const QString word = text.section(QLatin1Char(':'), 0, 0);
    SendMemory memory;
    memory.waits = text.section(QLatin1Char(':'), 1).toInt();
    for (const auto &[result, spelled] : kMemoryWords)
        if (word == QLatin1String(spelled))
            memory.result = result;
    return memory;
}

SyncDecision decide(const OutboxRow &row, SyncEvent event, Instant now, bool verification,
                    std::optional<milliseconds> wait_hint)
{
    switch (event) {
    case SyncEvent::Executed:
        return done(row, AttemptOutcome::Ok);
    case SyncEvent::ExecutedUnconfirmed:
        return toReview(row, ReviewCause::NotConfirmed, AttemptOutcome::Sent);
    case SyncEvent::TimeTaken:
        return lookAfter(row, Memory::Taken, AttemptOutcome::Sent, now, verification);
    case SyncEvent::OutcomeUnclear:
        return lookAfter(row, Memory::Unclear, AttemptOutcome::Sent, now, verification);
    case SyncEvent::CancelledBefore:
        return cancelledBefore(row, now, verification);
    case SyncEvent::DefinitelyRefused:
        return definitelyRefused(row, now, verification);
    case SyncEvent::NotReached:
        return repeatLater(row, now, wait_hint);
    case SyncEvent::KeyRefused:
    case SyncEvent::LookupKeyRefused:
        return keyRefused(row, now, AttemptOutcome::Retry);
    case SyncEvent::Found:
        return done(row, AttemptOutcome::Recovered);
    case SyncEvent::NotFound:
        return notFound(row, now, false);
    case SyncEvent::NotSeen:
        return notFound(row, now, true);
    case SyncEvent::FoundUnconfirmed:
        return toReview(row, ReviewCause::NotConfirmed, AttemptOutcome::NotFound);
    case SyncEvent::FoundCancelled:
        return toReview(row, ReviewCause::RemoteCancelled, AttemptOutcome::NotFound);
    case SyncEvent::FoundElsewhere:
        return elsewhere(row);
    case SyncEvent::LookupUnclear:
        return lookAgainLater(row, now, wait_hint, limits::kSyncUnclearLookups);
    case SyncEvent::LookupNotReached:
        return lookAgainLater(row, now, wait_hint, limits::kSyncUnreachedLookups);
    case SyncEvent::Interrupted:
        return lookAfter(row, Memory::Interrupted, AttemptOutcome::Interrupted, now, verification);
    case SyncEvent::MapMissing:
        return toReview(row, ReviewCause::MissingEventMap, AttemptOutcome::NotSent);
    case SyncEvent::DataMissing:
        return toReview(row, ReviewCause::LocalData, AttemptOutcome::NotSent);
    case SyncEvent::KeyMissing:
        return keyRefused(row, now, AttemptOutcome::NotSent);
    case SyncEvent::TooLate:
    case SyncEvent::Superseded:
        return done(row, AttemptOutcome::NotSent);
    }
    SALON_CHECK(!"every event decides");
}

} // namespace salon
