// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/demostage.h"

#include "core/storage/appointmenttable.h"
#include "core/storage/attempttable.h"
#include "core/storage/flagtable.h"
#include "core/storage/outboxtable.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace salon
{

namespace
{

Result<void> setFlag(Connection &connection, const Clock &clock, const QString &value)
{
    Result<Transaction> tx = Transaction::begin(connection, clock);
    if (!tx)
        return tx.error();
    if (const Result<void> set = FlagTable::set(*tx, u"event_map_check"_s, value, u"demo"_s); !set)
        return set;
    return tx->commit();
}

Result<DemoDesk::Seen> seen(Connection &connection, qint64 id)
{
    const Result<Appointment> appointment = AppointmentTable::read(connection, AppointmentId{id});
    if (!appointment)
        return appointment.error();
    const Result<QList<Attempt>> attempts = AttemptTable::ofAppointment(connection, AppointmentId{id});
    if (!attempts)
        return attempts.error();
    const bool recovered = std::any_of(attempts->begin(), attempts->end(),
                                       [](const Attempt &a) { return a.outcome == AttemptOutcome::Recovered; });
    return DemoDesk::Seen{word(OutboxTable::derived(appointment->phases)), recovered};
}

} // namespace

DemoStage::DemoStage(const DatabaseUrl &database, sandbox::World world, const Clock &clock, Executor &executor)
    : m_executor(executor)
    , m_clock(clock)
    , m_lane(u"demo"_s, Lane::opener(database, Purpose::ReadWrite, u"demo"_s))
    , m_sandbox(clock, m_random, std::move(world))
    , m_server(m_sandbox, m_transport, executor)
{
}

Result<quint16> DemoStage::open()
{
    return m_server.listen(QHostAddress(QHostAddress::LocalHost), 0);
}

void DemoStage::connectWebhooks(const QUrl &url, const QString &secret)
{
    m_sandbox.addWebhook(url, secret);
}

void DemoStage::play(const DemoStory::Places &places, Language language, DemoStory::Told told, DemoStory::Ended ended)
{
    if (m_story && m_story->isPlaying())
        return;
    m_story = std::make_unique<DemoStory>(places, desk(), m_transport, m_executor, m_real_clock, m_random, language);
    m_story->play(std::move(told), std::move(ended));
}

DemoDesk DemoStage::desk()
{
    DemoDesk desk;
    desk.set_event_map_check = [this](const QString &value, const std::function<void(Result<void>)> &then) {
        const bool queued = m_lane.run(
            [this, value](Connection &connection) { return setFlag(connection, m_clock, value); }, m_executor, then);
        if (!queued)
            then(Error{ErrorCode::Busy, u"the demo's lane is full"_s});
    };
    desk.look = [this](qint64 appointment, const std::function<void(Result<DemoDesk::Seen>)> &then) {
        const bool queued = m_lane.run([appointment](Connection &connection) { return seen(connection, appointment); },
                                       m_executor, then);
        if (!queued)
            then(Error{ErrorCode::Busy, u"the demo's lane is full"_s});
    };
    return desk;
}

} // namespace salon
