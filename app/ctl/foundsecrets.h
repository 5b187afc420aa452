// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/catalogue.h"
#include "core/settings/secrets.h"

namespace salon
{

class CommandContext;

/// The secrets of the salon and of each of its people; waits for the keychain. Errors: InvalidInput.
Result<Secrets> findSecrets(CommandContext &context, const Catalogue &catalogue);

} // namespace salon
