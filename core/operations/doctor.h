// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/settings/secrets.h"
#include "core/sync/syncsettings.h"

#include <QList>
#include <QString>

namespace salon
{

class Connection;

enum class CheckState { Ok, Warn, Fail };

QString word(CheckState state);

/// One thing that is in order or not, in plain words, and what to do about it. `name` is for scripts.
struct HealthCheck {
    QString name;
    CheckState state = CheckState::Ok;
    QString text;
    QString remedy; // empty when nothing is to be done
    bool operator==(const HealthCheck &) const = default;
};

/// What a salon needs to be answered, booked and mirrored rightly, looked at without any network: stored facts and the
/// settings of this machine. Never names a secret. Thread: the connection's. Errors: Database.
struct Doctor {
    struct Setup {
        const Secrets &secrets;
        const SyncSettings &sync;
    };
    static Result<QList<HealthCheck>> examine(Connection &connection, const Clock &clock, const Setup &setup);
    /// Of each person who is mirrored: would a booking of theirs be seen, and with which key?
    static Result<QList<HealthCheck>> sight(Connection &connection, const Catalogue &catalogue,
                                            const SyncSettings &settings);
    static bool isWell(const QList<HealthCheck> &checks);
};

} // namespace salon
