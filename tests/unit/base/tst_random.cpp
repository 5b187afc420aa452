// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/manualexecutor.h"

#include <QSet>
#include <QTest>
#include <QUuid>

using namespace salon;

class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void uuidsAreVersionFourAndDiffer()
    {
        SystemRandom random;
        QSet<QString> seen;
        for (int i = 0; i < 1000; ++i) {
            const QUuid uuid(random.uuid());
            QCOMPARE(uuid.version(), QUuid::Random);
            QCOMPARE(uuid.variant(), QUuid::DCE);
            seen.insert(uuid.toString(QUuid::WithoutBraces));
        }
        QCOMPARE(seen.size(), 1000);
    }

    void aSeedRepeats()
    {
        test::SeededRandom one(42);
        test::SeededRandom two(42);
        test::SeededRandom other(43);
        QCOMPARE(one.uuid(), two.uuid());
        QVERIFY(one.uuid() != other.uuid());
    }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
