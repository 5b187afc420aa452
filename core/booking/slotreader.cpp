// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/slotreader.h"

#include "core/availability/daybits.h"
#include "core/availability/phaseplan.h"
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
    return named(**found, wish, start, language);
}

Result<Explanation> SlotReader::judge(const SlotWish &wish, Instant start)
{
    const std::optional<TimeRange> near = neighbourhood(wish, start);
    if (!near)
        return explain(wish, start);
    const QDate date = m_catalogue.salon.zone.dateOf(start);
    auto diary = DiaryReader::readAround(m_connection, m_branch, SlotSearch::days(m_catalogue.salon.zone, date, 1),
                                         *near, m_customer, m_now);
    if (!diary)
        return diary.error();
    Block only(m_catalogue, date, 1, std::move(*diary), m_now);
    return named(only, wish, start, Language::German);
}

/// With the name of whose appointment is met, which is read only then.
Result<Explanation> SlotReader::named(Block &block, const SlotWish &wish, Instant start, Language language)
{
    const Explanation why = block.search.explain(wish, start, language);
    if (why.met_customer.isNull() || block.diary.customer_names.contains(why.met_customer))
        return why;
    const auto customer = CustomerTable::read(m_connection, why.met_customer);
    if (!customer)
        return customer.error();
    block.diary.customer_names.insert(why.met_customer, customer->name);
    return block.search.explain(wish, start, language);
}

/// What one start with one person can meet: the appointment with the widest buffers of all services around it. Nothing
/// where the whole day counts: to choose among several people, or to find somebody who helps.
std::optional<TimeRange> SlotReader::neighbourhood(const SlotWish &wish, Instant start) const
{
    const Service *service = m_catalogue.service(wish.service);
    if (!service || wish.staff.isNull() ||
        std::any_of(service->segments.cbegin(), service->segments.cend(),
                    [](const Segment &segment) { return segment.by == SegmentBy::AnyAble; }))
        return std::nullopt;
    const PhasePlan plan = wish.moving ? PhasePlan::of(m_catalogue, *wish.moving, wish.staff)
                                       : PhasePlan::of(m_catalogue, *service, wish.staff, wish.branch);
    int widest_min = 0;
    for (const Service &one : m_catalogue.services)
        widest_min = std::max({widest_min, one.buffer_before_min, one.buffer_after_min});
    const milliseconds reach = minutes(2 * widest_min + DayBits::kMarkMinutes);
    return TimeRange{start - reach, start + minutes(plan.total_min) + reach};
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
