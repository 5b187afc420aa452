-- SPDX-FileCopyrightText: 2026 The Salondesk founders
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What people's other calendars take from them, as Cal.com sees it; all of a person's is replaced at each read.
CREATE TABLE calendar_times (
    id INTEGER PRIMARY KEY,
    staff INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    begins_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL CHECK (ends_ms > begins_ms)
) STRICT;

CREATE INDEX calendar_times_by_staff ON calendar_times (staff, begins_ms);

-- How old that is, and why it is not newer.
CREATE TABLE calendar_reads (
    staff INTEGER PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE,
    tried_at_ms INTEGER NOT NULL,
    read_at_ms INTEGER,
    calendars INTEGER NOT NULL,
    problem TEXT NOT NULL
) STRICT;
