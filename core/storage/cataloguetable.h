// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/domain/catalogue.h"
#include "core/storage/connection.h"
#include "core/storage/transaction.h"

namespace salon
{

/// The salon's master data in its tables. Small: read whole, written object by object with its children replaced.
/// An object whose id is null is added and gets one; else the row of that id becomes what is given.
/// Errors: Database; a value the schema's checks refuse is a Database error too (the salon file is checked before).
struct CatalogueTable {
    /// In the order of entry. A database without a salon gives an empty catalogue (a salon without a name).
    /// A connection keeps what it read: as long as the catalogue's number in the database stays, that is the answer.
    static Result<Catalogue> load(Connection &connection);
    /// Is this table part of the catalogue, as far as Transaction::changed() names it?
    static bool holds(const QString &table);
    /// The catalogue's next number, as part of the transaction that changed it.
    static Result<void> advance(Connection &connection);
    /// The uuid of this database, made with its salon: marks our own bookings at Cal.com. Empty without a salon.
    static Result<QString> instance(Connection &connection);

    static Result<void> saveSalon(Transaction &transaction, const Salon &salon, Random &random);
    static Result<BranchId> saveBranch(Transaction &transaction, const Branch &branch);
    /// What saveBranch() has numbered.
    static Result<void> readResourceIds(Transaction &transaction, Branch &branch);
    static Result<StaffId> saveStaff(Transaction &transaction, const Staff &staff);
    static Result<ServiceId> saveService(Transaction &transaction, const Service &service);
    static Result<void> saveCapability(Transaction &transaction, const Capability &capability);
    static Result<void> removeCapability(Transaction &transaction, StaffId staff, ServiceId service);
    static Result<void> saveEventMap(Transaction &transaction, const EventMap &map);
    static Result<void> removeEventMap(Transaction &transaction, StaffId staff, ServiceId service,
                                       const QString &segment);

private:
    static Result<Catalogue> read(Connection &connection);
};

} // namespace salon
