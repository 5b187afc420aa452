// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appointment.h"
#include "core/domain/customer.h"

#include <QString>

namespace salon
{

/// What a row is called in a salon file. One that never had a key (made by phone or at the desk) is called after its
/// database and number, so that the same file read back finds it, and another database takes the name as its key.
class FileKeys
{
public:
    explicit FileKeys(const QString &instance);
    QString of(const Customer &customer) const;
    QString of(const Appointment &appointment) const;

private:
    QString made(char kind, std::int64_t id) const;
    QString m_prefix;
};

} // namespace salon
