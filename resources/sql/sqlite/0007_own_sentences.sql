-- SPDX-FileCopyrightText: 2026 The Salondesk founders
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What the salon says on the phone in its own words, by the phrase's name.
CREATE TABLE own_sentences (
    phrase TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('de', 'en')),
    text TEXT NOT NULL,
    PRIMARY KEY (phrase, language)
) STRICT, WITHOUT ROWID;
