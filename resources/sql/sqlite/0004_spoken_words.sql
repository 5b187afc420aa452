-- SPDX-FileCopyrightText: 2026 The Salondesk founders
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What callers called a service and nobody understood, so that reception can say what they meant.
CREATE TABLE unknown_words (
    id INTEGER PRIMARY KEY,
    spelled TEXT NOT NULL UNIQUE, -- folded, so that one word is one row
    said TEXT NOT NULL,
    callers INTEGER NOT NULL CHECK (callers > 0),
    last_call TEXT NOT NULL,
    first_heard_ms INTEGER NOT NULL,
    last_heard_ms INTEGER NOT NULL
) STRICT;

-- The last eight digits: by them somebody is found whose number was noted in a way that makes it no number.
ALTER TABLE customers ADD COLUMN phone_tail TEXT;

UPDATE customers SET phone_tail = substr(replace(replace(replace(replace(replace(replace(replace(phone,
    '+', ''), ' ', ''), '-', ''), '/', ''), '.', ''), '(', ''), ')', ''), -8);

CREATE INDEX customers_by_phone_tail ON customers (phone_tail);
