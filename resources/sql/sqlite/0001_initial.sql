-- SPDX-FileCopyrightText: 2026 The Salondesk founders
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Times are UTC milliseconds (_ms), local times minutes since midnight (_min), dates ISO text, booleans 0/1.
-- Statements end with a semicolon at the end of a line.

CREATE TABLE salon (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    instance TEXT NOT NULL,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    locale TEXT NOT NULL,
    country TEXT NOT NULL,
    subdivision TEXT NOT NULL,
    currency TEXT NOT NULL,
    notice_min INTEGER NOT NULL CHECK (notice_min >= 0),
    grid_min INTEGER NOT NULL CHECK (grid_min > 0),
    horizon_days INTEGER NOT NULL CHECK (horizon_days > 0)
) STRICT;

CREATE TABLE branches (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE branch_numbers (
    branch INTEGER NOT NULL REFERENCES branches (id) ON DELETE CASCADE,
    number TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (number)
) STRICT;

CREATE TABLE opening_hours (
    branch INTEGER NOT NULL REFERENCES branches (id) ON DELETE CASCADE,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    begins_min INTEGER NOT NULL CHECK (begins_min >= 0),
    ends_min INTEGER NOT NULL CHECK (ends_min > begins_min AND ends_min <= 1440),
    PRIMARY KEY (branch, weekday, begins_min)
) STRICT;

CREATE TABLE closed_days (
    branch INTEGER NOT NULL REFERENCES branches (id) ON DELETE CASCADE,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (branch, from_date, to_date)
) STRICT;

CREATE TABLE resources (
    id INTEGER PRIMARY KEY,
    branch INTEGER NOT NULL REFERENCES branches (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    UNIQUE (branch, key)
) STRICT;

CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    branch INTEGER NOT NULL REFERENCES branches (id),
    email TEXT NOT NULL,
    calcom_user_id INTEGER,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    week_a_of TEXT
) STRICT;

-- week: 'a' every week (or week A of a rotation), 'b' week B; a row (staff, 'b', 0, 0, 0) marks an empty week B
CREATE TABLE working_hours (
    staff INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    week TEXT NOT NULL CHECK (week IN ('a', 'b')),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 7),
    begins_min INTEGER NOT NULL CHECK (begins_min >= 0),
    ends_min INTEGER NOT NULL CHECK (ends_min >= begins_min AND ends_min <= 1440),
    PRIMARY KEY (staff, week, weekday, begins_min)
) STRICT;

CREATE TABLE absences (
    staff INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    begins_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL CHECK (ends_ms > begins_ms),
    reason TEXT NOT NULL,
    PRIMARY KEY (staff, begins_ms, ends_ms)
) STRICT;

CREATE TABLE extra_hours (
    staff INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    begins_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL CHECK (ends_ms > begins_ms),
    PRIMARY KEY (staff, begins_ms, ends_ms)
) STRICT;

CREATE TABLE services (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    price TEXT NOT NULL,
    category TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    buffer_before_min INTEGER NOT NULL CHECK (buffer_before_min >= 0),
    buffer_after_min INTEGER NOT NULL CHECK (buffer_after_min >= 0),
    gap_policy TEXT NOT NULL CHECK (gap_policy IN ('free', 'blocked'))
) STRICT;

