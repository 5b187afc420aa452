// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/storage/connection.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

namespace salon
{

/// What an import did, or with dry_run would have done. Sections are called as in the file.
struct ImportReport {
    struct Count {
        int added = 0;
        int changed = 0;
        int unchanged = 0;
        bool operator==(const Count &) const = default;
    };
    QMap<QString, Count> counts;
    QMap<QString, QStringList> kept; // keys of what the file lacks and the database keeps
    QStringList warnings;            // "PATH: sentence"

    bool isNothingNew() const;
};

/// Brings a salon file into the database: matches by key, adds and changes, deletes nothing, never queues a send.
/// One transaction; an object is as the file says it, an optional key left out being its default.
/// Errors: InvalidInput, "PATH: sentence" (nothing was changed); Busy, Database.
class SalonImport
{
public:
    static Result<ImportReport> run(Connection &connection, const Clock &clock, Random &random, const QByteArray &bytes,
                                    bool dry_run);
};

} // namespace salon
