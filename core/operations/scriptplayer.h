// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/operations/callscript.h"

#include <functional>
#include <QDate>

namespace salon
{

class Connection;

/// What one step of a script came to.
struct PlayedStep {
    ScriptStep step; // as it was sent
    QJsonObject answer;
    QList<ScriptDifference> differences;
};

struct PlayedScript {
    QList<PlayedStep> steps;
    QList<ScriptDifference> end;
    int differences() const;
};

/// Plays a script against any line: the rules themselves, or a listener behind its socket.
/// Errors: of the line, of the salon file, of the database.
class ScriptPlayer
{
public:
    /// Sends one step at its instant and answers what came back; empty where nothing is answered.
    using Line = std::function<Result<QJsonObject>(const ScriptStep &)>;

    /// The salon and the flags of a script in an empty database.
    static Result<void> furnish(Connection &connection, const CallScript &script, const Clock &clock, Random &random);
    /// `connection` is where the end is looked at. In arguments "$2.appointment_id" is what the second step answered.
    static Result<PlayedScript> play(const CallScript &script, Connection &connection, const Line &line);
    /// The rules without a listener: what `salondeskctl call` does, and the events.
    static Result<QJsonObject> direct(Connection &connection, const ScriptStep &step, const Clock &clock,
                                      Random &random);

private:
    static Result<QJsonObject> book(Connection &connection);
    static Result<QJsonObject> endState(Connection &connection, const QJsonObject &before);
};

} // namespace salon
