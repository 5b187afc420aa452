// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/operations/scriptplayer.h"

#include <QString>

namespace salon
{

/// A call played again on a copy that is thrown away; the salon's own database is only read.
/// A stored call runs at its own time in the book as it was without it: what it made and changed is taken back, and so
/// is what anybody did after its last question. Holds of other callers are not known any more. A file brings its own
/// salon and clock.
/// Errors: NotFound (no such call, nothing it asked), InvalidInput (the file), Database.
struct Replay {
    static Result<PlayedScript> stored(Connection &connection, const QString &call_id, Random &random);
    static Result<PlayedScript> file(const CallScript &script, Random &random);
};

} // namespace salon
