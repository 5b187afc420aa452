// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/synchealth.h"

#include "core/base/limits.h"
#include "core/storage/journaltable.h"
#include "core/storage/settingtable.h"

#include <QJsonDocument>

namespace salon
{

namespace
{

const QString kHealth = QStringLiteral("sync_health");
const QString kCircuit = QStringLiteral("circuit");
const QString kSince = QStringLiteral("since_ms");
const QString kAhead = QStringLiteral("clock_ahead_ms");

} // namespace

Result<SyncHealth> SyncHealth::read(Connection &connection)
{
    auto text = SettingTable::read(connection, kHealth);
    if (!text)
        return text.error();
    SyncHealth health;
    const QJsonObject stored = QJsonDocument::fromJson(text->value_or(QString()).toUtf8()).object();
    health.circuit = circuitFromWord(stored.value(kCircuit).toString()).value_or(CircuitState::Closed);
    if (stored.value(kSince).isDouble())
        health.since = Instant::fromMs(stored.value(kSince).toInteger());
    if (stored.value(kAhead).isDouble())
        health.clock_ahead = milliseconds(stored.value(kAhead).toInteger());
    return health;
}

Result<void> SyncHealth::write(Transaction &tx, const SyncHealth &health)
{
    auto before = read(tx.connection());
    if (!before)
        return before.error();
    if (*before == health)
        return {};
    QJsonObject stored{{kCircuit, circuitWord(health.circuit)}};
    if (health.since)
        stored.insert(kSince, qint64(health.since->ms()));
    if (health.clock_ahead)
        stored.insert(kAhead, qint64(health.clock_ahead->count()));
    const QString text = QString::fromUtf8(QJsonDocument(stored).toJson(QJsonDocument::Compact));
    if (auto set = SettingTable::set(tx, kHealth, text); !set)
        return set;
    if (before->circuit == health.circuit)
        return {};
    return JournalTable::write(tx, {QStringLiteral("sync"),
                                    kCircuit,
                                    QStringLiteral("sync"),
                                    0,
                                    {{kCircuit, circuitWord(before->circuit)}},
                                    {{kCircuit, circuitWord(health.circuit)}},
                                    {}});
}

bool SyncHealth::clockIsOff() const
{
    return clock_ahead && (*clock_ahead > limits::kClockWarning || *clock_ahead < -limits::kClockWarning);
}

} // namespace salon
