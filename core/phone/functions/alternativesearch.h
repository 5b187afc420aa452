// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"

namespace salon
{

/// get_alternatives and find_next_available: what is really free around a wish, or next.
/// Shape: {found, alternatives[]} and {found, next_available, date, time, spoken}. The first of `search_days` (14) days
/// is the one asked for, else today.
struct AlternativeSearch {
    static Result<FunctionReply> alternatives(const CallContext &context);
    static Result<FunctionReply> nextAvailable(const CallContext &context);
};

} // namespace salon
