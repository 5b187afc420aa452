-- SPDX-FileCopyrightText: 2026 The Salondesk founders
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What was asked of Cal.com, for people to read: no names, keys or uids.
ALTER TABLE attempts ADD COLUMN request TEXT NOT NULL DEFAULT '';