CREATE TABLE service_synonyms (
    service INTEGER NOT NULL REFERENCES services (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    synonym TEXT NOT NULL,
    PRIMARY KEY (service, position)
) STRICT;

CREATE TABLE segments (
    service INTEGER NOT NULL REFERENCES services (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    busy INTEGER NOT NULL CHECK (busy IN (0, 1)),
    done_by TEXT NOT NULL CHECK (done_by IN ('same', 'any_able')),
    resource TEXT NOT NULL,
    PRIMARY KEY (service, position),
    UNIQUE (service, key)
) STRICT;

CREATE TABLE capabilities (
    staff INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    service INTEGER NOT NULL REFERENCES services (id) ON DELETE CASCADE,
    is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
    price TEXT NOT NULL,
    PRIMARY KEY (staff, service)
) STRICT;

CREATE TABLE capability_minutes (
    staff INTEGER NOT NULL,
    service INTEGER NOT NULL,
    segment TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    PRIMARY KEY (staff, service, segment),
    FOREIGN KEY (staff, service) REFERENCES capabilities (staff, service) ON DELETE CASCADE
) STRICT;

CREATE TABLE event_maps (
    staff INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    service INTEGER NOT NULL REFERENCES services (id) ON DELETE CASCADE,
    segment TEXT NOT NULL,
    event_type_id INTEGER NOT NULL,
    child_event_type_id INTEGER,
    PRIMARY KEY (staff, service, segment)
) STRICT;

CREATE TABLE customers (
    id INTEGER PRIMARY KEY,
    key TEXT UNIQUE,
    name TEXT NOT NULL,
    name_spelled TEXT NOT NULL,
    name_bare TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    notes TEXT NOT NULL,
    tags TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX customers_by_phone ON customers (phone);

CREATE INDEX customers_by_spelled ON customers (name_spelled);

CREATE TABLE appointments (
    id INTEGER PRIMARY KEY,
    key TEXT UNIQUE,
    branch INTEGER NOT NULL REFERENCES branches (id),
    service INTEGER NOT NULL REFERENCES services (id),
    staff INTEGER REFERENCES staff (id),
    customer INTEGER NOT NULL REFERENCES customers (id),
    attendee_name TEXT NOT NULL,
    begins_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL CHECK (ends_ms > begins_ms),
    status TEXT NOT NULL CHECK (status IN ('confirmed', 'arrived', 'done', 'no_show', 'cancelled')),
    source TEXT NOT NULL CHECK (source IN ('phone', 'desk', 'calcom', 'ctl', 'import')),
    call_id TEXT NOT NULL,
    -- the booking's idempotency key: call id, service, start; NULL where no call made it
    request_key TEXT UNIQUE,
    notes TEXT NOT NULL,
    cancel_reason TEXT NOT NULL,
    overbooked INTEGER NOT NULL CHECK (overbooked IN (0, 1)),
    test INTEGER NOT NULL CHECK (test IN (0, 1)),
    created_at_ms INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE INDEX appointments_by_day ON appointments (branch, begins_ms);

CREATE INDEX appointments_by_staff ON appointments (staff, begins_ms);

CREATE INDEX appointments_by_customer ON appointments (customer, begins_ms);

CREATE INDEX appointments_by_call ON appointments (call_id);

CREATE INDEX appointments_by_creation ON appointments (created_at_ms);

CREATE TABLE phases (
    id INTEGER PRIMARY KEY,
    appointment INTEGER NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    begins_ms INTEGER NOT NULL,
    ends_ms INTEGER NOT NULL CHECK (ends_ms > begins_ms),
    busy INTEGER NOT NULL CHECK (busy IN (0, 1)),
    staff INTEGER REFERENCES staff (id),
    sync_status TEXT NOT NULL CHECK (sync_status IN ('none', 'pending', 'synced', 'review')),
    calcom_uid TEXT UNIQUE,
    UNIQUE (appointment, position)
) STRICT;

-- What makes a double booking impossible: one row per person and busy five minutes (slot = UTC ms / 300 000).
CREATE TABLE claims (
    staff INTEGER NOT NULL REFERENCES staff (id),
    slot INTEGER NOT NULL,
    appointment INTEGER NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
    PRIMARY KEY (staff, slot)
) STRICT;

CREATE INDEX claims_by_appointment ON claims (appointment);

-- One row per phase and operation under way; the only link between the booking and the mirror.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    appointment INTEGER NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
    phase INTEGER NOT NULL REFERENCES phases (id) ON DELETE CASCADE,
    operation TEXT NOT NULL CHECK (operation IN ('create', 'cancel', 'reschedule')),
    -- the appointment's version this row mirrors: each change is sent once
    version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'verifying', 'waiting', 'review', 'done')),
    operation_uuid TEXT NOT NULL UNIQUE,
    begins_ms INTEGER NOT NULL,
    calcom_uid TEXT NOT NULL,
    sends INTEGER NOT NULL,
    lookups INTEGER NOT NULL,
    -- how the last send ended, in the words of the sync decision; empty = not sent yet
    last_result TEXT NOT NULL,
    due_at_ms INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    settled_at_ms INTEGER,
    UNIQUE (phase, operation, version)
) STRICT;

CREATE INDEX outbox_due ON outbox (state, due_at_ms);

CREATE INDEX outbox_by_appointment ON outbox (appointment);

CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    outbox INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    appointment INTEGER NOT NULL REFERENCES appointments (id) ON DELETE CASCADE,
    phase INTEGER NOT NULL,
    phase_key TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    -- create, cancel, reschedule, or verify for a look-up
    operation TEXT NOT NULL CHECK (operation IN ('create', 'cancel', 'reschedule', 'verify')),
    outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'ok', 'recovered', 'not_found', 'conflict', 'rejected', 'retry', 'not_sent', 'interrupted')),
    http_status INTEGER,
    error TEXT NOT NULL,
    request_id TEXT NOT NULL,
    took_ms INTEGER
) STRICT;

