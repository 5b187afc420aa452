// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/transaction.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace salon
{

/// Whose bookings the lists of each key hold, as far as that was proved: Cal.com lists to a key what its owner hosts,
/// so a list without a booking says nothing of other people. Proofs: the key's owner (`me`), and the owner of an event
/// type that the key lists as its own. That it lists a booking of somebody's is none: its owner may only attend it.
/// Errors: Database. Source: facts/calcom-observed.md row 20.
struct KeySight {
    struct Seen {
        std::int64_t owner = 0; // Cal.com's user; 0 = not known yet
        QSet<std::int64_t> hosts;
        bool operator==(const Seen &) const = default;
    };
    QHash<QString, Seen> keys; // by label

    bool sees(const QString &key_label, std::int64_t host) const;
    static Result<KeySight> read(Connection &connection);
    /// Adds to what is known; another owner means another key, of which nothing is known yet.
    static Result<void> learn(Transaction &tx, const QString &key_label, const Seen &seen);
    bool operator==(const KeySight &) const = default;
};

} // namespace salon
