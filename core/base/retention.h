// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace salon
{

/// For how many days what is known of calls is kept, by kind.
struct Retention {
    int functions_days = 90;   // what the agent asked and was told, and what Cal.com said
    int transcripts_days = 30; // and the verdicts of the analysis
    int calls_days = 365;      // who rang when, with everything about it
    int callbacks_days = 365;  // after they were done, or too late
    bool operator==(const Retention &) const = default;
};

} // namespace salon
