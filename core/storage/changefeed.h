// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/executor.h"
#include "core/base/result.h"
#include "core/domain/storechanged.h"
#include "core/storage/lane.h"

#include <functional>
#include <memory>
#include <QList>
#include <QString>

namespace salon
{

/// What other processes committed. SQLite: PRAGMA data_version every 250 ms, then the rows of `changes` after the last
/// one seen. PostgreSQL: LISTEN; after a lost connection LISTEN again and tell that everything may have changed.
/// Changes that carry this process's own origin are left out (its lane has told them already).
/// Thread: made and destroyed anywhere; works on `worker` with a connection of its own, tells on `back`; both must
/// outlive it.
class ChangeFeed
{
public:
    ChangeFeed(Lane::Open open, const QString &own_origin, Executor &worker, Executor &back, Lane::Heard heard);
    ~ChangeFeed();
    ChangeFeed(const ChangeFeed &) = delete;
    ChangeFeed &operator=(const ChangeFeed &) = delete;
    void start();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace salon
