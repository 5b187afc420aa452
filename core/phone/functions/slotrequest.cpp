// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/slotrequest.h"

#include "core/booking/bookingcustomer.h"
#include "core/domain/names.h"
#include "core/phone/functions/callerfacts.h"
#include "core/phone/functions/namesakes.h"
#include "core/phone/functions/slotanswer.h"
#include "core/phone/language/namefinder.h"
#include "core/phone/spokenback.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace salon
{

namespace
{

/// Nobody keeps more days in mind than these.
constexpr qsizetype kSpokenDays = 3;
/// Of all visits; less often is no habit.
constexpr double kMostly = 0.5;

QStringList firstServices(const Catalogue &catalogue)
{
    QStringList names;
    for (const Service &service : catalogue.services)
        if (service.active && names.size() < 3)
            names.append(service.name);
    return names;
}

QJsonArray listed(const Catalogue &catalogue, const QList<qint64> &ids)
{
    QJsonArray services;
    for (const qint64 id : ids) {
        const Service *service = catalogue.service(ServiceId{id});
        services.append(
            QJsonObject{{QStringLiteral("service"), service->name}, {QStringLiteral("service_key"), service->key}});
    }
    return services;
}

QStringList namesOf(const Catalogue &catalogue, const QList<qint64> &ids)
{
    QStringList names;
    for (const qint64 id : ids)
        names.append(catalogue.service(ServiceId{id})->name);
    return names;
}

/// Two things in one visit are two bookings, one after the other; nothing that was said is left out silently.
FunctionReply askWhichFirst(const CallContext &context, const QList<NameFinder::Part> &parts)
{
    QStringList named;
    QList<qint64> all;
    for (const NameFinder::Part &part : parts) {
        const QStringList names = namesOf(context.catalogue(), part.ids);
        named.append(names.size() == 1 ? names.constFirst() : spokenBack(part.said));
        if (named.constLast().isEmpty())
            named.last() = context.phrases().anyOf(names);
        all.append(part.ids);
    }
    const Phrases &phrases = context.phrases();
    return FunctionReply::refused("multiple_found", phrases.say(Phrase::AskWhichServiceFirst, {phrases.allOf(named)}),
                                  {{QStringLiteral("services"), listed(context.catalogue(), all)}});
}

FunctionReply unknownService(const CallContext &context, const QString &said, const QString &examples)
{
    const QString wish = spokenBack(said);
    FunctionReply reply = FunctionReply::refused(
        "service_unknown", wish.isEmpty() ? context.phrases().say(Phrase::ThatServiceUnknown, {examples})
                                          : context.phrases().say(Phrase::ServiceUnknown, {wish, examples}));
    reply.unknown_service = said;
    return reply;
}

/// "zwei Kinderhaarschnitte", "für zwei Personen": one appointment would be one too few.
bool wantsSeveral(const QString &said)
{
    static const QRegularExpression several(
        QStringLiteral("\\b(?:zwei|drei|vier|zweimal|dreimal|viermal|two|three|four|twice)\\b|"
                       "\\b[2-4] ?(?:x|mal|personen|leute|kinder|people|persons|kids|children)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    return several.match(said).hasMatch();
}

/// "wie immer": what a known customer mostly has is asked about by name, never taken for granted.
std::optional<FunctionReply> askTheUsual(const SlotRequest &request, const CallContext &context, const QString &said)
{
    static const QRegularExpression usual(
        QStringLiteral("\\b(?:wie (?:immer|ueblich|sonst|letztes mal|beim letzten mal)|das uebliche|das gleiche wie|"
                       "the usual|as usual|as always|same as (?:always|usual|last time))\\b"));
    if (!usual.match(folded(said).spelled).hasMatch())
        return std::nullopt;
    const Phrases &phrases = context.phrases();
    const Catalogue &catalogue = context.catalogue();
    const Service *service = nullptr;
    if (!request.wish.customer.isNull() && request.wish.attendee_name.isEmpty()) {
        const auto history = CallerHistory::of(context.connection(), request.wish.customer, context.now());
        if (history && history->service_confidence >= kMostly)
            service = catalogue.service(history->usual_service);
    }
    if (service && service->active)
        return FunctionReply::refused("service_required", phrases.say(Phrase::AskTheUsual, {service->name}),
                                      {{QStringLiteral("services"), listed(catalogue, {service->id.value})}});
    return FunctionReply::refused("service_required",
                                  phrases.say(Phrase::AskService, {phrases.allOf(firstServices(catalogue))}));
}

/// Of several things the one that is not to be had: a noun beside a service that is neither a person nor a day.
QString notOffered(const NameFinder &finder, const CallContext &context, const QString &said)
{
    if (const QString other = finder.notOffered(said); !other.isEmpty())
        return other;
    const NameFinder people = NameFinder::ofStaff(context.catalogue(), {});
    for (const QString &noun : finder.unknownNouns(said)) {
        const When when = context.whenParser().parse(noun, WhenParser::Field::Both);
        const bool says_when =
            when.date.state != DateWish::State::Unclear || when.time.state == TimeWish::State::Window;
        if (people.find(noun).isEmpty() && !says_when)
            return noun;
    }
    return {};
}

/// What was said, else what this call has been about so far. Never what the caller had on other days.
std::optional<FunctionReply> findService(SlotRequest &request, const CallContext &context)
{
    const Catalogue &catalogue = context.catalogue();
    const Phrases &phrases = context.phrases();
    const QString examples = phrases.allOf(firstServices(catalogue));
    const NameFinder finder = NameFinder::ofServices(catalogue);
    const QString sent =
        context.arguments().text({"dienstleistung", "service", "service_name", "service_id", "service_key"});
    const QString said = finder.wanted(sent);
    if (said.isEmpty() && !sent.isEmpty())
        return FunctionReply::refused("service_required", phrases.say(Phrase::AskService, {examples}));
    if (const QList<NameFinder::Part> parts = finder.severally(said); !parts.isEmpty())
        return askWhichFirst(context, parts);
    if (const QString other = notOffered(finder, context, said); !other.isEmpty())
        return unknownService(context, other, examples);
    QList<qint64> found = finder.find(said);
    // A service may be called "Zwei-Ton-Färbung" itself.
    if (!found.isEmpty() && wantsSeveral(said) && !wantsSeveral(namesOf(catalogue, found).join(u' ')))
        return FunctionReply::refused("multiple_found", phrases.say(Phrase::AskForWhomFirst),
                                      {{QStringLiteral("services"), listed(catalogue, found)}});
    if (found.isEmpty() && !said.isEmpty())
        if (const auto usual = askTheUsual(request, context, said))
            return usual;
    if (said.isEmpty() || found.size() > 1) {
        const ServiceId before = context.serviceSoFar();
        if (catalogue.service(before) && (said.isEmpty() || found.contains(before.value)))
            found = {before.value};
    }
    if (found.size() == 1) {
        request.service = catalogue.service(ServiceId{found.constFirst()});
        request.wish.service = request.service->id;
        request.named_service = !said.isEmpty();
        return std::nullopt;
    }
    if (said.isEmpty())
        return FunctionReply::refused("service_required", phrases.say(Phrase::AskService, {examples}));
    if (found.isEmpty())
        return unknownService(context, said, examples);
    return FunctionReply::refused("multiple_found",
                                  phrases.say(Phrase::AskWhichService, {phrases.anyOf(namesOf(catalogue, found))}),
                                  {{QStringLiteral("services"), listed(catalogue, found)}});
}

std::optional<FunctionReply> findStaff(SlotRequest &request, const CallContext &context)
{
    QString said = context.arguments().text(
        {"mitarbeiter", "staff", "staff_name", "preferred_staff", "preferred_staff_id", "staff_id", "staff_key"});
    // "bei Mia" in the name field is a wish, not a name.
    if (said.isEmpty() && request.name.kind == CallerName::Kind::StaffWish)
        said = request.name.name;
    request.for_anybody = !said.isEmpty() && meansAnybody(said);
    if (said.isEmpty() || request.for_anybody)
        return std::nullopt;
    const QList<qint64> found = NameFinder::ofStaff(context.catalogue(), request.wish.branch).find(said);
    if (found.isEmpty())
        return FunctionReply::refused("staff_unknown", slotanswer::staffUnknown(context, said));
    QList<StaffId> people;
    for (const qint64 id : found)
        people.append(StaffId{id});
    const Namesakes::Choice choice = Namesakes::choose(context, request.wish, request.when, people);
    if (choice.question)
        return choice.question;
    request.staff = choice.member;
    request.wish.staff = choice.member->id;
    return std::nullopt;
}

void addCustomer(SlotRequest &request, const CallContext &context)
{
    const QString name = request.name.kind == CallerName::Kind::Person ? request.name.name : QString();
    if (name.isEmpty() && !context.customer())
        return;
    const auto who = BookingCustomer::among(context.customersOfNumber(), name);
    if (!who)
        return;
    request.wish.customer = who->customer.id;
    request.wish.attendee_name = who->attendee_name;
}

QString spokenDays(const CallContext &context, const QList<QDate> &days)
{
    QStringList spoken;
    for (const QDate &day : days)
        spoken.append(context.phrases().date(day));
    return context.phrases().anyOf(spoken);
}

QString spokenTimes(const CallContext &context, const QList<QTime> &times)
{
    QStringList spoken;
    for (const QTime &time : times)
        spoken.append(context.phrases().time(time));
    return context.phrases().anyOf(spoken);
}

/// The question that fits what is unclear about the day.
QString doubtQuestion(const CallContext &context, const DateWish &wish)
{
    const Phrases &phrases = context.phrases();
    const QList<QDate> &days = wish.candidates;
    switch (wish.doubt) {
    case DateWish::Doubt::NotUnderstood:
        return days.isEmpty() ? phrases.say(Phrase::DateNotUnderstood)
                              : phrases.say(Phrase::AskWhether, {spokenDays(context, days)});
    case DateWish::Doubt::Which:
        if (days.size() == 1)
            return phrases.say(Phrase::AskWhether, {spokenDays(context, days)});
        if (days.size() > kSpokenDays + 1)
            break;
        return phrases.say(Phrase::AskWhichDate, {spokenDays(context, days)});
    case DateWish::Doubt::Year:
        return phrases.say(Phrase::AskIsItDate, {phrases.dateWithYear(days.constFirst())});
    case DateWish::Doubt::NoSuchDay:
        return phrases.say(Phrase::NoSuchDay);
    case DateWish::Doubt::TooVague:
        break;
    }
    return phrases.say(Phrase::AskDate);
}

} // namespace

void turnToOpeningHours(When &when, const Salon &salon, const Branch &branch)
{
    if (!when.time.evening || !when.date.date)
        return;
    const QList<DayBlock> hours = openingOn(salon, branch, *when.date.date).hours;
    const auto is_open = [&](QTime time) {
        const int minute = time.hour() * 60 + time.minute();
        return std::any_of(hours.cbegin(), hours.cend(), [&](const DayBlock &block) {
            return block.begins_min <= minute && minute < block.ends_min;
        });
    };
    if (!is_open(*when.time.time) && is_open(*when.time.evening))
        when.time.time = when.time.evening;
}

SlotRequest SlotRequest::of(const CallContext &context)
{
    const CallArguments &sent = context.arguments();
    SlotRequest request;
    request.when = context.whenParser().parseFields(
        sent.text({"datum", "date", "date_string", "appointment_date", "preferred_date"}),
        sent.text({"uhrzeit", "time", "appointment_time", "preferred_time"}),
        sent.text({"datetime", "date_time", "appointment_datetime", "start"}));
    request.name = CallerName::judge(sent.text({"customer_name", "name", "kundenname"}), context.catalogue(),
                                     context.phrases().language());
    request.phone = sent.text({"customer_phone", "phone_number", "phone", "telefonnummer"});
    request.email = cleanedEmail(sent.text({"customer_email", "email"}));
    request.notes = sent.text({"notes", "notizen", "note"});
    request.wish.event_maps = context.flags().event_map_check;
    request.wish.policy = context.flags().availability_policy;
    request.wish.call_id = context.callId();
    if (!context.branch()) {
        request.question = FunctionReply::refused("call_unknown", context.phrases().say(Phrase::CallUnknown));
        return request;
    }
    request.wish.branch = context.branch()->id;
    turnToOpeningHours(request.when, context.catalogue().salon, *context.branch());
    addCustomer(request, context);
    request.question = findService(request, context);
    if (!request.question)
        request.question = findStaff(request, context);
    context.understand(request.written());
    return request;
}

void SlotRequest::takeOfferedDay(const CallContext &context)
{
    if (when.date.state != DateWish::State::Missing || when.time.state != TimeWish::State::Exact)
        return;
    for (const std::optional<QTime> &time : {when.time.time, when.time.evening}) {
        const auto day = time ? context.dayOffered(*time) : std::nullopt;
        if (!day)
            continue;
        when.date = {DateWish::State::Known, *day};
        when.time.time = time;
        return;
    }
}

void SlotRequest::keepPerson(const CallContext &context, std::optional<Instant> start)
{
    if (staff || for_anybody)
        return;
    staff = context.catalogue().member(context.staffWished(start));
    if (staff)
        wish.staff = staff->id;
}

QList<QDate> SlotRequest::days() const
{
    if (when.date.state == DateWish::State::Several)
        return when.date.candidates;
    return when.date.date ? QList<QDate>{*when.date.date} : QList<QDate>();
}

QList<Instant> SlotRequest::starts(const Zone &zone) const
{
    QList<QTime> times = when.time.time ? QList<QTime>{*when.time.time} : QList<QTime>();
    if (when.time.state == TimeWish::State::Several)
        times = when.time.candidates;
    QList<Instant> all;
    for (const QDate day : days())
        for (const QTime time : std::as_const(times))
            if (const Result<Instant> start = zone.toInstant(day, time, when.time.side))
                all.append(*start);
    return all;
}

SlotRequest SlotRequest::at(const Zone &zone, Instant start) const
{
    SlotRequest one = *this;
    one.when.date = {DateWish::State::Known, zone.dateOf(start)};
    one.when.time = {.state = TimeWish::State::Exact,
                     .time = zone.timeOf(start),
                     .side = zone.sideOf(start).value_or(AutumnSide::First)};
    return one;
}

QJsonObject SlotRequest::written() const
{
    QJsonObject fields;
    if (service)
        fields.insert(QStringLiteral("service"), service->key);
    if (staff)
        fields.insert(QStringLiteral("staff"), staff->key);
    if (for_anybody)
        fields.insert(QStringLiteral("anybody"), true);
    QStringList dates;
    for (const QDate day : days())
        dates.append(day.toString(Qt::ISODate));
    if (dates.size() == 1)
        fields.insert(QStringLiteral("date"), dates.constFirst());
    else if (!dates.isEmpty())
        fields.insert(QStringLiteral("dates"), QJsonArray::fromStringList(dates));
    if (when.time.time)
        fields.insert(QStringLiteral("time"), when.time.time->toString(QStringLiteral("HH:mm")));
    if (when.time.window)
        fields.insert(QStringLiteral("between_min"),
                      QJsonArray{when.time.window->begins_min, when.time.window->ends_min});
    return fields;
}

std::optional<FunctionReply> SlotRequest::dayQuestion(const CallContext &context) const
{
    const Phrases &phrases = context.phrases();
    const bool names_a_time = when.time.state == TimeWish::State::Exact || when.time.state == TimeWish::State::Several;
    const QList<QDate> &candidates = when.date.candidates;
    switch (when.date.state) {
    case DateWish::State::Several:
        return names_a_time && candidates.size() > kSpokenDays ? std::optional(askWhichDay(context)) : std::nullopt;
    case DateWish::State::Known:
    case DateWish::State::Past:
        return std::nullopt;
    case DateWish::State::Missing:
        return FunctionReply::refused(
            "date_required", candidates.isEmpty() ? phrases.say(Phrase::AskDate)
                                                  : phrases.say(Phrase::AskWhether, {spokenDays(context, candidates)}));
    case DateWish::State::Unclear:
        break;
    }
    return FunctionReply::refused("date_unclear", doubtQuestion(context, when.date));
}

std::optional<FunctionReply> SlotRequest::timeQuestion(const CallContext &context) const
{
    const Phrases &phrases = context.phrases();
    switch (when.time.state) {
    case TimeWish::State::Exact:
        return gapQuestion(context);
    case TimeWish::State::Several:
    case TimeWish::State::Window:
        return std::nullopt;
    case TimeWish::State::Unclear:
        return FunctionReply::refused(
            "time_required", when.time.candidates.isEmpty()
                                 ? phrases.say(Phrase::TimeNotUnderstood)
                                 : phrases.say(Phrase::AskWhether, {spokenTimes(context, when.time.candidates)}));
    case TimeWish::State::Missing:
        break;
    }
    return askTime(context);
}

std::optional<FunctionReply> SlotRequest::startQuestion(const CallContext &context) const
{
    if (when.date.state == DateWish::State::Several)
        return askWhichDay(context);
    if (when.time.state == TimeWish::State::Window)
        return askTime(context);
    if (when.time.state == TimeWish::State::Several)
        return FunctionReply::refused(
            "time_required", context.phrases().say(Phrase::AskChoice, {spokenTimes(context, when.time.candidates)}));
    return timeQuestion(context);
}

std::optional<FunctionReply> SlotRequest::gapQuestion(const CallContext &context) const
{
    if (!isOneDay() || !when.time.time || exactStart(*this, context.zone()))
        return std::nullopt;
    const Phrases &phrases = context.phrases();
    const QString spoken = phrases.dateAndTime(*when.date.date, *when.time.time);
    return FunctionReply::refused("time_required", phrases.say(Phrase::NoSuchTime, {spoken}));
}

FunctionReply SlotRequest::askWhichDay(const CallContext &context) const
{
    const Phrases &phrases = context.phrases();
    const QList<QDate> all = days();
    const bool can_be_named = all.size() > 1 && all.size() <= kSpokenDays;
    return FunctionReply::refused("date_unclear", can_be_named
                                                      ? phrases.say(Phrase::AskChoice, {spokenDays(context, all)})
                                                      : phrases.say(Phrase::AskDate));
}

FunctionReply SlotRequest::askTime(const CallContext &context) const
{
    const Phrases &phrases = context.phrases();
    const QList<QDate> all = days();
    const bool can_be_named = !all.isEmpty() && all.size() <= kSpokenDays;
    return FunctionReply::refused("time_required", can_be_named
                                                       ? phrases.say(Phrase::AskTime, {spokenDays(context, all)})
                                                       : phrases.say(Phrase::AskTimeOnly));
}

std::optional<Instant> exactStart(const SlotRequest &request, const Zone &zone)
{
    if (!request.isOneDay() || !request.when.time.time)
        return std::nullopt;
    const Result<Instant> start =
        zone.toInstant(*request.when.date.date, *request.when.time.time, request.when.time.side);
    return start ? std::optional(*start) : std::nullopt;
}

} // namespace salon
