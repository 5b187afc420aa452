// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calcom/eventtype.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace salon
{

/// What Cal.com was seen to have. A type that no key of ours can see is neither there nor gone.
struct RemoteEventTypes {
    QHash<qint64, calcom::EventType> types;
    QSet<qint64> gone;                         // asked for with a key that would see it
    QSet<qint64> unseen;                       // could not be asked for
    QHash<QString, QSet<std::int64_t>> owners; // of the types that each key lists as its own, by the key's label
    QStringList problems; // what could not be asked, one English sentence each; empty = all was seen
    const calcom::EventType *type(std::int64_t id) const
    {
        const auto found = types.constFind(id);
        return found == types.cend() ? nullptr : &*found;
    }
};

/// Is it a type of this Cal.com user alone?
bool isTypeOf(const calcom::EventType &type, std::int64_t user);

} // namespace salon
