// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functioncall.h"

#include "core/domain/flags.h"
#include "core/phone/callarguments.h"

#include <QHash>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

namespace salon
{

namespace
{

constexpr qsizetype kLongestId = 128;
constexpr qsizetype kLongestName = 64;

QString textOf(const QJsonValue &value, qsizetype longest)
{
    return plainText(value.toString().trimmed(), longest);
}

CallStatus statusOf(const QString &word)
{
    if (word == QLatin1String("registered"))
        return CallStatus::Registered;
    const bool over =
        word == QLatin1String("ended") || word == QLatin1String("error") || word == QLatin1String("not_connected");
    return over ? CallStatus::Ended : CallStatus::Ongoing;
}

std::optional<Language> languageOf(const QJsonObject &call, const QJsonObject &arguments)
{
    const QJsonObject variables = call.value(QLatin1String("retell_llm_dynamic_variables")).toObject();
    for (const QJsonObject &place : {arguments, variables}) {
        const QString word = place.value(QLatin1String("language")).toString().trimmed().toLower();
        if (word.startsWith(QLatin1String("en")))
            return Language::English;
        if (word.startsWith(QLatin1String("de")) || word.startsWith(QLatin1String("ge")))
            return Language::German;
    }
    return std::nullopt;
}

bool isWrapped(const QJsonObject &body)
{
    const QJsonValue call = body.value(QLatin1String("call"));
    return body.value(QLatin1String("args")).isObject() && body.value(QLatin1String("name")).isString() &&
           (call.isUndefined() || call.isNull() || call.isObject());
}

QJsonObject formFields(const QByteArray &body)
{
    QByteArray plain = body;
    const QUrlQuery query(QString::fromUtf8(plain.replace('+', "%20")));
    QJsonObject fields;
    const auto items = query.queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        fields.insert(name, value);
    return fields;
}

} // namespace

const QHash<QString, QString> &FunctionCall::aliases()
{
    static const QHash<QString, QString> names{
        {QStringLiteral("initialize_call"), QStringLiteral("get_current_context")},
        {QStringLiteral("extract_dynamic_variables"), QStringLiteral("extract_dynamic_variable")},
        {QStringLiteral("check_availability"), QStringLiteral("check_availability_v17")},
        {QStringLiteral("book_appointment"), QStringLiteral("start_booking")},
        {QStringLiteral("confirm_booking"), QStringLiteral("start_booking")},
        {QStringLiteral("query_appointment"), QStringLiteral("get_customer_appointments")},
        {QStringLiteral("get_available_services"), QStringLiteral("list_services")},
    };
    return names;
}

QString FunctionCall::withoutVersion(const QString &called_as)
{
    static const QRegularExpression version(QStringLiteral("_v\\d+\\z"));
    return QString(called_as).remove(version);
}

QString FunctionCall::publishedName(const QString &called_as)
{
    const QString plain = withoutVersion(called_as);
    const QString name = aliases().value(plain, plain);
    return publishedFunctions().contains(name) ? name : QString();
}

QString FunctionCall::loggedName() const
{
    return is_known ? name : QStringLiteral("an unknown function");
}

QString FunctionCall::claimedCallId() const
{
    return textOf(arguments.value(QLatin1String("call_id")), kLongestId);
}

std::optional<Instant> FunctionCall::timestamp(const QJsonValue &value)
{
    const double ms = value.toDouble(-1);
    return ms > 0 && ms < 4e12 ? std::optional(Instant::fromMs(std::int64_t(ms))) : std::nullopt;
}

PhoneCall FunctionCall::callOf(const QJsonObject &object, Instant now)
{
    PhoneCall call;
    call.call_id = textOf(object.value(QLatin1String("call_id")), kLongestId);
    call.agent_id = textOf(object.value(QLatin1String("agent_id")), kLongestId);
    const QJsonValue version = object.value(QLatin1String("agent_version"));
    if (version.isDouble())
        call.agent_version = version.toInt();
    call.call_type = textOf(object.value(QLatin1String("call_type")), kLongestName);
    call.from_number = textOf(object.value(QLatin1String("from_number")), kLongestName);
    call.to_number = textOf(object.value(QLatin1String("to_number")), kLongestName);
    call.status = statusOf(object.value(QLatin1String("call_status")).toString());
    call.first_seen = now;
    // A shifted clock lives on another day than the caller's network: then our own time counts.
    const auto believable = [&](std::optional<Instant> at) -> std::optional<Instant> {
        constexpr std::chrono::hours kDay{24};
        return at && (*at - now > kDay || now - *at > kDay) ? std::optional(now) : at;
    };
    call.started = believable(timestamp(object.value(QLatin1String("start_timestamp"))));
    call.ended = believable(timestamp(object.value(QLatin1String("end_timestamp"))));
    call.disconnection_reason = textOf(object.value(QLatin1String("disconnection_reason")), kLongestName);
    return call;
}

Result<FunctionCall> FunctionCall::parse(const HttpRequest &request, const QByteArray &path_name, Instant now)
{
    const QString name = plainText(QString::fromUtf8(path_name), kLongestName);
    if (request.mediaType() == "application/x-www-form-urlencoded")
        return parse(QJsonObject{{QStringLiteral("args"), formFields(request.body)}, {QStringLiteral("name"), name}},
                     name, now);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return Error{ErrorCode::InvalidInput, QStringLiteral("the body is not a JSON object")};
    return parse(document.object(), name, now);
}

Result<FunctionCall> FunctionCall::parse(const QJsonObject &body, const QString &path_name, Instant now)
{
    FunctionCall function;
    function.arrived = now;
    function.called_as = path_name;
    function.arguments = body;
    if (isWrapped(body)) {
        const QString body_name = textOf(body.value(QLatin1String("name")), kLongestName);
        const auto resolved = [](const QString &name) {
            const QString published = publishedName(name);
            return published.isEmpty() ? withoutVersion(name) : published;
        };
        if (!path_name.isEmpty() && resolved(path_name) != resolved(body_name))
            return Error{ErrorCode::InvalidInput, QStringLiteral("the path and the body name different functions")};
        function.called_as = body_name;
        function.arguments = body.value(QLatin1String("args")).toObject();
        const QJsonObject object = body.value(QLatin1String("call")).toObject();
        PhoneCall call = callOf(object, now);
        call.status = CallStatus::Ongoing; // who calls a function is on the line
        if (!call.call_id.isEmpty())
            function.call = call;
        function.language = languageOf(object, function.arguments);
    } else {
        function.language = languageOf({}, function.arguments);
    }
    if (function.called_as.isEmpty())
        return Error{ErrorCode::InvalidInput, QStringLiteral("no function is named")};
    const QString published = publishedName(function.called_as);
    function.is_known = !published.isEmpty();
    function.name = function.is_known ? published : function.called_as;
    return function;
}

} // namespace salon
