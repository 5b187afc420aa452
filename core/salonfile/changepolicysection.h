// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/catalogue.h"
#include "core/salonfile/salondocument.h"
#include "core/salonfile/salonimport.h"
#include "core/storage/transaction.h"

#include <QJsonArray>

namespace salon
{

/// The section `policies` of a salon file, both ways. A policy is known by its kind and scope.
struct ChangePolicySection {
    /// `catalogue` is the one after the import of the master data.
    static Result<void> import(Transaction &tx, const Catalogue &catalogue, const SalonDocument &document,
                               ImportReport &report);
    /// By kind, then branch, service and staff; empty where there are none.
    static QJsonArray json(const Catalogue &catalogue, const QList<ChangePolicy> &policies);
};

} // namespace salon
