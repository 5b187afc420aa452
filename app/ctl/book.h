// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/catalogue.h"

namespace salon
{

class CommandContext;
class Connection;

/// The open database with its salon, for one command. The connection is the context's.
struct Book {
    Connection &connection;
    Catalogue catalogue;

    static Result<Book> open(CommandContext &context);
};

} // namespace salon
