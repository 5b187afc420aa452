-- SPDX-FileCopyrightText: 2026 The Salondesk founders
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What the function calls and calls of one day of the salon add up to, as JSON. It outlives the rows it was counted from.
CREATE TABLE figure_days (
    begins_ms INTEGER PRIMARY KEY,
    ends_ms INTEGER NOT NULL CHECK (ends_ms > begins_ms),
    tally TEXT NOT NULL
) STRICT;
