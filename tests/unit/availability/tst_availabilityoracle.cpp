// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/lindesalon.h"
#include "tests/unit/availability/diarytext.h"
#include "tests/unit/availability/diarytrial.h"

#include <QTest>

using namespace salon;
using namespace salon::test;

namespace
{

/// How many diaries and from which seed on: SALONDESK_ORACLE_DIARIES, SALONDESK_ORACLE_SEED. One seed replays it.
quint64 fromEnvironment(const char *name, quint64 otherwise)
{
    bool is_number = false;
    const quint64 value = qEnvironmentVariable(name).toULongLong(&is_number);
    return is_number ? value : otherwise;
}

QString differenceOf(const RandomDiary &scene)
{
    TrialCounts counts;
    return DiaryTrial(scene, counts).difference();
}

template <typename List>
bool lessenedOne(RandomDiary &scene, List &(*list)(RandomDiary &))
{
    for (qsizetype i = 0; i < list(scene).size(); ++i) {
        RandomDiary less = scene;
        list(less).removeAt(i);
        if (!differenceOf(less).isEmpty()) {
            scene = less;
            return true;
        }
    }
    return false;
}

/// Takes away what is not needed for the difference, until nothing more can go.
RandomDiary minimal(RandomDiary scene)
{
    const auto lists = [&] {
        return lessenedOne<QList<Appointment>>(
                   scene, [](RandomDiary & s) -> auto & { return s.diary.appointments; }) ||
               lessenedOne<QList<Hold>>(
                   scene, [](RandomDiary & s) -> auto & { return s.diary.holds; }) ||
               lessenedOne<QList<BusyBlock>>(
                   scene, [](RandomDiary & s) -> auto & { return s.diary.busy_blocks; }) ||
               lessenedOne<QList<Capability>>(
                   scene, [](RandomDiary & s) -> auto & { return s.catalogue.capabilities; });
    };
    if (scene.wishes.size() == 2)
        for (const int kept : {0, 1}) {
            RandomDiary less = scene;
            less.wishes = {scene.wishes[kept]};
            less.ranges = {scene.ranges[kept]};
            if (!differenceOf(less).isEmpty()) {
                scene = less;
                break;
            }
        }
    while (lists()) {
    }
    return scene;
}

} // namespace

/// core/availability against the oracle that was written from the rules: 0 missing, 0 false, every explanation true.
class TestAvailabilityOracle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOracleKnowsTheWorkedExamples_data()
    {
        QTest::addColumn<qint64>("there");
        QTest::addColumn<bool>("with_phases");
        QTest::addColumn<qint64>("service");
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QString>("strict");
        QTest::addColumn<QString>("interleaved");
        const auto row = [](const char *name, ServiceId there, bool with_phases, ServiceId service, const char *start,
                            const char *strict, const char *interleaved) {
            QTest::newRow(name) << qint64(there.value) << with_phases << qint64(service.value) << QByteArray(start)
                                << QString::fromLatin1(strict) << QString::fromLatin1(interleaved);
        };
        row("over a regular appointment", kWomensCut, false, kPerm, "15:15", "appointment", "appointment");
        row("runs into the first part", kPerm, true, kMensCut, "14:30", "appointment", "appointment");
        row("ends when the first part begins", kPerm, true, kChildsCut, "14:30", "free", "free");
        row("back to back", kPerm, true, kChildsCut, "17:15", "free", "free");
        row("in the gap of what is there", kBleaching, true, kChildsCut, "15:55", "free", "free");
        row("what is there in its own gap", kChildsCut, true, kBleaching, "14:10", "appointment", "free");
        row("without phases the gap is taken", kBleaching, false, kChildsCut, "15:55", "appointment", "appointment");
        row("runs into the break", kPerm, true, kMensCut, "12:30", "break", "break");
        row("passes closing", kPerm, true, kMensCut, "17:30", "opening_hours", "opening_hours");
    }

    /// Mia has that service at 15:00 on a Wednesday. The judge must be able to say no.
    void theOracleKnowsTheWorkedExamples()
    {
        QFETCH(qint64, there);
        QFETCH(bool, with_phases);
        QFETCH(qint64, service);
        QFETCH(QByteArray, start);
        QFETCH(QString, strict);
        QFETCH(QString, interleaved);
        const Catalogue salon = lindeSalon();
        const Zone &zone = salon.salon.zone;
        Diary diary{.span = {zone.startOfDay({2025, 11, 25}), zone.startOfDay({2025, 11, 28})},
                    .appointments = {booked(salon, {there}, kMia, "2025-11-26 15:00")}};
        if (!with_phases)
            diary.appointments.first().phases.clear();
        const WallMinutes wall(zone, diary.span);
        for (const AvailabilityPolicy policy : {AvailabilityPolicy::Strict, AvailabilityPolicy::Interleave}) {
            const SlotWish wish{.branch = kMitte, .service = {service}, .policy = policy};
            DiaryOracle oracle(salon, diary, at(salon, "2025-11-25 09:30"), wall, wish);
            const auto &verdict = oracle.verdict(kMia, at(salon, ("2025-11-26 " + start).constData()));
            QCOMPARE(verdict.violated.printed(), policy == AvailabilityPolicy::Strict ? strict : interleaved);
        }
    }

    void searchAndExplainAgreeWithTheRules()
    {
        const quint64 first = fromEnvironment("SALONDESK_ORACLE_SEED", 1);
        const quint64 count = fromEnvironment("SALONDESK_ORACLE_DIARIES", 1000);
        TrialCounts counts;
        for (quint64 seed = first; seed < first + count; ++seed) {
            const RandomDiary scene = randomDiary(seed);
            if (DiaryTrial(scene, counts).difference().isEmpty())
                continue;
            const RandomDiary least = minimal(scene);
            QFAIL(qPrintable(QStringLiteral("seed %1: %2\n%3").arg(seed).arg(differenceOf(least), printed(least))));
        }
        qInfo("%llu diaries: %lld answers, %lld of them yes, %lld with assistants, %lld offers, %lld alternatives",
              count, counts.judged, counts.free, counts.with_assistants, counts.offers, counts.alternatives);
        if (count < 1000)
            return; // a replay
        for (const Rule rule : documentedOrder())
            QVERIFY2(counts.refused_for[std::size_t(rule)] > 100, qPrintable(word(rule)));
        QVERIFY(counts.free > 10'000 && counts.with_assistants > 1000);
        QVERIFY(counts.offers > 10'000 && counts.alternatives > 10'000);
    }
};

QTEST_GUILESS_MAIN(TestAvailabilityOracle)
#include "tst_availabilityoracle.moc"
