// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"

namespace salon
{

/// request_callback: puts the caller on the list of people to ring, once per call, with a deadline within opening
/// hours: 24 hours, 2 where it presses (`priority` high or urgent), or the end of the time they wished for. The number
/// is the call's; one that was said counts only where that is withheld. Shape: {done, callback_id, priority,
/// expires_at, wanted_from, wanted_until, duplicate}.
struct CallbackRequest {
    static Result<FunctionReply> answer(const CallContext &context);
};

} // namespace salon
