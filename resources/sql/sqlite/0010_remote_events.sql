-- SPDX-FileCopyrightText: 2026 The Salondesk founders
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What became of each event of Cal.com. unreadable and ignored ones are kept as they came.
ALTER TABLE calcom_events ADD COLUMN state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'ignored', 'unreadable'));

ALTER TABLE calcom_events ADD COLUMN result TEXT NOT NULL DEFAULT '';

-- which booking it is about; empty = nobody has looked yet, or there is none in it
ALTER TABLE calcom_events ADD COLUMN booking_uid TEXT NOT NULL DEFAULT '';

ALTER TABLE calcom_events ADD COLUMN created_at_ms INTEGER;

ALTER TABLE calcom_events ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;

ALTER TABLE calcom_events ADD COLUMN due_at_ms INTEGER NOT NULL DEFAULT 0;

ALTER TABLE calcom_events ADD COLUMN settled_at_ms INTEGER;

CREATE INDEX calcom_events_by_state ON calcom_events (state, due_at_ms);

CREATE INDEX calcom_events_by_booking ON calcom_events (booking_uid);

-- Time that a booking at Cal.com takes from somebody, which the book has no appointment for.
CREATE TABLE busy_blocks (
    id INTEGER PRIMARY KEY,
    staff INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    begins_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL CHECK (ends_ms > begins_ms),
    calcom_uid TEXT NOT NULL UNIQUE,
    seen_at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX busy_blocks_by_staff ON busy_blocks (staff, begins_ms);

-- A booking's earlier uids are those our own operations named.
CREATE INDEX outbox_by_booking ON outbox (calcom_uid);
