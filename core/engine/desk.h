// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/booking/bookingdesk.h"
#include "core/domain/catalogue.h"
#include "core/domain/language.h"
#include "core/domain/storechanged.h"
#include "core/engine/callview.h"
#include "core/engine/dayview.h"
#include "core/engine/deskstatus.h"
#include "core/engine/mapview.h"
#include "core/engine/reviewdesk.h"
#include "core/metrics/figures.h"
#include "core/storage/unknownwordtable.h"

namespace salon
{

/// What the window asks and does. Each method returns at once; its answer is called on the GUI thread, and only while
/// `guard` (the asking widget) lives. Reads run on the desk-read lane, commands on the write lane, through the same
/// booking and sync code as the phone and the command line.
/// Thread: GUI. Errors: as Result in the answer; Busy at once when a lane is full.
class Desk final : public QObject
{
    Q_OBJECT
public:
    template <typename T>
    using Answer = DeskLanes::Answer<T>;

    Desk(Lane &read, Lane &write, Executor &here, const Clock &clock, Random &random, QObject *parent = nullptr);

    const Clock &clock() const { return m_lanes.clock(); }
    Language language() const { return m_language; }
    void setLanguage(Language language) { m_language = language; }
    const DeskStatus &status() const { return m_status; }
    void setStatus(const DeskStatus &status);
    void hear(const StoreChanged &change) { Q_EMIT storeChanged(change); }

    void catalogue(QObject *guard, Answer<Catalogue> then);
    void counts(QObject *guard, Answer<DeskCounts> then);

    void day(QObject *guard, QDate date, Answer<DayView> then);
    void appointment(QObject *guard, AppointmentId id, Answer<AppointmentView> then);
    void searchAppointments(QObject *guard, const QString &text, Answer<QList<AppointmentView>> then);
    void findCustomers(QObject *guard, const QString &text, Answer<QList<CustomerMatch>> then);
    void starts(QObject *guard, const StartQuestion &question, Answer<QList<StartView>> then);
    void book(QObject *guard, BookingRequest request, Answer<BookingOutcome> then);
    void move(QObject *guard, AppointmentId id, const MoveRequest &to, int version, Answer<ChangeOutcome> then);
    void cancel(QObject *guard, AppointmentId id, const QString &reason, int version, Answer<ChangeOutcome> then);
    void setStatus(QObject *guard, AppointmentId id, AppointmentStatus status, int version, Answer<ChangeOutcome> then);

    /// What waits for a person.
    ReviewDesk &reviews() { return m_reviews; }

    void eventMaps(QObject *guard, Answer<EventMapMatrix> then);
    void figures(QObject *guard, int days, Answer<Figures> then);
    void calls(QObject *guard, Answer<CallList> then);
    void call(QObject *guard, const QString &call_id, Answer<CallDetail> then);
    void unknownWords(QObject *guard, Answer<QList<UnknownWord>> then);
    void addSynonym(QObject *guard, ServiceId service, const QString &word, Answer<void> then);
    void forgetWord(QObject *guard, const QString &word, Answer<void> then);

Q_SIGNALS:
    void storeChanged(const salon::StoreChanged &change);
    void statusChanged(const salon::DeskStatus &status);

private:
    DeskLanes m_lanes;
    ReviewDesk m_reviews;
    Language m_language = Language::German;
    DeskStatus m_status;
};

} // namespace salon
