// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/slotsearch.h"
#include "core/domain/catalogue.h"
#include "core/domain/diary.h"

#include <map>
#include <memory>

namespace salon
{

class Connection;

/// One day of a branch's book, with what is worked out from it.
struct KnownDay {
    KnownDay(std::shared_ptr<const Catalogue> of, Diary read, Instant now);

    std::shared_ptr<const Catalogue> catalogue;
    const Diary diary;
    SlotSearch search;
};

/// The days that were read on a connection lately, without holds, without what happens in other branches, and kept as
/// long as their number in the book stays the same: most questions are about the same fortnight. What is booked is
/// never judged by them, but by the book itself, inside the transaction.
/// Bounded by the appointments in them; those that were asked for longest ago go first. Thread: the connection's.
class KnownDays
{
public:
    static KnownDays &of(Connection &connection);

    /// The same master data as it knows, if it does; with other master data no day is as it was.
    std::shared_ptr<const Catalogue> catalogue(Catalogue now);
    /// Nothing = not known with this number.
    std::shared_ptr<KnownDay> find(BranchId branch, QDate date, qint64 number);
    void keep(BranchId branch, QDate date, qint64 number, std::shared_ptr<KnownDay> day);

private:
    struct Entry {
        qint64 number = 0;
        std::shared_ptr<KnownDay> day;
        qint64 asked = 0;
    };
    using Place = std::pair<BranchId, QDate>;
    void makeRoom();

    std::shared_ptr<const Catalogue> m_catalogue;
    std::map<Place, Entry> m_days;
    qsizetype m_appointments = 0;
    qint64 m_asked = 0;
};

} // namespace salon
