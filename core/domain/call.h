// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/domain/ids.h"
#include "core/domain/language.h"
#include "core/domain/words.h"

#include <chrono>
#include <optional>
#include <QJsonObject>
#include <QString>

/// Calls on record: who rang, what the agent asked us, what we told it, who is to be called back.
/// Never a recording or a credential, and a transcript only where the salon has switched that on.
namespace salon
{

/// A call never goes back: an event that arrives late does not revive it.
enum class CallStatus { Registered, Ongoing, Ended };
enum class CallbackPriority { Normal, High, Urgent };

QString word(CallStatus);
QString word(CallbackPriority);
template <>
std::optional<CallStatus> fromWord<CallStatus>(QStringView text);
template <>
std::optional<CallbackPriority> fromWord<CallbackPriority>(QStringView text);
/// One call; also a partial one that only holds what an event told (empty = not told).
struct PhoneCall {
    QString call_id;
    BranchId branch;
    QString agent_id;
    std::optional<int> agent_version;
    QString call_type; // phone_call, web_call
    QString from_number;
    QString to_number;
    CallStatus status = CallStatus::Ongoing;
    Instant first_seen;
    std::optional<Instant> started;
    std::optional<Instant> ended;
    QString disconnection_reason;
    CustomerId customer;
    std::optional<Language> language; // spoken to the caller, where the agent said which
    QString outcome;                  // booked, changed, callback; empty = nothing came of it
    QJsonObject analysis;             // call_analysis and latency
    QString transcript;               // kept only while the flag store_transcripts is on
    std::optional<Instant> event_at;  // when the agent's platform last told something by itself
    bool operator==(const PhoneCall &) const = default;
};

/// One function the agent called. Arguments and answer as they were, numbers and addresses masked.
struct FunctionCallRecord {
    qint64 id = 0;
    QString call_id; // empty: belongs to no known call
    QString name;    // published name; what was sent, where it is unknown
    QString called_as;
    std::optional<int> agent_version;
    Instant at;
    QJsonObject arguments;
    QJsonObject request; // what was understood: keys of service and staff, date, time; empty where there is nothing
    QJsonObject answer;
    bool success = false;
    QString code;
    std::chrono::microseconds took{0};
    bool placeholder = false; // an argument was never filled in, or its call id is not the call's
    bool mismatch = false;    // the latter of the two
    bool operator==(const FunctionCallRecord &) const = default;
};

struct Callback {
    CallbackId id;
    QString call_id;
    BranchId branch;
    CustomerId customer;
    AppointmentId appointment; // the change it stands for, which could not be made by phone; none = the caller asked
    QString name;
    QString phone; // empty = not known yet
    QString reason;
    std::optional<TimeRange> wanted; // when the caller would like to be rung
    CallbackPriority priority = CallbackPriority::Normal;
    bool done = false;
    Instant created;
    Instant expires;
    std::optional<Instant> done_at;
    bool operator==(const Callback &) const = default;
};

} // namespace salon
