// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/remotebooking.h"

#include "core/base/checks.h"

namespace salon
{

QString word(CalcomEventState state)
{
    switch (state) {
    case CalcomEventState::New:
        return QStringLiteral("new");
    case CalcomEventState::Done:
        return QStringLiteral("done");
    case CalcomEventState::Ignored:
        return QStringLiteral("ignored");
    case CalcomEventState::Unreadable:
        return QStringLiteral("unreadable");
    }
    SALON_CHECK(!"every state has a word");
    return {};
}

template <>
std::optional<CalcomEventState> fromWord<CalcomEventState>(QStringView text)
{
    for (CalcomEventState state :
         {CalcomEventState::New, CalcomEventState::Done, CalcomEventState::Ignored, CalcomEventState::Unreadable})
        if (text == word(state))
            return state;
    return std::nullopt;
}

QString word(MirrorState state)
{
    switch (state) {
    case MirrorState::Ok:
        return QStringLiteral("ok");
    case MirrorState::Drift:
        return QStringLiteral("drift");
    case MirrorState::Unknown:
        return QStringLiteral("unknown");
    }
    SALON_CHECK(!"every state has a word");
    return {};
}

template <>
std::optional<MirrorState> fromWord<MirrorState>(QStringView text)
{
    for (MirrorState state : {MirrorState::Ok, MirrorState::Drift, MirrorState::Unknown})
        if (text == word(state))
            return state;
    return std::nullopt;
}

} // namespace salon
