// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/domain/salon.h"

#include <optional>
#include <QDate>
#include <QList>
#include <QTime>

/// What a caller said about day and time. Ambiguity is a value here, never a guess.
namespace salon
{

/// What a text is expected to hold: "10.30" is a time in a time field and a date in a date field.
enum class WhenField { Date, Time, Both };

struct DateWish {
    enum class State {
        Missing, // nothing was said about a day
        Known,
        Several, // any of `candidates` will do: "Montag oder Dienstag", "nächste Woche"
        Unclear, // ask back; `candidates` are what it could mean
        Past,
    };
    /// Why it is unclear, so that the question fits.
    enum class Doubt {
        NotUnderstood, // one candidate at most: what was understood of it
        Which,         // one of the candidates: "Mittwoch, den 27.", when it is a Thursday
        Year,          // more than six months ahead
        NoSuchDay,     // "30. Februar"
        TooVague,      // "diese Woche", "im Dezember"
    };
    State state = State::Missing;
    std::optional<QDate> date; // Known; Several: the first; Past: the day that is over
    QList<QDate> candidates;   // Several and Unclear only; of several in order of time
    Doubt doubt = Doubt::NotUnderstood;
    bool operator==(const DateWish &) const = default;
};

struct TimeWish {
    enum class State {
        Missing,
        Exact,
        Several, // any of `candidates` will do: "zehn oder elf Uhr"
        Window,  // a part of the day
        Unclear, // ask back; `candidates` are what it could mean
    };
    State state = State::Missing;
    std::optional<QTime> time;
    std::optional<DayBlock> window; // minutes of the day, half-open, never empty
    QList<QTime> candidates;
    std::optional<QTime> evening;        // Exact: what "um sieben" is where the salon is not open in the morning
    bool earliest = false;               // Window: the sooner the better
    AutumnSide side = AutumnSide::First; // which of two, where the clocks go back and an offset was stated
    bool operator==(const TimeWish &) const = default;
};

struct When {
    DateWish date;
    TimeWish time;
    bool operator==(const When &) const = default;
};

} // namespace salon
