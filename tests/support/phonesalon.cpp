// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/phonesalon.h"

#include "core/salonfile/salonimport.h"

#include <QFile>

namespace salon::test
{

bool importPhoneSalon(Connection &connection, const Clock &clock)
{
    QFile file(QStringLiteral(SALONDESK_SOURCE_DIR "/tests/fixtures/phone/salon.json"));
    SeededRandom random(7);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const auto report = SalonImport::run(connection, clock, random, file.readAll(), false);
    if (!report)
        qWarning("%s", qPrintable(report.error().detail));
    return report.has_value();
}

QJsonObject wrappedCall(const QString &function, const QJsonObject &args, const QString &call_id,
                        const QString &from_number)
{
    return {{QStringLiteral("name"), function},
            {QStringLiteral("args"), args},
            {QStringLiteral("call"), QJsonObject{{QStringLiteral("call_id"), call_id},
                                                 {QStringLiteral("call_type"), QStringLiteral("phone_call")},
                                                 {QStringLiteral("agent_id"), QStringLiteral("agent_1")},
                                                 {QStringLiteral("agent_version"), 7},
                                                 {QStringLiteral("from_number"), from_number},
                                                 {QStringLiteral("to_number"), QStringLiteral("+493023125010")}}}};
}

} // namespace salon::test
