// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world.h"

#include <algorithm>

namespace salon::sandbox
{

namespace
{
template <typename List, typename Test>
auto found(List &list, Test test) -> decltype(&*list.begin())
{
    const auto it = std::find_if(list.begin(), list.end(), test);
    return it == list.end() ? nullptr : &*it;
}
} // namespace

const User *World::user(qint64 id) const
{
    return found(users, [id](const User &u) { return u.id == id; });
}

const User *World::userByKey(const QString &key) const
{
    return found(users, [&key](const User &u) { return !key.isEmpty() && u.key == key; });
}

const User *World::userByName(const QString &username) const
{
    return found(users, [&username](const User &u) { return u.username == username; });
}

const EventType *World::eventType(qint64 id) const
{
    return found(event_types, [id](const EventType &t) { return t.id == id; });
}

Booking *World::booking(const QString &uid)
{
    return found(bookings, [&uid](const Booking &b) { return b.uid == uid; });
}

const Booking *World::booking(const QString &uid) const
{
    return found(bookings, [&uid](const Booking &b) { return b.uid == uid; });
}

} // namespace salon::sandbox
