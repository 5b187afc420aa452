// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/slotreader.h"

#include "core/availability/candidates.h"
#include "core/availability/daybits.h"
#include "core/availability/phaseplan.h"
#include "core/booking/knowndays.h"
#include "core/storage/bookdays.h"
#include "core/storage/busyblocktable.h"
#include "core/storage/connection.h"
#include "core/storage/customertable.h"
#include "core/storage/diaryreader.h"
#include "core/storage/holdtable.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr int kDaysAhead = 16;

} // namespace

/// What is read anew each time, for some days at once: it is little, and each caller's own.
struct SlotReader::Outlook {
    TimeRange span;
    BookDays days;
    QList<Appointment> elsewhere;
    QList<Hold> holds;
};

SlotReader::SlotReader(Connection &connection, Catalogue catalogue, Instant now, const SlotWish &wish)
    : m_connection(connection)
    , m_catalogue(KnownDays::of(connection).catalogue(std::move(catalogue)))
    , m_now(now)
    , m_branch(wish.branch)
    , m_customer(wish.customer)
{
}

SlotReader::~SlotReader() = default;

Result<KnownDay *> SlotReader::day(QDate date, int ahead)
{
    auto known = m_days.find(date);
    if (known == m_days.end()) {
        auto read = readDay(date, ahead);
        if (!read)
            return read.error();
        known = m_days.emplace(date, std::move(*read)).first;
    }
    if (known->second->diary.holds.isEmpty()) // others may have asked it meanwhile
        known->second->search.lookAgain(m_now);
    return known->second.get();
}

Result<std::shared_ptr<KnownDay>> SlotReader::readDay(QDate date, int ahead)
{
    const TimeRange span = SlotSearch::days(m_catalogue->salon.zone, date, 1);
    if (m_connection.isInTransaction()) {
        auto diary = DiaryReader::read(m_connection, m_branch, span, m_customer, m_now);
        if (!diary)
            return diary.error();
        return std::make_shared<KnownDay>(m_catalogue, std::move(*diary), m_now);
    }
    const auto ahead_of_it = outlook(date, ahead);
    if (!ahead_of_it)
        return ahead_of_it.error();
    auto known = booked(date, **ahead_of_it);
    if (!known)
        return known.error();
    const TimeRange reach = DiaryReader::reachOf(span);
    Diary diary{.span = span};
    for (const Appointment &appointment : std::as_const((*ahead_of_it)->elsewhere))
        if (appointment.span.overlaps(reach))
            diary.appointments.append(appointment);
    for (const Hold &hold : std::as_const((*ahead_of_it)->holds))
        if (std::any_of(hold.parts.cbegin(), hold.parts.cend(),
                        [&](const Hold::Part &part) { return part.span.overlaps(reach); }))
            diary.holds.append(hold);
    if (diary.appointments.isEmpty() && diary.holds.isEmpty())
        return known;
    DiaryReader::merge(diary.appointments, (*known)->diary.appointments);
    diary.busy_blocks = (*known)->diary.busy_blocks;
    return std::make_shared<KnownDay>(m_catalogue, std::move(diary), m_now);
}

Result<const SlotReader::Outlook *> SlotReader::outlook(QDate date, int ahead)
{
    const Zone &zone = m_catalogue->salon.zone;
    if (m_outlook && m_outlook->span.contains(SlotSearch::days(zone, date, 1)))
        return m_outlook.get();
    const TimeRange span = SlotSearch::days(zone, date, std::clamp(ahead, 1, kDaysAhead));
    const TimeRange reach = DiaryReader::reachOf(span);
    auto days = BookDays::read(m_connection, m_branch, span);
    if (!days)
        return days.error();
    auto elsewhere = DiaryReader::elsewhere(m_connection, m_branch, reach, m_customer);
    if (!elsewhere)
        return elsewhere.error();
    auto holds = HoldTable::active(m_connection, m_branch, reach, m_now);
    if (!holds)
        return holds.error();
    m_outlook = std::make_unique<Outlook>(Outlook{span, std::move(*days), std::move(*elsewhere), std::move(*holds)});
    return m_outlook.get();
}

/// What is booked here that day: known, or read now.
Result<std::shared_ptr<KnownDay>> SlotReader::booked(QDate date, const Outlook &outlook)
{
    KnownDays &known = KnownDays::of(m_connection);
    const TimeRange span = SlotSearch::days(m_catalogue->salon.zone, date, 1);
    const qint64 number = outlook.days.number(span);
    if (auto found = known.find(m_branch, date, number); found && found->catalogue == m_catalogue)
        return found;
    auto appointments = DiaryReader::booked(m_connection, m_branch, DiaryReader::reachOf(span));
    if (!appointments)
        return appointments.error();
    auto blocks = BusyBlockTable::overlapping(m_connection, m_branch, DiaryReader::reachOf(span));
    if (!blocks)
        return blocks.error();
    Diary diary{.span = span, .appointments = std::move(*appointments)};
    diary.busy_blocks = std::move(*blocks);
    auto day = std::make_shared<KnownDay>(m_catalogue, std::move(diary), m_now);
    known.keep(m_branch, date, number, day);
    return day;
}

