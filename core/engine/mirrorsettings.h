// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/secrets.h"
#include "core/settings/settings.h"
#include "core/sync/syncsettings.h"

namespace salon
{

/// What settings file and secrets say about Cal.com, as the mirror takes it. `remote_off`: no base, so nothing leaves.
SyncSettings mirrorSettings(const Settings &settings, const Secrets &secrets, bool remote_off);

} // namespace salon
