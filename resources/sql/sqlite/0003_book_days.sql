-- SPDX-FileCopyrightText: 2026 The Salondesk founders
-- SPDX-License-Identifier: GPL-3.0-or-later

-- How often a day of the book was changed: by it a reader knows whether what it read is still so.
-- An appointment counts for the UTC day it begins on; a day without a row was never changed since.
CREATE TABLE book_days (
    branch INTEGER NOT NULL REFERENCES branches (id),
    day INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (branch, day)
) STRICT, WITHOUT ROWID;
