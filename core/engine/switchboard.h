// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/base/random.h"
#include "core/engine/calcominbox.h"
#include "core/engine/callkeeper.h"
#include "core/engine/deskstatus.h"
#include "core/engine/leasekeeper.h"
#include "core/http/listener.h"
#include "core/http/networktransport.h"
#include "core/phone/phonedesk.h"
#include "core/settings/secrets.h"
#include "core/settings/settings.h"
#include "core/sync/reconcile/calendarreader.h"
#include "core/sync/reconcile/reconciler.h"
#include "core/sync/remote/remoteevents.h"
#include "core/sync/syncworker.h"

#include <functional>
#include <memory>

namespace salon
{

/// What the net thread needs from outside; everything outlives the switchboard.
struct SwitchboardSetup {
    const Clock &clock;
    Random &write_random; // used in the write lane only
    Lane &write;
    Lane &read_a; // for callers
    Lane &read_b;
    Executor &net;
    Settings settings;
    Secrets secrets;
    QString holder; // of leases
    bool remote_off = false;
    bool clock_is_shifted = false;
    bool listens = true;
    bool syncs = true;
};

/// Everything that talks to the outside: listener, operations socket, sync worker, and the leases that say whether this
/// process is the one to do so. Thread: net, from construction to destruction.
class Switchboard final : public QObject
{
    Q_OBJECT
public:
    using Report = std::function<void(const DeskStatus &)>;
    Switchboard(SwitchboardSetup setup, Report report);
    ~Switchboard() override;

    void start();
    /// Rows were committed, here or elsewhere.
    void heard(const StoreChanged &change);
    void stop(std::function<void()> done);

private:
    void heardOfCalcom(const SyncHealth &health);
    void leaseChanged(const QString &name, LeaseState state);
    void openListener();
    void closeListener();
    void openOperations();
    QList<HttpRoute> publicRoutes();
    QList<HttpRoute> operationsRoutes();
    void tellReadiness(const HttpAnswer &answer);
    void tellFigures(const HttpAnswer &answer);
    HttpLimits httpLimits() const;
    void whenSyncRests(int patience, const std::function<void()> &then);
    void report();

    const SwitchboardSetup m_setup;
    const Report m_report;
    DeskStatus m_status;
    NetworkTransport m_transport;
    CalcomInbox m_inbox;
    SystemClock m_real_clock; // judges signatures, whatever --clock says
    PhoneDesk m_phone;
    LeaseKeeper m_leases;
    SyncWorker m_sync;
    RemoteEvents m_events;
    Reconciler m_reconciler;
    CalendarReader m_calendars;
    CallKeeper m_calls;
    std::unique_ptr<HttpListener> m_operations;
    std::unique_ptr<HttpListener> m_listener;
    bool m_stopping = false;
};

} // namespace salon
