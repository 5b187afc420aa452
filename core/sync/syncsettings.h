// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/limits.h"
#include "core/domain/service.h"

#include <optional>
#include <QByteArray>
#include <QHash>
#include <QString>
#include <QUrl>

namespace salon
{

/// What the mirror needs to know from outside the database. Keys live here only, never in a log or a row.
struct SyncSettings {
    struct Key {
        QString label; // "salon" or "staff <key>": what logs, reviews and pauses call it
        QByteArray value;
    };

    QUrl base_url; // empty = remote work is off: rows wait
    QByteArray salon_key;
    QHash<QString, QByteArray> staff_keys; // staff key -> that member's own API key, used before the salon's
    bool real_email_for_single_segment = false;
    QString placeholder_email; // with {id}; empty = not set
    EventTypeLayout layout = EventTypeLayout::Individual;
    std::int64_t team = 0; // the salon's team at Cal.com; 0 = none
    milliseconds timeout = limits::kCalcomTimeout;

    /// With a base and at least one key. Nothing is ever sent without a key: Cal.com would take a create as a
    /// stranger's.
    bool isConfigured() const;
    bool baseIsLoopback() const;
    std::optional<Key> keyOf(const QString &staff_key) const;
};

} // namespace salon
