// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/availability/diaryoracle.h"
#include "tests/unit/availability/randomdiary.h"

namespace salon::test
{

/// What a run of trials has seen, so that a test can tell that nothing was judged for want of cases.
struct TrialCounts {
    qint64 judged = 0;
    qint64 free = 0;
    qint64 with_assistants = 0;
    qint64 offers = 0;
    qint64 alternatives = 0;
    std::array<qint64, 17> refused_for{};
};

/// Puts core/availability's answers about one diary beside the oracle's: all five-minute starts of the day for each
/// person, the explanations of those at which somebody might come and of some others, every offer, every alternative.
class DiaryTrial
{
public:
    DiaryTrial(const RandomDiary &scene, TrialCounts &counts);
    /// What differs first, in words; empty when nothing does.
    QString difference();

private:
    void tryWish(int number);
    void tryDay(const SlotWish &wish, DiaryOracle &oracle);
    void tryStarts(const SlotWish &wish, DiaryOracle &oracle);
    bool isInteresting(Instant start, DiaryOracle &oracle) const;
    void tryStart(const SlotWish &wish, Instant start, DiaryOracle &oracle);
    void tryExplanation(const SlotWish &wish, Instant start, DiaryOracle &oracle);
    QString faultOfYes(const Explanation &why, Instant start, DiaryOracle &oracle) const;
    QString faultOfNo(const Explanation &why, const SlotWish &wish, Instant start, DiaryOracle &oracle) const;
    QString faultOfObject(const Explanation &why, const SlotWish &wish, Instant start, DiaryOracle &oracle) const;
    QString faultOfWords(const Explanation &why) const;
    bool isMet(const Explanation &why, TimeRange reach, DiaryOracle &oracle) const;
    const Appointment *appointment(AppointmentId id) const;
    void tryOffers(const SlotWish &wish, const SearchRange &range, DiaryOracle &oracle);
    void tryAlternatives(const SlotWish &wish, SearchRange range, DiaryOracle &oracle);

    QList<Offer> dayOffers(const SlotWish &wish, QDate date, const SearchRange &range, DiaryOracle &oracle) const;
    bool isWanted(Instant start, const SearchRange &range) const;
    void sortAround(QList<Offer> &offers, Instant asked) const;
    void compare(const QString &what, StaffId staff, QList<Offer> found, const QList<Offer> &expected,
                 DiaryOracle &oracle);
    void differ(const QString &what, StaffId staff, const QString &text);
    QString printed(const Offer &offer) const;

    const RandomDiary &m_scene;
    TrialCounts &m_counts;
    const Zone &m_zone;
    WallMinutes m_wall;
    SlotSearch m_search;
    QString m_difference;
};

} // namespace salon::test
