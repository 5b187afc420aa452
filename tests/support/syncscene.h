// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/appointment.h"
#include "core/storage/lane.h"
#include "core/sync/reconcile/calendarreader.h"
#include "core/sync/reconcile/reconciler.h"
#include "core/sync/remote/remoteevents.h"
#include "core/sync/syncworker.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"
#include "tests/support/troubledtransport.h"

#include <memory>
#include <QJsonObject>
#include <QStringList>

namespace salon::test
{

/// As a first comparison proves it: the sandbox's key of the salon lists everybody's event types, and bookings.
void proveSight(Connection &connection, const Clock &clock);

/// A second scene on a database begins with an empty book.
/// A small salon, its outbox, the sandbox and the real worker, all in one thread on a clock that tests move.
/// Mia is mapped for "cut" (one busy phase) and "perm" (four busy, one free between); Robin for nothing.
/// The day: 2025-11-25, 09:00 in Berlin.
class SyncScene
{
public:
    explicit SyncScene(const ThrowAwayDatabase &database, FaultPlan *faults = nullptr);
    ~SyncScene();

    /// Books through the tables: appointment, phases, outbox. `hour` of the next day, salon time.
    AppointmentId book(const QString &service, const QString &staff, int hour);
    AppointmentId bookAt(const QString &service, const QString &staff, Instant begin);
    void cancel(AppointmentId id);
    void move(AppointmentId id, int hour);
    /// `staff`: to another person as well.
    void moveTo(AppointmentId id, Instant begin, const QString &staff = {});
    /// Gives somebody event maps for everything, in the book and at Cal.com.
    void mapEverythingFor(const QString &staff);

    void startWorker();
    /// What a change in the book does to the worker in a whole program.
    void kick();
    /// What is started from now on works on a database that fails by plan.
    void breakBy(FaultPlan *plan) { m_faults = plan; }
    /// As a kill would: nothing is given back, nothing more is written.
    void killWorker();
    /// Cal.com's events are stored as they come, and worked through beside the worker.
    void startEvents();
    /// Compares with what Cal.com lists, beside worker and events.
    void startReconciler();
    /// Reads what people's other calendars take.
    void startCalendars();
    /// Somebody wants to know now.
    void wishCompared();
    MirrorStatus mirror();
    /// A request of somebody else at Cal.com: nobody's, or with a key.
    QJsonObject elsewhere(const char *method, const QString &path, const QJsonObject &body = {},
                          const QByteArray &key = {});
    /// False: it was told before.
    bool tell(const QByteArray &event);
    /// What Cal.com has sent since the last call; told already unless it is held back.
    QList<QByteArray> takeEvents();
    bool holds_events_back = false;
    /// What became of them, in the order in which they came.
    QStringList eventResults();
    void runFor(milliseconds time);
    /// Until the outbox has nothing left that falls due within a day.
    void runUntilSettled();

    Appointment appointment(AppointmentId id);
    QList<OutboxRow> rows(AppointmentId id);
    QList<Attempt> attempts(AppointmentId id);
    QList<ReviewItem> reviews();
    Instant at(int hour, int minute = 0) const;
    /// Accepted bookings in the sandbox.
    QList<QJsonObject> remoteBookings() const;
    /// What counts at the end: per phase status and uid's booking (start, phase), the reviews, the accepted bookings.
    QString endState(AppointmentId id);
    void setFlag(const QString &name, const QString &value);

    ManualClock clock;
    ManualExecutor executor{clock};
    SeededRandom random{42};
    SyncSettings settings;
    std::unique_ptr<Connection> connection;
    Catalogue catalogue;
    std::unique_ptr<Sandbox> sandbox;
    std::unique_ptr<TroubledTransport> transport;
    HttpTransport *line = nullptr; // in place of the sandbox
    SyncHealth health;             // as the worker told it last

private:
    void openSalon();
    void emptyBook();
    const ThrowAwayDatabase &m_database;
    FaultPlan *m_faults;
    std::unique_ptr<Lane> m_lane;
    std::unique_ptr<SyncWorker> m_worker;
    std::unique_ptr<RemoteEvents> m_events;
    std::unique_ptr<Reconciler> m_reconciler;
    std::unique_ptr<CalendarReader> m_calendars;
    QList<QByteArray> m_sent;
    void hear(const QList<sandbox::WebhookDelivery> &deliveries);
};

} // namespace salon::test
