-- SPDX-FileCopyrightText: 2026 The Salondesk founders
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What is next to be sent, read many times a second while a long backlog waits: the earliest start first, and what has
-- been booked just now before it.
CREATE INDEX outbox_by_start ON outbox (state, begins_ms, id, due_at_ms) WHERE state IN ('pending', 'waiting');

CREATE INDEX outbox_by_creation ON outbox (state, created_at_ms) WHERE state IN ('pending', 'waiting');
