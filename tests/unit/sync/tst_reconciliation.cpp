// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reconcile/reconciliation.h"

#include <QTest>

using namespace salon;
using calcom::BookingStatus;
using namespace std::chrono_literals;

namespace
{

const Instant kNow = Instant::fromMs(1764061200000);
const Instant kStart = kNow + 25h;
constexpr std::int64_t kMia = 42;
constexpr std::int64_t kRobin = 43;
constexpr StaffId kMiaHere{1};
constexpr StaffId kRobinHere{2};

MirrorEntry entry(const char *uid = "u", const char *phase = "A")
{
    return {.appointment = {7},
            .phase = {70},
            .phase_key = QString::fromLatin1(phase),
            .staff = kMiaHere,
            .begins = kStart,
            .uid = QString::fromLatin1(uid)};
}

MirrorEntry with(MirrorEntry changed, void (*change)(MirrorEntry &))
{
    change(changed);
    return changed;
}

calcom::Booking listed(const char *uid = "u", const char *phase = "A")
{
    calcom::Booking booking;
    booking.uid = QString::fromLatin1(uid);
    booking.status = BookingStatus::Accepted;
    booking.start = kStart;
    booking.end = kStart + 50min;
    booking.host_id = kMia;
    booking.token = {QStringLiteral("salon"), QStringLiteral("7"), QString::fromLatin1(phase), QStringLiteral("op")};
    return booking;
}

calcom::Booking with(calcom::Booking changed, void (*change)(calcom::Booking &))
{
    change(changed);
    return changed;
}

RemoteBooking block()
{
    return {.uids = {QStringLiteral("b")}, .span = {kStart, kStart + 50min}, .host_id = kMia, .is_live = true};
}

calcom::Booking ofBlock()
{
    return with(listed("b"), [](calcom::Booking &booking) { booking.token = {}; });
}

struct Case {
    const char *name;
    QList<MirrorEntry> here;
    QList<calcom::Booking> there;
    const char *expected; // "difference uid", in order; then "unseen uid"
    bool sees_mia = true;
    bool has_block = false;
};

QList<Case> cases()
{
    using E = MirrorEntry;
    using B = calcom::Booking;
    return {
        {"nothing at all", {}, {}, ""},
        {"the same", {entry()}, {listed()}, ""},
        {"missing", {entry()}, {}, "missing u"},
        {"no list shows her", {entry()}, {}, "unseen u", false},
        {"not sent yet", {entry("")}, {}, ""},
        {"under way", {with(entry(), [](E &e) { e.is_under_way = true; })}, {}, ""},
        {"settled before the list", {with(entry(), [](E &e) { e.settled_at = kNow - 1s; })}, {}, "missing u"},
        {"settled while it was read", {with(entry(), [](E &e) { e.settled_at = kNow + 1s; })}, {}, ""},
        {"another time", {entry()}, {with(listed(), [](B &b) { b.start = kStart + 15min; })}, "moved u"},
        {"moved away",
         {entry()},
         {with(listed(),
               [](B &b) {
                   b.status = BookingStatus::Cancelled;
                   b.rescheduled_to_uid = QStringLiteral("v");
               }),
          with(listed("v"), [](B &b) { b.start = kStart + 24h; })},
         "moved u"},
        {"cancelled there",
         {entry()},
         {with(listed(), [](B &b) { b.status = BookingStatus::Cancelled; })},
         "cancelled u"},
        {"rejected there",
         {entry()},
         {with(listed(), [](B &b) { b.status = BookingStatus::Rejected; })},
         "cancelled u"},
        {"waits for a yes there",
         {entry()},
         {with(listed(), [](B &b) { b.status = BookingStatus::Pending; })},
         "cancelled u"},
        {"no status", {entry()}, {with(listed(), [](B &b) { b.status = BookingStatus::Unknown; })}, "cancelled u"},
        {"another person", {entry()}, {with(listed(), [](B &b) { b.host_id = kRobin; })}, "host_changed u"},
        {"no host said", {entry()}, {with(listed(), [](B &b) { b.host_id = 0; })}, ""},
        {"a second one of ours", {entry()}, {listed(), listed("v")}, "duplicate v"},
        {"a second one, over",
         {entry()},
         {listed(), with(listed("v"), [](B &b) { b.status = BookingStatus::Cancelled; })},
         ""},
        {"a second one while ours is under way",
         {with(entry(), [](E &e) { e.is_under_way = true; })},
         {listed("v")},
         ""},
        {"ours, and never bound", {entry("")}, {listed("v")}, "duplicate v"},
        {"cancelled here and there",
         {with(entry(), [](E &e) { e.is_wanted = false; })},
         {with(listed(), [](B &b) { b.status = BookingStatus::Cancelled; })},
         ""},
        {"cancelled here alone", {with(entry(), [](E &e) { e.is_wanted = false; })}, {listed()}, "still_there u"},
        {"cancelled here, another uid",
         {with(entry(""), [](E &e) { e.is_wanted = false; })},
         {listed("v")},
         "still_there v"},
        {"cancelled here, not listed", {with(entry(), [](E &e) { e.is_wanted = false; })}, {}, ""},
        {"of an appointment that is not here", {}, {listed()}, "foreign u"},
        {"a test booking of ours", {}, {with(listed(), [](B &b) { b.token.appointment = calcom::Token::kTrial; })}, ""},
        {"booked on the page", {}, {ofBlock()}, "foreign b"},
        {"booked on the page, for somebody else", {}, {with(ofBlock(), [](B &b) { b.host_id = 99; })}, ""},
        {"asked for on the page", {}, {with(ofBlock(), [](B &b) { b.status = BookingStatus::Pending; })}, ""},
        {"of another salon's book",
         {},
         {with(listed(), [](B &b) { b.token.instance = QStringLiteral("x"); })},
         "foreign u"},
        {"known as busy", {}, {ofBlock()}, "", true, true},
        {"known as busy, moved", {}, {with(ofBlock(), [](B &b) { b.start = kStart + 1h; })}, "moved b", true, true},
        {"known as busy, longer", {}, {with(ofBlock(), [](B &b) { b.end = kStart + 2h; })}, "moved b", true, true},
        {"known as busy, over",
         {},
         {with(ofBlock(), [](B &b) { b.status = BookingStatus::Cancelled; })},
         "cancelled b",
         true,
         true},
        {"known as busy, at another person",
         {},
         {with(ofBlock(), [](B &b) { b.host_id = kRobin; })},
         "host_changed b",
         true,
         true},
        {"known as busy, gone", {}, {}, "missing b", true, true},
        {"known as busy, not to be seen", {}, {}, "", false, true},
    };
}

} // namespace

