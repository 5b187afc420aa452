// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/keysight.h"

#include "core/storage/settingtable.h"

#include <algorithm>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace salon
{

namespace
{

const QString kSight = QStringLiteral("key_sight");
const QString kOwner = QStringLiteral("owner");
const QString kHosts = QStringLiteral("hosts");

} // namespace

bool KeySight::sees(const QString &key_label, std::int64_t host) const
{
    const Seen seen = keys.value(key_label);
    return host != 0 && (seen.owner == host || seen.hosts.contains(host));
}

Result<KeySight> KeySight::read(Connection &connection)
{
    const auto text = SettingTable::read(connection, kSight);
    if (!text)
        return text.error();
    KeySight sight;
    const QJsonObject stored = QJsonDocument::fromJson(text->value_or(QString()).toUtf8()).object();
    for (auto key = stored.begin(); key != stored.end(); ++key) {
        Seen seen;
        seen.owner = key.value().toObject().value(kOwner).toInteger();
        const QJsonArray hosts = key.value().toObject().value(kHosts).toArray();
        for (const QJsonValue &host : hosts)
            seen.hosts.insert(host.toInteger());
        sight.keys.insert(key.key(), seen);
    }
    return sight;
}

Result<void> KeySight::learn(Transaction &tx, const QString &key_label, const Seen &seen)
{
    auto before = read(tx.connection());
    if (!before)
        return before.error();
    KeySight after = *before;
    Seen &known = after.keys[key_label];
    if (seen.owner != 0 && known.owner != 0 && known.owner != seen.owner)
        known = {};
    known.owner = seen.owner != 0 ? seen.owner : known.owner;
    known.hosts.unite(seen.hosts);
    known.hosts.remove(0);
    if (after == *before)
        return {};
    QJsonObject stored;
    for (auto key = after.keys.cbegin(); key != after.keys.cend(); ++key) {
        QList<std::int64_t> sorted = key->hosts.values();
        std::sort(sorted.begin(), sorted.end());
        QJsonArray hosts;
        for (const std::int64_t host : std::as_const(sorted))
            hosts.append(qint64(host));
        stored.insert(key.key(), QJsonObject{{kOwner, qint64(key->owner)}, {kHosts, hosts}});
    }
    return SettingTable::set(tx, kSight, QString::fromUtf8(QJsonDocument(stored).toJson(QJsonDocument::Compact)));
}

} // namespace salon
