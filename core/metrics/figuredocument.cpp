// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/figuredocument.h"

#include <initializer_list>
#include <QJsonArray>
#include <utility>

namespace salon
{

namespace
{

QJsonValue orNull(const std::optional<double> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonObject object(std::initializer_list<std::pair<const char *, QJsonValue>> members)
{
    QJsonObject all;
    for (const auto &[name, value] : members)
        all.insert(QLatin1String(name), value);
    return all;
}

QJsonObject latency(const LatencyFigures &figures)
{
    return object(
        {{"p50_ms", orNull(figures.p50_ms)}, {"p95_ms", orNull(figures.p95_ms)}, {"p99_ms", orNull(figures.p99_ms)}});
}

QJsonObject voiceLatency(const LatencyFigures &figures)
{
    return object({{"p50_ms", orNull(figures.p50_ms)}, {"p95_ms", orNull(figures.p95_ms)}});
}

QJsonObject period(const PeriodFigures &figures)
{
    const SyncFigures &sync = figures.sync;
    QJsonArray refusals;
    for (const MapRefusal &refusal : figures.missing_map_refusals)
        refusals << object({{"service", refusal.service},
                            {"service_name", refusal.service_name},
                            {"staff", refusal.staff},
                            {"staff_name", refusal.staff_name},
                            {"count", refusal.count}});
    return object({{"created", sync.created},
                   {"due", sync.due},
                   {"synced", sync.synced},
                   {"failed", sync.failed},
                   {"pending", sync.pending},
                   {"sync_success_rate", orNull(sync.syncSuccessRate())},
                   {"due_success_rate", orNull(sync.dueSuccessRate())},
                   {"verifications", object({{"triggered", figures.verifications.triggered},
                                             {"recovered", figures.verifications.recovered},
                                             {"not_found", figures.verifications.not_found}})},
                   {"reviews", object({{"opened", figures.reviews.opened},
                                       {"resolved", figures.reviews.resolved},
                                       {"open", figures.reviews.open},
                                       {"opened_per_day", figures.reviews.opened_per_day}})},
                   {"missing_map_refusals", object({{"total", figures.missingMapRefusals()}, {"items", refusals}})},
                   {"sync_latency", latency(figures.sync_latency)},
                   {"holds", object({{"placed", figures.holds.placed},
                                     {"converted", figures.holds.converted},
                                     {"expired", figures.holds.expired}})},
                   {"gap_minutes", figures.gap_minutes},
                   {"voice_latency", object({{"llm", voiceLatency(figures.voice_latency.llm)},
                                             {"tts", voiceLatency(figures.voice_latency.tts)},
                                             {"e2e", voiceLatency(figures.voice_latency.e2e)}})}});
}

QString quoted(QString label)
{
    label.replace(QLatin1Char('\\'), QLatin1String("\\\\"));
    label.replace(QLatin1Char('"'), QLatin1String("\\\""));
    label.replace(QLatin1Char('\n'), QLatin1String("\\n"));
    return QLatin1Char('"') + label + QLatin1Char('"');
}

/// One family: its type line and its samples.
class Family
{
public:
    Family(QByteArray &text, const QString &name)
        : m_text(text)
        , m_name(QByteArrayLiteral("salondesk_") + name.toUtf8())
    {
    }
    void add(const QJsonValue &value, const QString &labels = {})
    {
        if (!value.isDouble())
            return;
        if (!m_is_typed)
            m_text += "# TYPE " + m_name + " gauge\n";
        m_is_typed = true;
        m_text += m_name + (labels.isEmpty() ? QByteArray() : '{' + labels.toUtf8() + '}') + ' ' +
                  QByteArray::number(value.toDouble(), 'g', 15) + '\n';
    }

private:
    QByteArray &m_text;
    QByteArray m_name;
    bool m_is_typed = false;
};

/// Nested words are joined: reviews{open} is salondesk_reviews_open.
void addObject(QByteArray &text, const QString &prefix, const QJsonObject &members)
{
    for (auto member = members.begin(); member != members.end(); ++member) {
        const QString name = prefix + member.key();
        if (member->isObject())
            addObject(text, name + QLatin1Char('_'), member->toObject());
        else
            Family(text, name).add(*member);
    }
}

/// The rows of a list, one family per number in them, told apart by the named texts.
void addList(QByteArray &text, const QString &name, const QJsonArray &rows, std::initializer_list<const char *> numbers,
             std::initializer_list<const char *> labels)
{
    for (const char *number : numbers) {
        const QLatin1String key(number);
        Family family(text, name + QLatin1Char('_') + key);
        for (const auto &row : rows) {
            QStringList texts;
            for (const char *label : labels)
                texts << QLatin1String(label) + QLatin1Char('=') +
                             quoted(row[QLatin1String(label)].toVariant().toString());
            family.add(row[key], texts.join(QLatin1Char(',')));
        }
    }
}

} // namespace

QJsonObject FigureDocument::json(const Figures &figures)
{
    QJsonArray days;
    for (const DayFigures &day : figures.days) {
        QJsonObject entry = period(day.figures);
        entry.insert(QStringLiteral("date"), day.date.toString(Qt::ISODate));
        days << entry;
    }
    QJsonArray functions;
    for (const FunctionFigures &function : figures.functions) {
        QJsonObject entry = latency(function.latency);
        entry.insert(QStringLiteral("name"), function.name);
        entry.insert(QStringLiteral("count"), function.count);
        entry.insert(QStringLiteral("errors"), function.errors);
        functions << entry;
    }
    QJsonArray placeholders;
    for (const PlaceholderFigures &placeholder : figures.placeholders) {
        const bool is_known = placeholder.agent_version >= 0;
        placeholders << object({{"agent_version", is_known ? QJsonValue(placeholder.agent_version) : QJsonValue()},
                                {"count", placeholder.count},
                                {"mismatches", placeholder.mismatches}});
    }
    return object({{"from", figures.from.toString(Qt::ISODate)},
                   {"to", figures.to.toString(Qt::ISODate)},
                   {"totals", period(figures.totals)},
                   {"days", days},
                   {"functions", functions},
                   {"placeholders", placeholders}});
}

QByteArray FigureDocument::prometheus(const Figures &figures)
{
    const QJsonObject document = json(figures);
    QByteArray text;
    QJsonObject totals = document.value(QLatin1String("totals")).toObject();
    addObject(text, {}, totals);
    addList(text, QStringLiteral("missing_map_refusals"),
            totals.value(QLatin1String("missing_map_refusals"))[QLatin1String("items")].toArray(), {"count"},
            {"service", "staff"});
    addList(text, QStringLiteral("functions"), document.value(QLatin1String("functions")).toArray(),
            {"count", "errors", "p50_ms", "p95_ms", "p99_ms"}, {"name"});
    addList(text, QStringLiteral("placeholders"), document.value(QLatin1String("placeholders")).toArray(),
            {"count", "mismatches"}, {"agent_version"});
    return text;
}

} // namespace salon
