// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/availability/diarytrial.h"

#include "core/availability/daybits.h"
#include "tests/unit/availability/diarytext.h"

#include <algorithm>
#include <map>

namespace salon::test
{

namespace
{

using SoftHolds = DiaryOracle::SoftHolds;

/// A person whom nobody knows: a stale id must not be served.
constexpr StaffId kStranger{99};

bool isAboutTheTimeAlone(Rule rule)
{
    return placeInOrder(rule) < placeInOrder(Rule::OpeningHours);
}

int place(const DiaryOracle::Verdict &verdict)
{
    const auto first = verdict.violated.first();
    return first ? placeInOrder(*first) : int(documentedOrder().size());
}

} // namespace

DiaryTrial::DiaryTrial(const RandomDiary &scene, TrialCounts &counts)
    : m_scene(scene)
    , m_counts(counts)
    , m_zone(scene.catalogue.salon.zone)
    , m_wall(m_zone, {scene.diary.span.begin - minutes(3 * 60), scene.diary.span.end + minutes(30 * 60)})
    , m_search(scene.catalogue, scene.diary, scene.now)
{
}

QString DiaryTrial::difference()
{
    for (int i = 0; i < m_scene.wishes.size() && m_difference.isEmpty(); ++i)
        tryWish(i);
    return m_difference;
}

void DiaryTrial::differ(const QString &what, StaffId staff, const QString &text)
{
    if (m_difference.isEmpty())
        m_difference = QStringLiteral("%1, staff %2: %3").arg(what).arg(staff.value).arg(text);
}

void DiaryTrial::tryWish(int number)
{
    const SlotWish &anyone = m_scene.wishes[number];
    DiaryOracle oracle(m_scene.catalogue, m_scene.diary, m_scene.now, m_wall, anyone);
    if (number == 0)
        tryDay(anyone, oracle);
    const TimeRange day = m_zone.day(m_scene.day);
    for (Instant start = day.begin + minutes(m_scene.seed % 6 * 5); start < day.end; start = start + minutes(30))
        tryStart(anyone, start, oracle);
    // Off the marks, long gone, and too far away for the book that was read.
    for (const Instant start : {day.begin + minutes(602), day.begin + milliseconds(36'000'001),
                                day.begin - minutes(40 * 24 * 60), day.begin + minutes(400 * 24 * 60)})
        tryStart(anyone, start, oracle);
    const Staff &somebody = m_scene.catalogue.staff[int(m_scene.seed % quint64(m_scene.catalogue.staff.size()))];
    for (const StaffId staff : {StaffId{}, somebody.id}) {
        SlotWish wish = anyone;
        wish.staff = staff;
        tryOffers(wish, m_scene.ranges[number], oracle);
        tryAlternatives(wish, m_scene.ranges[number], oracle);
    }
    if (!m_difference.isEmpty())
        m_difference += QLatin1Char('\n') + salon::test::printed(m_zone, anyone) + QLatin1Char('\n') +
                        salon::test::printed(m_zone, m_scene.ranges[number]);
}

/// Every five-minute start at which somebody might come, with those just before and behind; and all of them at once.
void DiaryTrial::tryDay(const SlotWish &anyone, DiaryOracle &oracle)
{
    const TimeRange day = m_zone.day(m_scene.day);
    bool was_interesting = false;
    for (Instant start = day.begin; start < day.end; start = start + minutes(5)) {
        const bool is_interesting = isInteresting(start, oracle);
        if (is_interesting && !was_interesting)
            tryStart(anyone, start - minutes(5), oracle);
        if (is_interesting || was_interesting)
            tryStart(anyone, start, oracle);
        was_interesting = is_interesting;
    }
    tryStarts(anyone, oracle);
}

/// Might somebody come at this time?
bool DiaryTrial::isInteresting(Instant start, DiaryOracle &oracle) const
{
    const QList<Staff> &staff = m_scene.catalogue.staff;
    return std::any_of(staff.cbegin(), staff.cend(), [&](const Staff &member) {
        return place(oracle.verdict(member.id, start)) > placeInOrder(Rule::Capability);
    });
}

/// All starts of the day of each person at once: what is free but for the clock.
void DiaryTrial::tryStarts(const SlotWish &wish, DiaryOracle &oracle)
{
    const TimeRange day = m_zone.day(m_scene.day);
    for (const Staff &member : m_scene.catalogue.staff) {
        SlotWish of_them = wish;
        of_them.staff = member.id;
        const DayBits found = m_search.starts(of_them, m_scene.day, 1).front();
        int mark = 0;
        for (Instant start = day.begin; start < day.end; start = start + minutes(5), ++mark) {
            Violations violated = oracle.verdict(member.id, start, SoftHolds::Respected).violated;
            for (const Rule of_the_clock : {Rule::Past, Rule::Notice, Rule::Horizon})
                violated.broken[std::size_t(of_the_clock)] = false;
            if (found.test(mark) == violated.first().has_value())
                differ(QStringLiteral("starts"), member.id,
                       salon::test::printed(m_zone, start) +
                           (found.test(mark) ? QStringLiteral(" is not free: ") : QStringLiteral(" is ")) +
                           violated.printed());
        }
    }
}

/// Anyone, and of those who might come every second one in turn; where nobody might, and of those who cannot, one.
void DiaryTrial::tryStart(const SlotWish &anyone, Instant start, DiaryOracle &oracle)
{
    SlotWish wish = anyone;
    QList<StaffId> people{StaffId{}, kStranger};
    for (const Staff &member : m_scene.catalogue.staff)
        people.append(member.id);
    const qint64 turn = std::abs(start.ms() / 300'000);
    const bool is_interesting = isInteresting(start, oracle);
    for (qsizetype i = 0; i < people.size(); ++i) {
        wish.staff = people[i];
        const bool is_in_turn = turn % people.size() == i;
        const bool might_come =
            i == 0 ? is_interesting
                   : (turn + i) % 2 == 0 && place(oracle.verdict(wish.staff, start)) > placeInOrder(Rule::Capability);
        if (is_in_turn || might_come)
            tryExplanation(wish, start, oracle);
    }
}

void DiaryTrial::tryExplanation(const SlotWish &wish, Instant start, DiaryOracle &oracle)
{
    const Explanation why = m_search.explain(wish, start);
    const QList<StaffId> asked = wish.staff.isNull() ? oracle.able() : QList<StaffId>{wish.staff};
    const StaffId expected = oracle.choices(asked, start).value(0);
    ++m_counts.judged;
    QString fault;
    if (why.available != !expected.isNull()) {
        fault = QStringLiteral("free or not?");
    } else if (why.able != oracle.able()) {
        fault = QStringLiteral("others are able");
    } else if (why.available) {
        ++m_counts.free;
        m_counts.with_assistants += why.assistants.isEmpty() ? 0 : 1;
        fault =
            why.staff == expected ? faultOfYes(why, start, oracle) : QStringLiteral("another person was to be chosen");
    } else {
        ++m_counts.refused_for[std::size_t(why.rule)];
        fault = faultOfNo(why, wish, start, oracle);
    }
    if (fault.isEmpty())
        return;
    const QString found = why.available ? QStringLiteral("free") : word(why.rule);
    QString text = QStringLiteral("%1\n  found %2 with staff %3, %4, met %5, meets %6, segment '%7', object '%8'")
                       .arg(fault, found)
                       .arg(why.staff.value)
                       .arg(salon::test::printed(m_zone, why.span))
                       .arg(why.met.value)
                       .arg(salon::test::printed(m_zone, why.meets), why.segment, why.object);
    for (const StaffId person : asked)
        text += QStringLiteral("\n  expected of staff %1: %2")
                    .arg(person.value)
                    .arg(oracle.verdict(person, start).violated.printed());
    differ(QStringLiteral("explain ") + salon::test::printed(m_zone, start), wish.staff, text);
}

QString DiaryTrial::faultOfYes(const Explanation &why, Instant start, DiaryOracle &oracle) const
{
    const DiaryOracle::Verdict &verdict = oracle.verdict(why.staff, start);
    if (why.span != verdict.span)
        return QStringLiteral("the span differs");
    for (auto part = why.assistants.cbegin(); part != why.assistants.cend(); ++part)
        if (!verdict.helpers.value(part.key()).contains(part.value()))
            return QStringLiteral("staff %1 cannot help with %2").arg(part.value().value).arg(part.key());
    if (why.overbooks != verdict.overbooks)
        return QStringLiteral("does it overbook?");
    if (why.assistants.size() != verdict.helpers.size())
        return QStringLiteral("somebody has to help");
    return {};
}

QString DiaryTrial::faultOfNo(const Explanation &why, const SlotWish &wish, Instant start, DiaryOracle &oracle) const
{
    const QList<StaffId> asked = wish.staff.isNull() ? oracle.able() : QList<StaffId>{wish.staff};
    const bool concerns_all = isAboutTheTimeAlone(why.rule);
    if (asked.isEmpty()) {
        const DiaryOracle::Verdict &stranger = oracle.verdict(kStranger, start);
        if (place(stranger) < placeInOrder(Rule::OpeningHours) || concerns_all)
            return why.rule == stranger.violated.first() ? QString() : QStringLiteral("not the first rule of the time");
        const bool speaks_of_ability =
            why.rule == Rule::OpeningHours || why.rule == Rule::Capability || why.rule == Rule::EventMap;
        return speaks_of_ability ? QString() : QStringLiteral("nobody is able, and it speaks of something else");
    }
    const StaffId speaker = concerns_all && why.staff.isNull() ? asked.first() : why.staff;
    if (!asked.contains(speaker))
        return QStringLiteral("staff %1 was not asked").arg(speaker.value);
    const DiaryOracle::Verdict &verdict = oracle.verdict(speaker, start);
    if (!verdict.violated.has(why.rule))
        return QStringLiteral("the rule is not broken");
    if (verdict.violated.first() != why.rule)
        return QStringLiteral("another rule comes first");
    for (const StaffId person : asked)
        if (place(oracle.verdict(person, start)) > place(verdict))
            return QStringLiteral("staff %1 came closer to a yes").arg(person.value);
    if (!concerns_all && speaker != kStranger && why.span != verdict.span)
        return QStringLiteral("the span differs");
    const QString fault = faultOfObject(why, wish, start, oracle);
    return fault.isEmpty() ? faultOfWords(why) : fault;
}

/// What would be said of it, on the phone too: nobody's name, and of the right thing.
QString DiaryTrial::faultOfWords(const Explanation &why) const
{
    // What the wall shows again half an hour or an hour apart is told with its offset.
    const auto clock = [&](Instant at) {
        const QTime time = m_zone.timeOf(at);
        QString text = time.toString(QStringLiteral("HH:mm"));
        for (const int apart : {-60, -30, 30, 60})
            if (m_zone.timeOf(at + minutes(apart)) == time)
                text += QStringLiteral(" (%1)").arg(m_zone.iso(at).mid(19));
        return text;
    };
    bool is_true = !why.object.isEmpty() && !why.text.isEmpty();
    for (const QString &name : m_scene.diary.customer_names)
        is_true = is_true && !why.object.contains(name);
    if (const Appointment *met = appointment(why.met)) {
        const QString name =
            met->attendee_name.isEmpty() ? m_scene.diary.customer_names.value(met->customer) : met->attendee_name;
        const QString service = m_scene.catalogue.service(met->service)->name;
        is_true = is_true && why.customer_name == name && why.object == service + u' ' + clock(met->span.begin);
    }
    if (why.rule == Rule::Hold)
        is_true = is_true && std::any_of(m_scene.diary.holds.cbegin(), m_scene.diary.holds.cend(), [&](const Hold &h) {
                      return !h.soft && h.expires_at > m_scene.now && clock(h.expires_at) == why.object;
                  });
    if (why.rule == Rule::BusyBlock)
        is_true = is_true && why.object == clock(why.meets.begin) + QStringLiteral("–") + clock(why.meets.end);
    if (why.rule == Rule::Resource)
        is_true = is_true && (why.object == u"basin" || why.object == u"hood");
    if (why.rule == Rule::Absence)
        is_true = is_true && (why.object == u"Termin" || why.object == u"Urlaub");
    return is_true ? QString() : QStringLiteral("the words are not true");
}

/// Is what the explanation points at really there, and in the way?
QString DiaryTrial::faultOfObject(const Explanation &why, const SlotWish &wish, Instant start,
                                  DiaryOracle &oracle) const
{
    if (isAboutTheTimeAlone(why.rule) || why.rule == Rule::OpeningHours || why.rule == Rule::Capability)
        return {};
    if (why.rule == Rule::Customer) {
        const Appointment *met = appointment(why.met);
        const bool is_there = met && met->customer == wish.customer && met->span.overlaps(why.span);
        return is_there ? QString() : QStringLiteral("the customer is not elsewhere");
    }
    const DiaryOracle::Plan plan = oracle.plan(why.staff);
    const auto part =
        std::find_if(plan.parts.cbegin(), plan.parts.cend(), [&](const auto &p) { return p.key == why.segment; });
    if (why.rule == Rule::EventMap)
        return part != plan.parts.cend() && part->busy ? QString() : QStringLiteral("the segment needs no map");
    if (part == plan.parts.cend())
        return QStringLiteral("the segment is not one of the service");
    const TimeRange own{start + minutes(part->begins_min), start + minutes(part->ends_min)};
    if (why.segment_begin != own.begin)
        return QStringLiteral("the segment begins at another time");
    if (why.rule == Rule::Resource)
        return !part->resource.isNull() && why.meets.overlaps(own) ? QString()
                                                                   : QStringLiteral("the segment is not refused");
    const bool about_hours = why.rule == Rule::Absence || why.rule == Rule::WorkingHours || why.rule == Rule::Break;
    const bool any_part = wish.policy == AvailabilityPolicy::Strict && !about_hours;
    if (!any_part && (!part->taken || oracle.verdict(why.staff, start).helpers.contains(part->key)))
        return QStringLiteral("the person is not needed in this segment");
    if (about_hours)
        return why.meets.overlaps(own) ? QString() : QStringLiteral("what is met is elsewhere");
    const TimeRange reach{start + minutes(part->guard_begins_min), start + minutes(part->guard_ends_min)};
    return isMet(why, reach, oracle) ? QString() : QStringLiteral("what is met is elsewhere");
}

const Appointment *DiaryTrial::appointment(AppointmentId id) const
{
    const QList<Appointment> &all = m_scene.diary.appointments;
    const auto found = std::find_if(all.cbegin(), all.cend(), [&](const Appointment &there) { return there.id == id; });
    return found == all.cend() ? nullptr : &*found;
}

bool DiaryTrial::isMet(const Explanation &why, TimeRange reach, DiaryOracle &oracle) const
{
    if (why.rule == Rule::BusyBlock || why.rule == Rule::Hold)
        return why.meets.overlaps(reach);
    const Appointment *met = appointment(why.met);
    if (!met)
        return false;
    const StaffId whose = why.rule == Rule::UnassignedAppointment ? StaffId{} : why.staff;
    const QList<DiaryMinutes::Taking> takings = oracle.diaryMinutes().takings(*met);
    return std::any_of(takings.cbegin(), takings.cend(), [&](const DiaryMinutes::Taking &taking) {
        return taking.staff == whose && taking.span.overlaps(why.meets) && taking.span.overlaps(reach);
    });
}

bool DiaryTrial::isWanted(Instant start, const SearchRange &range) const
{
    const WallMinutes::Minute &wall = m_wall[m_wall.index(start)];
    const QDate date = QDate::fromJulianDay(wall.julian_day);
    const int minute = wall.of_day;
    return minute % m_scene.catalogue.salon.grid_min == 0 && date >= range.from &&
           date < range.from.addDays(range.days) && (!range.not_before || start >= *range.not_before) &&
           (!range.within || (range.within->begins_min <= minute && minute < range.within->ends_min)) &&
           (range.weekdays.isEmpty() || range.weekdays.contains(date.dayOfWeek()));
}

QList<Offer> DiaryTrial::dayOffers(const SlotWish &wish, QDate date, const SearchRange &range,
                                   DiaryOracle &oracle) const
{
    QList<Offer> found;
    const QList<StaffId> asked = wish.staff.isNull() ? oracle.able() : QList<StaffId>{wish.staff};
    const TimeRange day = m_zone.day(date);
    std::multimap<int, Offer> by_waste;
    for (Instant start = day.begin; start < day.end; start = start + minutes(5)) {
        const QList<StaffId> people =
            isWanted(start, range) ? oracle.choices(asked, start, SoftHolds::Respected) : QList<StaffId>{};
        StaffId best;
        int least = 0;
        for (const StaffId person : people) {
            const int waste = range.order == OfferOrder::GapFriendly ? oracle.wasted(person, start) : 0;
            if (best.isNull() || waste < least) {
                best = person;
                least = waste;
            }
        }
        if (!best.isNull())
            by_waste.insert({least, Offer{.staff = best,
                                          .service = wish.service,
                                          .span = oracle.verdict(best, start, SoftHolds::Respected).span,
                                          .date = date,
                                          .time = m_zone.timeOf(start)}});
    }
    for (const auto &entry : by_waste)
        found.append(entry.second);
    return found;
}

void DiaryTrial::tryOffers(const SlotWish &wish, const SearchRange &range, DiaryOracle &oracle)
{
    QList<Offer> expected;
    for (int i = 0; i < range.days; ++i)
        expected += dayOffers(wish, range.from.addDays(i), range, oracle);
    m_counts.offers += expected.size();
    compare(QStringLiteral("offers"), wish.staff, m_search.offers(wish, range), expected.mid(0, range.limit), oracle);
}

/// From the day of the time that was asked for on, as everybody asks.
void DiaryTrial::tryAlternatives(const SlotWish &wish, SearchRange range, DiaryOracle &oracle)
{
    const Instant asked = m_scene.asked;
    range.from = m_zone.dateOf(asked);
    range.days = int(std::min(qint64(range.days), range.from.daysTo(m_scene.day.addDays(3))));
    QList<Offer> expected;
    for (int i = 0; i < range.days; ++i) {
        QList<Offer> of_day = dayOffers(wish, range.from.addDays(i), range, oracle);
        of_day.removeIf([&](const Offer &offer) { return offer.span.begin == asked; });
        if (range.order == OfferOrder::Earliest)
            sortAround(of_day, asked);
        expected += of_day;
    }
    m_counts.alternatives += expected.size();
    compare(QStringLiteral("alternatives to ") + salon::test::printed(m_zone, asked), wish.staff,
            m_search.alternatives(wish, asked, range), expected.mid(0, range.limit), oracle);
}

/// Nearest to the time of day first, of two as near the earlier one; for a wish from noon on the later one, and on the
/// day itself all later ones before the earlier.
void DiaryTrial::sortAround(QList<Offer> &offers, Instant asked) const
{
    const QTime time = m_zone.timeOf(asked);
    const bool afternoon = time >= QTime(12, 0);
    const bool same_day = !offers.isEmpty() && offers.first().date == m_zone.dateOf(asked);
    const auto key = [&](const Offer &offer) {
        const int distance = time.msecsTo(offer.time) / 60'000;
        const bool disliked = afternoon ? distance < 0 : distance > 0;
        return std::tuple(afternoon && same_day && disliked, std::abs(distance), disliked, offer.span.begin);
    };
    std::stable_sort(offers.begin(), offers.end(), [&](const Offer &a, const Offer &b) { return key(a) < key(b); });
}

QString DiaryTrial::printed(const Offer &offer) const
{
    return QStringLiteral("%1 %2 with staff %3")
        .arg(offer.date.toString(Qt::ISODate), salon::test::printed(m_zone, offer.span))
        .arg(offer.staff.value);
}

/// Whom of several helpers is named is left open; that they can help is not.
void DiaryTrial::compare(const QString &what, StaffId staff, QList<Offer> found, const QList<Offer> &expected,
                         DiaryOracle &oracle)
{
    for (Offer &offer : found) {
        const auto helpers = oracle.verdict(offer.staff, offer.span.begin, DiaryOracle::SoftHolds::Respected).helpers;
        bool fits = offer.assistants.size() == helpers.size();
        for (auto part = offer.assistants.cbegin(); part != offer.assistants.cend(); ++part)
            fits = fits && helpers.value(part.key()).contains(part.value());
        if (!fits)
            return differ(what, staff, QStringLiteral("%1: the wrong people help").arg(printed(offer)));
        offer.assistants.clear();
    }
    if (found == expected)
        return;
    qsizetype at = 0;
    while (at < found.size() && at < expected.size() && found[at] == expected[at])
        ++at;
    const auto text = [&](const QList<Offer> &offers) {
        return at < offers.size() ? printed(offers[at]) : QStringLiteral("nothing");
    };
    QString fault = QStringLiteral("number %1 of %2 is\n  found    %3\n  expected %4")
                        .arg(at + 1)
                        .arg(expected.size())
                        .arg(text(found), text(expected));
    differ(what, staff, fault);
}

} // namespace salon::test
