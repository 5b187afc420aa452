// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/book.h"

#include "app/ctl/commandcontext.h"
#include "core/storage/cataloguetable.h"

namespace salon
{

Result<Book> Book::open(CommandContext &context)
{
    const auto connection = context.database();
    if (!connection)
        return connection.error();
    auto catalogue = CatalogueTable::load(**connection);
    if (!catalogue)
        return catalogue.error();
    return Book{**connection, std::move(*catalogue)};
}

} // namespace salon
