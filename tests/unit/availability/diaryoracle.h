// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/availability/diaryminutes.h"

#include <array>
#include <unordered_map>

namespace salon::test
{

/// The rules in the order in which they are named (core/availability/slotsearch.h).
const QList<Rule> &documentedOrder();
int placeInOrder(Rule rule);

/// Every rule that speaks against a start, not only the first.
struct Violations {
    std::array<bool, 17> broken{};
    void add(Rule rule) { broken[std::size_t(rule)] = true; }
    void add(const Violations &other);
    bool has(Rule rule) const { return broken[std::size_t(rule)]; }
    std::optional<Rule> first() const;
    QString printed() const;
};

/// Says from the rules' text alone, minute by minute, what speaks against a start: the judge of core/availability,
/// whose code it must not share (of its headers it uses the questions' value types only). Slow, plain, and on purpose
/// without any cleverness. One oracle sees the diary as one wish does: without the appointment that is moved and the
/// call's own holds. Everything is borrowed.
class DiaryOracle
{
public:
    enum class SoftHolds { Ignored, Respected }; // respected where starts are offered
    struct Part {
        QString key;
        int begins_min = 0;
        int ends_min = 0;
        bool busy = true;
        bool taken = true;
        bool any_able = false;
        ResourceId resource;
        int guard_begins_min = 0; // with the buffers
        int guard_ends_min = 0;
    };
    struct Plan {
        QList<Part> parts;
        int total_min = 0;
        int guard_begins_min = 0;
        int guard_ends_min = 0;
        bool usable = false;
    };
    struct Verdict {
        Violations violated;
        TimeRange span;
        QHash<QString, QList<StaffId>> helpers; // by the part that the person cannot do: who could
        bool overbooks = false;                 // free for a person who knows what is met
        bool isFree() const { return !violated.first(); }
    };

    DiaryOracle(const Catalogue &catalogue, const Diary &diary, Instant now, const WallMinutes &wall,
                const SlotWish &wish);

    /// Every rule that is broken. When the salon is closed or the person cannot do it, the rules behind are not asked.
    const Verdict &verdict(StaffId person, Instant start, SoftHolds soft = SoftHolds::Ignored);
    /// Who is asked when nobody is named.
    const QList<StaffId> &able();
    /// Those who are free, in the documented order of choice.
    QList<StaffId> choices(const QList<StaffId> &asked, Instant start, SoftHolds soft = SoftHolds::Ignored);
    /// Five-minute marks that would stay free beside it and are too few for anything this person does.
    int wasted(StaffId person, Instant start);

    const Plan &plan(StaffId person);
    DiaryMinutes &diaryMinutes() { return m_minutes; }

private:
    Verdict judged(StaffId person, Instant start, SoftHolds soft);
    const Violations &early(Instant start);
    Violations aboutTheTime(Instant start) const;
    bool isClosed(QDate date) const;
    bool isAble(StaffId person);
    bool isOpen(int start, int total_min);
    bool lacksMap(StaffId person, const Part &part) const;
    bool isOnTheSpot(StaffId person) const; // active, of this branch, has learnt it
    QList<Part> serviceParts(const Service &service, StaffId person) const;
    static Plan planned(QList<Part> parts, const Service &service);
    QList<Part> movedParts(StaffId person) const;

    Violations taken(StaffId person, int from, int to, SoftHolds soft);
    Violations againstPart(StaffId person, const Part &part, int start, SoftHolds soft);
    void waive(Verdict &of) const;
    void judgeParts(StaffId person, const Plan &plan, int start, SoftHolds soft, Verdict &into);
    bool isIdle(StaffId person, int mark);
    bool isCustomerElsewhere(TimeRange span) const;
    bool isResourceFull(const Plan &plan, int start, SoftHolds soft);

    const Catalogue &m_catalogue;
    const Diary &m_diary;
    Instant m_now;
    const WallMinutes &m_wall;
    const SlotWish &m_wish;
    const Service *m_service;
    const Branch *m_branch;
    DiaryMinutes m_minutes;
    bool m_has_soft_holds;
    QDate m_today;
    // What has been worked out already: the same question comes often.
    QHash<qint64, QList<WallMinutes::Range>> m_open;
    QHash<StaffId, Plan> m_plans;
    std::unordered_map<qint64, Violations> m_early;
    std::optional<QList<StaffId>> m_able;
    std::unordered_map<qint64, Verdict> m_verdicts;
};

} // namespace salon::test
