// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/callevents.h"
#include "core/phone/functioncall.h"
#include "core/storage/calltable.h"
#include "tests/fuzz/fuzzsalon.h"

#include <QJsonDocument>

using namespace salon;
using namespace salon::test;

namespace
{

/// Of Retell's object, these are never kept.
bool holdsMoreThanFigures(const QByteArray &json)
{
    return json.contains("\"call_summary\"") || json.contains("\"values\"") || json.contains("\"access_token\"");
}

} // namespace

/// Bodies of call events and of ringing calls.
void salonFuzz(const QByteArray &input)
{
    FuzzSalon &salon = FuzzSalon::instance();
    const QJsonDocument document = QJsonDocument::fromJson(input);
    if (!document.isObject())
        return;
    const QJsonObject event = document.object();
    const Result<void> stored = CallEvents::store(salon.connection(), event, salon.clock);
    fuzzCheck(stored || stored.error().code == ErrorCode::InvalidInput, "stored, or refused as unreadable", input);
    const PhoneCall told = FunctionCall::callOf(event.value(QLatin1String("call")).toObject(), salon.clock.now());
    if (stored && !told.call_id.isEmpty()) {
        const auto kept = CallTable::read(salon.connection(), told.call_id);
        fuzzCheck(kept.has_value(), "the call can be read", input);
        if (*kept)
            fuzzCheck(!holdsMoreThanFigures(QJsonDocument((*kept)->analysis).toJson()),
                      "verdicts and figures are kept, nothing else", input);
    }
    fuzzCheck(CallEvents::storeInbound(salon.connection(), event, salon.clock).has_value(), "ringing is stored", input);
    const QJsonObject answer = CallEvents::inboundAnswer(salon.connection(), event, salon.clock);
    const QJsonObject variables =
        answer.value(QLatin1String("call_inbound")).toObject().value(QLatin1String("dynamic_variables")).toObject();
    for (const QJsonValue &variable : variables)
        fuzzCheck(variable.isString(), "variables are texts", input);
}
