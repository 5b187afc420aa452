// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/remote/remotedecision.h"

#include <QTest>

using namespace salon;
using calcom::BookingStatus;
using namespace std::chrono_literals;

namespace
{

const Instant kStart = Instant::fromMs(1764147600000);

MirroredPhase local(AppointmentStatus status = AppointmentStatus::Confirmed, const char *uid = "u")
{
    MirroredPhase phase;
    phase.appointment.status = status;
    phase.phase.span = {kStart, kStart + 50min};
    phase.phase.calcom_uid = QString::fromLatin1(uid);
    phase.host = 42;
    return phase;
}

MirroredPhase with(MirroredPhase phase, SyncOperation operation, OutboxState state)
{
    OutboxRow row;
    row.operation = operation;
    row.state = state;
    row.operation_uuid = QStringLiteral("op");
    phase.rows.append(row);
    return phase;
}

calcom::Booking remote(BookingStatus status = BookingStatus::Accepted, const char *uid = "u")
{
    calcom::Booking booking;
    booking.uid = QString::fromLatin1(uid);
    booking.status = status;
    booking.start = kStart;
    booking.end = kStart + 50min;
    booking.host_id = 42;
    booking.token = {QStringLiteral("i"), QStringLiteral("1"), QStringLiteral("A"), QStringLiteral("op")};
    return booking;
}

calcom::Booking changed(Instant start, std::int64_t host = 42)
{
    calcom::Booking booking = remote();
    booking.start = start;
    booking.host_id = host;
    return booking;
}

} // namespace

/// Each row of the table by which Cal.com's word is judged.
class TestRemoteDecision : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data()
    {
        using S = AppointmentStatus;
        using O = OutboxState;
        using B = BookingStatus;
        constexpr auto kCreate = SyncOperation::Create;
        constexpr auto kMove = SyncOperation::Reschedule;
        QTest::addColumn<MirroredPhase>("here");
        QTest::addColumn<calcom::Booking>("there");
        QTest::addColumn<QStringList>("earlier");
        QTest::addColumn<RemoteStep>("expected");
        const QStringList none;
        const QStringList moved{QStringLiteral("u")};
        const auto row = [](const char *name, const MirroredPhase &here, const calcom::Booking &there,
                            const QStringList &earlier,
                            RemoteStep expected) { QTest::newRow(name) << here << there << earlier << expected; };
        row("our own", local(), remote(), none, RemoteStep::AsTheBookSays);
        row("host not said", local(), changed(kStart, 0), none, RemoteStep::AsTheBookSays);
        row("other uid, same time", local(), remote(B::Accepted, "v"), moved, RemoteStep::FollowUid);
        row("moved", local(), changed(kStart + 1h), none, RemoteStep::Changed);
        row("other host", local(), changed(kStart, 43), none, RemoteStep::Changed);
        row("waits for a yes", local(), remote(B::Pending), none, RemoteStep::Changed);
        row("status unknown", local(), remote(B::Unknown), none, RemoteStep::Wait);
        row("cancelled", local(), remote(B::Cancelled), none, RemoteStep::Cancelled);
        row("rejected", local(), remote(B::Rejected), none, RemoteStep::Cancelled);
        row("cancelled on both sides", local(S::Cancelled), remote(B::Cancelled), none, RemoteStep::AsTheBookSays);
        row("cancelled, but over here", local(S::Done), remote(B::Cancelled), none, RemoteStep::AsTheBookSays);
        row("cancelled here, lives there", local(S::Cancelled), remote(), none, RemoteStep::Changed);
        row("moved by us just now", with(local(), kMove, O::Sending), changed(kStart + 1h), none, RemoteStep::Wait);
        row("our move waits", with(local(), kMove, O::Waiting), remote(B::Cancelled), none, RemoteStep::Wait);
        row("our answer is out", with(local(S::Confirmed, ""), kCreate, O::Sending), remote(), none, RemoteStep::Wait);
        row("our answer was lost", with(local(S::Confirmed, ""), kCreate, O::Verifying), remote(), none,
            RemoteStep::Bind);
        row("given up", with(local(S::Confirmed, ""), kCreate, O::Review), remote(), none, RemoteStep::Bind);
        row("cancelled before it was bound", with(local(S::Confirmed, ""), kCreate, O::Review), remote(B::Cancelled),
            none, RemoteStep::Old);
        row("another lives, too", local(), remote(B::Accepted, "v"), none, RemoteStep::Duplicate);
        row("an earlier one", local(), remote(B::Cancelled, "v"), none, RemoteStep::Old);
    }
    void table()
    {
        QFETCH(MirroredPhase, here);
        QFETCH(calcom::Booking, there);
        QFETCH(QStringList, earlier);
        QFETCH(RemoteStep, expected);
        QCOMPARE(int(judgeRemote(there, QStringList{there.uid} + earlier, here)), int(expected));
    }
};

QTEST_GUILESS_MAIN(TestRemoteDecision)
#include "tst_remotedecision.moc"
