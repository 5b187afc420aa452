// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/changes/changerequest.h"

#include "core/phone/language/namefinder.h"

#include <algorithm>
#include <QJsonArray>

namespace salon
{

namespace
{

constexpr qsizetype kLongestSaid = 120;

template <typename I>
QList<I> idsOf(const QList<qint64> &rows)
{
    QList<I> ids;
    for (const qint64 row : rows)
        ids.append(I{row});
    return ids;
}

QList<StaffId> staffOf(const CallContext &context, const QString &said)
{
    if (said.isEmpty() || meansAnybody(said))
        return {};
    return idsOf<StaffId>(
        NameFinder::ofStaff(context.catalogue(), context.branch() ? context.branch()->id : BranchId{}).find(said));
}

/// A day that is over names an appointment, too; an unclear one names none.
QList<QDate> daysOf(const DateWish &wish)
{
    if (wish.state == DateWish::State::Several)
        return wish.candidates;
    const bool is_day = wish.state == DateWish::State::Known || wish.state == DateWish::State::Past;
    return is_day && wish.date ? QList<QDate>{*wish.date} : QList<QDate>();
}

/// What was understood of a day and a time, where anything was.
QJsonObject written(const When &when)
{
    QJsonObject fields;
    QJsonArray dates;
    for (const QDate day : daysOf(when.date))
        dates.append(day.toString(Qt::ISODate));
    if (dates.size() == 1)
        fields.insert(QStringLiteral("date"), dates.first());
    else if (!dates.isEmpty())
        fields.insert(QStringLiteral("dates"), dates);
    if (when.time.time)
        fields.insert(QStringLiteral("time"), when.time.time->toString(QStringLiteral("HH:mm")));
    return fields;
}

/// A day and a time as they were sent.
struct WhenWords {
    QString date;
    QString time;
    QString both;
    QString text() const
    {
        QStringList words{date, time, both};
        words.removeAll(QString());
        return words.join(QLatin1Char(' ')).left(kLongestSaid);
    }
};

/// Of the appointment as it is.
WhenWords whichOf(const CallArguments &sent)
{
    return {sent.text({"old_date", "old_datum", "altes_datum", "appointment_date", "datum", "date", "date_string"}),
            sent.text({"old_time", "old_uhrzeit", "alte_uhrzeit", "appointment_time", "uhrzeit", "time"}),
            sent.text({"old_datetime", "appointment_datetime", "datetime", "start"})};
}

/// Of the appointment as it is to be.
WhenWords wishOf(const CallArguments &sent)
{
    return {sent.text({"new_datum", "new_date", "neues_datum", "new_appointment_date", "target_date"}),
            sent.text({"new_uhrzeit", "new_time", "neue_uhrzeit", "neue_zeit", "new_appointment_time", "target_time"}),
            sent.text({"new_datetime", "new_start", "neuer_termin", "target_datetime"})};
}

QString reasonIn(const CallArguments &sent)
{
    return sent.text({"reason", "grund", "cancellation_reason", "notes"});
}

bool saysSomething(const When &when)
{
    return when.date.state != DateWish::State::Missing || when.time.state != TimeWish::State::Missing;
}

} // namespace

ChangeRequest ChangeRequest::of(const CallContext &context, ChangeKind kind)
{
    const CallArguments &sent = context.arguments();
    const WhenParser parser = context.whenParser();
    ChangeRequest request;
    request.kind = kind;
    const qint64 id = sent.text({"appointment_id", "termin_id", "booking_id", "id"}).toLongLong();
    if (id > 0)
        request.id = AppointmentId{id};
    const WhenWords which = whichOf(sent);
    const WhenWords wish = wishOf(sent);
    request.which = parser.parseFields(which.date, which.time, which.both);
    request.wish = parser.parseFields(wish.date, wish.time, wish.both);
    const QString service = sent.text({"dienstleistung", "service", "service_name", "service_id", "service_key"});
    if (!service.isEmpty())
        request.services = idsOf<ServiceId>(NameFinder::ofServices(context.catalogue()).find(service));
    const QString with =
        sent.text({"mitarbeiter", "staff", "staff_name", "preferred_staff", "preferred_staff_id", "staff_id"});
    request.staff = staffOf(context, with);
    request.wish_staff_said = sent.text({"new_staff", "neuer_mitarbeiter", "new_staff_id", "new_mitarbeiter"});
    request.wish_staff = staffOf(context, request.wish_staff_said);
    // Whom nobody here knows cannot name an appointment; as a wish it has to be said.
    if (kind == ChangeKind::Reschedule && request.staff.isEmpty() && request.wish_staff_said.isEmpty() &&
        !meansAnybody(with))
        request.wish_staff_said = with;
    request.wish_anybody = meansAnybody(request.wish_staff_said.isEmpty() ? with : request.wish_staff_said);
    request.confirmed = sent.flag({"bestaetigung", "bestätigung", "bestaetigt", "bestätigt", "confirm", "confirmed",
                                   "confirmation", "user_confirmed"});
    request.reason = reasonIn(sent);
    context.understand(request.written(context.catalogue()));
    return request;
}

QString ChangeRequest::said(const CallContext &context, ChangeKind kind, bool is_known)
{
    const CallArguments &sent = context.arguments();
    QStringList parts;
    if (!is_known)
        parts.append(whichOf(sent).text());
    if (const QString wish = wishOf(sent).text(); kind == ChangeKind::Reschedule && !wish.isEmpty())
        parts.append(QStringLiteral("→ ") + wish);
    if (const QString reason = reasonIn(sent).left(kLongestSaid); !reason.isEmpty())
        parts.append(is_known || !parts.join(QString()).isEmpty() ? QStringLiteral("(%1)").arg(reason) : reason);
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

void ChangeRequest::settleMeaning(const QList<Appointment> &own, const Zone &zone)
{
    const auto names_one = [&] {
        return std::any_of(own.cbegin(), own.cend(),
                           [&](const Appointment &one) { return fitsTime(one.span.begin, zone); });
    };
    if (kind == ChangeKind::Reschedule && !hasWish() && saysSomething(which) && !names_one()) {
        wish = which;
        which = {};
    }
    const bool is_with_one =
        std::any_of(own.cbegin(), own.cend(), [&](const Appointment &one) { return staff.contains(one.staff); });
    if (kind == ChangeKind::Reschedule && wish_staff_said.isEmpty() && !staff.isEmpty() && !is_with_one) {
        wish_staff = staff;
        staff.clear();
    }
}

QJsonObject ChangeRequest::written(const Catalogue &catalogue) const
{
    QJsonObject fields = salon::written(which);
    if (id)
        fields.insert(QStringLiteral("appointment_id"), qint64(id->value));
    if (const Service *service = services.size() == 1 ? catalogue.service(services.first()) : nullptr)
        fields.insert(QStringLiteral("service"), service->key);
    if (const Staff *member = staff.size() == 1 ? catalogue.member(staff.first()) : nullptr)
        fields.insert(QStringLiteral("staff"), member->key);
    QJsonObject to = salon::written(wish);
    if (const Staff *member = wish_staff.size() == 1 ? catalogue.member(wish_staff.first()) : nullptr)
        to.insert(QStringLiteral("staff"), member->key);
    if (wish_anybody)
        to.insert(QStringLiteral("anybody"), true);
    if (!to.isEmpty())
        fields.insert(QStringLiteral("new"), to);
    if (confirmed)
        fields.insert(QStringLiteral("confirmed"), *confirmed);
    return fields;
}

bool ChangeRequest::namesAppointment() const
{
    return id || saysSomething(which) || !services.isEmpty() || !staff.isEmpty();
}

bool ChangeRequest::hasWish() const
{
    return saysSomething(wish);
}

bool ChangeRequest::fitsTime(Instant begin, const Zone &zone) const
{
    const QTime time = zone.timeOf(begin);
    const QList<QDate> days = daysOf(which.date);
    if (!days.isEmpty() && !days.contains(zone.dateOf(begin)))
        return false;
    if (which.time.state == TimeWish::State::Several && !which.time.candidates.contains(time))
        return false;
    if (which.time.state == TimeWish::State::Exact && which.time.time != time)
        return false;
    const int minute = time.hour() * 60 + time.minute();
    return !which.time.window || (which.time.window->begins_min <= minute && minute < which.time.window->ends_min);
}

bool ChangeRequest::fits(const Appointment &appointment, const Zone &zone) const
{
    return fitsTime(appointment.span.begin, zone) && (services.isEmpty() || services.contains(appointment.service)) &&
           (staff.isEmpty() || staff.contains(appointment.staff));
}

std::optional<Instant> ChangeRequest::start(const Zone &zone, QDate otherwise) const
{
    if (wish.time.state != TimeWish::State::Exact || !wish.time.time ||
        (wish.date.state != DateWish::State::Known && wish.date.state != DateWish::State::Missing))
        return std::nullopt;
    const auto start = zone.toInstant(wish.date.date.value_or(otherwise), *wish.time.time, wish.time.side);
    return start ? std::optional(*start) : std::nullopt;
}

} // namespace salon
