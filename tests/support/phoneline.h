// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

#include <functional>
#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QUrl>

namespace salon::test
{

inline const QByteArray kPhoneKey = "key_test";

/// A signed POST, as bytes for the wire.
QByteArray signedPost(const QByteArray &path, const QByteArray &body, const QByteArray &type = "application/json");
/// Of a phone function.
QByteArray signedCall(const QString &function, const QJsonObject &args, const QString &call_id,
                      const QString &from_number);

/// A function call of a caller, and what they heard at last. A caller who is put off ("one moment, please") asks the
/// same again, as the agent does; so does one whose listener died.
struct Caller {
    QString call_id;
    QString from_number;
    QString function;
    QJsonObject args;
    QJsonObject reply; // empty = nothing yet
    int status = 0;
    int repeats = 0;
    qint64 took_ms = 0; // the answer that counted
};

/// Sends all of them at once, each over a connection of its own, and waits for the last answer. `meanwhile` is called
/// when all requests are under way. False = somebody never heard anything.
bool askAtOnce(quint16 port, QList<Caller> &callers, const std::function<void()> &meanwhile = {});

/// The real engine with its threads and its listener; with the mirror where a Cal.com is named.
class PhoneLine
{
public:
    PhoneLine(const DatabaseUrl &url, const Clock &clock, const QUrl &calcom = {});
    ~PhoneLine();

    /// 0 = it does not listen.
    quint16 port();
    Engine &engine() { return m_engine; }

private:
    Engine m_engine;
};

} // namespace salon::test
