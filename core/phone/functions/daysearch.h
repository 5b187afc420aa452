// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/booking/slotreader.h"
#include "core/phone/functions/slotrequest.h"

namespace salon
{

/// Looks through the days that a caller would take. Thread: the connection's. Errors: Database.
struct DaySearch {
    /// Few days each get a share, so that "Montag oder Dienstag" hears about both; of many the first that are free.
    static Result<QList<Offer>> offers(SlotReader &slots, const SlotWish &wish, SearchRange range,
                                       const QList<QDate> &days);
    /// Which of the starts that were asked for are free, with who would do it.
    static Result<QList<Offer>> freeOf(SlotReader &slots, const Zone &zone, const SlotWish &wish,
                                       const QList<Instant> &starts);
};

} // namespace salon
