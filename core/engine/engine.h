// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/domain/storechanged.h"
#include "core/engine/deskstatus.h"
#include "core/settings/secrets.h"
#include "core/settings/settings.h"
#include "core/storage/changefeed.h"
#include "core/storage/lane.h"

#include <functional>
#include <memory>
#include <optional>
#include <QProcessEnvironment>

namespace salon
{

class Desk;
class Switchboard;

struct EngineSetup {
    DatabaseUrl database;
    Settings settings;
    std::optional<Secrets> secrets; // given = used as they are; else looked up (environment, keychain, file)
    QProcessEnvironment environment;
    bool clock_is_shifted = false; // --clock
    bool listens = true;
    bool syncs = true;
};

/// The one door to everything behind the windows and commands: opens the database, runs lanes, listener and sync
/// worker on their threads, and tells what changed. Every method returns at once; answers come as callbacks.
/// Thread: GUI (main); callbacks and signals there too. Errors: of start() as Result, later ones in DeskStatus.
class Engine final : public QObject
{
    Q_OBJECT
public:
    Engine(EngineSetup setup, const Clock &clock, QObject *parent = nullptr);
    ~Engine() override;

    /// Brings the database to this program's schema, finds the secrets, starts working.
    void start(std::function<void(Result<void>)> then);
    /// Busy callers get their answer, leases are given back. Bounded; the engine can then be deleted.
    void stop(std::function<void()> done);
    const DeskStatus &status() const { return m_status; }
    const Clock &clock() const { return m_clock; }
    /// What the windows ask and do; lives as long as the engine.
    Desk &desk() { return *m_desk; }

Q_SIGNALS:
    void storeChanged(const salon::StoreChanged &change);
    void statusChanged(const salon::DeskStatus &status);

private:
    Lane::Open migratingOpener() const;
    void findSecrets(const QStringList &staff_keys, const std::function<void(Result<void>)> &then);
    void startSwitchboard(const Secrets &secrets);
    void heard(const QList<StoreChanged> &changes);
    void setStatus(const DeskStatus &status);

    const EngineSetup m_setup;
    const Clock &m_clock;
    SystemRandom m_write_random; // used in the write lane, and before it starts
    const QString m_origin;
    EventLoopExecutor m_here;
    EventLoopExecutor m_net;
    QThread m_net_thread;
    DeskStatus m_status;
    std::unique_ptr<Desk> m_desk; // goes after the lanes that work for it
    std::unique_ptr<Lane> m_write;
    std::unique_ptr<Lane> m_call_read_a;
    std::unique_ptr<Lane> m_call_read_b;
    std::unique_ptr<Lane> m_desk_read;
    std::unique_ptr<ChangeFeed> m_feed;
    std::unique_ptr<Switchboard> m_switchboard; // the net thread's
    bool m_switchboard_asked = false;
};

} // namespace salon
