// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/scriptplayer.h"

#include "core/domain/calloutcome.h"
#include "core/phone/callevents.h"
#include "core/phone/functiondesk.h"
#include "core/salonfile/salonimport.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/callbacktable.h"
#include "core/storage/calltable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/customertable.h"
#include "core/storage/flagtable.h"
#include "core/storage/functioncalltable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/transaction.h"

#include <algorithm>
#include <QMap>
#include <QRegularExpression>

namespace salon
{

namespace
{

constexpr int kMostCalls = 1000;

/// "alternatives[1].start" in an answer.
QJsonValue lookUp(const QJsonObject &answer, const QString &path)
{
    QJsonValue value = answer;
    static const QRegularExpression part(QStringLiteral("([^.\\[\\]]+)|\\[(\\d+)\\]"));
    for (auto it = part.globalMatch(path); it.hasNext();) {
        const auto match = it.next();
        value = match.captured(2).isEmpty() ? value.toObject().value(match.captured(1))
                                            : value.toArray().at(match.captured(2).toInt());
    }
    return value;
}

QJsonValue resolved(const QJsonValue &value, const QList<PlayedStep> &before)
{
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            *it = resolved(*it, before);
        return object;
    }
    static const QRegularExpression reference(QStringLiteral("\\A\\$(\\d+)\\.(.+)\\z"));
    const auto match = reference.match(value.toString());
    const int step = match.captured(1).toInt();
    if (!match.hasMatch() || step < 1 || step > before.size())
        return value;
    return lookUp(before.at(step - 1).answer, match.captured(2));
}

QJsonObject written(const Appointment &appointment, const Customer &customer, const Catalogue &catalogue)
{
    const Service *service = catalogue.service(appointment.service);
    const Staff *member = catalogue.member(appointment.staff);
    return {{QStringLiteral("service"), service ? service->key : QString()},
            {QStringLiteral("staff"), member ? QJsonValue(member->key) : QJsonValue()},
            {QStringLiteral("start"), catalogue.salon.zone.iso(appointment.span.begin)},
            {QStringLiteral("end"), catalogue.salon.zone.iso(appointment.span.end)},
            {QStringLiteral("status"), word(appointment.status)},
            {QStringLiteral("source"), word(appointment.source)},
            {QStringLiteral("customer"), customer.name},
            {QStringLiteral("phone"), customer.phone},
            {QStringLiteral("attendee_name"), appointment.attendee_name},
            {QStringLiteral("notes"), appointment.notes},
            {QStringLiteral("call_id"), appointment.call_id}};
}

Result<QJsonArray> callbacksOf(Connection &connection)
{
    const auto callbacks = CallbackTable::list(connection);
    if (!callbacks)
        return callbacks.error();
    QJsonArray list;
    for (const Callback &callback : *callbacks)
        list.append(QJsonObject{{QStringLiteral("name"), callback.name},
                                {QStringLiteral("phone"), callback.phone},
                                {QStringLiteral("reason"), callback.reason},
                                {QStringLiteral("priority"), word(callback.priority)},
                                {QStringLiteral("call_id"), callback.call_id}});
    return list;
}

/// By id, so that an expectation need not know the order.
Result<QJsonObject> callsOf(Connection &connection)
{
    const auto calls = CallTable::list(connection, kMostCalls);
    if (!calls)
        return calls.error();
    QJsonObject all;
    for (const PhoneCall &call : *calls) {
        const auto last = FunctionCallTable::lastStep(connection, call.call_id);
        if (!last)
            return last.error();
        all.insert(call.call_id, QJsonObject{{QStringLiteral("status"), word(call.status)},
                                             {QStringLiteral("outcome"), word(outcomeOf(call, *last))},
                                             {QStringLiteral("from"), call.from_number},
                                             {QStringLiteral("disconnection_reason"), call.disconnection_reason}});
    }
    return all;
}

QString segmentOf(const Appointment &appointment, PhaseId id)
{
    const auto phase = std::find_if(appointment.phases.cbegin(), appointment.phases.cend(),
                                    [id](const Phase &one) { return one.id == id; });
    return phase == appointment.phases.cend() ? QString() : phase->key;
}

/// What Cal.com is to hear of, in the order in which it was written; a salon file brings none of it.
Result<QJsonArray> syncOf(Connection &connection)
{
    const auto appointments = AppointmentTable::list(connection, {});
    if (!appointments)
        return appointments.error();
    QMap<qint64, QJsonObject> by_row;
    for (const Appointment &appointment : *appointments) {
        const auto rows = OutboxTable::ofAppointment(connection, appointment.id);
        if (!rows)
            return rows.error();
        for (const OutboxRow &row : *rows)
            by_row.insert(row.id.value, {{QStringLiteral("operation"), word(row.operation)},
                                         {QStringLiteral("segment"), segmentOf(appointment, row.phase)},
                                         {QStringLiteral("uid"), row.calcom_uid},
                                         {QStringLiteral("state"), word(row.state)}});
    }
    QJsonArray list;
    for (const QJsonObject &row : std::as_const(by_row))
        list.append(row);
    return list;
}

Result<QJsonObject> functionAnswer(Connection &connection, const ScriptStep &step, const Clock &clock, Random &random)
{
    const auto call = FunctionCall::parse(step.body, step.names_its_path ? step.name : QString(), clock.now());
    if (!call)
        return call.error();
    const FunctionDesk desk(clock, random);
    const FunctionReply reply = desk.answer(connection, *call);
    if (const auto recorded = desk.record(connection, *call, reply, std::chrono::microseconds(0)); !recorded)
        return recorded.error();
    return reply.document();
}

} // namespace

