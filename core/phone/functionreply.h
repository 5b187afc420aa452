// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <optional>
#include <QJsonObject>
#include <QString>
#include <utility>

namespace salon
{

/// What the agent is told. Shape: {"success","message","code", own fields, "data":{own fields}}, at most 15 000
/// characters: lists lose their tail before anything is cut in two.
struct FunctionReply {
    bool success = true;
    QString code; // empty only for a plain yes
    QString message;
    QJsonObject fields;

    // For the record only:
    QString call_id;     // the call it belongs to; empty = to none that is known
    QString outcome;     // booked, changed, callback
    QJsonObject request; // what was understood
    std::optional<int> agent_version;
    CustomerId customer;
    BranchId branch;
    bool placeholder = false;
    QString unknown_service; // what the caller called it, for reception to learn from
    bool mismatch = false;
    std::optional<std::pair<ServiceId, StaffId>> map_refusal;

    /// The request could not be judged.
    static FunctionReply refused(const char *code, const QString &message, QJsonObject fields = {});
    /// It was judged; `code` says why where the answer is no.
    static FunctionReply judged(const QString &code, const QString &message, QJsonObject fields);

    QJsonObject document() const;
    QByteArray json() const;
};

} // namespace salon
