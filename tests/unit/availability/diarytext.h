// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/availability/randomdiary.h"

namespace salon::test
{

/// Everything that availability can see, in a few lines of words and wall times: what a person needs to judge a
/// difference by hand.
QString printed(const RandomDiary &scene);
QString printed(const Zone &zone, const SlotWish &wish);
QString printed(const Zone &zone, const SearchRange &range);
QString printed(const Zone &zone, TimeRange span);
QString printed(const Zone &zone, Instant at);

} // namespace salon::test
