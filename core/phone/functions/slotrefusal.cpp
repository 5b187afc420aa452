// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/slotrefusal.h"

#include "core/availability/slotrules.h"
#include "core/domain/holidays.h"
#include "core/storage/appointmenttable.h"

#include <algorithm>

namespace salon
{

namespace
{

QList<StaffId> able(const CallContext &context, const SlotRequest &request)
{
    SlotWish anyone = request.wish;
    anyone.staff = {};
    return SlotSearch::able(context.catalogue(), anyone);
}

QString spokenTime(const CallContext &context, Instant at)
{
    return context.phrases().time(context.zone().timeOf(at), context.zone().sideOf(at));
}

/// The end of something: that of a day is no time of the next one.
QString spokenEnd(const CallContext &context, Instant at)
{
    return context.zone().timeOf(at) == QTime(0, 0) ? context.phrases().midnight() : spokenTime(context, at);
}

/// The person cannot do it at all: says so, and who can.
QString cannot(const CallContext &context, const SlotRequest &request, Rule rule)
{
    const Phrases &phrases = context.phrases();
    const QString service = request.service->name;
    if (!request.staff)
        return phrases.say(rule == Rule::EventMap ? Phrase::NobodySyncable : Phrase::NobodyCan, {service});
    const QString no = rule == Rule::EventMap ? phrases.say(Phrase::NotSyncable, {service, request.staff->name})
                                              : phrases.say(Phrase::StaffCannot, {request.staff->name, service});
    QStringList names;
    for (const StaffId id : able(context, request))
        names.append(context.catalogue().member(id)->name);
    names.removeDuplicates();
    return names.isEmpty() ? no : no + QLatin1Char(' ') + phrases.say(Phrase::WhoCan, {phrases.anyOf(names)});
}

/// The time that was asked for, which is over already.
QString tooLate(const CallContext &context, const SlotRequest &request)
{
    const Phrases &phrases = context.phrases();
    const QDate day = request.when.date.date.value_or(context.zone().dateOf(context.now()));
    const std::optional<QTime> time = request.when.time.time;
    return phrases.say(Phrase::PastDate, {time ? phrases.dateAndTime(day, *time) : phrases.date(day)});
}

QString tooSoon(const CallContext &context)
{
    const Instant earliest = earliestMark(context.catalogue(), context.now());
    const bool is_today = context.zone().dateOf(earliest) == context.zone().dateOf(context.now());
    return context.phrases().say(Phrase::TooSoon, {is_today ? spokenTime(context, earliest)
                                                            : context.phrases().moment(context.zone(), earliest)});
}

/// What begins while the salon is open lasts too long; everything else begins while it is closed.
QString outsideOpeningHours(const CallContext &context, const Explanation &why)
{
    const Zone &zone = context.zone();
    const QTime start = zone.timeOf(why.span.begin);
    const int minute = start.hour() * 60 + start.minute();
    const OpeningDay day = openingOn(context.catalogue().salon, *context.branch(), zone.dateOf(why.span.begin));
    const bool begins_open = std::any_of(day.hours.cbegin(), day.hours.cend(), [&](const DayBlock &block) {
        return block.begins_min <= minute && minute < block.ends_min;
    });
    return begins_open ? context.phrases().say(Phrase::PastClosing, {spokenEnd(context, why.span.end)})
                       : context.phrases().say(Phrase::OutsideOpeningHours);
}

QString notWorking(const CallContext &context, const Staff &person, const Explanation &why)
{
    const Phrase phrase = why.meets.begin > why.span.begin ? Phrase::StaffNotWorkingSoLong : Phrase::StaffNotWorking;
    return context.phrases().say(phrase, {person.name});
}

QString absent(const CallContext &context, const Staff &person, const Explanation &why)
{
    const bool all_day = why.meets.contains(context.zone().day(context.zone().dateOf(why.span.begin)));
    return context.phrases().say(all_day ? Phrase::StaffAbsent : Phrase::StaffAbsentThen, {person.name});
}

QString taken(const CallContext &context, const Staff &person, const Explanation &why)
{
    const Phrase phrase = why.meets.begin > why.span.begin ? Phrase::StaffTakenSoon : Phrase::StaffTaken;
    return context.phrases().say(phrase, {person.name, spokenTime(context, why.span.begin)});
}

/// Only whose it is by their own number hears what it is.
QString customerBusy(const CallContext &context, const Explanation &why)
{
    const Phrases &phrases = context.phrases();
    const auto own = AppointmentTable::read(context.connection(), why.met);
    const Service *service = own ? context.catalogue().service(own->service) : nullptr;
    const QList<Customer> &callers = context.customersOfNumber();
    if (!service || std::none_of(callers.cbegin(), callers.cend(),
                                 [&](const Customer &caller) { return caller.id == own->customer; }))
        return phrases.say(Phrase::CustomerBusy);
    return phrases.say(Phrase::CustomerHas, {service->name, phrases.moment(context.zone(), own->span.begin)});
}

/// What another person could change.
QString personal(const CallContext &context, const Staff &person, const Explanation &why)
{
    const Phrases &phrases = context.phrases();
    if (why.rule == Rule::WorkingHours)
        return notWorking(context, person, why);
    if (why.rule == Rule::Break)
        return phrases.say(Phrase::StaffOnBreak,
                           {person.name, spokenTime(context, why.meets.begin), spokenTime(context, why.meets.end)});
    return why.rule == Rule::Absence ? absent(context, person, why) : taken(context, person, why);
}

} // namespace

QString SlotRefusal::spoken(const CallContext &context, const SlotRequest &request, const Explanation &why)
{
    const Phrases &phrases = context.phrases();
    const Staff *person = request.staff;
    switch (why.rule) {
    case Rule::ClosedDay:
        return closedOn(context, *request.when.date.date);
    case Rule::OpeningHours:
        return outsideOpeningHours(context, why);
    case Rule::WorkingHours:
    case Rule::Break:
    case Rule::Absence:
        return person ? personal(context, *person, why) : phrases.say(Phrase::OutsideWorkingHours);
    case Rule::Notice:
        return tooSoon(context);
    case Rule::Horizon:
        return tooFarAhead(context);
    case Rule::Past:
        return tooLate(context, request);
    case Rule::OffGrid:
        return phrases.say(Phrase::OffGrid);
    case Rule::Capability:
    case Rule::EventMap:
        return cannot(context, request, why.rule);
    case Rule::Appointment:
    case Rule::Hold:
    case Rule::BusyBlock:
        return person ? personal(context, *person, why) : phrases.say(Phrase::SlotTaken);
    case Rule::UnassignedAppointment:
    case Rule::Resource:
        break;
    case Rule::Customer:
        return customerBusy(context, why);
    }
    return phrases.say(Phrase::SlotTaken);
}

QString SlotRefusal::tooFarAhead(const CallContext &context)
{
    const QDate today = context.zone().dateOf(context.now());
    return context.phrases().say(Phrase::TooFarAhead,
                                 {context.phrases().date(today.addDays(context.catalogue().salon.horizon_days))});
}

QString SlotRefusal::closedOn(const CallContext &context, QDate date)
{
    const Phrases &phrases = context.phrases();
    const Salon &salon = context.catalogue().salon;
    QString reason = openingOn(salon, *context.branch(), date).closed_reason;
    // A holiday has a name in each language, whichever the salon's own is.
    const auto holiday = publicHoliday(salon.country, salon.subdivision, date);
    if (holiday && (reason == QString::fromUtf8(holiday->german) || reason == QString::fromUtf8(holiday->english)))
        reason = QString::fromUtf8(phrases.language() == Language::German ? holiday->german : holiday->english);
    return reason.isEmpty() ? phrases.say(Phrase::ClosedOn, {phrases.date(date)})
                            : phrases.say(Phrase::ClosedFor, {phrases.date(date), reason});
}

QString SlotRefusal::closedOnAll(const CallContext &context, const QList<QDate> &days)
{
    constexpr qsizetype few = 2;
    QStringList sentences;
    for (const QDate day : days.mid(0, few))
        sentences.append(closedOn(context, day));
    return sentences.join(QLatin1Char(' '));
}

bool SlotRefusal::isPossible(const CallContext &context, const SlotRequest &request)
{
    return !able(context, request).isEmpty();
}

} // namespace salon
