// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventmaps/remoteeventtypes.h"

namespace salon
{

bool isTypeOf(const calcom::EventType &type, std::int64_t user)
{
    if (type.owner_id != 0)
        return type.owner_id == user;
    return !type.managed_parent && type.hosts == QList<std::int64_t>{user};
}

} // namespace salon