CREATE INDEX attempts_by_appointment ON attempts (appointment, at_ms);

CREATE INDEX attempts_by_time ON attempts (at_ms);

CREATE TABLE reviews (
    id INTEGER PRIMARY KEY,
    appointment INTEGER REFERENCES appointments (id) ON DELETE CASCADE,
    cause TEXT NOT NULL CHECK (cause IN ('missing_event_map', 'not_confirmed', 'conflict', 'partial', 'rejected', 'auth', 'remote_missing', 'remote_changed', 'remote_cancelled', 'duplicate', 'told_differs', 'local_data')),
    -- what belongs together, e.g. one missing map behind many appointments
    group_key TEXT NOT NULL,
    -- evidence as JSON: phases, error class, people masked
    evidence TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'snoozed', 'settled', 'closed')),
    opened_at_ms INTEGER NOT NULL,
    closed_at_ms INTEGER,
    snoozed_until_ms INTEGER,
    owner TEXT NOT NULL,
    settled_reason TEXT NOT NULL,
    again INTEGER NOT NULL
) STRICT;

CREATE INDEX reviews_by_state ON reviews (state, opened_at_ms);

CREATE INDEX reviews_by_appointment ON reviews (appointment);

CREATE TABLE calls (
    call_id TEXT PRIMARY KEY,
    branch INTEGER REFERENCES branches (id),
    agent_id TEXT NOT NULL,
    agent_version INTEGER,
    call_type TEXT NOT NULL,
    from_number TEXT NOT NULL,
    to_number TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('registered', 'ongoing', 'ended')),
    first_seen_ms INTEGER NOT NULL,
    started_at_ms INTEGER,
    ended_at_ms INTEGER,
    disconnection_reason TEXT NOT NULL,
    customer INTEGER REFERENCES customers (id),
    outcome TEXT NOT NULL,
    -- call_analysis and latency as sent, without transcript, recording or credentials
    analysis TEXT NOT NULL
) STRICT;

CREATE INDEX calls_by_time ON calls (first_seen_ms);

CREATE TABLE function_calls (
    id INTEGER PRIMARY KEY,
    call_id TEXT NOT NULL,
    name TEXT NOT NULL,
    called_as TEXT NOT NULL,
    agent_version INTEGER,
    at_ms INTEGER NOT NULL,
    arguments TEXT NOT NULL,
    answer TEXT NOT NULL,
    success INTEGER NOT NULL CHECK (success IN (0, 1)),
    code TEXT NOT NULL,
    took_us INTEGER NOT NULL,
    placeholder INTEGER NOT NULL CHECK (placeholder IN (0, 1))
) STRICT;

CREATE INDEX function_calls_by_call ON function_calls (call_id, at_ms);

CREATE INDEX function_calls_by_time ON function_calls (at_ms);

CREATE TABLE callbacks (
    id INTEGER PRIMARY KEY,
    call_id TEXT NOT NULL,
    branch INTEGER REFERENCES branches (id),
    customer INTEGER REFERENCES customers (id),
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    reason TEXT NOT NULL,
    priority TEXT NOT NULL CHECK (priority IN ('normal', 'high', 'urgent')),
    status TEXT NOT NULL CHECK (status IN ('open', 'done')),
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    done_at_ms INTEGER
) STRICT;

-- A caller who could not be offered a pair because its event maps are missing.
CREATE TABLE map_refusals (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    service INTEGER NOT NULL REFERENCES services (id) ON DELETE CASCADE,
    staff INTEGER NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
    call_id TEXT NOT NULL
) STRICT;

CREATE INDEX map_refusals_by_time ON map_refusals (at_ms);

-- What Cal.com's webhooks said, as it came.
CREATE TABLE calcom_events (
    id INTEGER PRIMARY KEY,
    received_at_ms INTEGER NOT NULL,
    trigger_event TEXT NOT NULL,
    fingerprint TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE flags (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at_ms INTEGER NOT NULL,
    changed_by TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT;

CREATE INDEX journal_by_subject ON journal (subject, subject_id);

-- The change feed between processes, row 0 = any; old rows are swept away, so ids must never come back.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    -- the process that wrote it
    origin TEXT NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    info TEXT NOT NULL,
    expires_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
