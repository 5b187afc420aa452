// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/nightsalon.h"

#include "core/base/checks.h"
#include "core/storage/cataloguetable.h"
#include "tests/support/lindesalon.h"

namespace salon::test
{

Catalogue nightSalon(const QString &zone)
{
    Catalogue salon = lindeSalon();
    salon.salon.zone = Zone(zone);
    salon.salon.country.clear();
    WeekHours night;
    for (int weekday = 1; weekday <= 7; ++weekday)
        night.insert(weekday, {{0, 6 * 60}});
    salon.branches.first().opening_hours = night;
    salon.branches.first().closed.clear();
    for (Staff &member : salon.staff) {
        member.working_hours = night;
        member.absences.clear();
    }
    return salon;
}

void storeNightSalon(Connection &connection, const Clock &clock, Random &random, const Catalogue &salon)
{
    auto tx = Transaction::begin(connection, clock);
    SALON_CHECK(tx.has_value());
    SALON_CHECK(CatalogueTable::saveSalon(*tx, salon.salon, random).has_value());
    for (const Branch &branch : salon.branches)
        SALON_CHECK(CatalogueTable::saveBranch(*tx, branch).has_value());
    for (const Staff &member : salon.staff)
        SALON_CHECK(CatalogueTable::saveStaff(*tx, member).has_value());
    SALON_CHECK(tx->commit().has_value());
}

} // namespace salon::test
