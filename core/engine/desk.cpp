// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/desk.h"

#include "core/engine/deskreads.h"
#include "core/metrics/figurereader.h"
#include "core/phone/synonyms.h"
#include "core/storage/cataloguetable.h"

namespace salon
{

Desk::Desk(Lane &read, Lane &write, Executor &here, const Clock &clock, Random &random, QObject *parent)
    : QObject(parent)
    , m_lanes(read, write, here, clock, random)
    , m_reviews(m_lanes)
{
}

void Desk::setStatus(const DeskStatus &status)
{
    if (m_status == status)
        return;
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

void Desk::catalogue(QObject *guard, Answer<Catalogue> then)
{
    m_lanes.read<Catalogue>(
        guard, [](Connection &c) { return CatalogueTable::load(c); }, std::move(then));
}

void Desk::counts(QObject *guard, Answer<DeskCounts> then)
{
    m_lanes.read<DeskCounts>(
        guard, [](Connection &c) { return DeskReads::counts(c); }, std::move(then));
}

void Desk::day(QObject *guard, QDate date, Answer<DayView> then)
{
    m_lanes.read<DayView>(
        guard, [now = clock().now(), date](Connection &c) { return DeskReads::day(c, now, date); }, std::move(then));
}

void Desk::appointment(QObject *guard, AppointmentId id, Answer<AppointmentView> then)
{
    m_lanes.read<AppointmentView>(
        guard, [id](Connection &c) { return DeskReads::appointment(c, id); }, std::move(then));
}

void Desk::searchAppointments(QObject *guard, const QString &text, Answer<QList<AppointmentView>> then)
{
    m_lanes.read<QList<AppointmentView>>(
        guard, [now = clock().now(), text](Connection &c) { return DeskReads::search(c, now, text); }, std::move(then));
}

void Desk::findCustomers(QObject *guard, const QString &text, Answer<QList<CustomerMatch>> then)
{
    m_lanes.read<QList<CustomerMatch>>(
        guard, [text](Connection &c) { return DeskReads::customers(c, text); }, std::move(then));
}

void Desk::starts(QObject *guard, const StartQuestion &question, Answer<QList<StartView>> then)
{
    m_lanes.read<QList<StartView>>(
        guard,
        [now = clock().now(), question, language = m_language](Connection &c) {
            return DeskReads::starts(c, now, question, language);
        },
        std::move(then));
}

void Desk::book(QObject *guard, BookingRequest request, Answer<BookingOutcome> then)
{
    request.source = Source::Desk;
    request.actor = m_lanes.actor();
    m_lanes.write<BookingOutcome>(
        guard,
        [&lanes = m_lanes, request](Connection &c) {
            return BookingDesk(lanes.clock(), lanes.random()).book(c, request);
        },
        std::move(then));
}

void Desk::move(QObject *guard, AppointmentId id, const MoveRequest &to, int version, Answer<ChangeOutcome> then)
{
    m_lanes.write<ChangeOutcome>(
        guard,
        [&lanes = m_lanes, id, to, version](Connection &c) {
            return BookingDesk(lanes.clock(), lanes.random()).move(c, id, to, version, lanes.actor());
        },
        std::move(then));
}

void Desk::cancel(QObject *guard, AppointmentId id, const QString &reason, int version, Answer<ChangeOutcome> then)
{
    m_lanes.write<ChangeOutcome>(
        guard,
        [&lanes = m_lanes, id, reason, version](Connection &c) {
            return BookingDesk(lanes.clock(), lanes.random()).cancel(c, id, reason, version, lanes.actor());
        },
        std::move(then));
}

void Desk::setStatus(QObject *guard, AppointmentId id, AppointmentStatus status, int version,
                     Answer<ChangeOutcome> then)
{
    m_lanes.write<ChangeOutcome>(
        guard,
        [&lanes = m_lanes, id, status, version](Connection &c) {
            return BookingDesk(lanes.clock(), lanes.random()).setStatus(c, id, status, version, lanes.actor());
        },
        std::move(then));
}

void Desk::eventMaps(QObject *guard, Answer<EventMapMatrix> then)
{
    m_lanes.read<EventMapMatrix>(
        guard, [](Connection &c) { return DeskReads::eventMaps(c); }, std::move(then));
}

void Desk::figures(QObject *guard, int days, Answer<Figures> then)
{
    m_lanes.read<Figures>(
        guard,
        [now = clock().now(), days](Connection &c) -> Result<Figures> {
            const auto catalogue = CatalogueTable::load(c);
            if (!catalogue)
                return catalogue.error();
            return FigureReader::read(c, catalogue->salon.zone, now, days);
        },
        std::move(then));
}

void Desk::calls(QObject *guard, Answer<CallList> then)
{
    m_lanes.read<CallList>(
        guard, [now = clock().now()](Connection &c) { return DeskReads::calls(c, now); }, std::move(then));
}

void Desk::call(QObject *guard, const QString &call_id, Answer<CallDetail> then)
{
    m_lanes.read<CallDetail>(
        guard, [now = clock().now(), call_id](Connection &c) { return DeskReads::call(c, now, call_id); },
        std::move(then));
}

void Desk::unknownWords(QObject *guard, Answer<QList<UnknownWord>> then)
{
    m_lanes.read<QList<UnknownWord>>(
        guard, [](Connection &c) { return UnknownWordTable::all(c); }, std::move(then));
}

void Desk::addSynonym(QObject *guard, ServiceId service, const QString &word, Answer<void> then)
{
    m_lanes.change(
        guard, [service, word](Transaction &tx, const QString &who) { return Synonyms::add(tx, service, word, who); },
        std::move(then));
}

void Desk::forgetWord(QObject *guard, const QString &word, Answer<void> then)
{
    m_lanes.change(
        guard,
        [word](Transaction &tx, const QString &) -> Result<void> {
            const auto gone = UnknownWordTable::forget(tx, word);
            return gone ? Result<void>() : Result<void>(gone.error());
        },
        std::move(then));
}

} // namespace salon
