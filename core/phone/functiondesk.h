// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/phone/functioncall.h"
#include "core/phone/functionreply.h"

#include <chrono>

namespace salon
{

class Connection;

/// Answers phone functions on a database connection: the one code behind the listener, `salondeskctl call` and tests.
/// Thread: the connection's. Errors: none reach the caller; a database that fails is `temporarily_unavailable`.
/// A function that is switched off by its flag answers `temporarily_unavailable`, too: the agent goes on without it.
class FunctionDesk
{
public:
    /// The code of an answer that only asks to try again.
    static constexpr const char *kPutOff = "temporarily_unavailable";

    FunctionDesk(const Clock &clock, Random &random);

    /// Does it book or change something? Then it needs a connection that may write.
    static bool changesSomething(const QString &function);

    FunctionReply answer(Connection &connection, const FunctionCall &call) const;
    /// Puts the call and what was told on record, in a transaction of its own.
    Result<void> record(Connection &connection, const FunctionCall &call, const FunctionReply &reply,
                        std::chrono::microseconds took) const;

    /// As it stands on record: numbers and addresses masked.
    static QJsonObject masked(const QJsonObject &answer);
    /// The answer when there is no time or no place in the queue: a sentence that holds the line.
    static FunctionReply busy(const FunctionCall &call);

private:
    const Clock &m_clock;
    Random &m_random;
};

} // namespace salon
