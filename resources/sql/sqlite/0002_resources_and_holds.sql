-- SPDX-FileCopyrightText: 2026 The Salondesk founders
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What a phase takes one unit of (a basin while rinsing).
ALTER TABLE phases ADD COLUMN resource INTEGER REFERENCES resources (id);

UPDATE phases SET resource = (
    SELECT r.id FROM appointments a
    JOIN segments s ON s.service = a.service AND s.key = phases.key
    JOIN resources r ON r.branch = a.branch AND r.key = s.resource
    WHERE a.id = phases.appointment);

-- One row per unit in use and five minutes, as claims are for people. Which unit it is means nothing: that no more are
-- in use than there are is what counts.
CREATE TABLE resource_claims (
    resource INTEGER NOT NULL REFERENCES resources (id),
    unit INTEGER NOT NULL CHECK (unit > 0),
    slot INTEGER NOT NULL,
    appointment INTEGER NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
    PRIMARY KEY (resource, slot, unit)
) STRICT;

CREATE INDEX resource_claims_by_appointment ON resource_claims (appointment);

INSERT INTO resource_claims (resource, unit, slot, appointment)
WITH RECURSIVE in_use (resource, appointment, slot, until) AS (
    SELECT p.resource, p.appointment, p.begins_ms / 300000, (p.ends_ms + 299999) / 300000
    FROM phases p JOIN appointments a ON a.id = p.appointment
    WHERE p.resource IS NOT NULL AND a.status IN ('confirmed', 'arrived', 'done')
    UNION ALL
    SELECT resource, appointment, slot + 1, until FROM in_use WHERE slot + 1 < until)
SELECT numbered.resource, numbered.unit, numbered.slot, numbered.appointment FROM (
    SELECT resource, slot, appointment, ROW_NUMBER() OVER (PARTITION BY resource, slot ORDER BY appointment) AS unit
    FROM in_use) numbered
JOIN resources r ON r.id = numbered.resource
WHERE numbered.unit <= r.count;

-- What callers were told is free and may still take. A row stays after its end: the figures count it.
CREATE TABLE holds (
    id INTEGER PRIMARY KEY,
    call_id TEXT NOT NULL,
    branch INTEGER NOT NULL REFERENCES branches (id),
    service INTEGER NOT NULL REFERENCES services (id),
    staff INTEGER NOT NULL REFERENCES staff (id),
    begins_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL CHECK (ends_ms > begins_ms),
    soft INTEGER NOT NULL CHECK (soft IN (0, 1)),
    -- asked for by name (reserve_slot): a later check leaves it as it is
    reserved INTEGER NOT NULL CHECK (reserved IN (0, 1) AND reserved + soft < 2),
    -- how it ended; 'placed' and past expires_at_ms = it ran out
    state TEXT NOT NULL CHECK (state IN ('placed', 'converted', 'released')),
    placed_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX holds_by_call ON holds (call_id);

CREATE INDEX holds_by_expiry ON holds (expires_at_ms);

CREATE INDEX holds_by_placing ON holds (placed_at_ms);

-- The stretches a hold keeps: a person's (with the service's buffers), or one unit of a resource.
CREATE TABLE hold_parts (
    hold INTEGER NOT NULL REFERENCES holds (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    staff INTEGER REFERENCES staff (id),
    resource INTEGER REFERENCES resources (id),
    begins_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL CHECK (ends_ms > begins_ms),
    PRIMARY KEY (hold, position)
) STRICT;

-- What a stretch of a day meets is decided by the index alone.
DROP INDEX appointments_by_day;

CREATE INDEX appointments_by_day ON appointments (branch, begins_ms, ends_ms);
