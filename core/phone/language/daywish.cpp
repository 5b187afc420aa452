// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/daywish.h"

#include <algorithm>

namespace salon
{

namespace
{

using State = DateWish::State;
using Doubt = DateWish::Doubt;
using Kind = DayFact::Kind;
using Role = DayFact::Role;

/// "Ab Freitag" is the week from then on; nobody means more days than these by a stretch.
constexpr int kOpenEndDays = 7;
constexpr int kMostDays = 14;

QList<DayFact> those(const QList<DayFact> &facts, auto wanted)
{
    QList<DayFact> found;
    std::copy_if(facts.begin(), facts.end(), std::back_inserter(found), wanted);
    return found;
}

/// The week that was said beside the days: "Montag oder Dienstag nächste Woche".
std::optional<int> weekSaid(const QList<DayFact> &facts)
{
    for (const DayFact &fact : facts)
        if (fact.kind == Kind::Week && fact.role == Role::Plain)
            return fact.weeks;
    return std::nullopt;
}

QList<QDate> daysOf(const DateWish &wish)
{
    return wish.date && wish.candidates.isEmpty() ? QList<QDate>{*wish.date} : wish.candidates;
}

/// Of these days the ones that this fact means too; a bare weekday means every day that falls on it.
QList<QDate> agreeing(const QList<QDate> &days, const DayFact &fact, const DateWish &meant)
{
    const QList<QDate> same = daysOf(meant);
    QList<QDate> found;
    for (const QDate day : days)
        if (fact.isBareWeekday() ? day.dayOfWeek() == fact.weekday : same.contains(day))
            found.append(day);
    return found;
}

/// "Mittwoch, den 27.", which is a Thursday: that Thursday or the nearest Wednesday.
DateWish contradiction(const QList<QDate> &days, const DayFact &fact, const DateWish &meant, QDate today)
{
    const QDate first = days.constFirst();
    QDate other = daysOf(meant).value(0, first);
    if (fact.isBareWeekday()) {
        const int ahead = (fact.weekday - first.dayOfWeek() + 7) % 7;
        other = first.addDays(ahead > 3 ? ahead - 7 : ahead);
        other = other < today ? other.addDays(7) : other;
    }
    QList<QDate> both{first, other};
    both.removeIf([&](QDate day) { return day < today; });
    return unclearDay(both.isEmpty() ? Doubt::NotUnderstood : Doubt::Which, both);
}

/// What was said of one day: everything in it must agree.
DateWish oneMeant(QList<DayFact> facts, const std::optional<int> &week, QDate today)
{
    // Dates before spans before weekdays: "Mittwoch, den 26." is the 26th, if that is a Wednesday.
    const auto rank = [](const DayFact &fact) {
        return fact.kind == Kind::Weekday ? 2 : fact.kind == Kind::PartOfMonth || fact.kind == Kind::PartOfWeek ? 1 : 0;
    };
    std::stable_sort(facts.begin(), facts.end(), [&](const DayFact &a, const DayFact &b) { return rank(a) < rank(b); });
    DateWish all = meaningOf(facts.constFirst(), week, today);
    for (qsizetype i = 1; i < facts.size(); ++i) {
        const DateWish next = meaningOf(facts.at(i), week, today);
        const QList<QDate> days = daysOf(all);
        if (days.isEmpty())
            return all;
        if (daysOf(next).isEmpty())
            return next;
        const QList<QDate> both = agreeing(days, facts.at(i), next);
        if (both.isEmpty())
            return contradiction(days, facts.at(i), next, today);
        if (all.state == State::Several || (all.state == State::Unclear && all.doubt == Doubt::Which))
            all = anyOfDays(both, today);
    }
    return all;
}

struct Group {
    Role role = Role::Plain;
    QList<DayFact> facts;
    DateWish meant;
};

/// "Montag, Dienstag oder Mittwoch" are three; "am Mittwoch, den 3. oder am Freitag" two.
QList<Group> grouped(const QList<DayFact> &facts)
{
    const bool is_choice =
        std::any_of(facts.begin(), facts.end(), [](const DayFact &fact) { return fact.role == Role::Or; });
    QList<Group> groups;
    for (const DayFact &fact : facts) {
        const bool alike = is_choice && !groups.isEmpty() && groups.constLast().facts.constLast().kind == fact.kind;
        if (groups.isEmpty() || fact.role != Role::Plain || alike)
            groups.append(Group{fact.role, {}, {}});
        groups.last().facts.append(fact);
    }
    return groups;
}

/// "Am 3. oder 4. Dezember", "vom 3. bis zum 5. Dezember": the month is said once, behind the last.
void shareMonth(QList<DayFact> &facts)
{
    const bool is_choice =
        std::any_of(facts.begin(), facts.end(), [](const DayFact &fact) { return fact.role == Role::Or; });
    for (qsizetype i = facts.size() - 2; i >= 0; --i) {
        DayFact &fact = facts[i];
        const DayFact &next = facts.at(i + 1);
        const bool lacks = fact.kind == Kind::Calendar && fact.month == 0 && !fact.months;
        if (!lacks || next.kind != Kind::Calendar || (next.role == Role::Plain && !is_choice))
            continue;
        fact.month = next.month;
        fact.months = next.months;
        fact.year = next.year;
        fact.next_year = next.next_year;
    }
}

DateWish anyOf(const QList<Group> &groups, QDate today)
{
    QList<QDate> days;
    for (const Group &group : groups)
        days += daysOf(group.meant);
    return anyOfDays(days, today);
}

/// Both ends of a stretch; none where it is open.
struct Stretch {
    std::optional<QDate> first;
    std::optional<QDate> last;
    bool ends_on_weekday = false;
};

Stretch stretchOf(const QList<Group> &groups)
{
    Stretch all;
    for (const Group &group : groups) {
        const QList<QDate> days = daysOf(group.meant);
        switch (group.role) {
        case Role::From:
        case Role::Plain:
        case Role::Or:
        case Role::Not:
            all.first = days.constFirst();
            break;
        case Role::After:
            all.first = days.constLast().addDays(1);
            break;
        case Role::Until:
            all.last = days.constLast();
            break;
        case Role::Before:
            all.last = days.constFirst().addDays(-1);
            break;
        }
        const bool is_end = group.role == Role::Until || group.role == Role::Before;
        all.ends_on_weekday = all.ends_on_weekday || (is_end && group.facts.constFirst().isBareWeekday());
    }
    return all;
}

DateWish stretchMeant(const QList<Group> &groups, const std::optional<int> &week, QDate today)
{
    Stretch said = stretchOf(groups);
    const QDate monday = mondayOf(today).addDays(7 * week.value_or(0));
    if (!said.first)
        said.first = week ? monday : today;
    if (!said.last)
        said.last = week ? monday.addDays(6) : said.first->addDays(kOpenEndDays - 1);
    if (said.ends_on_weekday && *said.last < *said.first)
        said.last = said.last->addDays(7); // "von Freitag bis Montag"
    if (*said.last < today)
        return {State::Past, *said.last};
    if (*said.last < *said.first)
        return unclearDay(Doubt::NotUnderstood);
    QList<QDate> days;
    for (QDate day = std::max(*said.first, today); day <= *said.last && days.size() < kMostDays; day = day.addDays(1))
        days.append(day);
    return anyOfDays(days, today);
}

/// Without what was ruled out.
DateWish less(DateWish wish, const QList<DayFact> &ruled_out, QDate today)
{
    QList<QDate> left = daysOf(wish);
    for (const DayFact &fact : ruled_out) {
        const QList<QDate> out = agreeing(left, fact, meaningOf(fact, std::nullopt, today));
        left.removeIf([&](QDate day) { return out.contains(day); });
    }
    if (left.isEmpty())
        return unclearDay(Doubt::TooVague);
    return wish.state == State::Several ? anyOfDays(left, today) : wish;
}

DateWish allMeant(QList<DayFact> facts, QDate today)
{
    shareMonth(facts);
    const std::optional<int> week = weekSaid(facts);
    const QList<DayFact> days =
        those(facts, [](const DayFact &fact) { return fact.kind != Kind::Week || fact.role != Role::Plain; });
    if (days.isEmpty())
        return oneMeant(facts, std::nullopt, today);
    QList<Group> groups = grouped(days);
    bool is_stretch = false;
    for (Group &group : groups) {
        const bool is_mark = group.role != Role::Plain && group.role != Role::Or;
        is_stretch = is_stretch || is_mark;
        group.meant = oneMeant(group.facts, week, today);
        if (group.meant.state == State::Unclear) // before or after a feast of several days is no day at all
            return is_mark && group.meant.doubt == Doubt::Which ? unclearDay(Doubt::TooVague) : group.meant;
    }
    if (is_stretch)
        return stretchMeant(groups, week, today);
    return groups.size() == 1 ? groups.constFirst().meant : anyOf(groups, today);
}

} // namespace

DateWish dayMeant(const QList<DayFact> &facts, QDate today)
{
    if (facts.isEmpty())
        return {};
    const QList<DayFact> ruled_out = those(facts, [](const DayFact &fact) { return fact.role == Role::Not; });
    QList<DayFact> said = those(facts, [](const DayFact &fact) { return fact.role != Role::Not; });
    const QList<DayFact> firm =
        those(said, [](const DayFact &fact) { return fact.kind != Kind::Vague && fact.kind != Kind::Soonest; });
    if (!firm.isEmpty())
        said = firm;
    if (said.isEmpty())
        return unclearDay(Doubt::TooVague);
    const DateWish all = allMeant(said, today);
    if (all.state == State::Several && all.candidates.size() > kMostDays)
        return unclearDay(Doubt::TooVague);
    return all.state == State::Unclear || ruled_out.isEmpty() ? all : less(all, ruled_out, today);
}

} // namespace salon
