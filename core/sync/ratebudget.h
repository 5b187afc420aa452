// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/limits.h"
#include "core/calcom/answer.h"

#include <optional>
#include <QHash>
#include <QList>
#include <QString>

namespace salon
{

/// What a request is for. Look-ups and what a live call has booked find room when the backlog has used up its own.
enum class Turn { Lookup, Live, Backlog };

/// How many requests each key may still make. A request counts from its leaving until a minute after its answer: the
/// server counted it somewhere between, so that no window of a minute, wherever the server let it begin, ever holds
/// more than are allowed here. What others do with the key is seen in the server's headers.
/// Thread: the owner's. Source: facts, Cal.com v2 section 12, observed 2026-11-22 row 26.
class RateBudget
{
public:
    /// Requests that may go now; 0 while the key is shut.
    int left(const QString &key, Turn turn, Instant now);
    /// From when on the backlog may send again with this key, as far as is known; at the latest in a minute.
    Instant opensAt(const QString &key, Instant now);
    void sent(const QString &key, Instant now);
    void answered(const QString &key, Instant now, const std::optional<calcom::RateStanding> &standing = std::nullopt);
    void shutUntil(const QString &key, Instant now, Instant until);

private:
    struct Use {
        int under_way = 0;
        QList<Instant> counted_until; // in order
        int limit = limits::kCalcomRequests;
        int others = 0; // made with this key by somebody else
        Instant others_until;
        Instant shut_until;
        int made() const { return under_way + static_cast<int>(counted_until.size()) + others; }
    };
    Use &use(const QString &key, Instant now);
    QHash<QString, Use> m_uses;
};

} // namespace salon
