// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/slotsearch.h"
#include "core/base/result.h"
#include "core/domain/catalogue.h"

#include <map>
#include <memory>
#include <optional>

namespace salon
{

class Connection;
struct KnownDay;

/// Asks the book as it stands in the database, day by day, and reads only the days the answer needs and the connection
/// does not know yet; inside a transaction it reads all of them. Whose appointment is met gets a name, which is for the
/// desk only.
/// The connection is borrowed and must outlive it. Thread: the connection's. Errors: Database.
class SlotReader
{
public:
    /// Branch and customer are the wish's: later wishes may differ in anything else.
    SlotReader(Connection &connection, Catalogue catalogue, Instant now, const SlotWish &wish);
    ~SlotReader();
    SlotReader(const SlotReader &) = delete;
    SlotReader &operator=(const SlotReader &) = delete;

    const Catalogue &catalogue() const { return *m_catalogue; }

    /// SlotSearch's answers. Where nothing is left but what other callers were only told of, that is offered: "nothing
    /// is free" would not be true.
    Result<Explanation> explain(const SlotWish &wish, Instant start, Language language = Language::German);
    /// The same about one start only, for which the neighbourhood is read where that is enough.
    Result<Explanation> judge(const SlotWish &wish, Instant start);
    Result<QList<Offer>> offers(const SlotWish &wish, const SearchRange &range);
    Result<QList<Offer>> alternatives(const SlotWish &wish, Instant asked, const SearchRange &range);

private:
    struct Outlook;
    Result<KnownDay *> day(QDate date, int ahead = 1);
    Result<std::shared_ptr<KnownDay>> readDay(QDate date, int ahead);
    Result<const Outlook *> outlook(QDate date, int ahead);
    Result<std::shared_ptr<KnownDay>> booked(QDate date, const Outlook &outlook);
    Result<Explanation> named(KnownDay &day, const SlotWish &wish, Instant start, Language language);
    std::optional<TimeRange> neighbourhood(const SlotWish &wish, Instant start) const;
    template <typename Ask>
    Result<QList<Offer>> elsePastSoftHolds(SlotWish wish, Ask ask);
    template <typename Ask>
    Result<QList<Offer>> gather(const SlotWish &wish, const SearchRange &range, Ask ask);

    Connection &m_connection;
    const std::shared_ptr<const Catalogue> m_catalogue;
    const Instant m_now;
    const BranchId m_branch;
    const CustomerId m_customer;
    std::unique_ptr<Outlook> m_outlook;
    std::map<QDate, std::shared_ptr<KnownDay>> m_days;
};

} // namespace salon
