// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"
#include "core/phone/functions/slotrequest.h"

#include <optional>

namespace salon
{

/// Who is meant where a name fits several people. Nobody is guessed: the caller hears that there are several. Whom the
/// call has been about already is meant again, and who says the same name once more after the question gets the one of
/// them who is free. Where the book cannot be read, the question is asked. Thread: the connection's.
struct Namesakes {
    struct Choice {
        const Staff *member = nullptr;         // nobody: the question says why
        std::optional<FunctionReply> question; // holds `staff`: who they are
    };
    /// `found`: at least one; `wish` and `when`: what they are wanted for, as far as it is known.
    static Choice choose(const CallContext &context, const SlotWish &wish, const When &when,
                         const QList<StaffId> &found);
};

} // namespace salon
