// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/callscript.h"

#include <cmath>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace salon
{

namespace
{

const QString kFormat = QStringLiteral("salondesk-call");
constexpr int kVersion = 1;
constexpr int kUsualPause_s = 15; // between two things an agent sends
constexpr int kLongestPause_s = 24 * 60 * 60;

Error wrong(const QString &path, const QString &sentence)
{
    return Error{ErrorCode::InvalidInput, QStringLiteral("%1: %2").arg(path, sentence)};
}

Result<QByteArray> bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::NotFound, QStringLiteral("%1 cannot be read").arg(path)};
    return file.readAll();
}

Result<Instant> instantOf(const QJsonValue &value, const QString &path)
{
    const QDateTime at = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    if (!at.isValid() || at.timeSpec() == Qt::LocalTime)
        return wrong(path, QStringLiteral("write an instant with its offset, such as 2025-11-25T09:30:00+01:00"));
    return Instant::fromMs(at.toMSecsSinceEpoch());
}

/// The salon itself or the name of its file, and what this call adds to it.
Result<QByteArray> salonOf(const QJsonObject &root, const QString &folder)
{
    QJsonObject salon = root.value(u"salon").toObject();
    if (root.value(u"salon").isString()) {
        const auto bytes = bytesOf(QDir(folder).filePath(root.value(u"salon").toString()));
        if (!bytes)
            return bytes.error();
        salon = QJsonDocument::fromJson(*bytes).object();
    }
    if (salon.isEmpty())
        return wrong(QStringLiteral("salon"), QStringLiteral("write a salon file, or the name of one"));
    const QJsonObject added = root.value(u"add").toObject();
    for (auto section = added.begin(); section != added.end(); ++section) {
        QJsonArray list = salon.value(section.key()).toArray();
        const QJsonArray more = section->toArray();
        for (const QJsonValue &item : more)
            list.append(item);
        salon.insert(section.key(), list);
    }
    return QJsonDocument(salon).toJson(QJsonDocument::Compact);
}

QJsonObject merged(QJsonObject base, const QJsonObject &over)
{
    for (auto it = over.begin(); it != over.end(); ++it)
        base.insert(it.key(), *it);
    return base;
}

const QJsonObject &usualCall()
{
    static const QJsonObject call{{QStringLiteral("call_id"), QStringLiteral("call_0123456789abcdef0123456789a")},
                                  {QStringLiteral("agent_id"), QStringLiteral("agent_1")},
                                  {QStringLiteral("agent_version"), 7},
                                  {QStringLiteral("call_type"), QStringLiteral("phone_call")},
                                  {QStringLiteral("call_status"), QStringLiteral("ongoing")}};
    return call;
}

Result<ScriptStep> functionStep(const QJsonObject &written, const QJsonObject &call, const QString &path)
{
    ScriptStep step;
    step.name = written.value(u"function").toString();
    const QJsonValue args = written.value(u"args");
    if (!args.isObject() && !args.isUndefined())
        return wrong(path + QStringLiteral(".args"), QStringLiteral("write an object"));
    step.names_its_path = written.value(u"style").toString() == QLatin1String("args_only");
    if (step.names_its_path)
        step.body = args.toObject();
    else
        step.body = {{QStringLiteral("name"), step.name},
                     {QStringLiteral("args"), args.toObject()},
                     {QStringLiteral("call"), call}};
    return step;
}

Result<ScriptStep> stepOf(const QJsonObject &written, const QJsonObject &usual_call, const QString &path)
{
    const QJsonObject call = merged(usual_call, written.value(u"call").toObject());
    ScriptStep step;
    if (written.contains(u"function"))
        return functionStep(written, call, path);
    if (written.contains(u"event")) {
        step.kind = ScriptStep::Kind::Event;
        step.name = written.value(u"event").toString();
        step.body = {{QStringLiteral("event"), step.name}, {QStringLiteral("call"), call}};
        return step;
    }
    if (written.contains(u"inbound")) {
        step.kind = ScriptStep::Kind::Inbound;
        step.name = QStringLiteral("call_inbound");
        step.body = {{QStringLiteral("event"), step.name},
                     {QStringLiteral("call_inbound"), merged(call, written.value(u"inbound").toObject())}};
        return step;
    }
    return wrong(path, QStringLiteral("write function, event or inbound"));
}

/// Time before a step; the first follows at once where nothing else is written.
Result<std::chrono::seconds> pauseBefore(const QJsonObject &written, bool is_first, const QString &path)
{
    const QJsonValue said = written.value(u"after_s");
    if (said.isUndefined())
        return seconds(is_first ? 0 : kUsualPause_s);
    const double pause = said.toDouble(-1);
    if (pause < 0 || pause > kLongestPause_s || pause != std::floor(pause))
        return wrong(path + QStringLiteral(".after_s"), QStringLiteral("whole seconds, at most those of a day"));
    return seconds(int(pause));
}

Result<QList<ScriptStep>> stepsOf(const QJsonObject &root, Instant now)
{
    QList<ScriptStep> steps;
    const QJsonObject call = merged(usualCall(), root.value(u"call").toObject());
    const QJsonArray list = root.value(u"calls").toArray();
    Instant at = now;
    for (int i = 0; i < list.size(); ++i) {
        const QJsonObject written = list.at(i).toObject();
        const QString path = QStringLiteral("calls[%1]").arg(i);
        auto step = stepOf(written, call, path);
        if (!step)
            return step.error();
        const auto pause = pauseBefore(written, i == 0, path);
        if (!pause)
            return pause.error();
        at = at + *pause;
        if (written.contains(u"at")) {
            const auto said = instantOf(written.value(u"at"), path + QStringLiteral(".at"));
            if (!said)
                return said.error();
            at = *said;
        }
        step->at = at;
        step->expect = written.value(u"expect").toObject();
        steps.append(*step);
    }
    if (steps.isEmpty())
        return wrong(QStringLiteral("calls"), QStringLiteral("nothing is sent in this call"));
    return steps;
}

