// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/daybits.h"

#include <QTest>

using namespace salon;

/// Every operation against the same thing done bit by bit.
class TestDayBits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rangesAreHalfOpenAndCutToWhatFits()
    {
        DayBits bits(60, 70);
        QVERIFY(!bits.test(59) && bits.test(60) && bits.test(69) && !bits.test(70));
        QVERIFY(bits.any(69, 75) && !bits.any(70, 75) && !bits.any(50, 60) && !bits.any(65, 65));
        QVERIFY(bits.all(60, 70) && !bits.all(59, 70) && !bits.all(60, 71));
        QCOMPARE(bits.count(), 10);
        bits.fill(310, 999);
        QCOMPARE(bits.count(), 20);
        QVERIFY(!bits.test(320) && !bits.test(-1) && !bits.all(315, 321));
        bits.clear(-5, 400);
        QVERIFY(bits.isEmpty());
    }

    void walksThroughItsBits()
    {
        DayBits bits(3, 4);
        bits.fill(64, 65);
        bits.fill(319, 320);
        QCOMPARE(bits.next(0), 3);
        QCOMPARE(bits.next(4), 64);
        QCOMPARE(bits.next(65), 319);
        QCOMPARE(bits.next(320), -1);
    }

    void movesAndSmearsLikeSingleBits_data()
    {
        QTest::addColumn<int>("by");
        for (const int by : {0, 1, 5, 63, 64, 65, 130, 288, 319, 320, -1, -63, -64, -100, -319})
            QTest::addRow("%d", by) << by;
    }

    void movesAndSmearsLikeSingleBits()
    {
        QFETCH(int, by);
        DayBits bits;
        for (int mark = 0; mark < DayBits::kMarks; mark += 7 + mark % 11)
            bits.fill(mark, mark + 1 + mark % 3);
        const DayBits moved = bits.moved(by);
        const DayBits smeared = bits.smeared(by);
        for (int mark = 0; mark < DayBits::kMarks; ++mark) {
            QCOMPARE(moved.test(mark), bits.test(mark - by));
            QCOMPARE(smeared.test(mark), by > 0 && bits.any(mark, mark + by));
            QCOMPARE((~bits).test(mark), !bits.test(mark));
        }
        QCOMPARE((bits & moved).count() + (bits | moved).count(), bits.count() + moved.count());
    }
};

QTEST_GUILESS_MAIN(TestDayBits)
#include "tst_daybits.moc"
