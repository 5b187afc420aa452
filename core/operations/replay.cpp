// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/replay.h"

#include "core/phone/functiondesk.h"
#include "core/salonfile/filekeys.h"
#include "core/salonfile/salonexport.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/calltable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/customertable.h"
#include "core/storage/flagtable.h"
#include "core/storage/functioncalltable.h"
#include "core/storage/journaltable.h"
#include "core/storage/migrations.h"
#include "core/storage/query.h"

#include <algorithm>
#include <memory>
#include <QJsonDocument>
#include <QSet>
#include <QTemporaryDir>

namespace salon
{

namespace
{

constexpr seconds kLastAnswer{1}; // what happened while the last question was answered belongs to the call

/// Stands at the instant of the step that is played.
class StepClock final : public Clock
{
public:
    explicit StepClock(Instant at)
        : m_now(at)
    {
    }
    Instant now() const override { return m_now; }
    void set(Instant at) { m_now = at; }

private:
    Instant m_now;
};

/// A database of its own that nobody else sees and that is gone afterwards.
class ThrowAwayCopy
{
public:
    static Result<std::unique_ptr<ThrowAwayCopy>> make(const Clock &clock)
    {
        auto copy = std::make_unique<ThrowAwayCopy>();
        if (!copy->m_folder.isValid())
            return Error{ErrorCode::Database, QStringLiteral("there is no room for a copy")};
        const DatabaseUrl url = DatabaseUrl::sqlite(copy->m_folder.filePath(QStringLiteral("replay.db")));
        if (const auto migrated = Migrations(clock).apply(url); !migrated)
            return migrated.error();
        auto connection = Connection::open(url);
        if (!connection)
            return connection.error();
        copy->m_connection = std::move(*connection);
        return copy;
    }
    Connection &connection() { return *m_connection; }

private:
    QTemporaryDir m_folder; // goes after the connection
    std::unique_ptr<Connection> m_connection;
};

/// Everything about a stored call that its replay needs.
struct StoredCall {
    PhoneCall call;
    QList<FunctionCallRecord> functions; // in the order they were answered
    Instant begin;
    Instant end;
};

Result<StoredCall> storedCall(Connection &connection, const QString &call_id)
{
    const auto call = CallTable::read(connection, call_id);
    if (!call)
        return call.error();
    const auto functions = FunctionCallTable::ofCall(connection, call_id);
    if (!functions)
        return functions.error();
    if (!*call || functions->isEmpty())
        return Error{ErrorCode::NotFound, QStringLiteral("no call with this id whose questions are on record")};
    StoredCall stored{**call, *functions, functions->constFirst().at, functions->constLast().at};
    // By time alone, questions of programs that were each given the same --clock could change places.
    std::sort(stored.functions.begin(), stored.functions.end(),
              [](const FunctionCallRecord &a, const FunctionCallRecord &b) { return a.id < b.id; });
    stored.end = stored.end + kLastAnswer;
    return stored;
}

/// How an appointment was before the call, from the way it is now; nothing where it was not there.
Result<std::optional<QJsonObject>> takenBack(Connection &connection, const StoredCall &stored,
                                             const Appointment &appointment, QJsonObject written)
{
    const auto journal = JournalTable::of(connection, QStringLiteral("appointments"), appointment.id.value);
    if (!journal)
        return journal.error();
    const QString own = QStringLiteral("phone ") + stored.call.call_id;
    const auto first = std::find_if(journal->cbegin(), journal->cend(), [&](const JournalEntry &entry) {
        return entry.who == own || entry.at > stored.end;
    });
    for (auto entry = journal->cend(); entry != first;) {
        --entry;
        if (entry->action == QLatin1String("book"))
            return std::optional<QJsonObject>();
        for (const char *field : {"service", "staff", "start", "status"})
            if (entry->before.contains(QLatin1String(field))) {
                written.insert(QLatin1String(field), entry->before.value(QLatin1String(field)));
                written.remove(QStringLiteral("phases")); // they belong to how it was left
            }
    }
    return std::optional(written);
}

/// Customers who were nobody's before the call began.
Result<QSet<QString>> newCustomers(Connection &connection, const FileKeys &keys, Instant since)
{
    Query q(connection, "SELECT id FROM customers WHERE created_at_ms >= ?");
    if (const auto done = q.bind(since).exec(); !done)
        return done.error();
    QSet<qint64> ids;
    while (q.next())
        ids.insert(q.int64(0));
    const auto customers = CustomerTable::all(connection);
    if (!customers)
        return customers.error();
    QSet<QString> found;
    for (const Customer &customer : *customers)
        if (ids.contains(customer.id.value))
            found.insert(keys.of(customer));
    return found;
}

QJsonArray without(const QJsonArray &customers, const QSet<QString> &fresh, const QJsonArray &appointments)
{
    QSet<QString> needed;
    for (const QJsonValue &appointment : appointments)
        needed.insert(appointment[QLatin1String("customer")].toString());
    QJsonArray kept;
    for (const QJsonValue &customer : customers) {
        const QString key = customer[QLatin1String("key")].toString();
        if (!fresh.contains(key) || needed.contains(key))
            kept.append(customer);
    }
    return kept;
}

/// The salon as it was before the call.
Result<QByteArray> salonBefore(Connection &connection, const StoredCall &stored)
{
    const auto bytes = SalonExport::run(connection);
    if (!bytes)
        return bytes.error();
    const auto instance = CatalogueTable::instance(connection);
    if (!instance)
        return instance.error();
    const auto all = AppointmentTable::list(connection, {});
    if (!all)
        return all.error();
    const FileKeys keys(*instance);
    QHash<QString, Appointment> by_key;
    for (const Appointment &appointment : *all)
        by_key.insert(keys.of(appointment), appointment);
    QJsonObject root = QJsonDocument::fromJson(*bytes).object();
    QJsonArray kept;
    const QJsonArray appointments = root.value(u"appointments").toArray();
    for (const QJsonValue &value : appointments) {
        const auto appointment = by_key.constFind(value[QLatin1String("key")].toString());
        if (appointment == by_key.constEnd())
            continue;
        const auto before = takenBack(connection, stored, *appointment, value.toObject());
        if (!before)
            return before.error();
        if (*before)
            kept.append(**before);
    }
    const auto fresh = newCustomers(connection, keys, stored.begin);
    if (!fresh)
        return fresh.error();
    root.insert(QStringLiteral("appointments"), kept);
    root.insert(QStringLiteral("customers"), without(root.value(u"customers").toArray(), *fresh, kept));
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

ScriptStep stepOf(const StoredCall &stored, const FunctionCallRecord &record)
{
    QJsonObject call{{QStringLiteral("call_id"), stored.call.call_id},
                     {QStringLiteral("agent_id"), stored.call.agent_id},
                     {QStringLiteral("call_type"), stored.call.call_type},
                     {QStringLiteral("from_number"), stored.call.from_number},
                     {QStringLiteral("to_number"), stored.call.to_number}};
    if (record.agent_version)
        call.insert(QStringLiteral("agent_version"), *record.agent_version);
    if (record.request.contains(u"language"))
        call.insert(QStringLiteral("retell_llm_dynamic_variables"),
                    QJsonObject{{QStringLiteral("language"), record.request.value(u"language")}});
    ScriptStep step;
    step.name = record.name;
    step.at = record.at;
    step.body = {{QStringLiteral("name"), record.called_as},
                 {QStringLiteral("args"), record.arguments},
                 {QStringLiteral("call"), call}};
    return step;
}

Result<CallScript> scriptOf(Connection &connection, const StoredCall &stored)
{
    CallScript script;
    script.about = stored.call.call_id;
    script.now = stored.begin;
    const auto salon = salonBefore(connection, stored);
    if (!salon)
        return salon.error();
    script.salon = *salon;
    const auto flags = FlagTable::stored(connection);
    if (!flags)
        return flags.error();
    for (auto flag = flags->cbegin(); flag != flags->cend(); ++flag)
        script.flags.insert(flag.key(), flag->value);
    for (const FunctionCallRecord &record : stored.functions)
        script.steps.append(stepOf(stored, record));
    return script;
}

Result<PlayedScript> played(const CallScript &script, Random &random)
{
    StepClock clock(script.now);
    auto copy = ThrowAwayCopy::make(clock);
    if (!copy)
        return copy.error();
    Connection &connection = (*copy)->connection();
    if (const auto furnished = ScriptPlayer::furnish(connection, script, clock, random); !furnished)
        return furnished.error();
    return ScriptPlayer::play(script, connection, [&](const ScriptStep &step) {
        clock.set(step.at);
        return ScriptPlayer::direct(connection, step, clock, random);
    });
}

} // namespace

Result<PlayedScript> Replay::stored(Connection &connection, const QString &call_id, Random &random)
{
    const auto stored = storedCall(connection, call_id);
    if (!stored)
        return stored.error();
    const auto script = scriptOf(connection, *stored);
    if (!script)
        return script.error();
    auto result = played(*script, random);
    if (!result)
        return result;
    for (qsizetype i = 0; i < result->steps.size(); ++i) {
        PlayedStep &step = result->steps[i];
        step.answer = FunctionDesk::masked(step.answer);
        QJsonObject told = stored->functions.at(i).answer;
        QJsonObject is = step.answer;
        told.remove(QStringLiteral("data")); // the same fields once more
        is.remove(QStringLiteral("data"));
        step.differences = JsonMatch::same(told, is);
    }
    return result;
}

Result<PlayedScript> Replay::file(const CallScript &script, Random &random)
{
    return played(script, random);
}

} // namespace salon
