// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <QDate>
#include <QList>
#include <QString>

/// The owner's numbers, the same for command line, /metrics and dashboard. Counts are appointments by local day of
/// creation; bookings made by event-maps test or an import do not count. Rates are 0-1, empty when there is nothing to
/// divide by; latencies are milliseconds by nearest rank, empty without a sample.
/// Source: shared interfaces, sections 2 (metrics) and 7.
namespace salon
{

struct LatencyFigures {
    std::optional<double> p50_ms;
    std::optional<double> p95_ms;
    std::optional<double> p99_ms;
    bool operator==(const LatencyFigures &) const = default;
};

struct SyncFigures {
    int created = 0; // with a busy phase to mirror
    int due = 0;     // without those cancelled before their first send, or pending for less than 5 minutes
    int synced = 0;
    int failed = 0; // a person must look
    int pending = 0;
    std::optional<double> syncSuccessRate() const;
    std::optional<double> dueSuccessRate() const;
    bool operator==(const SyncFigures &) const = default;
};

/// Appointments for which Cal.com was asked whether it has the booking.
struct VerificationFigures {
    int triggered = 0;
    int recovered = 0;
    int not_found = 0;
    bool operator==(const VerificationFigures &) const = default;
};

/// open: today still, of all in totals, of those opened that day in days.
struct ReviewFigures {
    int opened = 0;
    int resolved = 0;
    int open = 0;
    double opened_per_day = 0;
    bool operator==(const ReviewFigures &) const = default;
};

/// Callers who could not be offered a pair for want of event maps.
struct MapRefusal {
    QString service;
    QString service_name;
    QString staff;
    QString staff_name;
    int count = 0;
    bool operator==(const MapRefusal &) const = default;
};

struct HoldFigures {
    int placed = 0;
    int converted = 0;
    int expired = 0;
    bool operator==(const HoldFigures &) const = default;
};

/// How long each part of the agent's answer may take before callers find it slow.
struct VoiceLine {
    const char *part; // as the agent's platform calls it
    int ms;
};
inline constexpr VoiceLine kVoiceLines[] = {{"llm", 1000}, {"tts", 500}, {"e2e", 2000}};

/// As the voice agent reports them after a call.
struct VoiceFigures {
    LatencyFigures llm;
    LatencyFigures tts;
    LatencyFigures e2e;
    bool operator==(const VoiceFigures &) const = default;
};

struct PeriodFigures {
    SyncFigures sync;
    VerificationFigures verifications;
    ReviewFigures reviews;
    QList<MapRefusal> missing_map_refusals; // most frequent first
    LatencyFigures sync_latency;            // booked until the last phase was mirrored
    HoldFigures holds;
    int gap_minutes = 0; // busy minutes booked inside somebody's processing time
    VoiceFigures voice_latency;
    int missingMapRefusals() const;
    bool operator==(const PeriodFigures &) const = default;
};

struct DayFigures {
    QDate date;
    PeriodFigures figures;
    bool operator==(const DayFigures &) const = default;
};

struct FunctionFigures {
    QString name; // published, or "unknown" for all others together
    int count = 0;
    int errors = 0;
    LatencyFigures latency;
    bool operator==(const FunctionFigures &) const = default;
};

/// Function calls with an argument that was never filled in or a call id that is not the call's ("call_001"), by agent
/// version (-1 = not given, or rarer than those told apart: the number comes from outside).
struct PlaceholderFigures {
    qint64 agent_version = -1;
    int count = 0;
    int mismatches = 0; // of these, those with a wrong call id
    bool operator==(const PlaceholderFigures &) const = default;
};

struct Figures {
    QDate from;
    QDate to; // included
    PeriodFigures totals;
    QList<DayFigures> days; // every day of the window, empty ones too
    QList<FunctionFigures> functions;
    QList<PlaceholderFigures> placeholders;
    bool operator==(const Figures &) const = default;
};

} // namespace salon
