// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/salonfile/jsonreader.h"
#include "core/salonfile/salondocument.h"

/// One object of the salon file each. What is wrong goes to `error`; the value is then of no use.
namespace salon::salonfile
{

Salon salonOf(const QJsonValue &json, const QString &path, FirstError &error);
Branch branchOf(const QJsonValue &json, const QString &path, FirstError &error);
SalonDocument::StaffEntry staffOf(const QJsonValue &json, const QString &path, const Zone &zone, FirstError &error);
Service serviceOf(const QJsonValue &json, const QString &path, FirstError &error);
SalonDocument::CapabilityEntry capabilityOf(const QJsonValue &json, const QString &path, FirstError &error);
SalonDocument::EventMapEntry eventMapOf(const QJsonValue &json, const QString &path, FirstError &error);
SalonDocument::PolicyEntry policyOf(const QJsonValue &json, const QString &path, FirstError &error);
Customer customerOf(const QJsonValue &json, const QString &path, FirstError &error);
SalonDocument::AppointmentEntry appointmentOf(const QJsonValue &json, const QString &path, const Zone &zone,
                                              FirstError &error);

/// Weekday 1 … 7 as the file calls it.
QString weekdayWord(int weekday);

} // namespace salon::salonfile
