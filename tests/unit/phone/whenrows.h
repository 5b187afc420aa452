// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/language.h"
#include "core/phone/language/when.h"

#include <QList>

/// What callers say and what it means, as tst_whenparser writes it down. One file per theme.
/// Dates: "2025-11-26", "a|b" any of them, "a..b" any from a to b, "past a", "which a/b" (ask), "year? a" (ask with the
/// year), "unclear", "no such day", "vague". Times: "14:00", "a|b", "540-720" in minutes, "first" the sooner the
/// better, "time? a/b" (ask).
struct WhenRow {
    const char *said;
    const char *meant;
};

struct WhenTable {
    const char *now; // wall time in Berlin
    salon::WhenField field;
    salon::Language language;
    QList<WhenRow> rows;
};

QList<WhenTable> dayRows();
QList<WhenTable> timeRows();
QList<WhenTable> callerRows();
QList<WhenTable> englishRows();
