// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace salon
{

/// "robin-1" -> "ROBIN_1": how a staff key is spelled in SALONDESK_CALCOM_API_KEY_<KEY>. Two keys of one salon must
/// stay different in this form.
QString environmentForm(const QString &staff_key);

} // namespace salon
