// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/databaseurl.h"
#include "core/storage/faultplan.h"

#include <QStringList>
#include <QTest>

namespace salon::test
{

/// Calls play(plan) with the first access failing, the second, and so on, until a run has no such access; then the same
/// with the connection lost at every fifth (a server's can be), and with each COMMIT done but its answer lost. Returns
/// how many runs met their fault. The connection that was opened with the plan must not outlive play().
template <typename Play>
int forEachFault(DatabaseUrl::Engine engine, Play play)
{
    using Effect = FaultPlan::Effect;
    int met = 0;
    QStringList seen;
    const auto run = [&](int access, Effect effect) {
        FaultPlan plan(access, effect);
        play(plan);
        seen = plan.seen();
        met += plan.hasFired() ? 1 : 0;
        if (QTest::currentTestFailed())
            qWarning().noquote() << "with access" << access << "failing in way" << int(effect) << ":"
                                 << plan.seen().value(access);
        return plan.hasFired() && !QTest::currentTestFailed();
    };
    for (int access = 0; run(access, Effect::Fails); ++access) {
    }
    for (int access = 0; engine == DatabaseUrl::Engine::Postgresql && run(access, Effect::Lost); ++access) {
    }
    // The last run had no fault, so it shows where the commits are.
    run(-1, Effect::None);
    const QStringList undisturbed = seen;
    for (int access = 0; access < undisturbed.size() && !QTest::currentTestFailed(); ++access)
        if (undisturbed[access] == QLatin1String("COMMIT"))
            run(access, Effect::DoneButUnsaid);
    return met;
}

} // namespace salon::test
