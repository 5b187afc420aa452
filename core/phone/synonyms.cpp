// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/synonyms.h"

#include "core/domain/names.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/journaltable.h"
#include "core/storage/unknownwordtable.h"

#include <algorithm>
#include <QJsonArray>

namespace salon
{

namespace
{

constexpr qsizetype kLongestSynonym = 80;

bool means(const Service &service, const QString &word)
{
    return sameName(service.name, word) || std::any_of(service.synonyms.cbegin(), service.synonyms.cend(),
                                                       [&](const QString &synonym) { return sameName(synonym, word); });
}

} // namespace

Result<void> Synonyms::add(Transaction &transaction, ServiceId service, const QString &word, const QString &who)
{
    const QString synonym = word.simplified();
    if (folded(synonym).spelled.isEmpty() || synonym.size() > kLongestSynonym)
        return Error{ErrorCode::InvalidInput, QStringLiteral("a synonym has 1 to %1 characters").arg(kLongestSynonym)};
    const Result<Catalogue> catalogue = CatalogueTable::load(transaction.connection());
    if (!catalogue)
        return catalogue.error();
    const Service *known = catalogue->service(service);
    if (!known)
        return Error{ErrorCode::NotFound, QStringLiteral("there is no such service")};
    for (const Service &other : catalogue->services)
        if (other.active && other.id != service && means(other, synonym))
            return Error{ErrorCode::InvalidInput, QStringLiteral("that is what %1 is called").arg(other.name)};
    if (auto done = UnknownWordTable::forget(transaction, synonym); !done)
        return done.error();
    if (means(*known, synonym))
        return {};
    Service taught = *known;
    taught.synonyms.append(synonym);
    if (const auto saved = CatalogueTable::saveService(transaction, taught); !saved)
        return saved.error();
    return JournalTable::write(transaction,
                               {.who = who,
                                .action = QStringLiteral("add_synonym"),
                                .subject = QStringLiteral("services"),
                                .subject_id = service.value,
                                .before = {{QStringLiteral("synonyms"), QJsonArray::fromStringList(known->synonyms)}},
                                .after = {{QStringLiteral("synonyms"), QJsonArray::fromStringList(taught.synonyms)}}});
}

} // namespace salon
