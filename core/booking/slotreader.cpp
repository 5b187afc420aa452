// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/slotreader.h"

#include "core/storage/cataloguetable.h"
#include "core/storage/diaryreader.h"

namespace salon
{

SlotReader::SlotReader(Catalogue catalogue, Diary diary, Instant now)
    : m_catalogue(std::move(catalogue))
    , m_diary(std::move(diary))
    , m_search(m_catalogue, m_diary, now)
{
}

Result<std::unique_ptr<SlotReader>> SlotReader::read(Connection &connection, Instant now, const SlotWish &wish,
                                                     QDate from, int days)
{
    auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    return read(connection, std::move(*catalogue), now, wish, from, days);
}

Result<std::unique_ptr<SlotReader>> SlotReader::read(Connection &connection, Catalogue catalogue, Instant now,
                                                     const SlotWish &wish, QDate from, int days)
{
    auto diary =
        DiaryReader::read(connection, wish.branch, SlotSearch::days(catalogue.salon.zone, from, days), wish.customer);
    if (!diary)
        return diary.error();
    // The constructor is private: make_unique cannot reach it.
    return std::unique_ptr<SlotReader>(new SlotReader(std::move(catalogue), std::move(*diary), now));
}

} // namespace salon
