// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/changepolicysection.h"

#include "core/storage/changepolicytable.h"

#include <algorithm>
#include <QJsonObject>
#include <QMap>

namespace salon
{

namespace
{

QString keyOf(const auto *known)
{
    return known ? known->key : QString();
}

/// "cancel/BRANCH/SERVICE/STAFF", which also is the order in a file.
QString nameOf(const Catalogue &catalogue, const ChangePolicy &policy)
{
    return QStringList{word(policy.kind), keyOf(catalogue.branch(policy.branch)),
                       keyOf(catalogue.service(policy.service)), keyOf(catalogue.member(policy.staff))}
        .join(u'/');
}

QJsonObject jsonOf(const Catalogue &catalogue, const ChangePolicy &policy)
{
    QJsonObject json{{QStringLiteral("kind"), word(policy.kind)}};
    const auto put = [&json](const char *key, const QJsonValue &value, bool is_default) {
        if (!is_default)
            json.insert(QLatin1String(key), value);
    };
    put("branch", keyOf(catalogue.branch(policy.branch)), policy.branch.isNull());
    put("service", keyOf(catalogue.service(policy.service)), policy.service.isNull());
    put("staff", keyOf(catalogue.member(policy.staff)), policy.staff.isNull());
    put("deadline_hours", policy.deadline_hours, policy.deadline_hours == 0);
    put(policy.kind == ChangeKind::Cancel ? "max_cancellations_per_month" : "max_reschedules", policy.most.value_or(0),
        !policy.most);
    put("fee", amountText(policy.fee_cents), policy.fee_cents == 0);
    put("fee_percent", policy.fee_percent, policy.fee_percent == 0);
    QJsonArray tiers;
    for (const FeeTier &tier : policy.fee_tiers)
        tiers.append(QJsonObject{{QStringLiteral("below_hours"), tier.below_hours},
                                 {QStringLiteral("fee"), amountText(tier.fee_cents)}});
    put("fee_tiers", tiers, tiers.isEmpty());
    return json;
}

/// The id behind a key; an empty key is no restriction.
template <typename Found>
Result<void> resolve(const QString &key, const QString &path, const Found *known, auto &id)
{
    if (key.isEmpty())
        return {};
    if (!known)
        return Error{ErrorCode::InvalidInput, path + QStringLiteral(": nothing has the key %1").arg(key)};
    id = known->id;
    return {};
}

Result<ChangePolicy> resolved(const Catalogue &catalogue, const SalonDocument::PolicyEntry &entry, qsizetype index)
{
    ChangePolicy policy = entry.value;
    const QString path = QStringLiteral("$.policies[%1]").arg(index);
    for (const Result<void> &done :
         {resolve(entry.branch, path + QStringLiteral(".branch"), catalogue.branch(entry.branch), policy.branch),
          resolve(entry.service, path + QStringLiteral(".service"), catalogue.service(entry.service), policy.service),
          resolve(entry.staff, path + QStringLiteral(".staff"), catalogue.member(entry.staff), policy.staff)})
        if (!done)
            return done.error();
    return policy;
}

} // namespace

Result<void> ChangePolicySection::import(Transaction &tx, const Catalogue &catalogue, const SalonDocument &document,
                                         ImportReport &report)
{
    const auto known = ChangePolicyTable::load(tx.connection());
    if (!known)
        return known.error();
    QList<ChangePolicy> in_file;
    for (qsizetype i = 0; i < document.policies.size(); ++i) {
        const auto wanted = resolved(catalogue, document.policies.at(i), i);
        if (!wanted)
            return wanted.error();
        in_file.append(*wanted);
        const auto same = std::find_if(known->cbegin(), known->cend(),
                                       [&](const ChangePolicy &policy) { return policy.isOfSameScope(*wanted); });
        ImportReport::Count &count = report.counts[QStringLiteral("policies")];
        if (same != known->cend() && *same == *wanted) {
            ++count.unchanged;
            continue;
        }
        ++(same == known->cend() ? count.added : count.changed);
        if (auto saved = ChangePolicyTable::save(tx, *wanted); !saved)
            return saved;
    }
    for (const ChangePolicy &policy : *known)
        if (std::none_of(in_file.cbegin(), in_file.cend(),
                         [&](const ChangePolicy &p) { return p.isOfSameScope(policy); }))
            report.kept[QStringLiteral("policies")].append(nameOf(catalogue, policy));
    return {};
}

QJsonArray ChangePolicySection::json(const Catalogue &catalogue, const QList<ChangePolicy> &policies)
{
    QMap<QString, QJsonObject> by_name;
    for (const ChangePolicy &policy : policies)
        by_name.insert(nameOf(catalogue, policy), jsonOf(catalogue, policy));
    QJsonArray json;
    for (const QJsonObject &policy : by_name)
        json.append(policy);
    return json;
}

} // namespace salon
