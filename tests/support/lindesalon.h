// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appointment.h"
#include "core/domain/catalogue.h"

namespace salon
{
class Clock;
class Connection;
class Random;
} // namespace salon

namespace salon::test
{

/// The demo salon's staff, hours, services and capabilities, written by hand so that pure tests need no file.
/// Opening Tue, Wed, Fri 9-18, Thu 9-20, Sat 9-14; breaks 13:00-13:30; closed 24 to 26 December 2025; Jon away in the
/// first week of December. Ids: mia 1, jon 2, robin-1 3, robin-2 4; services as named below. The Robins lack the maps
/// of the three colour services.
inline constexpr BranchId kMitte{1};
inline constexpr StaffId kMia{1};
inline constexpr StaffId kJon{2};
inline constexpr StaffId kRobin1{3};
inline constexpr StaffId kRobin2{4};
inline constexpr ServiceId kMensCut{1};
inline constexpr ServiceId kWomensCut{2};
inline constexpr ServiceId kChildsCut{3};
inline constexpr ServiceId kPerm{4};
inline constexpr ServiceId kRoots{5};     // Ansatzfärbung
inline constexpr ServiceId kBleaching{6}; // komplette Umfärbung

Catalogue lindeSalon();

/// Into an empty database, where it gets the same ids.
void storeLindeSalon(Connection &connection, const Clock &clock, Random &random);

/// "2025-11-26 10:00" in the salon's zone.
Instant at(const Catalogue &salon, const char *wall_time);
/// As booking would store it; `staff` none = unassigned.
Appointment booked(const Catalogue &salon, ServiceId service, StaffId staff, const char *wall_time,
                   CustomerId customer = {1});

} // namespace salon::test