QString below(const QString &path, const QString &key)
{
    return path.isEmpty() ? key : path + QLatin1Char('.') + key;
}

QString at(const QString &path, qsizetype index)
{
    return QStringLiteral("%1[%2]").arg(path).arg(index);
}

using Compare = QList<ScriptDifference> (*)(const QJsonValue &, const QJsonValue &, const QString &);

QList<ScriptDifference> lists(const QJsonArray &expected, const QJsonValue &is, const QString &path, Compare compare)
{
    if (!is.isArray() || is.toArray().size() != expected.size())
        return {{path, expected, is}};
    QList<ScriptDifference> differences;
    for (qsizetype i = 0; i < expected.size(); ++i)
        differences += compare(expected.at(i), is.toArray().at(i), at(path, i));
    return differences;
}

bool textFits(const QJsonObject &wish, const QString &text)
{
    const QJsonArray has = wish.value(u"$has").toArray();
    const QJsonArray lacks = wish.value(u"$lacks").toArray();
    for (const QJsonValue &part : has)
        if (!text.contains(part.toString(), Qt::CaseInsensitive))
            return false;
    for (const QJsonValue &part : lacks)
        if (text.contains(part.toString(), Qt::CaseInsensitive))
            return false;
    return true;
}

bool isNumberOfARow(const QString &key)
{
    static const QStringList keys{QStringLiteral("appointment_id"), QStringLiteral("customer_id"),
                                  QStringLiteral("callback_id"),    QStringLiteral("reservation_uid"),
                                  QStringLiteral("hold_id"),        QStringLiteral("id")};
    return keys.contains(key);
}

/// The answer was made a moment after its question arrived.
bool isSameMoment(const QJsonValue &a, const QJsonValue &b)
{
    const QDateTime first = QDateTime::fromString(a.toString(), Qt::ISODate);
    const QDateTime second = QDateTime::fromString(b.toString(), Qt::ISODate);
    return first.isValid() && second.isValid() && qAbs(first.msecsTo(second)) <= 2000;
}

} // namespace

Result<CallScript> CallScript::parse(const QByteArray &json, const QString &folder)
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError || root.value(u"format").toString() != kFormat ||
        root.value(u"version").toInt() != kVersion)
        return wrong(QStringLiteral("format"), QStringLiteral("this is no \"%1\" of version 1").arg(kFormat));
    CallScript script;
    script.about = root.value(u"about").toString();
    const auto now = instantOf(root.value(u"now"), QStringLiteral("now"));
    if (!now)
        return now.error();
    script.now = *now;
    const auto salon = salonOf(root, folder);
    if (!salon)
        return salon.error();
    script.salon = *salon;
    const QJsonObject flags = root.value(u"flags").toObject();
    for (auto flag = flags.begin(); flag != flags.end(); ++flag)
        script.flags.insert(flag.key(), flag->toString());
    const auto steps = stepsOf(root, *now);
    if (!steps)
        return steps.error();
    script.steps = *steps;
    script.end = root.value(u"end").toObject();
    return script;
}

Result<CallScript> CallScript::load(const QString &path)
{
    const auto bytes = bytesOf(path);
    if (!bytes)
        return bytes.error();
    return parse(*bytes, QFileInfo(path).absolutePath());
}

QList<ScriptDifference> JsonMatch::within(const QJsonValue &expected, const QJsonValue &is, const QString &path)
{
    if (expected.isArray())
        return lists(expected.toArray(), is, path, &JsonMatch::within);
    if (!expected.isObject()) {
        const bool fits = expected.isNull() ? is.isNull() || is.isUndefined() : expected == is;
        return fits ? QList<ScriptDifference>() : QList<ScriptDifference>{{path, expected, is}};
    }
    const QJsonObject wish = expected.toObject();
    if (wish.contains(u"$any"))
        return is.isNull() || is.isUndefined() ? QList<ScriptDifference>{{path, expected, is}}
                                               : QList<ScriptDifference>();
    if (wish.contains(u"$has") || wish.contains(u"$lacks"))
        return is.isString() && textFits(wish, is.toString()) ? QList<ScriptDifference>()
                                                              : QList<ScriptDifference>{{path, expected, is}};
    if (!is.isObject())
        return {{path, expected, is}};
    QList<ScriptDifference> differences;
    for (auto it = wish.begin(); it != wish.end(); ++it)
        differences += within(*it, is.toObject().value(it.key()), below(path, it.key()));
    return differences;
}

QList<ScriptDifference> JsonMatch::same(const QJsonValue &told, const QJsonValue &is, const QString &path)
{
    if (told.isArray())
        return lists(told.toArray(), is, path, &JsonMatch::same);
    if (!told.isObject() || !is.isObject())
        return told == is || isSameMoment(told, is) ? QList<ScriptDifference>()
                                                    : QList<ScriptDifference>{{path, told, is}};
    QList<ScriptDifference> differences;
    const QJsonObject before = told.toObject();
    const QJsonObject after = is.toObject();
    QStringList keys = before.keys();
    for (const QString &key : after.keys())
        if (!keys.contains(key))
            keys.append(key);
    for (const QString &key : std::as_const(keys)) {
        if (isNumberOfARow(key) && before.value(key).type() == after.value(key).type())
            continue;
        differences += same(before.value(key), after.value(key), below(path, key));
    }
    return differences;
}

} // namespace salon
