// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/appointment.h"
#include "core/domain/catalogue.h"

#include <QSet>
#include <utility>

namespace salon
{

class Transaction;

/// Who helps with the appointments of a salon file, which names one person for each. Their own parts come first; a part
/// that anybody able may do goes to whoever helped so far, else to the person of the appointment, else to the first of
/// the branch in the order of the catalogue who is able and free. Where nobody is, it stays with the person.
/// What is stored and not to be changed must hold its claims, what is to be changed must have given them back.
class AssistantPlan
{
public:
    AssistantPlan(Transaction &transaction, const Catalogue &catalogue);
    /// Of every appointment first: the time in which nobody can stand in.
    void addOwnParts(const Appointment &appointment);
    /// Then, in the order of the file.
    Result<void> assign(Appointment &appointment);

private:
    bool isForAnybody(const Appointment &appointment, const Phase &phase) const;
    QList<StaffId> candidates(const Appointment &appointment, const Phase &phase) const;
    Result<bool> isFree(StaffId member, const TimeRange &span) const;
    void add(StaffId member, const TimeRange &span);

    Transaction &m_transaction;
    const Catalogue &m_catalogue;
    QSet<std::pair<StaffId, qint64>> m_taken; // person and five minutes, as in the claims
};

} // namespace salon
