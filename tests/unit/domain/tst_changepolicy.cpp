// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/changepolicy.h"

#include <QTest>

using namespace salon;

namespace
{

constexpr BranchId kMitte{1};
constexpr ServiceId kPerm{2};
constexpr StaffId kMia{3};

Instant hours(double count)
{
    return Instant::fromMs(qint64(count * 3'600'000));
}

} // namespace

class TestChangePolicy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data()
    {
        QTest::addColumn<ChangePolicy>("policy");
        QTest::addColumn<double>("hours_left");
        QTest::addColumn<int>("used");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("limit");
        QTest::addColumn<qint64>("fee_cents");
        using Kind = ChangeVerdict::Kind;
        const auto row = [](const char *name, const ChangePolicy &policy, double left, int used, Kind kind, int limit,
                            qint64 fee) { QTest::newRow(name) << policy << left << used << int(kind) << limit << fee; };
        const ChangePolicy deadline{.deadline_hours = 24};
        row("in time", deadline, 25, 0, Kind::Allowed, 0, 0);
        row("at the deadline", deadline, 24, 0, Kind::Allowed, 0, 0);
        row("a minute late", deadline, 24 - 1 / 60.0, 0, Kind::TooLate, 24, 0);
        row("after it began", deadline, -1, 0, Kind::TooLate, 24, 0);
        row("no deadline", {}, 0.1, 100, Kind::Allowed, 0, 0);
        const ChangePolicy quota{.most = 2};
        row("one left", quota, 1, 1, Kind::Allowed, 0, 0);
        row("used up", quota, 1, 2, Kind::TooOften, 2, 0);
        row("never", {.most = 0}, 1, 0, Kind::TooOften, 0, 0);
        row("late before often", {.deadline_hours = 2, .most = 1}, 1, 1, Kind::TooLate, 2, 0);
        row("fixed fee", {.fee_cents = 1250}, 100, 0, Kind::Allowed, 0, 1250);
        row("half the price", {.fee_percent = 50}, 100, 0, Kind::Allowed, 0, 4900);
        row("a third, rounded", {.fee_percent = 33}, 100, 0, Kind::Allowed, 0, 3234);
        const ChangePolicy tiers{.fee_tiers = {{24, 1500}, {48, 1000}}};
        row("free long before", tiers, 48, 0, Kind::Allowed, 0, 0);
        row("two days", tiers, 47.9, 0, Kind::Allowed, 0, 1000);
        row("a day", tiers, 24, 0, Kind::Allowed, 0, 1000);
        row("less than a day", tiers, 23.9, 0, Kind::Allowed, 0, 1500);
    }
    void judges()
    {
        QFETCH(ChangePolicy, policy);
        QFETCH(double, hours_left);
        QFETCH(int, used);
        QFETCH(int, kind);
        QFETCH(int, limit);
        QFETCH(qint64, fee_cents);
        const ChangeVerdict verdict = verdictOf(
            &policy, {.now = hours(1000), .begins = hours(1000 + hours_left), .used = used, .price_cents = 9800});
        QCOMPARE(int(verdict.kind), kind);
        QCOMPARE(verdict.limit, limit);
        QCOMPARE(qint64(verdict.fee_cents), fee_cents);
    }

    void withoutAPolicyEverythingIsAllowedAndFree()
    {
        QCOMPARE(verdictOf(nullptr, {.now = hours(10), .begins = hours(9), .used = 99}), ChangeVerdict{});
    }

    void theMostSpecificWins_data()
    {
        QTest::addColumn<QList<ChangePolicy>>("policies");
        QTest::addColumn<int>("wins"); // -1 = none
        const ChangePolicy salon{.deadline_hours = 1};
        const ChangePolicy branch{.branch = kMitte, .deadline_hours = 2};
        const ChangePolicy service{.service = kPerm, .deadline_hours = 3};
        const ChangePolicy staff{.staff = kMia, .deadline_hours = 4};
        const ChangePolicy other_staff{.staff = StaffId{9}, .deadline_hours = 5};
        const ChangePolicy other_service{.branch = kMitte, .service = ServiceId{9}, .deadline_hours = 6};
        const ChangePolicy move{.kind = ChangeKind::Reschedule, .staff = kMia};
        const ChangePolicy service_here{.branch = kMitte, .service = kPerm, .deadline_hours = 7};
        using List = QList<ChangePolicy>;
        QTest::newRow("none") << List{} << -1;
        QTest::newRow("of the other kind") << List{move} << -1;
        QTest::newRow("of others") << List{other_staff, other_service} << -1;
        QTest::newRow("salon") << List{salon, other_staff} << 0;
        QTest::newRow("branch") << List{salon, branch} << 1;
        QTest::newRow("service before branch") << List{salon, branch, service} << 2;
        QTest::newRow("staff before service") << List{staff, salon, branch, service_here} << 0;
        QTest::newRow("service in a branch before service") << List{service, service_here} << 1;
        QTest::newRow("others do not count") << List{other_service, other_staff, salon} << 2;
    }
    void theMostSpecificWins()
    {
        QFETCH(QList<ChangePolicy>, policies);
        QFETCH(int, wins);
        const ChangePolicy *best = mostSpecific(policies, ChangeKind::Cancel, kMitte, kPerm, kMia);
        QCOMPARE(best ? int(best - policies.constData()) : -1, wins);
    }

    void readsAmounts()
    {
        QCOMPARE(centsOf(QStringLiteral("12")).value_or(-1), 1200);
        QCOMPARE(centsOf(QStringLiteral("12.5")).value_or(-1), 1250);
        QCOMPARE(centsOf(QStringLiteral("0.05")).value_or(-1), 5);
        for (const char *bad : {"", "-1", "1,5", "1.555", "12345678", "1e3", " 1"})
            QVERIFY2(!centsOf(QString::fromLatin1(bad)), bad);
        QCOMPARE(amountText(1205), QStringLiteral("12.05"));
    }
};

QTEST_GUILESS_MAIN(TestChangePolicy)
#include "tst_changepolicy.moc"
