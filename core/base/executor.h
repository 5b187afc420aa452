// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <functional>
#include <QObject>

namespace salon
{

/// Seam 2 of 4: where and when work runs. Production: one event loop per thread. Tests: a queue run by hand.
/// Thread: post() and after() from any thread; the work runs on the executor's own.
/// Work still queued when the executor goes is dropped.
class Executor
{
public:
    using Work = std::function<void()>;
    virtual ~Executor() = default;
    virtual void post(Work work) = 0;
    virtual void after(milliseconds delay, Work work) = 0;
};

/// Runs work on the event loop of the thread this object lives in (moveToThread before use).
class EventLoopExecutor final : public QObject, public Executor
{
    Q_OBJECT
public:
    explicit EventLoopExecutor(QObject *parent = nullptr);
    void post(Work work) override;
    void after(milliseconds delay, Work work) override;
};

} // namespace salon
