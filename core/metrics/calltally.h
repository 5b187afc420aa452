// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"
#include "core/metrics/samples.h"

#include <map>
#include <QByteArray>

namespace salon
{

class Connection;

/// What the function calls and calls of a stretch of time add up to: by far the most rows, and none of them changes
/// once its day is over. Errors: Database.
struct CallTally {
    struct Function {
        int count = 0;
        int errors = 0;
        Samples ms;
    };
    std::map<QString, Function> functions; // published names, or "unknown" for all others together
    std::map<qint64, PlaceholderFigures> placeholders;
    Samples llm;
    Samples tts;
    Samples e2e;

    void add(const CallTally &others);
    QByteArray toJson() const;
    /// None: it was stored by another program.
    static std::optional<CallTally> fromJson(const QByteArray &stored);
    static Result<CallTally> ofRows(Connection &connection, const TimeRange &span);

private:
    Result<void> countFunctions(Connection &connection, const TimeRange &span);
    Result<void> countVoices(Connection &connection, const TimeRange &span);
};

} // namespace salon
