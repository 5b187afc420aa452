// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/callcontext.h"

#include "core/base/clock.h"
#include "core/base/logging.h"
#include "core/domain/phonenumber.h"
#include "core/phone/ownsentences.h"
#include "core/storage/calltable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/customertable.h"
#include "core/storage/flagtable.h"
#include "core/storage/functioncalltable.h"

#include <algorithm>
#include <QJsonArray>
#include <QSet>

namespace salon
{

namespace
{

Language languageOf(const FunctionCall &call, const Catalogue &catalogue)
{
    if (call.language)
        return *call.language;
    return catalogue.salon.locale.startsWith(QLatin1String("en")) ? Language::English : Language::German;
}

const Branch *branchOfLine(const QString &to_number, const Catalogue &catalogue)
{
    return catalogue.branchByNumber(normalizedNumber(to_number, catalogue.salon.country).value_or(to_number));
}

bool isAboutAStart(const FunctionCallRecord &told)
{
    static const QStringList about_a_start{QStringLiteral("check_availability_v17"), QStringLiteral("get_alternatives"),
                                           QStringLiteral("find_next_available"), QStringLiteral("reserve_slot"),
                                           QStringLiteral("start_booking")};
    return about_a_start.contains(told.name);
}

} // namespace

CallContext::CallContext(Connection &connection, const FunctionCall &call, const Clock &clock, Random &random,
                         Catalogue catalogue, Flags flags)
    : m_connection(&connection)
    , m_call(&call)
    , m_clock(&clock)
    , m_random(&random)
    , m_now(clock.now())
    , m_catalogue(std::move(catalogue))
    , m_flags(std::move(flags))
    , m_arguments(call.arguments)
    , m_phrases(languageOf(call, m_catalogue), zone().dateOf(m_now))
{
}

Result<CallContext> CallContext::of(Connection &connection, const FunctionCall &call, const Clock &clock,
                                    Random &random)
{
    Result<Catalogue> catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    if (catalogue->branches.isEmpty())
        return Error{ErrorCode::NotFound, QStringLiteral("no salon has been imported yet")};
    const Result<Flags> flags = FlagTable::read(connection);
    if (!flags)
        return flags.error();
    const auto own = OwnSentences::of(connection, languageOf(call, *catalogue));
    if (!own)
        return own.error();
    CallContext context(connection, call, clock, random, std::move(*catalogue), *flags);
    context.m_phrases = Phrases(context.m_phrases.language(), context.zone().dateOf(context.m_now), *own);
    if (const auto done = context.identify(); !done)
        return done.error();
    return context;
}

/// The call this function belongs to: the body's call object, else a call that is known and has not ended. What the
/// object leaves out (a number, when only its id is given) is taken from what was heard of the same call before.
Result<std::optional<PhoneCall>> CallContext::knownCall() const
{
    const std::optional<PhoneCall> &told = m_call->call;
    const QString call_id = told ? told->call_id : m_call->claimedCallId();
    if (call_id.isEmpty() || (told && !told->from_number.isEmpty()))
        return told;
    Result<std::optional<PhoneCall>> stored = CallTable::read(*m_connection, call_id);
    if (!stored)
        return stored.error();
    if (told) {
        std::optional<PhoneCall> known = told;
        if (*stored && (*stored)->call_type == told->call_type) {
            known->from_number = (*stored)->from_number;
            known->to_number = told->to_number.isEmpty() ? (*stored)->to_number : told->to_number;
        }
        return known;
    }
    std::optional<PhoneCall> known = *stored ? *stored : m_call->remembered;
    if (known && known->status == CallStatus::Ended)
        known.reset();
    return known;
}

Result<void> CallContext::identify()
{
    const Result<std::optional<PhoneCall>> found = knownCall();
    if (!found)
        return found.error();
    const std::optional<PhoneCall> &known = *found;
    const Branch *branch = known ? branchOfLine(known->to_number, m_catalogue) : nullptr;
    if (known && !branch)
        branch = m_catalogue.branch(known->branch);
    if (!branch && m_catalogue.branches.size() == 1) {
        branch = &m_catalogue.branches.constFirst();
        if (known && !known->to_number.isEmpty())
            qCWarning(lcPhone, "a call came in on a number that belongs to no branch; the only branch answers");
    }
    m_branch = branch ? branch->id : BranchId{};
    if (!known)
        return {};
    m_call_id = known->call_id;
    m_agent_version = known->agent_version;
    m_is_web_call = known->call_type == QLatin1String("web_call");
    const Result<bool> ended = CallTable::hasEnded(*m_connection, m_call_id);
    if (!ended)
        return ended.error();
    m_has_ended = *ended;
    const auto number = normalizedNumber(known->from_number, m_catalogue.salon.country);
    if (m_is_web_call || !number)
        return {};
    m_caller_number = *number;
    const Result<QList<Customer>> customers =
        CustomerTable::ofCaller(*m_connection, *number, m_catalogue.salon.country);
    if (!customers)
        return customers.error();
    m_same_number = *customers;
    if (customers->size() == 1)
        m_customer = customers->constFirst();
    return {};
}

/// Latest first. None where they cannot be read: then what the call has been about is asked for.
QList<FunctionCallRecord> CallContext::functionsSoFar() const
{
    if (m_call_id.isEmpty())
        return {};
    auto functions = FunctionCallTable::ofCall(*m_connection, m_call_id);
    if (!functions) {
        qCWarning(lcPhone, "the call's functions cannot be read: %s", qPrintable(functions.error().detail));
        return {};
    }
    std::reverse(functions->begin(), functions->end());
    return *functions;
}

std::optional<QDate> CallContext::dayOffered(QTime time) const
{
    for (const FunctionCallRecord &told : functionsSoFar()) {
        QStringList starts;
        for (const char *one : {"slot_time", "next_available"})
            starts.append(told.answer.value(QLatin1String(one)).toString());
        for (const QJsonValue &offer : told.answer.value(QLatin1String("alternatives")).toArray())
            starts.append(offer[u"start"].toString());
        starts.removeAll(QString());
        if (starts.isEmpty())
            continue;
        QSet<QDate> days;
        for (const QString &start : std::as_const(starts))
            if (start.mid(11, 5) == time.toString(QStringLiteral("HH:mm")))
                days.insert(QDate::fromString(start.left(10), Qt::ISODate));
        return days.size() == 1 ? std::optional(*days.cbegin()) : std::nullopt;
    }
    return std::nullopt;
}

/// Whoever was told for exactly that start goes before the wish; a booking has fulfilled it, "egal" has withdrawn it.
StaffId CallContext::staffWished(std::optional<Instant> start) const
{
    const QString time = start ? zone().iso(*start) : QString();
    const auto known = [this](const QString &key) {
        const auto member = std::find_if(m_catalogue.staff.cbegin(), m_catalogue.staff.cend(),
                                         [&](const Staff &one) { return one.active && one.key == key; });
        return member == m_catalogue.staff.cend() ? StaffId() : member->id;
    };
    for (const FunctionCallRecord &told : functionsSoFar()) {
        if (!isAboutAStart(told))
            continue;
        const QString wished = told.request.value(QLatin1String("staff")).toString();
        if (start && told.answer.value(QLatin1String("slot_time")).toString() == time)
            return known(wished);
        if (told.answer.value(QLatin1String("booked")).toBool() ||
            told.request.value(QLatin1String("anybody")).toBool())
            return {};
        for (const QJsonValue &offer : told.answer.value(QLatin1String("alternatives")).toArray())
            if (start && !wished.isEmpty() && offer[u"start"].toString() == time)
                return known(offer[u"staff_key"].toString());
        if (!wished.isEmpty())
            return known(wished);
    }
    return {};
}

bool CallContext::wereAskedAbout(const QList<StaffId> &people) const
{
    const QList<FunctionCallRecord> functions = functionsSoFar();
    return std::any_of(functions.cbegin(), functions.cend(), [&](const FunctionCallRecord &told) {
        if (told.answer.value(QLatin1String("code")) != QLatin1String("multiple_found"))
            return false;
        QSet<QString> keys;
        for (const QJsonValue &one : told.answer.value(QLatin1String("staff")).toArray())
            keys.insert(one[u"staff_key"].toString());
        return std::all_of(people.cbegin(), people.cend(),
                           [&](StaffId id) { return keys.contains(m_catalogue.member(id)->key); });
    });
}

ServiceId CallContext::serviceSoFar() const
{
    for (const FunctionCallRecord &told : functionsSoFar()) {
        if (!isAboutAStart(told))
            continue;
        const QString key = told.answer.value(QLatin1String("service_key")).toString();
        const auto service = std::find_if(m_catalogue.services.cbegin(), m_catalogue.services.cend(),
                                          [&](const Service &one) { return one.active && one.key == key; });
        if (service != m_catalogue.services.cend())
            return service->id;
    }
    return {};
}

bool CallContext::hasPlaceholder() const
{
    return m_arguments.hasPlaceholder() || hasMismatch();
}

bool CallContext::hasMismatch() const
{
    const QString claimed = m_call->claimedCallId();
    return !claimed.isEmpty() && claimed != m_call_id;
}

} // namespace salon
