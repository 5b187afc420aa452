// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/storage/connection.h"

#include <QDate>

namespace salon
{

/// Thirty invented days behind the demo's own: appointments with their mirror's attempts, calls with their functions,
/// reviews that came and went, two of them still open; so that charts and lists show what they are for.
/// For a throw-away database into which the demo salon was imported. The same days give the same rows.
/// Errors: Database.
class DemoHistory
{
public:
    static constexpr int kDays = 30;
    static Result<void> write(Connection &connection, Random &random, QDate demo_day);
};

} // namespace salon
