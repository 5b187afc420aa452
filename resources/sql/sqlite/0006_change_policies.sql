-- SPDX-FileCopyrightText: 2026 The Salondesk founders
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Under what terms a caller may cancel or move; NULL = of any branch, service, person. Money in cents.
CREATE TABLE change_policies (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('cancel', 'reschedule')),
    branch INTEGER REFERENCES branches (id) ON DELETE CASCADE,
    service INTEGER REFERENCES services (id) ON DELETE CASCADE,
    staff INTEGER REFERENCES staff (id) ON DELETE CASCADE,
    deadline_hours INTEGER NOT NULL CHECK (deadline_hours >= 0),
    -- cancellations of a customer within 30 days, or moves of one appointment; NULL = any number
    most INTEGER CHECK (most >= 0),
    fee_cents INTEGER NOT NULL CHECK (fee_cents >= 0),
    fee_percent INTEGER NOT NULL CHECK (fee_percent BETWEEN 0 AND 100)
) STRICT;

-- What it costs with less than so many hours left.
CREATE TABLE change_policy_tiers (
    policy INTEGER NOT NULL REFERENCES change_policies (id) ON DELETE CASCADE,
    below_hours INTEGER NOT NULL CHECK (below_hours > 0),
    fee_cents INTEGER NOT NULL CHECK (fee_cents >= 0),
    PRIMARY KEY (policy, below_hours)
) STRICT;

-- What a caller was told a change would be, and was asked to confirm. done_at_ms: it was done as it was told.
CREATE TABLE change_proposals (
    call_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('cancel', 'reschedule')),
    appointment INTEGER NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
    -- when it began then; a move's new start and person
    from_ms INTEGER NOT NULL,
    to_ms INTEGER,
    staff INTEGER REFERENCES staff (id),
    fee_cents INTEGER NOT NULL CHECK (fee_cents >= 0),
    asked_at_ms INTEGER NOT NULL,
    done_at_ms INTEGER,
    PRIMARY KEY (call_id, kind, appointment)
) STRICT;

CREATE INDEX change_proposals_by_appointment ON change_proposals (appointment);

-- What a call-back is about, where a change could not be made by phone, and when the caller would like to be rung.
ALTER TABLE callbacks ADD COLUMN appointment INTEGER REFERENCES appointments (id) ON DELETE SET NULL;

ALTER TABLE callbacks ADD COLUMN wanted_from_ms INTEGER;

ALTER TABLE callbacks ADD COLUMN wanted_until_ms INTEGER;

CREATE INDEX callbacks_by_call ON callbacks (call_id);
