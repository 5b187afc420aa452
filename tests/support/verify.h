// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QTest>

/// QVERIFY for a Result: the failure says its detail.
#define VERIFY_DONE(expression)                                                                                        \
    do {                                                                                                               \
        const auto &done_ = (expression);                                                                              \
        QVERIFY2(done_, done_ ? "" : qPrintable(done_.error().detail));                                                \
    } while (false)

namespace salon::test
{

/// What has to be there for a test to make sense.
template <typename T>
T need(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
    return std::move(*result);
}

} // namespace salon::test
