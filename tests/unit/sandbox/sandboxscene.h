// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sandbox.h"
#include "core/sandbox/seed.h"
#include "tests/support/manualexecutor.h"

namespace salon::test
{

/// What came back, read.
struct Got {
    int status = 0;
    QJsonObject body;
    SandboxAnswer answer;
    QJsonObject data() const { return body.value(QStringLiteral("data")).toObject(); }
    QJsonArray list() const { return body.value(QStringLiteral("data")).toArray(); }
    QString uid() const { return data().value(QStringLiteral("uid")).toString(); }
    QString message() const;
    /// 'A' with code and details, 'B' raw, '-' none of both.
    char shape() const;
};

/// Anna and Bea (Monday to Saturday, 09:00-18:00 in Berlin) and their event types, at a standing clock.
struct SandboxScene {
    explicit SandboxScene(const QJsonObject &seed = standardSeed());
    static QJsonObject standardSeed();

    Got send(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
             QList<HttpHeader> headers = {});
    Got post(const QByteArray &path, const QJsonObject &body, const QByteArray &key = "cal_test_salon");
    Got get(const QByteArray &target, const QByteArray &key = "cal_test_salon");
    /// A create for Erika Muster of event type 1 (30 min, Anna) unless said otherwise.
    Got create(const char *start, int type = 1, const QJsonObject &more = {}, const QByteArray &key = "cal_test_salon");
    static QJsonObject createBody(const char *start, int type, const QJsonObject &more = {});

    ManualClock clock;
    SeededRandom random{7};
    Sandbox sandbox;
};

} // namespace salon::test
