// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/call.h"

#include "core/base/checks.h"

namespace salon
{

QString word(CallStatus status)
{
    switch (status) {
    case CallStatus::Registered:
        return QStringLiteral("registered");
    case CallStatus::Ongoing:
        return QStringLiteral("ongoing");
    case CallStatus::Ended:
        return QStringLiteral("ended");
    }
    SALON_CHECK(!"every value has a word");
}

QString word(CallbackPriority priority)
{
    switch (priority) {
    case CallbackPriority::Normal:
        return QStringLiteral("normal");
    case CallbackPriority::High:
        return QStringLiteral("high");
    case CallbackPriority::Urgent:
        return QStringLiteral("urgent");
    }
    SALON_CHECK(!"every value has a word");
}

template <>
std::optional<CallStatus> fromWord<CallStatus>(QStringView text)
{
    for (const CallStatus status : {CallStatus::Registered, CallStatus::Ongoing, CallStatus::Ended})
        if (text == word(status))
            return status;
    return std::nullopt;
}

template <>
std::optional<CallbackPriority> fromWord<CallbackPriority>(QStringView text)
{
    for (const auto priority : {CallbackPriority::Normal, CallbackPriority::High, CallbackPriority::Urgent})
        if (text == word(priority))
            return priority;
    return std::nullopt;
}

} // namespace salon
