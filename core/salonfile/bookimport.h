// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/salonfile/filekeys.h"
#include "core/salonfile/salondocument.h"
#include "core/salonfile/salonimport.h"
#include "core/storage/transaction.h"

#include <QHash>

namespace salon
{

/// The half of an import that is people and their appointments. Appointments without a key in the file are matched by
/// customer, service and start. Every appointment that takes time takes its claims; two in one claim are refused,
/// unless a part of one may be done by somebody else who is free.
class BookImport
{
public:
    BookImport(Transaction &transaction, const Catalogue &catalogue, const FileKeys &keys, ImportReport &report);
    Result<void> run(const SalonDocument &document);

private:
    /// One appointment that is new or differs from the stored one.
    struct Change {
        qsizetype index = 0;
        Appointment wanted;
        std::optional<Appointment> known;
        QSet<QString> helped; // keys of the parts for which the file says who does them instead
    };
    Result<void> customers(const QList<Customer> &customers);
    Result<void> appointments(const QList<SalonDocument::AppointmentEntry> &entries);
    Result<Appointment> resolved(const SalonDocument::AppointmentEntry &entry, qsizetype index) const;
    Result<void> resolveHelp(const SalonDocument::AppointmentEntry &entry, qsizetype index, Appointment &wanted) const;
    Result<void> giveBackClaims(const QList<Change> &changes);
    Result<void> passClaims(const QList<Change> &changes);
    Result<void> checkUids(const Appointment &wanted, qsizetype index, AppointmentId known);
    Result<void> assignHelp(QList<Change> &changes);
    Result<void> lockDays(const QList<Change> &changes);
    Result<void> write(Change &change);
    Result<void> writePhases(Change &change);
    Result<void> rests(const Change &change);
    Result<void> claim(const Change &change);
    Result<void> makeRoom(const Change &change, const QList<StaffId> &people);
    /// Who holds a five minutes that this one needs, if anybody does.
    Result<std::optional<AppointmentId>> holder(const Appointment &appointment, const QList<StaffId> &people);

    Transaction &m_transaction;
    const Catalogue &m_catalogue;
    const FileKeys &m_keys;
    ImportReport &m_report;
    QHash<QString, CustomerId> m_customers;
    QHash<std::int64_t, QString> m_paths; // of appointments the file brought
    QList<Appointment> m_yielded;         // overbooked ones whose claims others needed
};

} // namespace salon
