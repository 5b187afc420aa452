// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <QString>

namespace salon
{

/// Seam 3 of 4: chance. Thread: the one its owner uses it on.
class Random
{
public:
    virtual ~Random() = default;
    virtual std::uint64_t next() = 0;
    /// A version-4 UUID in lower case without braces.
    QString uuid();
};

class SystemRandom final : public Random
{
public:
    std::uint64_t next() override;
};

} // namespace salon
