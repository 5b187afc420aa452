// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/storage/lane.h"

#include <chrono>
#include <functional>
#include <memory>
#include <QHash>
#include <QString>
#include <QStringList>

namespace salon
{

enum class LeaseState {
    Held,
    Elsewhere, // another process has it
    Unsure,    // not renewed for a lease's life (a lost database, a blocked disk): another process may have it by now
};

/// Asks for some leases each second, keeps those it has and says when that changes (at first: how it is).
/// Thread: the executor's.
class LeaseKeeper
{
public:
    using Heard = std::function<void(const QString &name, LeaseState state)>;
    LeaseKeeper(const QStringList &names, const QString &holder, Lane &write, Executor &executor, const Clock &clock,
                Heard heard);
    ~LeaseKeeper();
    LeaseKeeper(const LeaseKeeper &) = delete;
    LeaseKeeper &operator=(const LeaseKeeper &) = delete;

    void start();
    /// What others may want to know of the holder (where it listens), stored with the next renewal.
    void setInfo(const QString &name, const QString &info) { m_info.insert(name, info); }
    bool holds(const QString &name) const { return m_state.value(name, LeaseState::Unsure) == LeaseState::Held; }
    /// Gives everything back, so that another process need not wait for the expiry.
    void stop(std::function<void()> done);

private:
    struct Life {
    }; // answers that come after the keeper are dropped
    void tick();
    void ask();
    void answered(const Result<QHash<QString, bool>> &held, std::chrono::steady_clock::time_point asked_at);
    void set(const QString &name, LeaseState state);

    const QStringList m_names;
    const QString m_holder;
    Lane &m_write;
    Executor &m_executor;
    const Clock &m_clock;
    const Heard m_heard;
    QHash<QString, QString> m_info;
    QHash<QString, LeaseState> m_state;
    std::chrono::steady_clock::time_point m_renewed_at; // leases are judged by time that no clock setting moves
    bool m_asking = false;
    bool m_stopped = false;
    std::shared_ptr<Life> m_life = std::make_shared<Life>();
};

} // namespace salon
