// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/calltally.h"

#include "core/domain/flags.h"
#include "core/storage/query.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace salon
{

namespace
{

const QString kUnknownFunction = QStringLiteral("unknown");
const QString kFunctions = QStringLiteral("functions");
const QString kPlaceholders = QStringLiteral("placeholders");
const QString kVoice[] = {QStringLiteral("llm"), QStringLiteral("tts"), QStringLiteral("e2e")};
const QString kCount = QStringLiteral("count");
const QString kErrors = QStringLiteral("errors");
const QString kMs = QStringLiteral("us");
const QString kVersion = QStringLiteral("version");
const QString kMismatches = QStringLiteral("mismatches");

/// One call's figure as its agent reported it: all values where they are given, else its percentiles.
void addVoice(Samples &samples, const QJsonValue &reported)
{
    const QJsonArray values = reported[QLatin1String("values")].toArray();
    for (const auto &value : values)
        if (value.isDouble())
            samples.add(value.toDouble());
    if (!values.isEmpty())
        return;
    for (const char *percentile : {"p50", "p95"})
        if (const QJsonValue value = reported[QLatin1String(percentile)]; value.isDouble())
            samples.add(value.toDouble());
}

} // namespace

void CallTally::add(const CallTally &others)
{
    for (const auto &[name, other] : others.functions) {
        Function &function = functions[name];
        function.count += other.count;
        function.errors += other.errors;
        function.ms.add(other.ms);
    }
    for (const auto &[version, other] : others.placeholders) {
        PlaceholderFigures &figures = placeholders[version];
        figures.count += other.count;
        figures.mismatches += other.mismatches;
    }
    llm.add(others.llm);
    tts.add(others.tts);
    e2e.add(others.e2e);
}

QByteArray CallTally::toJson() const
{
    QJsonObject named;
    for (const auto &[name, function] : functions)
        named.insert(name,
                     QJsonObject{{kCount, function.count}, {kErrors, function.errors}, {kMs, function.ms.toJson()}});
    QJsonArray versions;
    for (const auto &[version, figures] : placeholders)
        versions.append(QJsonObject{{kVersion, version}, {kCount, figures.count}, {kMismatches, figures.mismatches}});
    QJsonObject stored{{kFunctions, named}, {kPlaceholders, versions}};
    stored.insert(kVoice[0], llm.toJson());
    stored.insert(kVoice[1], tts.toJson());
    stored.insert(kVoice[2], e2e.toJson());
    return QJsonDocument(stored).toJson(QJsonDocument::Compact);
}

std::optional<CallTally> CallTally::fromJson(const QByteArray &text)
{
    const QJsonObject stored = QJsonDocument::fromJson(text).object();
    if (!stored.value(kFunctions).isObject() || !stored.value(kPlaceholders).isArray())
        return std::nullopt;
    CallTally tally;
    const QJsonObject named = stored.value(kFunctions).toObject();
    for (auto entry = named.begin(); entry != named.end(); ++entry) {
        const QJsonObject function = entry.value().toObject();
        tally.functions[entry.key()] = {function.value(kCount).toInt(), function.value(kErrors).toInt(),
                                        Samples::fromJson(function.value(kMs).toArray())};
    }
    const QJsonArray versions = stored.value(kPlaceholders).toArray();
    for (const QJsonValue &value : versions) {
        const QJsonObject entry = value.toObject();
        const qint64 version = entry.value(kVersion).toInteger();
        tally.placeholders[version] = {version, entry.value(kCount).toInt(), entry.value(kMismatches).toInt()};
    }
    tally.llm = Samples::fromJson(stored.value(kVoice[0]).toArray());
    tally.tts = Samples::fromJson(stored.value(kVoice[1]).toArray());
    tally.e2e = Samples::fromJson(stored.value(kVoice[2]).toArray());
    return tally;
}

Result<CallTally> CallTally::ofRows(Connection &connection, const TimeRange &span)
{
    CallTally tally;
    if (auto counted = tally.countFunctions(connection, span); !counted)
        return counted.error();
    if (auto counted = tally.countVoices(connection, span); !counted)
        return counted.error();
    return tally;
}

Result<void> CallTally::countFunctions(Connection &connection, const TimeRange &span)
{
    Query query(connection, "SELECT name, success, took_us, placeholder, COALESCE(agent_version, -1), mismatch "
                            "FROM function_calls WHERE at_ms >= ? AND at_ms < ?");
    if (auto done = query.bind(span.begin).bind(span.end).exec(); !done)
        return done;
    while (query.next()) {
        // What an agent calls us by must not grow the list of series without end; the calls page shows the words.
        const QString name = publishedFunctions().contains(query.text(0)) ? query.text(0) : kUnknownFunction;
        Function &function = functions[name];
        function.count += 1;
        function.errors += query.flag(1) ? 0 : 1;
        function.ms.add(static_cast<double>(query.int64(2)) / 1000.0);
        if (query.flag(3)) {
            PlaceholderFigures &figures = placeholders[query.int64(4)];
            figures.count += 1;
            figures.mismatches += query.flag(5) ? 1 : 0;
        }
    }
    return {};
}

Result<void> CallTally::countVoices(Connection &connection, const TimeRange &span)
{
    Query query(connection, "SELECT latency, analysis FROM calls WHERE first_seen_ms >= ? "
                            "AND first_seen_ms < ? AND (latency <> '' OR analysis <> '')");
    if (auto done = query.bind(span.begin).bind(span.end).exec(); !done)
        return done;
    while (query.next()) {
        // Calls of before latencies had a column of their own have them in the analysis.
        const bool is_apart = !query.text(0).isEmpty();
        const QJsonValue stored = QJsonDocument::fromJson(query.text(is_apart ? 0 : 1).toUtf8()).object();
        const QJsonValue latency = is_apart ? stored : stored[QLatin1String("latency")];
        addVoice(llm, latency[QLatin1String("llm")]);
        addVoice(tts, latency[QLatin1String("tts")]);
        addVoice(e2e, latency[QLatin1String("e2e")]);
    }
    return {};
}

} // namespace salon
