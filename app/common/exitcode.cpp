// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/exitcode.h"

#include "core/base/checks.h"

namespace salon
{

ExitCode exitCodeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::NotFound:
        return ExitCode::InvalidInput;
    case ErrorCode::Refused:
        return ExitCode::Refused;
    case ErrorCode::Busy:
    case ErrorCode::Database:
    case ErrorCode::SchemaTooNew:
    case ErrorCode::Timeout: // of a statement; a remote one is Network
    case ErrorCode::Internal:
        return ExitCode::Database;
    case ErrorCode::Network:
    case ErrorCode::Remote:
        return ExitCode::Remote;
    }
    SALON_CHECK(!"every error ends the program somehow");
}

} // namespace salon
