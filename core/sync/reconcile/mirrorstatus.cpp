// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reconcile/mirrorstatus.h"

#include "core/storage/settingtable.h"

#include <numeric>
#include <QJsonDocument>
#include <QJsonObject>

namespace salon
{

namespace
{

const QString kMirror = QStringLiteral("mirror");
const QString kWished = QStringLiteral("mirror_wished_ms");
const QString kState = QStringLiteral("state");
const QString kCompared = QStringLiteral("compared_ms");
const QString kAgreed = QStringLiteral("agreed_ms");
const QString kDifferences = QStringLiteral("differences");
const QString kParts = QStringLiteral("parts");
const QString kUnseen = QStringLiteral("unseen");
const QString kProblem = QStringLiteral("problem");

std::optional<Instant> instantOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(Instant::fromMs(value.toInteger())) : std::nullopt;
}

} // namespace

int MirrorStatus::drifts() const
{
    return std::accumulate(differences.cbegin(), differences.cend(), 0);
}

Result<MirrorStatus> MirrorStatus::read(Connection &connection)
{
    const auto text = SettingTable::read(connection, kMirror);
    if (!text)
        return text.error();
    const QJsonObject stored = QJsonDocument::fromJson(text->value_or(QString()).toUtf8()).object();
    MirrorStatus status;
    status.state = fromWord<MirrorState>(stored.value(kState).toString());
    status.compared = instantOf(stored.value(kCompared));
    status.agreed = instantOf(stored.value(kAgreed));
    const QJsonObject differences = stored.value(kDifferences).toObject();
    for (auto kind = differences.begin(); kind != differences.end(); ++kind)
        status.differences.insert(kind.key(), kind.value().toInt());
    status.parts = stored.value(kParts).toInt();
    status.unseen = stored.value(kUnseen).toInt();
    status.problem = stored.value(kProblem).toString();
    return status;
}

Result<void> MirrorStatus::write(Transaction &tx, const MirrorStatus &status)
{
    QJsonObject differences;
    for (auto kind = status.differences.begin(); kind != status.differences.end(); ++kind)
        differences.insert(kind.key(), kind.value());
    QJsonObject stored{
        {kDifferences, differences}, {kParts, status.parts}, {kUnseen, status.unseen}, {kProblem, status.problem}};
    if (status.state)
        stored.insert(kState, word(*status.state));
    if (status.compared)
        stored.insert(kCompared, qint64(status.compared->ms()));
    if (status.agreed)
        stored.insert(kAgreed, qint64(status.agreed->ms()));
    return SettingTable::set(tx, kMirror, QString::fromUtf8(QJsonDocument(stored).toJson(QJsonDocument::Compact)));
}

Result<void> MirrorStatus::wish(Transaction &tx)
{
    return SettingTable::set(tx, kWished, QString::number(tx.now().ms()));
}

Result<std::optional<Instant>> MirrorStatus::wished(Connection &connection)
{
    const auto text = SettingTable::read(connection, kWished);
    if (!text)
        return text.error();
    return *text ? std::optional(Instant::fromMs((*text)->toLongLong())) : std::nullopt;
}

} // namespace salon
