// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>
#include <QByteArray>

/// One input of a fuzz target: whatever comes, it neither crashes nor breaks a promise (fuzzCheck).
void salonFuzz(const QByteArray &input);

namespace salon::test
{

/// A promise that holds for every input. Ends the process, which is what libFuzzer and the corpus test look for.
inline void fuzzCheck(bool holds, const char *promise, const QByteArray &input)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\ninput: %s\nhex: %s\n", promise, input.constData(), input.toHex().constData());
    std::abort();
}

} // namespace salon::test
