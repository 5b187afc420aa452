// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <optional>
#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace salon
{

/// One thing the agent's platform sends during a call.
struct ScriptStep {
    enum class Kind { Function, Event, Inbound };
    Kind kind = Kind::Function;
    QString name; // the function as the agent calls it; the event's kind
    QJsonObject body;
    bool names_its_path = false; // the body does not: arguments alone
    Instant at;
    QJsonObject expect; // what the answer must hold; empty = anything
};

/// A whole call to be played: the salon, the clock, what is sent, what is to be answered and left behind.
/// Shape: tests/fixtures/phone/README.md.
/// Errors: InvalidInput naming the place in the document; NotFound for a salon file that is not there.
struct CallScript {
    QString about;
    Instant now;
    QByteArray salon; // a salon file
    QHash<QString, QString> flags;
    QList<ScriptStep> steps;
    QJsonObject end; // what must be in the book after it; empty = anything

    /// `folder`: where a salon that is named by its file is looked for.
    static Result<CallScript> parse(const QByteArray &json, const QString &folder);
    static Result<CallScript> load(const QString &path);
};

/// Where an answer is not what it should be. `path` as in "alternatives[0].staff".
struct ScriptDifference {
    QString path;
    QJsonValue expected;
    QJsonValue is;
    bool operator==(const ScriptDifference &) const = default;
};

struct JsonMatch {
    /// All of `expected` is in `is`: objects may hold more, lists may not. null = null or not there; an object
    /// {"$has":[texts],"$lacks":[texts]} looks into a text, {"$any":true} wants anything but null.
    static QList<ScriptDifference> within(const QJsonValue &expected, const QJsonValue &is, const QString &path = {});
    /// Equal but for what differs from run to run: row ids, and seconds of what depends on the clock.
    static QList<ScriptDifference> same(const QJsonValue &told, const QJsonValue &is, const QString &path = {});
};

} // namespace salon
