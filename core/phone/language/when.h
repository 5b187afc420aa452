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

struct DateWish {
    enum class State {
        Missing, // nothing was said about a day
        Known,
        Unclear, // ask back; `candidates` are what it could mean
        Past,
    };
    State state = State::Missing;
    std::optional<QDate> date; // Known; Past: the day that is over
    QList<QDate> candidates;
    bool whole_week = false; // only a week was said: `date` is its Monday
    bool operator==(const DateWish &) const = default;
};

struct TimeWish {
    enum class State {
        Missing,
        Exact,
        Window, // a part of the day
        Unclear,
    };
    State state = State::Missing;
    std::optional<QTime> time;
    std::optional<DayBlock> window;
    AutumnSide side = AutumnSide::First; // which of two, where the clocks go back and an offset was stated
    bool operator==(const TimeWish &) const = default;
};

struct When {
    DateWish date;
    TimeWish time;
    bool operator==(const When &) const = default;
};

} // namespace salon
