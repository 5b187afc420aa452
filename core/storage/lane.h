// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/executor.h"
#include "core/base/limits.h"
#include "core/base/result.h"
#include "core/domain/storechanged.h"
#include "core/storage/connection.h"

#include <functional>
#include <memory>
#include <QList>
#include <QString>
#include <type_traits>

namespace salon
{

/// A queue of database work with one connection of its own, in order, one at a time.
/// Thread: run() and onChanged() from any; the work runs on the lane's, the answer on `back`, which must outlive the
/// lane. Work that is still queued when the lane goes is dropped, unanswered; the running one is waited for.
/// Errors: run() is false when the queue is full (say Busy at once). A database that cannot be reached is the answer
/// of each piece of work until it can: the connection is opened at the first and again after a loss.
class Lane
{
public:
    using Open = std::function<Result<std::unique_ptr<Connection>>()>;
    using Heard = std::function<void(QList<StoreChanged>)>;

    /// What a lane or a change feed opens. `origin` names the process in the change feed.
    static Open opener(const DatabaseUrl &url, Purpose purpose, const QString &origin = {},
                       FaultPlan *faults = nullptr);

    /// With a thread of its own.
    Lane(const QString &name, Open open, int capacity = limits::kLaneQueue);
    /// On somebody's executor: tests play all lanes in one thread.
    Lane(const QString &name, Open open, Executor &worker, int capacity = limits::kLaneQueue);
    ~Lane();
    Lane(const Lane &) = delete;
    Lane &operator=(const Lane &) = delete;

    /// work(Connection &) -> Result<T>, then(Result<T>).
    template <typename Work, typename Then>
    [[nodiscard]] bool run(Work work, Executor &back, Then then)
    {
        using Answer = std::invoke_result_t<Work, Connection &>;
        return enqueue(
            [work = std::move(work), &back, then = std::move(then)](Result<Connection *> connection) mutable {
                Answer answer = connection ? work(**connection) : Answer(connection.error());
                back.post([then, answer = std::move(answer)]() mutable { then(std::move(answer)); });
            });
    }
    /// Told on `back`, after each piece of work that committed changes, what they are. Before the first run().
    void onChanged(Executor &back, Heard heard);
    int waiting() const;
    /// The lane's thread, for a change feed that shares it.
    Executor &worker();

private:
    using Job = std::function<void(Result<Connection *>)>;
    struct State;
    class Worker;
    bool enqueue(Job job);
    static void perform(State &state, const Job &job);

    std::shared_ptr<State> m_state;
    std::unique_ptr<Worker> m_thread;
    Executor *m_worker;
};

} // namespace salon
