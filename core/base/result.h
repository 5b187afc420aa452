// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <tl/expected.hpp>
#include <utility>

namespace salon
{

enum class ErrorCode {
    InvalidInput, // what came from outside is wrong; nothing was changed
    NotFound,
    Refused, // a rule says no
    Busy,    // a queue is full or a lock could not be had in time: try again
    Database,
    SchemaTooNew,
    Network,
    Remote,
    Timeout,
    Internal,
};

/// An operational failure. Not for a "no" of the salon's rules: that is a value of its own.
/// `detail` is English, one line, free of personal data and secrets, fit for a log and for a developer.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString detail;
    bool operator==(const Error &) const = default;
};

/// A value or an Error. Early return, no chains: `auto r = f(); if (!r) return r.error();`
template <typename T>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using Base = tl::expected<T, Error>;
    using Base::Base;
    Result(Error error)
        : Base(tl::unexpect, std::move(error))
    {
    }
};

template <>
class [[nodiscard]] Result<void> : public tl::expected<void, Error>
{
public:
    using Base = tl::expected<void, Error>;
    using Base::Base;
    Result() = default;
    Result(Error error)
        : Base(tl::unexpect, std::move(error))
    {
    }
};

} // namespace salon
