// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/slotreader.h"

#include "core/storage/customertable.h"
#include "core/storage/diaryreader.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr int kMostDaysAtOnce = 16;

} // namespace

/// Some days of the book that were read together.
struct SlotReader::Block {
    Block(const Catalogue &catalogue, QDate first, int length, Diary read, Instant now)
        : from(first)
        , days(length)
        , diary(std::move(read))
        , search(catalogue, diary, now)
    {
    }
    bool contains(QDate date) const { return from <= date && date < from.addDays(days); }

    QDate from;
    int days;
    Diary diary;
    SlotSearch search;
};

SlotReader::SlotReader(Connection &connection, Catalogue catalogue, Instant now, const SlotWish &wish)
    : m_connection(connection)
    , m_catalogue(std::move(catalogue))
    , m_now(now)
    , m_branch(wish.branch)
    , m_customer(wish.customer)
{
}

SlotReader::~SlotReader() = default;

Result<SlotReader::Block *> SlotReader::block(QDate date, int days)
{
    for (const auto &known : m_blocks)
        if (known->contains(date))
            return known.get();
    auto diary = DiaryReader::read(m_connection, m_branch, SlotSearch::days(m_catalogue.salon.zone, date, days),
                                   m_customer, m_now);
    if (!diary)
        return diary.error();
    m_blocks.push_back(std::make_unique<Block>(m_catalogue, date, days, std::move(*diary), m_now));
    return m_blocks.back().get();
}

Result<Explanation> SlotReader::explain(const SlotWish &wish, Instant start, Language language)
{
    const auto found = block(m_catalogue.salon.zone.dateOf(start), 1);
    if (!found)
        return found.error();
    Block &day = **found;
    const Explanation why = day.search.explain(wish, start, language);
    if (why.met_customer.isNull() || day.diary.customer_names.contains(why.met_customer))
        return why;
    const auto customer = CustomerTable::read(m_connection, why.met_customer);
    if (!customer)
        return customer.error();
    day.diary.customer_names.insert(why.met_customer, customer->name);
    return day.search.explain(wish, start, language);
}

/// Days in order, in ever larger blocks, until there are enough.
template <typename Ask>
Result<QList<Offer>> SlotReader::gather(const SearchRange &range, Ask ask)
{
    QList<Offer> found;
    int length = 1;
    for (int offset = 0; offset < range.days && found.size() < range.limit;) {
        const QDate from = range.from.addDays(offset);
        const auto days = block(from, std::min(length, range.days - offset));
        if (!days)
            return days.error();
        SearchRange part = range;
        part.from = from;
        part.days = std::min(range.days - offset, (*days)->days - int((*days)->from.daysTo(from)));
        part.limit = range.limit - int(found.size());
        found.append(ask((*days)->search, part));
        offset += part.days;
        length = std::min(2 * length, kMostDaysAtOnce);
    }
    return found;
}

template <typename Ask>
Result<QList<Offer>> SlotReader::elsePastSoftHolds(SlotWish wish, Ask ask)
{
    auto found = ask(wish);
    const auto has_soft = [](const auto &days) {
        return std::any_of(days->diary.holds.cbegin(), days->diary.holds.cend(),
                           [](const Hold &one) { return one.soft; });
    };
    if (!found || !found->isEmpty() || std::none_of(m_blocks.cbegin(), m_blocks.cend(), has_soft))
        return found;
    wish.past_soft_holds = true;
    return ask(wish);
}

Result<QList<Offer>> SlotReader::offers(const SlotWish &wish, const SearchRange &range)
{
    return elsePastSoftHolds(wish, [&](const SlotWish &asked) {
        return gather(range, [&](SlotSearch &search, const SearchRange &part) { return search.offers(asked, part); });
    });
}

Result<QList<Offer>> SlotReader::alternatives(const SlotWish &wish, Instant asked, const SearchRange &range)
{
    return elsePastSoftHolds(wish, [&](const SlotWish &same) {
        return gather(
            range, [&](SlotSearch &search, const SearchRange &part) { return search.alternatives(same, asked, part); });
    });
}

} // namespace salon
