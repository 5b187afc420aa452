// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/remote/remotereview.h"

#include "core/base/checks.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/reviewtable.h"

#include <algorithm>
#include <QJsonArray>

namespace salon
{

namespace
{

const QString kRemote = QStringLiteral("remote");

QString word(calcom::BookingStatus status)
{
    switch (status) {
    case calcom::BookingStatus::Accepted:
        return QStringLiteral("accepted");
    case calcom::BookingStatus::Pending:
        return QStringLiteral("pending");
    case calcom::BookingStatus::Cancelled:
        return QStringLiteral("cancelled");
    case calcom::BookingStatus::Rejected:
        return QStringLiteral("rejected");
    case calcom::BookingStatus::Unknown:
        return QStringLiteral("unknown");
    }
    SALON_CHECK(!"every status has a word");
    return {};
}

QJsonObject times(const Zone &zone, Instant start, Instant end, const QString &status, const QString &staff)
{
    return {{QStringLiteral("start"), zone.iso(start)},
            {QStringLiteral("end"), zone.iso(end)},
            {QStringLiteral("status"), status},
            {QStringLiteral("staff"), staff}};
}

QJsonObject partOf(const Catalogue &catalogue, const MirroredPhase &local,
                   const std::optional<calcom::Booking> &booking)
{
    const Zone &zone = catalogue.salon.zone;
    const Staff *member = catalogue.member(local.phase.staff);
    QJsonObject part{{QStringLiteral("phase"), local.phase.key},
                     {QStringLiteral("operation"), kRemote},
                     {QStringLiteral("here"), times(zone, local.phase.span.begin, local.phase.span.end,
                                                    word(local.appointment.status), member ? member->key : QString())}};
    if (!booking)
        return part;
    const auto host = std::find_if(catalogue.staff.cbegin(), catalogue.staff.cend(), [&](const Staff &one) {
        return booking->host_id != 0 && one.calcom_user_id == booking->host_id;
    });
    QJsonObject there = times(zone, booking->start, booking->end, word(booking->status),
                              host == catalogue.staff.cend() ? QString() : host->key);
    there.insert(QStringLiteral("begins_ms"), qint64(booking->start.ms()));
    there.insert(QStringLiteral("host"), qint64(booking->host_id));
    part.insert(kRemote, there);
    return part;
}

/// The part is not mirrored as the book says; what was known of it before is over.
Result<void> mark(Transaction &tx, ReviewCause cause, const MirroredPhase &local,
                  const std::optional<calcom::Booking> &booking)
{
    QList<ReviewCause> others{ReviewCause::RemoteChanged, ReviewCause::RemoteCancelled, ReviewCause::RemoteMissing};
    others.removeOne(cause);
    if (auto dropped = ReviewTable::dropRemotePart(tx, local.appointment.id, local.phase.key, others); !dropped)
        return dropped;
    return OutboxTable::setPhase(tx, local.phase.id, SyncStatus::Review,
                                 booking ? booking->uid : local.phase.calcom_uid);
}

} // namespace

QList<RemoteReview::Part> RemoteReview::partsOf(const ReviewItem &item)
{
    QList<Part> parts;
    const QJsonArray entries = item.evidence.value(u"phases").toArray();
    for (const QJsonValue &value : entries) {
        const QJsonObject entry = value.toObject();
        if (item.group != ReviewTable::remoteGroup() || entry.value(u"operation") != kRemote)
            continue;
        const QJsonObject there = entry.value(kRemote).toObject();
        parts.append({entry.value(u"phase").toString(), there.value(u"status").toString(),
                      Instant::fromMs(there.value(u"begins_ms").toInteger()), there.value(u"host").toInteger(),
                      CalcomEventId{entry.value(u"event").toInteger()}});
    }
    return parts;
}

Result<void> RemoteReview::open(Transaction &tx, ReviewCause cause, const MirroredPhase &local,
                                const std::optional<calcom::Booking> &booking, CalcomEventId event)
{
    const auto catalogue = CatalogueTable::load(tx.connection());
    if (!catalogue)
        return catalogue.error();
    ReviewItem item;
    item.appointment = local.appointment.id;
    item.cause = cause;
    item.group = ReviewTable::remoteGroup();
    item.opened = tx.now();
    QJsonObject part = partOf(*catalogue, local, booking);
    item.evidence = {{QStringLiteral("phases"), QJsonArray{part}}};
    const auto was_settled = ReviewTable::wasSettled(tx.connection(), item);
    if (!was_settled)
        return was_settled.error();
    if (*was_settled)
        return {};
    if (cause != ReviewCause::Duplicate) // which leaves the part's own booking as it is
        if (auto marked = mark(tx, cause, local, booking); !marked)
            return marked;
    part.insert(QStringLiteral("event"), qint64(event.value));
    item.evidence = {{QStringLiteral("phases"), QJsonArray{part}}};
    const auto opened = ReviewTable::open(tx, item);
    return opened ? Result<void>() : Result<void>(opened.error());
}

Result<void> RemoteReview::agree(Transaction &tx, const MirroredPhase &local, const calcom::Booking &booking)
{
    if (local.phase.calcom_uid != booking.uid || local.phase.sync_status == SyncStatus::Review)
        if (auto set = OutboxTable::setPhase(tx, local.phase.id, SyncStatus::Synced, booking.uid); !set)
            return set;
    return ReviewTable::dropRemotePart(tx, local.appointment.id, local.phase.key);
}

} // namespace salon
