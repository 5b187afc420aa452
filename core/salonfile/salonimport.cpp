// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/salonimport.h"

#include "core/base/logging.h"
#include "core/salonfile/bookimport.h"
#include "core/salonfile/changepolicysection.h"
#include "core/salonfile/masterdataimport.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/journaltable.h"

namespace salon
{

namespace
{

Result<void> writeJournal(Transaction &transaction, const ImportReport &report)
{
    QJsonObject after;
    for (auto section = report.counts.cbegin(); section != report.counts.cend(); ++section)
        if (section->added + section->changed > 0)
            after.insert(section.key(), QJsonObject{{QStringLiteral("added"), section->added},
                                                    {QStringLiteral("changed"), section->changed}});
    return JournalTable::write(transaction, {.who = QStringLiteral("import"),
                                             .action = QStringLiteral("import"),
                                             .subject = QStringLiteral("salon"),
                                             .subject_id = 1,
                                             .after = after});
}

} // namespace

bool ImportReport::isNothingNew() const
{
    for (const Count &count : counts)
        if (count.added + count.changed > 0)
            return false;
    return true;
}

Result<ImportReport> SalonImport::run(Connection &connection, const Clock &clock, Random &random,
                                      const QByteArray &bytes, bool dry_run)
{
    auto transaction = Transaction::begin(connection, clock);
    if (!transaction)
        return transaction.error();
    auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    const auto document = SalonDocument::parse(bytes, catalogue->salon.zone);
    if (!document)
        return document.error();

    ImportReport report;
    if (auto done = MasterDataImport(*transaction, random, *catalogue, report).run(*document); !done)
        return done.error();
    if (auto done = ChangePolicySection::import(*transaction, *catalogue, *document, report); !done)
        return done.error();
    const auto instance = CatalogueTable::instance(connection);
    if (!instance)
        return instance.error();
    const FileKeys keys(*instance);
    if (auto done = BookImport(*transaction, *catalogue, keys, report).run(*document); !done)
        return done.error();
    if (dry_run || report.isNothingNew())
        return report;
    if (auto done = writeJournal(*transaction, report); !done)
        return done.error();
    if (auto done = transaction->commit(); !done)
        return done.error();
    if (auto done = connection.gatherStatistics(); !done)
        qCWarning(lcStore) << "the tables' statistics are old:" << done.error().detail;
    return report;
}

} // namespace salon
