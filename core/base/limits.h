// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <cstddef>

/// Every bound of the program, in one place. Each queue, loop and wait has one.
namespace salon::limits
{

inline constexpr std::size_t kMaxHeaderBytes = 16 * 1024;
inline constexpr std::size_t kMaxBodyBytes = 4 * 1024 * 1024;
inline constexpr int kMaxConnections = 512;
inline constexpr seconds kRequestDeadline{10};
inline constexpr seconds kIdleDeadline{30};
inline constexpr std::size_t kMaxBufferedBytes = 64 * 1024 * 1024;
inline constexpr seconds kAnswerDeadline{120};
inline constexpr seconds kLinger{2};
inline constexpr seconds kStop{5};
inline constexpr std::size_t kMaxAnswerBytes = 16 * 1024 * 1024;
inline constexpr int kMaxCallRequestsPerSecond = 20;
inline constexpr milliseconds kFunctionDeadline{1500};
inline constexpr int kMaxReplyCharacters = 15'000;
inline constexpr int kMaxRecordedBytes = 16 * 1024; // of one function call's arguments

// Nobody needs more by phone; whoever does is rung back.
inline constexpr int kBookingsPerCall = 6;
inline constexpr int kBookingsAhead = 12; // still to come, made by phone, of one number
inline constexpr int kOpenCallbacks = 3;  // of one number; further wishes join the newest

inline constexpr int kMissedCallsPerPage = 100;
inline constexpr int kMissedCallPages = 50;
inline constexpr milliseconds kRetellTimeout{30'000};
inline constexpr minutes kMissedCallRest{5}; // between two looks at the platform's list of calls
inline constexpr minutes kUpkeepRest{1};
inline constexpr seconds kTruthCheckRest{2}; // after a change, so that callers' own work comes first

inline constexpr int kLaneQueue = 256;
inline constexpr seconds kStatementTimeout{5};
inline constexpr seconds kConnectTimeout{2};
inline constexpr seconds kLeaseLifetime{4};
inline constexpr seconds kLeaseRenewal{1};
inline constexpr milliseconds kChangePoll{250};
inline constexpr int kMaxChangedIds = 200; // per table and transaction; beyond that "any row"
inline constexpr int kKeptChanges = 10'000;

inline constexpr int kSyncSends = 3;            // of one operation whose end was never known
inline constexpr int kSyncLookups = 3;          // after one send
inline constexpr int kSyncUnclearLookups = 4;   // in a row: 5 s, 30 s and 2 min between them
inline constexpr int kSyncUnreachedLookups = 8; // offline for some four hours
inline constexpr std::chrono::hours kKeyPause{1};
inline constexpr milliseconds kCalcomTimeout{10'000};
inline constexpr int kSyncBatch = 16;    // rows under way at once
inline constexpr int kSyncLiveBatch = 8; // more, for what a live call booked: a backlog that hangs never holds it up
inline constexpr int kMaxBookingPages = 40;

inline constexpr std::chrono::hours kCompareRest{1}; // between two comparisons with Cal.com
inline constexpr minutes kCompareAgain{10};          // after one that could not see everything
inline constexpr std::chrono::days kCompareAhead{730};
inline constexpr minutes kCalendarRest{15}; // between two reads of a person's other calendars
inline constexpr int kCalendarDays = 60;
inline constexpr int kComparedSingly = 100; // by uid, of what no list shows

inline constexpr int kSyncJudged = 200; // rows looked at in one go while nothing may be sent
inline constexpr minutes kFreshBooking{5};
inline constexpr minutes kLongestCall{30}; // a call that is open for longer has lost its end

// The server counts 120 requests per key in a window of 60 s that begins with the first.
inline constexpr seconds kCalcomWindow{60};
inline constexpr int kCalcomRequests = 120;
inline constexpr int kBacklogRequests = 100;
inline constexpr int kLookupRequests = 110; // what the backlog leaves
inline constexpr int kLiveRequests = 118;   // what both leave; two remain for what others do with the key

// Cal.com is left alone after a burst of failures, and asked now and then whether it is back.
inline constexpr int kCircuitFailures = 5; // in a row
inline constexpr seconds kCircuitBurst{60};
inline constexpr minutes kCircuitMemory{10}; // opening again so soon after: asked more seldom at once

inline constexpr int kClockSamples = 9;
inline constexpr seconds kClockNoted{1};
inline constexpr seconds kClockWarning{60};
inline constexpr std::chrono::hours kClockTrusted{12}; // beyond: one of the two is no clock to go by
inline constexpr milliseconds kSyncPoll{5'000};
inline constexpr milliseconds kSyncRest{60'000}; // between two looks while nothing may be sent
inline constexpr milliseconds kStoreAgain{1'000};

inline constexpr seconds kLongestHold{240}; // three minutes, and one by which a clock may be put back
inline constexpr int kLongestService_min = 24 * 60;
inline constexpr int kMaxSegments = 100;
inline constexpr int kMaxBuffer_min = 4 * 60; // reaches that far into the days beside it

inline constexpr std::size_t kMaxSalonFileBytes = 32 * 1024 * 1024;
inline constexpr int kMaxTextCharacters = 10'000; // of one text of a salon file or of the command line

} // namespace salon::limits
