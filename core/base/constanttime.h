// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace salon
{

/// Compares a signature without telling by the time it takes how much of it was right. Lengths are no secret.
bool sameInConstantTime(QByteArrayView a, QByteArrayView b);

} // namespace salon
