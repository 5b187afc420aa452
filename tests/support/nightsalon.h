// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/catalogue.h"

namespace salon
{
class Clock;
class Connection;
class Random;
} // namespace salon

namespace salon::test
{

/// Salon Linde somewhere else and at night: open every day from midnight to six, everybody works, nobody is ever away,
/// no holidays. So every change of clocks happens while it is open.
Catalogue nightSalon(const QString &zone);

/// Into a database that holds Salon Linde.
void storeNightSalon(Connection &connection, const Clock &clock, Random &random, const Catalogue &salon);

} // namespace salon::test