Result<Explanation> SlotReader::explain(const SlotWish &wish, Instant start, Language language)
{
    const auto found = day(m_catalogue->salon.zone.dateOf(start));
    if (!found)
        return found.error();
    return named(**found, wish, start, language);
}

Result<Explanation> SlotReader::judge(const SlotWish &wish, Instant start)
{
    const std::optional<TimeRange> near = neighbourhood(wish, start);
    if (!near)
        return explain(wish, start);
    const Zone &zone = m_catalogue->salon.zone;
    auto diary = DiaryReader::readAround(m_connection, m_branch, SlotSearch::days(zone, zone.dateOf(start), 1), *near,
                                         m_customer, m_now);
    if (!diary)
        return diary.error();
    KnownDay only(m_catalogue, std::move(*diary), m_now);
    return named(only, wish, start, Language::German);
}

/// With the name of whose appointment is met, which is read only then and not kept.
Result<Explanation> SlotReader::named(KnownDay &day, const SlotWish &wish, Instant start, Language language)
{
    const Explanation why = day.search.explain(wish, start, language);
    if (why.met_customer.isNull())
        return why;
    const auto customer = CustomerTable::read(m_connection, why.met_customer);
    if (!customer)
        return customer.error();
    Diary diary = day.diary;
    diary.customer_names.insert(why.met_customer, customer->name);
    return SlotSearch(*m_catalogue, diary, m_now).explain(wish, start, language);
}

/// What one start with one person can meet: the appointment with the widest buffers of all services around it. Nothing
/// where the whole day counts: to choose among several people, or to find somebody who helps.
std::optional<TimeRange> SlotReader::neighbourhood(const SlotWish &wish, Instant start) const
{
    const Service *service = m_catalogue->service(wish.service);
    if (!service || wish.staff.isNull() ||
        std::any_of(service->segments.cbegin(), service->segments.cend(),
                    [](const Segment &segment) { return segment.by == SegmentBy::AnyAble; }))
        return std::nullopt;
    const PhasePlan plan = wish.moving ? PhasePlan::of(*m_catalogue, *wish.moving, wish.staff)
                                       : PhasePlan::of(*m_catalogue, *service, wish.staff, wish.branch);
    int widest_min = 0;
    for (const Service &one : m_catalogue->services)
        widest_min = std::max({widest_min, one.buffer_before_min, one.buffer_after_min});
    const milliseconds reach = minutes(2 * widest_min + DayBits::kMarkMinutes);
    return TimeRange{start - reach, start + minutes(plan.total_min) + reach};
}

/// Days in order until there are enough.
template <typename Ask>
Result<QList<Offer>> SlotReader::gather(const SlotWish &wish, const SearchRange &range, Ask ask)
{
    const Candidates people(*m_catalogue, wish);
    QList<Offer> found;
    for (int offset = 0; offset < range.days && found.size() < range.limit; ++offset) {
        SearchRange part = range;
        part.from = range.from.addDays(offset);
        part.days = 1;
        part.limit = range.limit - int(found.size());
        const auto on_it = day(part.from, range.days - offset);
        if (!on_it)
            return on_it.error();
        found.append(ask((*on_it)->search, people, part));
    }
    return found;
}

template <typename Ask>
Result<QList<Offer>> SlotReader::elsePastSoftHolds(SlotWish wish, Ask ask)
{
    auto found = ask(wish);
    const auto has_soft = [](const auto &entry) {
        const QList<Hold> &holds = entry.second->diary.holds;
        return std::any_of(holds.cbegin(), holds.cend(), [](const Hold &one) { return one.soft; });
    };
    if (!found || !found->isEmpty() || std::none_of(m_days.cbegin(), m_days.cend(), has_soft))
        return found;
    wish.past_soft_holds = true;
    return ask(wish);
}

Result<QList<Offer>> SlotReader::offers(const SlotWish &wish, const SearchRange &range)
{
    const auto of_day = [](SlotSearch &search, const Candidates &people, const SearchRange &part) {
        return search.offers(people, part);
    };
    return elsePastSoftHolds(wish, [&](const SlotWish &asked) { return gather(asked, range, of_day); });
}

Result<QList<Offer>> SlotReader::alternatives(const SlotWish &wish, Instant asked, const SearchRange &range)
{
    const auto of_day = [&](SlotSearch &search, const Candidates &people, const SearchRange &part) {
        return search.alternatives(people, asked, part);
    };
    return elsePastSoftHolds(wish, [&](const SlotWish &same) { return gather(same, range, of_day); });
}

} // namespace salon
