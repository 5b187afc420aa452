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

/// Who helps with the appointments of a salon file where the file does not say it. Parts that are somebody's already
/// come first; a part that anybody able may do goes to whoever helped so far, else to the person of the appointment,
/// else to the first of the branch in the order of the catalogue who is able and free: somebody at work before anybody
/// else. Where nobody is free, it stays with the person.
/// What is stored and not to be changed must hold its claims, what is to be changed must have given them back.
class AssistantPlan
{
public:
    AssistantPlan(Transaction &transaction, const Catalogue &catalogue);
    /// Of every appointment first: the time in which nobody can stand in. `helped` are the parts whose doer is settled.
    void addFixedParts(const Appointment &appointment, const QSet<QString> &helped);
    /// Then, in the order of the file.
    Result<void> assign(Appointment &appointment, const QSet<QString> &helped);

private:
    bool isForAnybody(const Appointment &appointment, const Phase &phase) const;
    Result<StaffId> whoIsFree(const Appointment &appointment, const Phase &phase) const;
    bool isAtWork(StaffId member, BranchId branch, const TimeRange &span) const;
    QList<StaffId> candidates(const Appointment &appointment, const Phase &phase) const;
    Result<bool> isFree(StaffId member, const TimeRange &span) const;
    void add(StaffId member, const TimeRange &span);

    Transaction &m_transaction;
    const Catalogue &m_catalogue;
    QSet<std::pair<StaffId, qint64>> m_taken; // person and five minutes, as in the claims
};

} // namespace salon
