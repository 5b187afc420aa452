// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/booking/bookingrequest.h"
#include "core/domain/catalogue.h"

namespace salon
{

class Transaction;

/// Writes what a change made of an appointment into the journal: only the fields that differ, without names of
/// customers. A new one has nothing before. What was overridden knowingly stands beside them.
Result<void> journalChange(Transaction &tx, const Catalogue &catalogue, const Actor &actor, const char *action,
                           const Appointment *before, const Appointment &after,
                           const QList<Overridden> &overridden = {});

} // namespace salon
