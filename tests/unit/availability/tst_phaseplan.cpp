// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/phaseplan.h"
#include "tests/support/lindesalon.h"

#include <QTest>

using namespace salon;
using namespace salon::test;

class TestPhasePlan : public QObject
{
    Q_OBJECT

    Catalogue m_salon = lindeSalon();

    QString printed(const QList<Phase> &phases) const
    {
        QStringList texts;
        const auto time = [&](Instant at) { return m_salon.salon.zone.timeOf(at).toString(QStringLiteral("HH:mm")); };
        for (const Phase &phase : phases)
            texts.append(QStringLiteral("%1%2 %3-%4")
                             .arg(phase.key, phase.busy ? QString() : QStringLiteral("~"), time(phase.span.begin),
                                  time(phase.span.end)));
        return texts.join(QStringLiteral(", "));
    }

private Q_SLOTS:
    void phasesFollowTheService_data()
    {
        QTest::addColumn<qint64>("service");
        QTest::addColumn<qint64>("staff");
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QString>("phases");
        QTest::newRow("perm") << qint64(kPerm.value) << qint64(kMia.value) << QByteArray("2025-11-26 10:00")
                              << QStringLiteral("A 10:00-10:50, A_GAP~ 10:50-11:05, B 11:05-11:10, "
                                                "B_GAP~ 11:10-11:20, C 11:20-11:35, D 11:35-12:15");
        QTest::newRow("roots") << qint64(kRoots.value) << qint64(kMia.value) << QByteArray("2025-11-26 16:00")
                               << QStringLiteral("A 16:00-16:30, GAP_A~ 16:30-16:55, B 16:55-17:15, C 17:15-17:45, "
                                                 "D 17:45-18:10");
        QTest::newRow("perm with Jon's own minutes")
            << qint64(kPerm.value) << qint64(kJon.value) << QByteArray("2025-11-26 10:00")
            << QStringLiteral("A 10:00-10:55, A_GAP~ 10:55-11:10, B 11:10-11:15, B_GAP~ 11:15-11:25, C 11:25-11:40, "
                              "D 11:40-12:20");
        QTest::newRow("one segment") << qint64(kMensCut.value) << qint64(kRobin2.value)
                                     << QByteArray("2025-11-26 09:00") << QStringLiteral("A 09:00-09:55");
    }

    void phasesFollowTheService()
    {
        QFETCH(qint64, service);
        QFETCH(qint64, staff);
        QFETCH(QByteArray, start);
        QFETCH(QString, phases);
        const PhasePlan plan = PhasePlan::of(m_salon, *m_salon.service(ServiceId{service}), StaffId{staff}, kMitte);
        const Instant begin = at(m_salon, start.constData());
        const QList<Phase> made = plan.phases(begin);
        QCOMPARE(printed(made), phases);
        QVERIFY(plan.isUsable());
        QCOMPARE(made.first().span.begin, plan.span(begin).begin);
        QCOMPARE(made.last().span.end, plan.span(begin).end);
        for (const Phase &phase : made)
            QCOMPARE(phase.staff, StaffId{staff});
    }

    void whatIsStoredKeepsItsLengthsUnlessAnotherPersonDoesIt()
    {
        Appointment stored = booked(m_salon, kPerm, kMia, "2025-11-26 10:00");
        QCOMPARE(PhasePlan::of(m_salon, stored, kMia).total_min, 135);
        QCOMPARE(PhasePlan::of(m_salon, stored, kJon).total_min, 140);
        // A length that somebody chose for this appointment stays with it.
        stored.phases[0].span.end = stored.phases[0].span.end + minutes(10);
        for (int i = 1; i < stored.phases.size(); ++i) {
            TimeRange &span = stored.phases[i].span;
            span = {span.begin + minutes(10), span.end + minutes(10)};
        }
        stored.span.end = stored.phases.last().span.end;
        QCOMPARE(PhasePlan::of(m_salon, stored, kJon).total_min, 145);
        QCOMPARE(PhasePlan::of(m_salon, stored, kJon).phases(stored.span.begin).last().staff, kJon);
    }

    void withoutPhasesTheWholeDurationIsBusy()
    {
        Appointment stored = booked(m_salon, kPerm, kMia, "2025-11-26 10:00");
        stored.phases.clear();
        const PhasePlan plan = PhasePlan::of(m_salon, stored);
        QCOMPARE(plan.parts.size(), 1);
        QVERIFY(plan.parts.first().taken);
        QCOMPARE(plan.parts.first().ends_min, 135);
    }

    void buffersGuardTheBusyPartsAndNotTheGaps()
    {
        Service service = *m_salon.service(kRoots);
        service.buffer_before_min = 5;
        service.buffer_after_min = 10;
        service.segments.prepend({.key = QStringLiteral("WAIT"), .minutes = 20, .busy = false});
        const PhasePlan plan = PhasePlan::of(m_salon, service, kMia, kMitte);
        QCOMPARE(plan.guard_begins_min, 15);
        QCOMPARE(plan.guard_ends_min, 160);
        QCOMPARE(plan.total_min, 150);
        service.gap_policy = GapPolicy::Blocked;
        const PhasePlan blocked = PhasePlan::of(m_salon, service, kMia, kMitte);
        QCOMPARE(blocked.guard_begins_min, -5);
        QVERIFY(blocked.parts.first().taken && !blocked.parts.first().busy);
    }

    void whatCannotBePlannedIsNotUsable()
    {
        const auto usable = [&](QList<Segment> segments) {
            return PhasePlan::of(m_salon, Service{.id = {99}, .segments = std::move(segments)}, kMia, kMitte)
                .isUsable();
        };
        QVERIFY(!usable({}));
        QVERIFY(!usable({{.key = QStringLiteral("A"), .minutes = 30, .busy = false}}));
        QVERIFY(!usable({{.key = QStringLiteral("A"), .minutes = 32}}));
        QVERIFY(!usable({{.key = QStringLiteral("A"), .minutes = 0}}));
        QVERIFY(!usable({{.key = QStringLiteral("A"), .minutes = -5}}));
        QVERIFY(!usable({{.key = QStringLiteral("A"), .minutes = 1445}}));
        QVERIFY(usable({{.key = QStringLiteral("A"), .minutes = 5}}));
    }

    void unassignedTakesEverybodyWhoIsAble()
    {
        Catalogue salon = m_salon;
        salon.capabilities.removeIf([](const Capability &c) { return c.staff == kJon && c.service == kChildsCut; });
        salon.staff[3].active = false;
        const Appointment open = booked(salon, kChildsCut, {}, "2025-11-29 09:00");
        QCOMPARE(claimants(salon, open), (QList<StaffId>{kMia, kRobin1}));
        QCOMPARE(claimants(salon, booked(salon, kChildsCut, kRobin1, "2025-11-29 09:00")), QList<StaffId>{kRobin1});
    }
};

QTEST_GUILESS_MAIN(TestPhasePlan)
#include "tst_phaseplan.moc"
