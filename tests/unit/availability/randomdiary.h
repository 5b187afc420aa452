// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/slotsearch.h"

namespace salon::test
{

/// A small salon with a few days of its book, made of chance: the same seed gives the same for ever. What no salon
/// would enter by itself (hours at night, phases off the five-minute marks, services that cannot be planned) is rare
/// but in it. The book covers `day` - 1 to `day` + 2, whole local days.
struct RandomDiary {
    quint64 seed = 0;
    Catalogue catalogue;
    Diary diary;
    Instant now;
    QDate day;
    QList<SlotWish> wishes;    // without a person: each is asked for in turn
    QList<SearchRange> ranges; // one per wish
    Instant asked;             // the time that alternatives are wanted for
};

RandomDiary randomDiary(quint64 seed);

} // namespace salon::test
