// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/functioncalltable.h"

#include "core/storage/figuredaytable.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"

#include <QJsonDocument>

namespace salon
{

namespace
{

QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}
QJsonObject jsonObject(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

} // namespace

Result<qint64> FunctionCallTable::insert(Transaction &tx, const FunctionCallRecord &record)
{
    Query q(tx,
            "INSERT INTO function_calls (call_id, name, called_as, agent_version, at_ms, arguments, answer, success, "
            "code, took_us, placeholder, request, mismatch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "RETURNING id");
    q.bind(record.call_id).bind(record.name).bind(record.called_as).bind(record.agent_version).bind(record.at);
    q.bind(jsonText(record.arguments)).bind(jsonText(record.answer)).bind(record.success).bind(record.code);
    q.bind(qint64(record.took.count())).bind(record.placeholder);
    const QString request = record.request.isEmpty() ? QString() : jsonText(record.request);
    const Result<qint64> id = q.bind(request).bind(record.mismatch).execReturningId();
    if (!id)
        return id;
    tx.changed("function_calls", *id);
    if (auto forgotten = FigureDayTable::forget(tx, record.at); !forgotten)
        return forgotten.error();
    return id;
}

Result<QList<FunctionCallRecord>> FunctionCallTable::ofCall(Connection &connection, const QString &call_id)
{
    Query q(connection,
            "SELECT id, call_id, name, called_as, agent_version, at_ms, arguments, answer, success, code, "
            "took_us, placeholder, request, mismatch FROM function_calls WHERE call_id = ? ORDER BY at_ms, id");
    if (const auto done = q.bind(call_id).exec(); !done)
        return done.error();
    QList<FunctionCallRecord> records;
    while (q.next()) {
        FunctionCallRecord record;
        record.id = q.int64(0);
        record.call_id = q.text(1);
        record.name = q.text(2);
        record.called_as = q.text(3);
        if (const auto version = q.optionalInt64(4))
            record.agent_version = int(*version);
        record.at = q.instant(5);
        record.arguments = jsonObject(q.text(6));
        record.answer = jsonObject(q.text(7));
        record.success = q.flag(8);
        record.code = q.text(9);
        record.took = std::chrono::microseconds(q.int64(10));
        record.placeholder = q.flag(11);
        record.request = jsonObject(q.text(12));
        record.mismatch = q.flag(13);
        records.append(record);
    }
    return records;
}

Result<std::optional<CallStep>> FunctionCallTable::lastStep(Connection &connection, const QString &call_id)
{
    Query q(connection, "SELECT name, success, code FROM function_calls WHERE call_id = ? AND name NOT IN "
                        "('get_current_context', 'check_customer', 'extract_dynamic_variable', "
                        "'release_slot_reservation') ORDER BY at_ms DESC, id DESC LIMIT 1");
    const Result<bool> found = q.bind(call_id).fetch();
    if (!found)
        return found.error();
    return *found ? std::optional(CallStep{q.text(0), q.flag(1), q.text(2)}) : std::nullopt;
}

} // namespace salon
