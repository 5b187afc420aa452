// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/filekeys.h"

namespace salon
{

FileKeys::FileKeys(const QString &instance)
    : m_prefix(instance.left(8))
{
}

QString FileKeys::of(const Customer &customer) const
{
    return customer.key.isEmpty() ? made('c', customer.id.value) : customer.key;
}

QString FileKeys::of(const Appointment &appointment) const
{
    return appointment.key.isEmpty() ? made('a', appointment.id.value) : appointment.key;
}

QString FileKeys::made(char kind, std::int64_t id) const
{
    return QStringLiteral("%1-%2%3").arg(m_prefix, QString(QLatin1Char(kind)), QString::number(id));
}

} // namespace salon
