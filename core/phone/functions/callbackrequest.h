// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"

namespace salon
{

/// request_callback: puts the caller on the list of people to ring, once per call, with a deadline.
/// Shape: {done, callback_id, priority, expires_at, duplicate}.
struct CallbackRequest {
    static Result<FunctionReply> answer(const CallContext &context);
};

} // namespace salon
