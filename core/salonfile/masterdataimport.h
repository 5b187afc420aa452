// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/salonfile/salondocument.h"
#include "core/salonfile/salonimport.h"
#include "core/storage/transaction.h"

namespace salon
{

/// The half of an import that is master data. References may point into the file or into the database.
/// `catalogue` is the database's and becomes what it is after the import (new resources have no id yet).
class MasterDataImport
{
public:
    MasterDataImport(Transaction &transaction, Random &random, Catalogue &catalogue, ImportReport &report);
    Result<void> run(const SalonDocument &document);

private:
    Result<void> salon(const SalonDocument &document);
    Result<void> branches(const QList<Branch> &branches);
    Result<void> staff(const QList<SalonDocument::StaffEntry> &entries);
    Result<void> environmentForms(const QList<SalonDocument::StaffEntry> &entries) const;
    Result<void> services(const QList<Service> &services);
    Result<void> capabilities(const QList<SalonDocument::CapabilityEntry> &entries);
    Result<void> eventMaps(const QList<SalonDocument::EventMapEntry> &entries);
    void warnOf(const EventMap &map, const Service &service, const QList<EventMap> &before, qsizetype index);
    bool hasResource(const QString &key) const;

    Transaction &m_transaction;
    Random &m_random;
    Catalogue &m_catalogue;
    ImportReport &m_report;
};

} // namespace salon
