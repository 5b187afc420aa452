// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/ids.h"

#include <QString>

namespace salon
{

class Transaction;

/// A caller who could not be offered a pair because its event maps are missing. One row per call and pair.
struct MapRefusalTable {
    static Result<void> add(Transaction &tx, ServiceId service, StaffId staff, const QString &call_id);
};

} // namespace salon
