// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"

namespace salon
{

/// reserve_slot and release_slot_reservation: a hold asked for by name, which later checks leave alone.
/// Shape: reserved, reservation_uid, reservation_until, done. Source: facts/origin-behaviour.md (b).
struct SlotReservation {
    static Result<FunctionReply> reserve(const CallContext &context);
    /// Without a reservation_uid all that the call holds; with one, that one if it is this call's.
    static Result<FunctionReply> release(const CallContext &context);
};

} // namespace salon
