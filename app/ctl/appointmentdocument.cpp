// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/appointmentdocument.h"

#include "core/storage/appointmenttable.h"
#include "core/storage/attempttable.h"
#include "core/storage/customertable.h"
#include "core/storage/journaltable.h"
#include "core/storage/outboxtable.h"

#include <QJsonArray>

namespace salon
{

namespace
{

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

template <typename Named>
void insertNamed(QJsonObject &document, const QString &name, const Named *thing)
{
    document.insert(name, thing ? QJsonValue(thing->key) : QJsonValue());
    document.insert(name + QStringLiteral("_name"), thing ? QJsonValue(thing->name) : QJsonValue());
}

QJsonArray phasesDocument(const Catalogue &catalogue, const QList<Phase> &phases)
{
    QJsonArray array;
    for (const Phase &phase : phases) {
        QJsonObject document{{QStringLiteral("id"), qint64(phase.id.value)},
                             {QStringLiteral("key"), phase.key},
                             {QStringLiteral("name"), phase.name},
                             {QStringLiteral("start"), catalogue.salon.zone.iso(phase.span.begin)},
                             {QStringLiteral("end"), catalogue.salon.zone.iso(phase.span.end)},
                             {QStringLiteral("busy"), phase.busy},
                             {QStringLiteral("sync_status"), word(phase.sync_status)},
                             {QStringLiteral("calcom_uid"), textOrNull(phase.calcom_uid)}};
        insertNamed(document, QStringLiteral("staff"), catalogue.member(phase.staff));
        array.append(document);
    }
    return array;
}

Result<QJsonArray> attemptsDocument(Connection &connection, const Zone &zone, AppointmentId id)
{
    const auto attempts = AttemptTable::ofAppointment(connection, id);
    if (!attempts)
        return attempts.error();
    QJsonArray array;
    for (const Attempt &attempt : *attempts)
        array.append(QJsonObject{
            {QStringLiteral("at"), zone.iso(attempt.at)},
            {QStringLiteral("operation"), attempt.operation},
            {QStringLiteral("phase"), attempt.phase_key},
            {QStringLiteral("outcome"), word(attempt.outcome)},
            {QStringLiteral("http_status"), attempt.http_status ? QJsonValue(*attempt.http_status) : QJsonValue()},
            {QStringLiteral("error"), textOrNull(attempt.error)},
            {QStringLiteral("request_id"), textOrNull(attempt.request_id)}});
    return array;
}

Result<QJsonArray> journalDocument(Connection &connection, const Zone &zone, AppointmentId id)
{
    const auto entries = JournalTable::of(connection, QStringLiteral("appointments"), id.value);
    if (!entries)
        return entries.error();
    QJsonArray array;
    for (const JournalEntry &entry : *entries)
        array.append(QJsonObject{{QStringLiteral("at"), zone.iso(entry.at)},
                                 {QStringLiteral("who"), entry.who},
                                 {QStringLiteral("action"), entry.action},
                                 {QStringLiteral("before"), entry.before},
                                 {QStringLiteral("after"), entry.after}});
    return array;
}

} // namespace

QJsonObject appointmentDocument(const Catalogue &catalogue, const Customer &customer, const Appointment &appointment)
{
    const Zone &zone = catalogue.salon.zone;
    QJsonObject document{
        {QStringLiteral("id"), qint64(appointment.id.value)},
        {QStringLiteral("key"), textOrNull(appointment.key)},
        {QStringLiteral("status"), word(appointment.status)},
        {QStringLiteral("source"), word(appointment.source)},
        {QStringLiteral("start"), zone.iso(appointment.span.begin)},
        {QStringLiteral("end"), zone.iso(appointment.span.end)},
        {QStringLiteral("customer"), QJsonObject{{QStringLiteral("id"), qint64(customer.id.value)},
                                                 {QStringLiteral("name"), customer.name},
                                                 {QStringLiteral("phone"), textOrNull(customer.phone)}}},
        {QStringLiteral("attendee_name"), textOrNull(appointment.attendee_name)},
        {QStringLiteral("call_id"), textOrNull(appointment.call_id)},
        {QStringLiteral("notes"), appointment.notes},
        {QStringLiteral("cancel_reason"), textOrNull(appointment.cancel_reason)},
        {QStringLiteral("overbooked"), appointment.overbooked},
        {QStringLiteral("created_at"), zone.iso(appointment.created_at)},
        {QStringLiteral("version"), appointment.version},
        {QStringLiteral("sync_status"), word(OutboxTable::derived(appointment.phases))},
    };
    insertNamed(document, QStringLiteral("branch"), catalogue.branch(appointment.branch));
    insertNamed(document, QStringLiteral("service"), catalogue.service(appointment.service));
    insertNamed(document, QStringLiteral("staff"), catalogue.member(appointment.staff));
    return document;
}

Result<QJsonObject> appointmentShowDocument(Connection &connection, const Catalogue &catalogue, AppointmentId id)
{
    const auto appointment = AppointmentTable::read(connection, id);
    if (!appointment)
        return appointment.error();
    const auto customer = CustomerTable::read(connection, appointment->customer);
    if (!customer)
        return customer.error();
    const auto attempts = attemptsDocument(connection, catalogue.salon.zone, id);
    if (!attempts)
        return attempts.error();
    const auto journal = journalDocument(connection, catalogue.salon.zone, id);
    if (!journal)
        return journal.error();
    QJsonObject document = appointmentDocument(catalogue, *customer, *appointment);
    document.insert(QStringLiteral("phases"), phasesDocument(catalogue, appointment->phases));
    document.insert(QStringLiteral("attempts"), *attempts);
    document.insert(QStringLiteral("journal"), *journal);
    return document;
}

QString clockOf(const Zone &zone, const QJsonValue &instant)
{
    const auto at = zone.parseIso(instant.toString());
    return at ? zone.clock(*at) : QString();
}

QString appointmentLine(const Zone &zone, const QJsonObject &document)
{
    const auto text = [&](const char *name) { return document.value(QLatin1String(name)).toString(); };
    const QString attendee = text("attendee_name");
    const QString customer =
        attendee.isEmpty()
            ? document.value(QLatin1String("customer")).toObject().value(QLatin1String("name")).toString()
            : attendee;
    const bool overbooked = document.value(QLatin1String("overbooked")).toBool();
    return QStringLiteral("%1  %2 %3-%4  %5  %6  %7  %8  %9")
               .arg(document.value(QLatin1String("id")).toInteger(), 5)
               .arg(text("start").left(10), clockOf(zone, document.value(QLatin1String("start"))),
                    clockOf(zone, document.value(QLatin1String("end"))))
               .arg(text("status"), -9)
               .arg(text("staff_name"), -14)
               .arg(text("service_name"), -28)
               .arg(customer, -20)
               .arg(text("sync_status")) +
           (overbooked ? QStringLiteral("  overbooked\n") : QStringLiteral("\n"));
}

} // namespace salon
