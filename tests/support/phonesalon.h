// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"

#include <QJsonObject>

namespace salon::test
{

/// The salon of the phone tests, freshly imported: Tuesday 2025-11-25 09:30 in Berlin, four people (two of one name),
/// six services, three customers, some appointments. See tests/fixtures/phone/salon.json.
bool importPhoneSalon(Connection &connection, const Clock &clock);

/// A wrapped body as Retell sends it.
QJsonObject wrappedCall(const QString &function, const QJsonObject &args, const QString &call_id,
                        const QString &from_number = QStringLiteral("+491713920017"));

} // namespace salon::test
