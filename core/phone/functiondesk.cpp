// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functiondesk.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/booking/holddesk.h"
#include "core/phone/callcontext.h"
#include "core/phone/changes/appointmentcancellation.h"
#include "core/phone/changes/appointmentmove.h"
#include "core/phone/functions/alternativesearch.h"
#include "core/phone/functions/appointmentquery.h"
#include "core/phone/functions/availabilitycheck.h"
#include "core/phone/functions/bookingstart.h"
#include "core/phone/functions/callbackrequest.h"
#include "core/phone/functions/callerfacts.h"
#include "core/phone/functions/salonfacts.h"
#include "core/phone/functions/slotreservation.h"
#include "core/phone/phrases.h"
#include "core/storage/calltable.h"
#include "core/storage/functioncalltable.h"
#include "core/storage/maprefusaltable.h"
#include "core/storage/transaction.h"
#include "core/storage/unknownwordtable.h"

#include <cmath>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace salon
{

namespace
{

constexpr qsizetype kLongestKey = 64;
constexpr double kSmallestNumber = 1e7; // no id or price is as long as a telephone number

using Answer = Result<FunctionReply> (*)(const CallContext &);

struct Function {
    Answer answer;
    bool changes_something = false; // or holds something
};

/// By their published names; a test sees to it that all of them are here.
const QHash<QString, Function> &functions()
{
    static const QHash<QString, Function> table{
        {QStringLiteral("get_current_context"), {&CallerFacts::currentContext}},
        {QStringLiteral("check_customer"), {&CallerFacts::customer}},
        {QStringLiteral("extract_dynamic_variable"), {&CallerFacts::echo}},
        {QStringLiteral("check_availability_v17"), {&AvailabilityCheck::answer, true}},
        {QStringLiteral("get_alternatives"), {&AlternativeSearch::alternatives, true}},
        {QStringLiteral("find_next_available"), {&AlternativeSearch::nextAvailable, true}},
        {QStringLiteral("start_booking"), {&BookingStart::answer, true}},
        {QStringLiteral("reserve_slot"), {&SlotReservation::reserve, true}},
        {QStringLiteral("release_slot_reservation"), {&SlotReservation::release, true}},
        {QStringLiteral("get_customer_appointments"), {&AppointmentQuery::answer}},
        {QStringLiteral("cancel_appointment"), {&AppointmentCancellation::answer, true}},
        {QStringLiteral("reschedule_appointment"), {&AppointmentMove::answer, true}},
        {QStringLiteral("request_callback"), {&CallbackRequest::answer, true}},
        {QStringLiteral("list_services"), {&SalonFacts::services}},
        {QStringLiteral("get_service_info"), {&SalonFacts::service}},
        {QStringLiteral("get_opening_hours"), {&SalonFacts::openingHours}},
        {QStringLiteral("parse_date"), {&SalonFacts::date}},
    };
    return table;
}

/// Digits enough to call somebody, wherever they hide in a word.
QString withoutDigits(QString word)
{
    static const QRegularExpression run(QStringLiteral("\\d{5,}"));
    return word.replace(run, QStringLiteral("…"));
}

/// A function that does not exist may be called anything, a person's name too.
QString recordedName(const QString &name)
{
    static const QRegularExpression word(QStringLiteral("\\A[a-z0-9_]{1,40}\\z"));
    return word.match(name).hasMatch() ? withoutDigits(name) : QStringLiteral("unknown_function");
}

/// Numbers and addresses do not belong into a log of calls.
QJsonValue masked(const QString &key, const QJsonValue &value)
{
    const QString name = key.toLower();
    if (value.isObject()) {
        QJsonObject out;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            out.insert(withoutDigits(maskedText(plainText(it.key(), kLongestKey))), masked(it.key(), it.value()));
        return out;
    }
    if (value.isArray()) {
        QJsonArray out;
        const QJsonArray list = value.toArray();
        for (const QJsonValue &element : list)
            out.append(masked(key, element));
        return out;
    }
    const bool is_number = name.contains(QLatin1String("phone")) || name.contains(QLatin1String("number")) ||
                           name.contains(QLatin1String("telefon"));
    if (is_number && (value.isString() || value.isDouble()))
        return maskedNumber(value.toVariant().toString());
    if (value.isDouble() && std::abs(value.toDouble()) >= kSmallestNumber)
        return QStringLiteral("…");
    if (!value.isString())
        return value;
    return name.contains(QLatin1String("mail")) ? QJsonValue(QStringLiteral("…@…")) : maskedText(value.toString());
}

/// A body may be 4 MiB; of what is too long for the record, the texts are kept as the functions read them.
QJsonObject recorded(const QJsonObject &arguments)
{
    const bool is_short = QJsonDocument(arguments).toJson(QJsonDocument::Compact).size() <= limits::kMaxRecordedBytes;
    return masked({}, is_short ? arguments : CallArguments(arguments).cleaned()).toObject();
}

} // namespace

FunctionDesk::FunctionDesk(const Clock &clock, Random &random)
    : m_clock(clock)
    , m_random(random)
{
}

bool FunctionDesk::changesSomething(const QString &function)
{
    return functions().value(function).changes_something;
}

QJsonObject FunctionDesk::masked(const QJsonObject &answer)
{
    return salon::masked({}, answer).toObject();
}

FunctionReply FunctionDesk::busy(const FunctionCall &call)
{
    const Phrases phrases(call.language.value_or(Language::German));
    FunctionReply reply = FunctionReply::refused(kPutOff, phrases.say(Phrase::HoldTheLine));
    reply.call_id = call.call ? call.call->call_id : QString();
    return reply;
}

FunctionReply FunctionDesk::answer(Connection &connection, const FunctionCall &call) const
{
    const Result<CallContext> context = CallContext::of(connection, call, m_clock, m_random);
    if (!context) {
        qCWarning(lcPhone, "%s could not be answered: %s", qPrintable(call.loggedName()),
                  qPrintable(context.error().detail));
        return busy(call);
    }
    const Function function = functions().value(call.name);
    FunctionReply reply;
    if (!call.is_known || !function.answer) {
        reply = FunctionReply::refused("unknown_function", context->phrases().say(Phrase::UnknownFunction));
    } else if (context->flags().functions_off.contains(call.name)) {
        reply = FunctionReply::refused(kPutOff, context->phrases().say(Phrase::UnknownFunction));
    } else if (Result<FunctionReply> answered = function.answer(*context)) {
        reply = std::move(*answered);
    } else {
        qCWarning(lcPhone, "%s could not be answered: %s", qPrintable(call.loggedName()),
                  qPrintable(answered.error().detail));
        reply = FunctionReply::refused(kPutOff, context->phrases().say(Phrase::HoldTheLine));
    }
    reply.call_id = context->callId();
    reply.request = context->understood();
    reply.agent_version = context->agentVersion();
    reply.placeholder = context->hasPlaceholder();
    reply.mismatch = context->hasMismatch();
    if (reply.customer.isNull() && context->customer())
        reply.customer = context->customer()->id;
    if (context->branch())
        reply.branch = context->branch()->id;
    return reply;
}

Result<void> FunctionDesk::record(Connection &connection, const FunctionCall &call, const FunctionReply &reply,
                                  std::chrono::microseconds took) const
{
    Result<Transaction> tx = Transaction::begin(connection, m_clock);
    if (!tx)
        return tx.error();
    if (!reply.call_id.isEmpty()) {
        PhoneCall told = call.call.value_or(PhoneCall{});
        told.call_id = reply.call_id;
        told.first_seen = call.arrived;
        told.branch = reply.branch;
        told.customer = reply.customer;
        told.outcome = reply.outcome;
        told.language = call.language;
        if (const auto done = CallTable::merge(*tx, told); !done)
            return done.error();
    }
    FunctionCallRecord record;
    record.call_id = reply.call_id;
    record.name = recordedName(call.name);
    record.called_as = recordedName(call.called_as);
    record.agent_version = reply.agent_version;
    if (!record.agent_version && call.call)
        record.agent_version = call.call->agent_version;
    record.at = call.arrived;
    record.arguments = recorded(call.arguments);
    record.request = reply.request;
    if (call.language == Language::English)
        record.request.insert(QStringLiteral("language"), QStringLiteral("en"));
    record.answer = masked(reply.document());
    record.success = reply.success;
    record.code = reply.code;
    record.took = took;
    record.placeholder = reply.placeholder;
    record.mismatch = reply.mismatch;
    if (const auto id = FunctionCallTable::insert(*tx, record); !id)
        return id.error();
    if (reply.map_refusal)
        if (const auto done =
                MapRefusalTable::add(*tx, reply.map_refusal->first, reply.map_refusal->second, reply.call_id);
            !done)
            return done.error();
    if (!reply.unknown_service.isEmpty())
        if (const auto done = UnknownWordTable::add(*tx, reply.unknown_service, reply.call_id); !done)
            return done.error();
    if (auto committed = tx->commit(); !committed)
        return committed;
    // The caller is still there, so what they were told stays theirs; the record stands, even where that cannot be.
    if (!reply.call_id.isEmpty())
        if (const auto kept = HoldDesk(m_clock).renew(connection, reply.call_id); !kept)
            qCWarning(lcPhone, "what the call holds was not renewed: %s", qPrintable(kept.error().detail));
    return {};
}

} // namespace salon
