// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <QHash>
#include <QString>

namespace salon
{

/// How many requests each key may still make: a bucket per key that fills over a minute, shut while the server says
/// so. Look-ups have priority: sends leave a reserve for them. Thread: the owner's.
class RateBudget
{
public:
    /// Requests that may go now; 0 while the key is shut.
    int forSends(const QString &key, Instant now);
    int forLookups(const QString &key, Instant now);
    void take(const QString &key, Instant now, int requests = 1);
    void shutUntil(const QString &key, Instant now, Instant until);

private:
    struct Bucket {
        double tokens = 0;
        Instant filled_at;
        Instant shut_until;
    };
    Bucket &bucket(const QString &key, Instant now);
    QHash<QString, Bucket> m_buckets;
};

} // namespace salon
