// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/messages.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace salon::test
{

/// One request and answer of a recording of a real server.
/// Shape: "#### title", then a fenced block of "> METHOD target", "> Header: value", "> body", "< status …", body.
struct RecordedExchange {
    QString section; // "A"
    QString title;
    QByteArray method;
    QByteArray target;
    QList<HttpHeader> headers;
    QByteArray body;
    int status = 0;
    QJsonObject answer;
};

QList<RecordedExchange> recordedExchanges(const QByteArray &text);

} // namespace salon::test
