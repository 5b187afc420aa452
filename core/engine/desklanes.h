// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include "core/base/random.h"
#include "core/booking/bookingrequest.h"
#include "core/storage/lane.h"
#include "core/storage/transaction.h"

#include <functional>

namespace salon
{

/// How the window's questions and commands reach the lanes: reads on the desk-read lane, changes on the write lane,
/// each answer back on the GUI thread and only while whoever asked (`guard`) lives. Thread: GUI; the work runs on its
/// lane. Errors: the work's; Busy at once when a lane is full.
class DeskLanes
{
public:
    template <typename T>
    using Answer = std::function<void(Result<T>)>;

    DeskLanes(Lane &read, Lane &write, Executor &here, const Clock &clock, Random &random)
        : m_read(read)
        , m_write(write)
        , m_here(here)
        , m_clock(clock)
        , m_random(random)
    {
    }

    const Clock &clock() const { return m_clock; }
    Random &random() const { return m_random; }
    Actor actor() const { return {QStringLiteral("desk"), Source::Desk}; }

    template <typename T, typename Work>
    void read(QObject *guard, Work work, Answer<T> then)
    {
        run<T>(m_read, guard, std::move(work), std::move(then));
    }
    template <typename T, typename Work>
    void write(QObject *guard, Work work, Answer<T> then)
    {
        run<T>(m_write, guard, std::move(work), std::move(then));
    }
    /// act(Transaction &, const QString &who) -> Result<void>, in a transaction of its own.
    template <typename Act>
    void change(QObject *guard, Act act, Answer<void> then)
    {
        write<void>(
            guard,
            [&clock = m_clock, who = actor().name, act](Connection &connection) -> Result<void> {
                auto tx = Transaction::begin(connection, clock);
                if (!tx)
                    return tx.error();
                if (const auto done = act(*tx, who); !done)
                    return done.error();
                return tx->commit();
            },
            std::move(then));
    }

private:
    template <typename T, typename Work>
    void run(Lane &lane, QObject *guard, Work work, Answer<T> then)
    {
        const auto answer = [alive = QPointer<QObject>(guard), then](Result<T> result) {
            if (alive)
                then(std::move(result));
        };
        if (!lane.run(std::move(work), m_here, answer))
            m_here.post([answer] {
                answer(Error{ErrorCode::Busy, QStringLiteral("too much is waiting for the database")});
            });
    }

    Lane &m_read;
    Lane &m_write;
    Executor &m_here;
    const Clock &m_clock;
    Random &m_random;
};

} // namespace salon
