// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/slotsearch.h"
#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/domain/diary.h"

#include <memory>

namespace salon
{

class Connection;

/// The book of some days together with the catalogue, read at one moment, ready to be asked.
/// Shape: `auto r = SlotReader::read(c, now, wish, from, 14); r->search().explain(wish, start)`.
/// Errors: Database. Thread: the connection's while reading, then any one.
class SlotReader
{
public:
    /// `from` and `days` bound what may be asked: explain() and the searches look at these days only.
    static Result<std::unique_ptr<SlotReader>> read(Connection &connection, Instant now, const SlotWish &wish,
                                                    QDate from, int days);
    /// With a catalogue that was read before.
    static Result<std::unique_ptr<SlotReader>> read(Connection &connection, Catalogue catalogue, Instant now,
                                                    const SlotWish &wish, QDate from, int days);

    const Catalogue &catalogue() const { return m_catalogue; }
    const Diary &diary() const { return m_diary; }
    SlotSearch &search() { return m_search; }

private:
    SlotReader(Catalogue catalogue, Diary diary, Instant now);
    Catalogue m_catalogue;
    Diary m_diary;
    SlotSearch m_search;
};

} // namespace salon