/// Each way in which book and lists can differ.
class TestReconciliation : public QObject
{
    Q_OBJECT

    static Reconciliation run(const Case &row, const QSet<QString> &gone = {})
    {
        MirrorBook book{.span = {kNow, kNow + 240h},
                        .instance = QStringLiteral("salon"),
                        .begun = kNow,
                        .entries = row.here,
                        .hosts = {{kMiaHere, kMia}, {kRobinHere, kRobin}}};
        if (row.has_block)
            book.blocks.insert(QStringLiteral("b"), block());
        RemoteLists lists;
        for (const calcom::Booking &booking : row.there)
            lists.bookings.insert(booking.uid, booking);
        if (row.sees_mia)
            lists.complete_hosts.insert(kMia);
        lists.gone = gone;
        return Reconciliation::of(book, lists);
    }
    static QString text(const Reconciliation &found)
    {
        QStringList lines;
        for (const MirrorHint &hint : found.drifts)
            lines.append(word(hint.difference) + QLatin1Char(' ') + hint.uid);
        for (const MirrorHint &hint : found.unseen)
            lines.append(QStringLiteral("unseen ") + hint.uid);
        return lines.join(QStringLiteral(", "));
    }

private Q_SLOTS:
    void differences_data()
    {
        QTest::addColumn<int>("row");
        const QList<Case> all = cases();
        for (int i = 0; i < all.size(); ++i)
            QTest::newRow(all.at(i).name) << i;
    }
    void differences()
    {
        QFETCH(int, row);
        const Case one = cases().at(row);
        QCOMPARE(text(run(one)), QString::fromLatin1(one.expected));
    }

    void whatNoUidOpensIsMissing()
    {
        const Case unseen{"", {entry()}, {}, "", false};
        QCOMPARE(text(run(unseen, {QStringLiteral("u")})), QStringLiteral("missing u"));
    }

    void theStateIsUnknownRatherThanRight()
    {
        QCOMPARE(run({"", {entry()}, {listed()}, ""}).state(), MirrorState::Ok);
        QCOMPARE(run({"", {entry()}, {}, "", false}).state(), MirrorState::Unknown);
        QCOMPARE(run({"", {entry()}, {}, ""}).state(), MirrorState::Drift);
        QCOMPARE(run({"", {entry(), entry("w", "B")}, {listed("x", "C")}, "", false}).state(), MirrorState::Drift);
    }

    void whatHasBegunIsLeftAlone()
    {
        const MirrorEntry begun = with(entry(), [](MirrorEntry &e) { e.begins = kNow - 1s; });
        QCOMPARE(text(run({"", {begun}, {}, ""})), QString());
    }
};

QTEST_GUILESS_MAIN(TestReconciliation)
#include "tst_reconciliation.moc"
