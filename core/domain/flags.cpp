// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/flags.h"

namespace salon
{

namespace
{

const QString kOn = QStringLiteral("on");
const QString kOff = QStringLiteral("off");

FlagDefinition onOff(const char *name, bool is_on, const char *text)
{
    return {QString::fromLatin1(name), is_on ? kOn : kOff, {kOn, kOff}, QString::fromUtf8(text)};
}

QList<FlagDefinition> makeDefinitions()
{
    QList<FlagDefinition> all{
        onOff("post_sync_verification", true, "Look an ambiguous answer of Cal.com up before anything is sent again."),
        onOff("parallel_sync", true, "Send all busy phases of an appointment to Cal.com at once."),
        onOff("optimistic_reservation", true, "Hold a start for the caller between the check and the booking."),
        {QStringLiteral("event_map_check"),
         QStringLiteral("block"),
         {QStringLiteral("block"), QStringLiteral("warn"), QStringLiteral("off")},
         QStringLiteral(
             "What the phone does when a person lacks event maps: refuse, book and put up for review, or book.")},
        {QStringLiteral("availability_policy"),
         QStringLiteral("strict"),
         {QStringLiteral("strict"), QStringLiteral("interleave")},
         QStringLiteral("Whether a new service's whole duration must be free of busy work, or only its busy phases.")},
        {QStringLiteral("offer_order"),
         QStringLiteral("earliest"),
         {QStringLiteral("earliest"), QStringLiteral("gap_friendly")},
         QStringLiteral(
             "Which free starts of a day are named first: the earliest, or those that leave no useless rest.")},
        onOff("book_from_web_calls", false, "Let calls from the agent's test page book real appointments."),
        onOff("store_transcripts", false, "Keep the transcripts of calls."),
    };
    for (const QString &function : publishedFunctions())
        all.append({QStringLiteral("function.") + function,
                    kOn,
                    {kOn, kOff},
                    QStringLiteral("Answer the phone function %1.").arg(function)});
    return all;
}

} // namespace

const QList<QString> &publishedFunctions()
{
    static const QList<QString> names{
        QStringLiteral("get_current_context"),
        QStringLiteral("check_customer"),
        QStringLiteral("extract_dynamic_variable"),
        QStringLiteral("check_availability_v17"),
        QStringLiteral("get_alternatives"),
        QStringLiteral("find_next_available"),
        QStringLiteral("start_booking"),
        QStringLiteral("get_customer_appointments"),
        QStringLiteral("cancel_appointment"),
        QStringLiteral("reschedule_appointment"),
        QStringLiteral("request_callback"),
        QStringLiteral("list_services"),
        QStringLiteral("get_service_info"),
        QStringLiteral("get_opening_hours"),
        QStringLiteral("parse_date"),
        QStringLiteral("reserve_slot"),
        QStringLiteral("release_slot_reservation"),
    };
    return names;
}

const QList<FlagDefinition> &flagDefinitions()
{
    static const QList<FlagDefinition> definitions = makeDefinitions();
    return definitions;
}

std::optional<FlagDefinition> flagDefinition(const QString &name)
{
    for (const FlagDefinition &definition : flagDefinitions())
        if (definition.name == name)
            return definition;
    return std::nullopt;
}

Flags Flags::fromStored(const QHash<QString, QString> &stored)
{
    const auto value = [&](const char *name) {
        const QString key = QString::fromLatin1(name);
        return stored.value(key, flagDefinition(key)->default_value);
    };
    Flags flags;
    flags.post_sync_verification = value("post_sync_verification") == kOn;
    flags.parallel_sync = value("parallel_sync") == kOn;
    flags.optimistic_reservation = value("optimistic_reservation") == kOn;
    flags.book_from_web_calls = value("book_from_web_calls") == kOn;
    flags.store_transcripts = value("store_transcripts") == kOn;
    const QString check = value("event_map_check");
    flags.event_map_check = check == QLatin1String("warn")  ? EventMapCheck::Warn
                            : check == QLatin1String("off") ? EventMapCheck::Off
                                                            : EventMapCheck::Block;
    flags.availability_policy = value("availability_policy") == QLatin1String("interleave")
                                    ? AvailabilityPolicy::Interleave
                                    : AvailabilityPolicy::Strict;
    flags.offer_order =
        value("offer_order") == QLatin1String("gap_friendly") ? OfferOrder::GapFriendly : OfferOrder::Earliest;
    for (const QString &function : publishedFunctions())
        if (stored.value(QStringLiteral("function.") + function, kOn) == kOff)
            flags.functions_off.insert(function);
    return flags;
}

} // namespace salon