int PlayedScript::differences() const
{
    qsizetype count = end.size();
    for (const PlayedStep &step : steps)
        count += step.differences.size();
    return int(count);
}

Result<void> ScriptPlayer::furnish(Connection &connection, const CallScript &script, const Clock &clock, Random &random)
{
    const auto imported = SalonImport::run(connection, clock, random, script.salon, false);
    if (!imported)
        return imported.error();
    Result<Transaction> tx = Transaction::begin(connection, clock);
    if (!tx)
        return tx.error();
    for (auto flag = script.flags.cbegin(); flag != script.flags.cend(); ++flag)
        if (const auto set = FlagTable::set(*tx, flag.key(), flag.value(), QStringLiteral("replay")); !set)
            return set;
    return tx->commit();
}

Result<PlayedScript> ScriptPlayer::play(const CallScript &script, Connection &connection, const Line &line)
{
    const auto before = book(connection);
    if (!before)
        return before.error();
    PlayedScript played;
    for (ScriptStep step : script.steps) {
        step.body = resolved(step.body, played.steps).toObject();
        const auto answer = line(step);
        if (!answer)
            return answer.error();
        played.steps.append({step, *answer, JsonMatch::within(step.expect, *answer)});
    }
    if (script.end.isEmpty())
        return played;
    const auto end = endState(connection, *before);
    if (!end)
        return end.error();
    played.end = JsonMatch::within(script.end, *end);
    return played;
}

Result<QJsonObject> ScriptPlayer::direct(Connection &connection, const ScriptStep &step, const Clock &clock,
                                         Random &random)
{
    switch (step.kind) {
    case ScriptStep::Kind::Function:
        return functionAnswer(connection, step, clock, random);
    case ScriptStep::Kind::Event:
        if (const auto stored = CallEvents::store(connection, step.body, clock); !stored)
            return stored.error();
        return QJsonObject();
    case ScriptStep::Kind::Inbound:
        break;
    }
    if (const auto stored = CallEvents::storeInbound(connection, step.body, clock); !stored)
        return stored.error();
    return CallEvents::inboundAnswer(connection, step.body, clock);
}

/// Every appointment as it is, by its row.
Result<QJsonObject> ScriptPlayer::book(Connection &connection)
{
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    const auto appointments = AppointmentTable::list(connection, {});
    if (!appointments)
        return appointments.error();
    QJsonObject all;
    for (const Appointment &appointment : *appointments) {
        const auto customer = CustomerTable::read(connection, appointment.customer);
        if (!customer)
            return customer.error();
        all.insert(QString::number(appointment.id.value), written(appointment, *customer, *catalogue));
    }
    return all;
}

/// {"appointments":[those that are new or were changed, by start],"callbacks":[…],"calls":{id:{…}},"sync":[…]}
Result<QJsonObject> ScriptPlayer::endState(Connection &connection, const QJsonObject &before)
{
    const auto after = book(connection);
    if (!after)
        return after.error();
    QList<QJsonObject> touched;
    for (auto it = after->constBegin(); it != after->constEnd(); ++it)
        if (*it != before.value(it.key()))
            touched.append(it->toObject());
    const auto order = [](const QJsonObject &appointment) {
        return appointment.value(u"start").toString() + appointment.value(u"staff").toString();
    };
    std::stable_sort(touched.begin(), touched.end(),
                     [&](const QJsonObject &a, const QJsonObject &b) { return order(a) < order(b); });
    QJsonArray appointments;
    for (const QJsonObject &one : std::as_const(touched))
        appointments.append(one);
    const auto callbacks = callbacksOf(connection);
    if (!callbacks)
        return callbacks.error();
    const auto calls = callsOf(connection);
    if (!calls)
        return calls.error();
    const auto sync = syncOf(connection);
    if (!sync)
        return sync.error();
    return QJsonObject{{QStringLiteral("appointments"), appointments},
                       {QStringLiteral("callbacks"), *callbacks},
                       {QStringLiteral("calls"), *calls},
                       {QStringLiteral("sync"), *sync}};
}

} // namespace salon
