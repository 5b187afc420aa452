// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/connection.h"

namespace salon
{

/// Several reads that see one and the same state of the database. Ends when it goes.
class Snapshot
{
public:
    static Result<Snapshot> begin(Connection &connection);
    Snapshot(Snapshot &&other) noexcept;
    Snapshot &operator=(Snapshot &&) = delete;
    ~Snapshot();

private:
    explicit Snapshot(Connection &connection);
    Connection *m_connection;
};

} // namespace salon
