// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/syncswitch.h"

#include "core/storage/journaltable.h"
#include "core/storage/settingtable.h"

namespace salon
{

namespace
{

const QString kPaused = QStringLiteral("sync_paused");

QString keySetting(const QString &key_label)
{
    return QStringLiteral("sync_key_paused ") + key_label;
}

} // namespace

Result<bool> SyncSwitch::isPaused(Connection &connection)
{
    auto value = SettingTable::read(connection, kPaused);
    if (!value)
        return value.error();
    return *value == QStringLiteral("true");
}

Result<void> SyncSwitch::setPaused(Transaction &tx, bool paused, const QString &who)
{
    auto before = isPaused(tx.connection());
    if (!before)
        return before.error();
    if (*before == paused)
        return {};
    if (auto set = SettingTable::set(tx, kPaused, paused ? QStringLiteral("true") : QStringLiteral("false")); !set)
        return set;
    tx.changed("settings", 0);
    const QString field = QStringLiteral("paused");
    return JournalTable::write(tx, {who,
                                    paused ? QStringLiteral("pause") : QStringLiteral("resume"),
                                    QStringLiteral("sync"),
                                    0,
                                    {{field, *before}},
                                    {{field, paused}},
                                    {}});
}

Result<std::optional<Instant>> SyncSwitch::keyPausedUntil(Connection &connection, const QString &key_label)
{
    auto value = SettingTable::read(connection, keySetting(key_label));
    if (!value)
        return value.error();
    const qint64 until = *value ? (*value)->toLongLong() : 0;
    return until > 0 ? std::optional<Instant>(Instant::fromMs(until)) : std::nullopt;
}

Result<void> SyncSwitch::pauseKey(Transaction &tx, const QString &key_label, Instant until)
{
    return SettingTable::set(tx, keySetting(key_label), QString::number(until.ms()));
}

Result<void> SyncSwitch::resumeKey(Transaction &tx, const QString &key_label)
{
    auto until = keyPausedUntil(tx.connection(), key_label);
    if (!until)
        return until.error();
    return *until ? SettingTable::set(tx, keySetting(key_label), QStringLiteral("0")) : Result<void>();
}

} // namespace salon
