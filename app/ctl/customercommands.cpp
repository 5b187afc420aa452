// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/customercommands.h"

#include "app/ctl/book.h"
#include "app/ctl/commandcontext.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/customertable.h"

#include <QJsonArray>

namespace salon
{

namespace
{

QJsonObject documentOf(const Customer &customer)
{
    return {{QStringLiteral("id"), qint64(customer.id.value)},
            {QStringLiteral("name"), customer.name},
            {QStringLiteral("phone"), customer.phone},
            {QStringLiteral("email"), customer.email},
            {QStringLiteral("notes"), customer.notes},
            {QStringLiteral("tags"), QJsonArray::fromStringList(customer.tags)}};
}

QString lineOf(const Customer &customer)
{
    return QStringLiteral("%1  %2  %3  %4\n")
        .arg(customer.id.value, 5)
        .arg(customer.name, -28)
        .arg(customer.phone, -16)
        .arg(customer.email);
}

QJsonObject documentOf(const Appointment &appointment, const Catalogue &catalogue)
{
    const Service *service = catalogue.service(appointment.service);
    const Staff *staff = catalogue.member(appointment.staff);
    return {{QStringLiteral("id"), qint64(appointment.id.value)},
            {QStringLiteral("start"), catalogue.salon.zone.iso(appointment.span.begin)},
            {QStringLiteral("end"), catalogue.salon.zone.iso(appointment.span.end)},
            {QStringLiteral("status"), word(appointment.status)},
            {QStringLiteral("service"), service ? service->key : QString()},
            {QStringLiteral("service_name"), service ? service->name : QString()},
            {QStringLiteral("staff"), staff ? QJsonValue(staff->key) : QJsonValue()},
            {QStringLiteral("staff_name"), staff ? QJsonValue(staff->name) : QJsonValue()}};
}

ExitCode find(CommandContext &context, const Arguments &arguments)
{
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto found =
        CustomerTable::find(book->connection, arguments.words().join(QLatin1Char(' ')), book->catalogue.salon.country);
    if (!found)
        return context.fail(found.error());
    QJsonArray customers;
    QString text;
    for (const Customer &customer : *found) {
        customers.append(documentOf(customer));
        text += lineOf(customer);
    }
    return context.print({{QStringLiteral("customers"), customers}}, text);
}

ExitCode show(CommandContext &context, const Arguments &arguments)
{
    const auto id = arguments.id(0);
    if (!id)
        return context.fail(id.error());
    const auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto customer = CustomerTable::read(book->connection, {*id});
    if (!customer)
        return context.fail(customer.error());
    const auto appointments = AppointmentTable::list(book->connection, {.customer = customer->id});
    if (!appointments)
        return context.fail(appointments.error());

    QJsonObject document = documentOf(*customer);
    QJsonArray list;
    QString text = lineOf(*customer);
    for (const Appointment &appointment : *appointments) {
        const QJsonObject item = documentOf(appointment, book->catalogue);
        list.append(item);
        text += QStringLiteral("       %1  %2  %3\n")
                    .arg(item.value(QLatin1String("start")).toString(),
                         item.value(QLatin1String("service_name")).toString(), word(appointment.status));
    }
    document.insert(QStringLiteral("appointments"), list);
    return context.print(document, text);
}

} // namespace

QList<Command> customerCommands()
{
    return {{.name = QStringLiteral("customers find"),
             .usage = QStringLiteral("TEXT…"),
             .summary = QStringLiteral("by name, e-mail, or number in any spelling"),
             .run = find},
            {.name = QStringLiteral("customers show"),
             .usage = QStringLiteral("ID"),
             .summary = QStringLiteral("one customer with their appointments"),
             .run = show}};
}

} // namespace salon
