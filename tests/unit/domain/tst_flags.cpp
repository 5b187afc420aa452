// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/flags.h"

#include <QTest>

using namespace salon;

class TestFlags : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingStoredMeansTheDefaults() { QCOMPARE(Flags::fromStored({}), Flags{}); }

    void storedValuesWin()
    {
        const Flags flags = Flags::fromStored({{QStringLiteral("parallel_sync"), QStringLiteral("off")},
                                               {QStringLiteral("event_map_check"), QStringLiteral("warn")},
                                               {QStringLiteral("availability_policy"), QStringLiteral("interleave")},
                                               {QStringLiteral("book_from_web_calls"), QStringLiteral("on")},
                                               {QStringLiteral("function.start_booking"), QStringLiteral("off")},
                                               {QStringLiteral("not_a_flag"), QStringLiteral("on")}});
        QVERIFY(!flags.parallel_sync);
        QVERIFY(flags.post_sync_verification);
        QCOMPARE(flags.event_map_check, EventMapCheck::Warn);
        QCOMPARE(flags.availability_policy, AvailabilityPolicy::Interleave);
        QVERIFY(flags.book_from_web_calls);
        QCOMPARE(flags.functions_off, QSet<QString>{QStringLiteral("start_booking")});
    }

    void everyFlagIsDescribedAndItsDefaultAllowed()
    {
        QCOMPARE(flagDefinitions().size(), 8 + publishedFunctions().size());
        for (const FlagDefinition &definition : flagDefinitions()) {
            QVERIFY2(definition.values.contains(definition.default_value), qPrintable(definition.name));
            QVERIFY2(definition.text.endsWith(u'.'), qPrintable(definition.name));
            QCOMPARE(flagDefinition(definition.name)->name, definition.name);
        }
        QVERIFY(!flagDefinition(QStringLiteral("function.unheard_of")));
    }
};

QTEST_GUILESS_MAIN(TestFlags)
#include "tst_flags.moc"
