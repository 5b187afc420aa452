// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/arguments.h"
#include "core/availability/slotsearch.h"
#include "core/domain/catalogue.h"

namespace salon
{

struct Book;
class CommandContext;

/// What people type for the things of the salon: a key, or a name or synonym in any spelling if only one has it.
/// Errors: InvalidInput, so that nothing is changed for a word that is unknown or could mean two.
Result<const Service *> serviceNamed(const Catalogue &catalogue, const QString &text);
Result<const Staff *> memberNamed(const Catalogue &catalogue, const QString &text);

/// --service and --staff of a command line, with the switches in force. The branch is the staff member's, else the only
/// one there is.
Result<SlotWish> wishOf(const Book &book, const Arguments &arguments);
Result<QDate> dateOf(const QString &text);
/// --start. Of a wall time that comes twice the first is taken, and a message says so.
Result<Instant> startOf(CommandContext &context, const Zone &zone, const Arguments &arguments);
/// Of the sentences: --language, else the salon's.
Language languageOf(const CommandContext &context, const Catalogue &catalogue);

} // namespace salon
