// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingjournal.h"

#include "core/storage/journaltable.h"

#include <QJsonArray>

namespace salon
{

namespace
{

QJsonObject written(const Catalogue &catalogue, const Appointment &appointment)
{
    const Zone &zone = catalogue.salon.zone;
    const Service *service = catalogue.service(appointment.service);
    const Staff *member = catalogue.member(appointment.staff);
    QJsonObject fields{
        {QStringLiteral("service"), service ? service->key : QString()},
        {QStringLiteral("staff"), member ? QJsonValue(member->key) : QJsonValue()},
        {QStringLiteral("customer"), qint64(appointment.customer.value)},
        {QStringLiteral("start"), zone.iso(appointment.span.begin)},
        {QStringLiteral("end"), zone.iso(appointment.span.end)},
        {QStringLiteral("status"), word(appointment.status)},
        {QStringLiteral("version"), appointment.version},
    };
    if (appointment.overbooked)
        fields.insert(QStringLiteral("overbooked"), true);
    if (!appointment.cancel_reason.isEmpty())
        fields.insert(QStringLiteral("reason"), appointment.cancel_reason);
    return fields;
}

QJsonArray written(const QList<Overridden> &overridden)
{
    QJsonArray rules;
    for (const Overridden &one : overridden) {
        QJsonObject rule{{QStringLiteral("rule"), word(one.rule)}};
        if (!one.met.isNull())
            rule.insert(QStringLiteral("appointment"), qint64(one.met.value));
        rules.append(rule);
    }
    return rules;
}

} // namespace

Result<void> journalChange(Transaction &tx, const Catalogue &catalogue, const Actor &actor, const char *action,
                           const Appointment *before, const Appointment &after, const QList<Overridden> &overridden)
{
    QJsonObject old_fields = before ? written(catalogue, *before) : QJsonObject();
    QJsonObject new_fields = written(catalogue, after);
    for (const QString &name : new_fields.keys()) {
        if (!old_fields.contains(name) || old_fields.value(name) != new_fields.value(name))
            continue;
        old_fields.remove(name);
        new_fields.remove(name);
    }
    if (!overridden.isEmpty())
        new_fields.insert(QStringLiteral("overrides"), written(overridden));
    return JournalTable::write(tx, {.who = actor.name.isEmpty() ? word(actor.source) : actor.name,
                                    .action = QString::fromLatin1(action),
                                    .subject = QStringLiteral("appointments"),
                                    .subject_id = after.id.value,
                                    .before = old_fields,
                                    .after = new_fields});
}

} // namespace salon
