// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/appointment.h"
#include "core/domain/catalogue.h"
#include "core/domain/customer.h"

#include <QJsonObject>

namespace salon
{

class Connection;

/// An appointment as scripts see it: keys with names beside them, instants with the salon's offset.
/// Shape: interfaces of salondeskctl, `appointments list` (without phases) and `appointments show`.
QJsonObject appointmentDocument(const Catalogue &catalogue, const Customer &customer, const Appointment &appointment);
/// The same with phases, attempts and journal.
Result<QJsonObject> appointmentShowDocument(Connection &connection, const Catalogue &catalogue, AppointmentId id);
/// "12  2025-11-26 10:00-12:15  confirmed  Mia Sommer  Dauerwelle  Lena Vogt  synced"
QString appointmentLine(const Zone &zone, const QJsonObject &document);
/// 14:30, of an instant that stands in a document.
QString clockOf(const Zone &zone, const QJsonValue &instant);

} // namespace salon
