// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/lane.h"

#include "core/base/logging.h"

#include <atomic>
#include <QCoreApplication>
#include <QThread>

namespace salon
{

struct Lane::State {
    QString name;
    Open open;
    int capacity = 0;
    std::unique_ptr<Connection> connection; // the worker's
    std::atomic<int> waiting{0};
    std::atomic<bool> stopping{false};
    Executor *heard_on = nullptr;
    Heard heard;
};

/// One thread with an event loop; what it owns is let go on it, not on whoever ends it.
class Lane::Worker
{
public:
    explicit Worker(const QString &name, std::shared_ptr<State> state)
    {
        m_thread.setObjectName(name);
        m_executor.moveToThread(&m_thread);
        QObject::connect(
            &m_thread, &QThread::finished, &m_executor,
            [this, state = std::move(state)] {
                // Last words posted by change feeds, so that their connections close on the thread they belong to.
                QCoreApplication::sendPostedEvents(&m_executor);
                state->connection.reset();
            },
            Qt::DirectConnection);
        m_thread.start();
    }
    ~Worker()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Executor &executor() { return m_executor; }

private:
    EventLoopExecutor m_executor;
    QThread m_thread;
};

Lane::Open Lane::opener(const DatabaseUrl &url, Purpose purpose, const QString &origin, FaultPlan *faults)
{
    return [=]() -> Result<std::unique_ptr<Connection>> {
        auto connection = Connection::open(url, purpose, faults);
        if (connection)
            (*connection)->setOrigin(origin);
        return connection;
    };
}

Lane::Lane(const QString &name, Open open, Executor &worker, int capacity)
    : m_state(std::make_shared<State>())
    , m_worker(&worker)
{
    m_state->name = name;
    m_state->open = std::move(open);
    m_state->capacity = capacity;
}

Lane::Lane(const QString &name, Open open, int capacity)
    : m_state(std::make_shared<State>())
    , m_worker(nullptr)
{
    m_state->name = name;
    m_state->open = std::move(open);
    m_state->capacity = capacity;
    m_thread = std::make_unique<Worker>(name, m_state);
    m_worker = &m_thread->executor();
}

Lane::~Lane()
{
    m_state->stopping = true;
    m_thread.reset();
    m_state->connection.reset();
}

void Lane::onChanged(Executor &back, Heard heard)
{
    m_state->heard_on = &back;
    m_state->heard = std::move(heard);
}

int Lane::waiting() const
{
    return m_state->waiting;
}

Executor &Lane::worker()
{
    return *m_worker;
}

bool Lane::enqueue(Job job)
{
    if (m_state->waiting.fetch_add(1) >= m_state->capacity) {
        --m_state->waiting;
        qCWarning(lcStore).noquote() << "lane" << m_state->name << "is full";
        return false;
    }
    // Weak: on a borrowed executor the lane may go before the work comes up.
    m_worker->post([weak = std::weak_ptr<State>(m_state), job = std::move(job)] {
        if (const auto state = weak.lock(); state && !state->stopping)
            perform(*state, job);
    });
    return true;
}

void Lane::perform(State &state, const Job &job)
{
    --state.waiting;
    Result<void> ready;
    if (state.connection) {
        ready = state.connection->ensureAlive();
    } else {
        auto opened = state.open();
        if (opened)
            state.connection = std::move(*opened);
        else
            ready = opened.error();
    }
    if (!ready) {
        qCWarning(lcStore).noquote() << "lane" << state.name << "has no database:" << ready.error().detail;
        job(ready.error());
        return;
    }
    job(state.connection.get());
    const QList<StoreChanged> changes = state.connection->takeCommitted();
    if (!changes.isEmpty() && state.heard)
        state.heard_on->post([heard = state.heard, changes] { heard(changes); });
}

} // namespace salon
