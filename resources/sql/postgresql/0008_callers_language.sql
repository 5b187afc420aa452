-- SPDX-FileCopyrightText: 2026 The Salondesk founders
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What the caller was spoken to in; empty = the agent did not say. The next call of the number begins in it.
ALTER TABLE calls ADD COLUMN language TEXT NOT NULL DEFAULT '' CHECK (language IN ('', 'de', 'en'));

CREATE INDEX calls_by_caller ON calls (from_number, first_seen_ms);
