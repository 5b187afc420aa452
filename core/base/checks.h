// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace salon
{
[[noreturn]] void failedCheck(const char *condition, const char *file, int line);
}

/// A programmer's error: says where and aborts, in release builds too.
#define SALON_CHECK(condition)                                                                                         \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            ::salon::failedCheck(#condition, __FILE__, __LINE__);                                                      \
    } while (false)
