// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/faultplan.h"

using namespace Qt::Literals::StringLiterals;

namespace salon::sandbox
{

namespace
{

Error wrong(const QString &what)
{
    return Error{ErrorCode::InvalidInput, what};
}

/// splitmix64: the same chance for the same seed on every machine.
double draw(quint64 &state)
{
    state += 0x9e3779b97f4a7c15ULL;
    quint64 z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return double((z ^ (z >> 31)) >> 11) / double(1ULL << 53);
}

QRegularExpression pathPattern(const QString &path)
{
    QStringList parts;
    for (const QString &part : path.split(u'*'))
        parts.append(QRegularExpression::escape(part));
    return QRegularExpression(QRegularExpression::anchoredPattern(parts.join(u"[^/]*"_s)));
}

bool isStatus(const QJsonValue &value)
{
    return value.isDouble() && value.toInt() >= 100 && value.toInt() <= 599;
}

bool isSpan(const QJsonValue &value)
{
    return value.isDouble() && value.toDouble() >= 0 && value.toDouble() <= 86'400'000;
}

Result<void> readWebhook(const QString &text, Fault &fault)
{
    static const QRegularExpression late(u"^late_ms:(\\d{1,8})$"_s);
    if (const auto match = late.match(text); match.hasMatch()) {
        fault.webhook_delay = milliseconds(match.captured(1).toLongLong());
        return {};
    }
    if (text != u"lost"_s && text != u"twice"_s && text != u"bad_signature"_s)
        return wrong(u"effect.webhook is lost, twice, late_ms:<ms> or bad_signature"_s);
    fault.webhook = text;
    return {};
}

Result<void> readEffect(const QString &key, const QJsonValue &value, Fault &fault)
{
    if (key == u"message"_s) {
        fault.message = value.toString();
        return {};
    }
    if (key == u"status"_s || key == u"commit_then_status"_s || key == u"html"_s) {
        if (!isStatus(value))
            return wrong(u"effect.%1 is an HTTP status"_s.arg(key));
        (key == u"status"_s ? fault.status : key == u"html"_s ? fault.html : fault.commit_then_status) = value.toInt();
        return {};
    }
    if (key == u"commit_then_drop"_s || key == u"hang"_s || key == u"truncate"_s) {
        if (!value.isBool())
            return wrong(u"effect.%1 is true or false"_s.arg(key));
        (key == u"hang"_s       ? fault.hang
         : key == u"truncate"_s ? fault.truncate
                                : fault.commit_then_drop) = value.toBool();
        return {};
    }
    if (key == u"delay_ms"_s || key == u"visible_after_ms"_s || key == u"rate_limit_s"_s) {
        if (!isSpan(value))
            return wrong(u"effect.%1 is a number, 0 or more"_s.arg(key));
        if (key == u"rate_limit_s"_s)
            fault.rate_limit_s = value.toInt();
        else
            (key == u"delay_ms"_s ? fault.delay : fault.visible_after) = milliseconds(value.toInteger());
        return {};
    }
    if (key == u"webhook"_s)
        return readWebhook(value.toString(), fault);
    return wrong(u"effect.%1 is unknown"_s.arg(key));
}

} // namespace

Result<FaultPlan> FaultPlan::parse(const QJsonArray &rules)
{
    FaultPlan plan;
    for (qsizetype i = 0; i < rules.size(); ++i) {
        Result<Rule> rule = parseRule(rules.at(i).toObject());
        if (!rule)
            return wrong(u"$[%1]: %2"_s.arg(i).arg(rule.error().detail));
        plan.m_rules.append(*rule);
    }
    return plan;
}

Result<FaultPlan::Rule> FaultPlan::parseRule(const QJsonObject &json)
{
    for (const QString &key : json.keys())
        if (key != u"match"_s && key != u"effect"_s)
            return wrong(u"%1 is unknown"_s.arg(key));
    const QJsonObject match = json.value(u"match"_s).toObject();
    static const QList<QString> kKeys{u"method"_s, u"path"_s,        u"nth"_s,     u"every"_s,
                                      u"seed"_s,   u"probability"_s, u"metadata"_s};
    for (const QString &key : match.keys())
        if (!kKeys.contains(key))
            return wrong(u"match.%1 is unknown"_s.arg(key));
    Rule rule;
    rule.method = match.value(u"method"_s).toString().toUpper();
    if (match.contains(u"path"_s))
        rule.path = pathPattern(match.value(u"path"_s).toString());
    rule.metadata = match.value(u"metadata"_s).toObject();
    rule.nth = match.value(u"nth"_s).toInt();
    rule.every = match.value(u"every"_s).toInt();
    if (rule.nth < 0 || rule.every < 0)
        return wrong(u"match.nth and match.every count from 1"_s);
    if (match.contains(u"probability"_s))
        rule.probability = match.value(u"probability"_s).toDouble();
    rule.chance = quint64(match.value(u"seed"_s).toInteger(1));
    const QJsonObject effect = json.value(u"effect"_s).toObject();
    if (effect.isEmpty())
        return wrong(u"effect is missing"_s);
    for (auto it = effect.begin(); it != effect.end(); ++it)
        if (const Result<void> read = readEffect(it.key(), it.value(), rule.fault); !read)
            return read.error();
    rule.fault.document = effect;
    return rule;
}

bool FaultPlan::fires(Rule &rule, const QString &method, const QString &path, const QJsonObject &metadata)
{
    if (!rule.method.isEmpty() && rule.method != method)
        return false;
    if (!rule.path.pattern().isEmpty() && !rule.path.match(path).hasMatch())
        return false;
    for (auto it = rule.metadata.constBegin(); it != rule.metadata.constEnd(); ++it)
        if (metadata.value(it.key()) != *it)
            return false;
    if (rule.probability && draw(rule.chance) >= *rule.probability)
        return false;
    ++rule.seen;
    if (rule.nth == 0)
        return rule.every == 0 || rule.seen % rule.every == 0;
    return rule.seen == rule.nth ||
           (rule.every > 0 && rule.seen > rule.nth && (rule.seen - rule.nth) % rule.every == 0);
}

std::optional<Fault> FaultPlan::next(const QString &method, const QString &path, const QJsonObject &metadata)
{
    std::optional<Fault> chosen;
    // Every rule counts every request it matches, also those another rule has taken.
    for (Rule &rule : m_rules)
        if (fires(rule, method, path, metadata) && !chosen)
            chosen = rule.fault;
    return chosen;
}

} // namespace salon::sandbox
