// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/slotsearch.h"
#include "core/domain/catalogue.h"
#include "core/domain/diary.h"

namespace salon
{
class Connection;
} // namespace salon

namespace salon::test
{

/// A salon that is as busy as a good one: open every day from 8 to 20, 30 appointments a day and person on the
/// five-minute grid, half of them simple, a third with processing time. Deterministic; the last day but one is empty
/// for the first person, so that something long is always free somewhere.
/// Source: facts/performance.md section 0.
struct BusySalon {
    BusySalon(int staff, int days);

    /// Into an empty database, with as many years before it as are wanted.
    void store(Connection &connection, int years_before) const;
    /// 15 minutes busy, 20 free, 10 busy, with anybody.
    SlotWish wish() const;

    Catalogue catalogue;
    Diary diary;
    QDate from{2026, 1, 1};
    Instant now;
};

} // namespace salon::test
