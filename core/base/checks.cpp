// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checks.h"

#include <QtGlobal>

namespace salon
{

void failedCheck(const char *condition, const char *file, int line)
{
    qFatal("check failed: %s (%s:%d)", condition, file, line);
}

} // namespace salon
