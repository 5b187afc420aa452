// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reconcile/reconciliation.h"

#include "core/base/checks.h"

#include <algorithm>

namespace salon
{

using calcom::Booking;
using calcom::BookingStatus;

namespace
{

class Comparison
{
public:
    Comparison(const MirrorBook &book, const RemoteLists &lists)
        : m_book(book)
        , m_lists(lists)
    {
        for (const MirrorEntry &entry : book.entries) {
            if (!entry.uid.isEmpty())
                m_by_uid.insert(entry.uid, &entry);
            m_by_part.insert(partOf(QString::number(entry.appointment.value), entry.phase_key), &entry);
        }
    }

    Reconciliation run()
    {
        for (const MirrorEntry &entry : m_book.entries)
            compare(entry);
        for (const Booking &booking : m_lists.bookings)
            if (!m_by_uid.contains(booking.uid))
                judgeStray(booking);
        for (const RemoteBooking &block : m_book.blocks)
            compareBlock(block);
        const auto by_uid = [](const MirrorHint &a, const MirrorHint &b) { return a.uid < b.uid; };
        std::sort(m_found.drifts.begin(), m_found.drifts.end(), by_uid);
        return m_found;
    }

private:
    static QString partOf(const QString &appointment, const QString &phase)
    {
        return appointment + QLatin1Char('/') + phase;
    }

    bool isSettled(const MirrorEntry &entry) const
    {
        return !entry.is_under_way && (!entry.settled_at || *entry.settled_at < m_book.begun);
    }

    void drift(MirrorDifference difference, const QString &uid, std::int64_t host)
    {
        m_found.drifts.append({difference, uid, host});
    }

    void compare(const MirrorEntry &entry)
    {
        if (entry.uid.isEmpty() || !isSettled(entry))
            return;
        const std::int64_t host = m_book.hosts.value(entry.staff);
        const auto listed = m_lists.bookings.constFind(entry.uid);
        if (listed != m_lists.bookings.constEnd()) {
            ++m_found.compared;
            if (const auto difference = differenceOf(entry, *listed, host))
                drift(*difference, entry.uid, host);
            return;
        }
        if (!entry.is_wanted || entry.begins < m_book.span.begin || entry.begins >= m_book.span.end)
            return;
        if (m_lists.complete_hosts.contains(host) || m_lists.gone.contains(entry.uid)) {
            ++m_found.compared;
            drift(MirrorDifference::Missing, entry.uid, host);
        } else {
            m_found.unseen.append({MirrorDifference::Missing, entry.uid, host});
        }
    }

    std::optional<MirrorDifference> differenceOf(const MirrorEntry &entry, const Booking &booking,
                                                 std::int64_t host) const
    {
        const bool is_live = booking.status == BookingStatus::Accepted;
        if (!entry.is_wanted)
            return is_live ? std::optional(MirrorDifference::StillThere) : std::nullopt;
        if (!is_live)
            return booking.rescheduled_to_uid.isEmpty() ? MirrorDifference::Cancelled : MirrorDifference::Moved;
        if (booking.start != entry.begins)
            return MirrorDifference::Moved;
        if (host != 0 && booking.host_id != 0 && booking.host_id != host)
            return MirrorDifference::HostChanged;
        return std::nullopt;
    }

    bool isOurs(const Booking &booking) const
    {
        return !booking.token.instance.isEmpty() && booking.token.instance == m_book.instance;
    }

    /// Listed, and no part of the book holds its uid.
    void judgeStray(const Booking &booking)
    {
        if (booking.status != BookingStatus::Accepted)
            return;
        if (!isOurs(booking))
            return judgeForeign(booking);
        if (booking.token.isTrial())
            return;
        const MirrorEntry *entry = m_by_part.value(partOf(booking.token.appointment, booking.token.phase));
        if (!entry)
            return drift(MirrorDifference::Foreign, booking.uid, booking.host_id);
        if (!isSettled(*entry))
            return;
        // The part's own uid was moved to this one: told already, there.
        if (const auto own = m_lists.bookings.constFind(entry->uid);
            own != m_lists.bookings.constEnd() && own->rescheduled_to_uid == booking.uid)
            return;
        drift(entry->is_wanted ? MirrorDifference::Duplicate : MirrorDifference::StillThere, booking.uid,
              booking.host_id);
    }

    void judgeForeign(const Booking &booking)
    {
        const bool is_one_of_us = std::any_of(m_book.hosts.cbegin(), m_book.hosts.cend(),
                                              [&](std::int64_t host) { return host != 0 && host == booking.host_id; });
        if (!is_one_of_us || m_book.blocks.contains(booking.uid))
            return;
        drift(MirrorDifference::Foreign, booking.uid, booking.host_id);
    }

    void compareBlock(const RemoteBooking &block)
    {
        const QString uid = block.uids.constFirst();
        const auto listed = m_lists.bookings.constFind(uid);
        if (listed == m_lists.bookings.constEnd()) {
            const bool should_show = m_lists.complete_hosts.contains(block.host_id);
            if (should_show && block.span.begin >= m_book.span.begin && block.span.begin < m_book.span.end)
                drift(MirrorDifference::Missing, uid, block.host_id);
            return;
        }
        const bool has_moved = listed->start != block.span.begin || listed->end != block.span.end;
        if (listed->status != BookingStatus::Accepted)
            drift(listed->rescheduled_to_uid.isEmpty() ? MirrorDifference::Cancelled : MirrorDifference::Moved, uid,
                  block.host_id);
        else if (has_moved)
            drift(MirrorDifference::Moved, uid, block.host_id);
        else if (listed->host_id != 0 && listed->host_id != block.host_id)
            drift(MirrorDifference::HostChanged, uid, block.host_id);
    }

    const MirrorBook &m_book;
    const RemoteLists &m_lists;
    QHash<QString, const MirrorEntry *> m_by_uid;
    QHash<QString, const MirrorEntry *> m_by_part;
    Reconciliation m_found;
};

} // namespace

QString word(MirrorDifference difference)
{
    switch (difference) {
    case MirrorDifference::Missing:
        return QStringLiteral("missing");
    case MirrorDifference::Moved:
        return QStringLiteral("moved");
    case MirrorDifference::Cancelled:
        return QStringLiteral("cancelled");
    case MirrorDifference::HostChanged:
        return QStringLiteral("host_changed");
    case MirrorDifference::Duplicate:
        return QStringLiteral("duplicate");
    case MirrorDifference::StillThere:
        return QStringLiteral("still_there");
    case MirrorDifference::Foreign:
        return QStringLiteral("foreign");
    }
    SALON_CHECK(!"every difference has a word");
    return {};
}

MirrorState Reconciliation::state() const
{
    if (!drifts.isEmpty())
        return MirrorState::Drift;
    return unseen.isEmpty() ? MirrorState::Ok : MirrorState::Unknown;
}

Reconciliation Reconciliation::of(const MirrorBook &book, const RemoteLists &lists)
{
    return Comparison(book, lists).run();
}

} // namespace salon
