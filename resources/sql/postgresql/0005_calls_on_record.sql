-- SPDX-FileCopyrightText: 2026 The Salondesk founders
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Whose calls are not taken: an administrator's list, E.164.
CREATE TABLE blocked_numbers (
    number TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL
);

-- What was understood of the arguments, as JSON, and whether they named another call than the one they belong to.
ALTER TABLE function_calls ADD COLUMN request TEXT NOT NULL DEFAULT '';

ALTER TABLE function_calls ADD COLUMN mismatch BIGINT NOT NULL DEFAULT 0 CHECK (mismatch IN (0, 1));

-- Figures and verdicts come with different events, so each has its column and neither empties the other.
ALTER TABLE calls ADD COLUMN latency TEXT NOT NULL DEFAULT '';

-- Empty unless the flag store_transcripts was on.
ALTER TABLE calls ADD COLUMN transcript TEXT NOT NULL DEFAULT '';

-- When the agent's platform last told something about the call by itself.
ALTER TABLE calls ADD COLUMN event_at_ms BIGINT;

-- When what was told was compared with the book; none = due once the call has ended.
ALTER TABLE calls ADD COLUMN checked_at_ms BIGINT;

UPDATE calls SET checked_at_ms = first_seen_ms WHERE status = 'ended';

CREATE INDEX calls_by_check ON calls (status, checked_at_ms);

CREATE INDEX calls_by_event ON calls (event_at_ms);
