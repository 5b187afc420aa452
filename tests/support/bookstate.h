// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/storage/connection.h"

#include <QString>

namespace salon::test
{

/// Takes the book away and leaves the salon: a fresh start without a fresh database.
void clearBook(Connection &connection, const Clock &clock);

/// Everything the book holds, in words and without what chance and order decide (ids, uuids, times of attempts): equal
/// texts are equal end states. Shape: one line per row, sorted.
QString bookState(Connection &connection);
/// The lines that only one of two states has; empty = equal.
QString difference(const QString &state, const QString &expected);

} // namespace salon::test
