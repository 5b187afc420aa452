// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/transport.h"

#include <QString>

namespace salon::calcom
{

/// A request as people may read it: method, path, and those fields that say what was asked for, one per line. Uids,
/// keys and whatever could name a person stay out: their fields are named, their values are not.
QString textOf(const OutgoingRequest &request);

} // namespace salon::calcom
