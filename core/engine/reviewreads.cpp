// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reviewreads.h"

#include "core/engine/deskreads.h"
#include "core/storage/attempttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/functioncalltable.h"
#include "core/storage/journaltable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"
#include "core/storage/reviewtable.h"
#include "core/storage/settingtable.h"
#include "core/sync/remote/remotereview.h"

#include <algorithm>
#include <QJsonArray>
#include <QJsonDocument>

namespace salon
{

namespace
{

constexpr auto kEndedShown = std::chrono::days(7);
constexpr int kEndedLimit = 200;

Result<void> readTries(Connection &connection, ReviewView &view)
{
    Query query(connection, "SELECT (SELECT COUNT(*) FROM attempts WHERE appointment = ?), (SELECT MIN(due_at_ms) "
                            "FROM outbox WHERE appointment = ? AND state IN ('pending', 'verifying', 'waiting'))");
    query.bind(view.item.appointment).bind(view.item.appointment);
    if (const auto row = query.fetch(); !row)
        return row.error();
    view.attempts = query.integer(0);
    view.next_try = query.optionalInstant(1);
    return {};
}

Result<ReviewMeans> meansOf(Connection &connection, const Catalogue &catalogue, const ReviewItem &item,
                            const Appointment &appointment)
{
    ReviewMeans means{.id = item.id};
    const auto rows = OutboxTable::ofAppointment(connection, appointment.id);
    if (!rows)
        return rows.error();
    for (const OutboxRow &row : *rows) {
        means.to_send += row.state == OutboxState::Review;
        means.to_look_for += row.state == OutboxState::Review && row.sends > 0;
    }
    means.lacks_map = std::any_of(appointment.phases.cbegin(), appointment.phases.cend(), [&](const Phase &phase) {
        return phase.busy && !catalogue.eventMap(phase.staff, appointment.service, phase.key);
    });
    return means;
}

Result<ReviewView> viewOf(Connection &connection, const Catalogue &catalogue, const ReviewItem &item)
{
    ReviewView view{.item = item};
    view.means.id = item.id;
    if (item.appointment.isNull()) {
        view.means.to_send = item.cause == ReviewCause::Auth; // all that waits for the key
        return view;
    }
    const auto appointment = DeskReads::appointment(connection, item.appointment);
    if (!appointment)
        return appointment.error();
    view.appointment = *appointment;
    view.is_changed_there = !RemoteReview::partsOf(item).isEmpty();
    const auto means = meansOf(connection, catalogue, item, view.appointment.appointment);
    if (!means)
        return means.error();
    view.means = *means;
    if (const auto read = readTries(connection, view); !read)
        return read.error();
    return view;
}

Result<QList<ReviewView>> viewsOf(Connection &connection, const Catalogue &catalogue,
                                  const Result<QList<ReviewItem>> &items)
{
    if (!items)
        return items.error();
    QList<ReviewView> views;
    for (const ReviewItem &item : *items) {
        const auto view = viewOf(connection, catalogue, item);
        if (!view)
            return view.error();
        views.append(*view);
    }
    return views;
}

/// The sentence with which the booking was answered.
Result<QString> toldTo(Connection &connection, const Appointment &appointment)
{
    if (appointment.call_id.isEmpty())
        return QString();
    const auto functions = FunctionCallTable::ofCall(connection, appointment.call_id);
    if (!functions)
        return functions.error();
    for (const FunctionCallRecord &function : *functions)
        if (function.answer.value(QStringLiteral("appointment_id")).toInteger() == appointment.id.value)
            return function.answer.value(QStringLiteral("message")).toString();
    return QString();
}

Result<void> addHistory(Connection &connection, const QString &subject, qint64 id, QList<HistoryView> &history)
{
    const auto entries = JournalTable::of(connection, subject, id);
    if (!entries)
        return entries.error();
    for (const JournalEntry &entry : *entries) {
        const QString reason = entry.after.value(u"reason").toString();
        const bool is_given = entry.action == u"assign";
        history.append({entry.at, entry.who, entry.action, is_given ? entry.after.value(u"owner").toString() : reason});
    }
    return {};
}

Result<QList<HistoryView>> historyOf(Connection &connection, const ReviewItem &item)
{
    QList<HistoryView> history;
    if (auto added = addHistory(connection, QStringLiteral("appointments"), item.appointment.value, history); !added)
        return added.error();
    if (auto added = addHistory(connection, QStringLiteral("reviews"), item.id.value, history); !added)
        return added.error();
    std::stable_sort(history.begin(), history.end(),
                     [](const HistoryView &a, const HistoryView &b) { return a.at < b.at; });
    return history;
}

Result<QStringList> peopleAtTheDesk(Connection &connection)
{
    const auto names = SettingTable::read(connection, QStringLiteral("desk_people"));
    if (!names)
        return names.error();
    QStringList people;
    const QJsonArray stored = QJsonDocument::fromJson(names->value_or(QString()).toUtf8()).array();
    for (const QJsonValue &name : stored)
        people.append(name.toString());
    return people;
}

} // namespace

Result<ReviewQueue> ReviewReads::queue(Connection &connection, Instant now)
{
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    const auto rows = viewsOf(connection, *catalogue, ReviewTable::live(connection, now));
    if (!rows)
        return rows.error();
    const auto ended = viewsOf(connection, *catalogue, ReviewTable::ended(connection, now - kEndedShown, kEndedLimit));
    if (!ended)
        return ended.error();
    const auto people = peopleAtTheDesk(connection);
    if (!people)
        return people.error();
    return ReviewQueue{catalogue->salon.zone, now, *rows, *ended, *people};
}

Result<ReviewDetail> ReviewReads::detail(Connection &connection, Instant now, ReviewId id)
{
    const auto item = ReviewTable::read(connection, id, now);
    if (!item)
        return item.error();
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    const auto view = viewOf(connection, *catalogue, *item);
    if (!view)
        return view.error();
    ReviewDetail detail{.review = *view};
    if (item->appointment.isNull())
        return detail;
    for (const RemoteReview::Part &part : RemoteReview::partsOf(*item))
        detail.remote.append({part.phase, part.status, part.begins});
    const auto attempts = AttemptTable::ofAppointment(connection, item->appointment);
    const auto told = toldTo(connection, view->appointment.appointment);
    const auto history = historyOf(connection, *item);
    if (!attempts || !told || !history)
        return !attempts ? attempts.error() : !told ? told.error() : history.error();
    detail.attempts = *attempts;
    detail.told = *told;
    detail.history = *history;
    for (const Phase &phase : view->appointment.appointment.phases)
        if (phase.busy && !catalogue->eventMap(phase.staff, view->appointment.appointment.service, phase.key))
            detail.missing_segments.append(phase.name);
    return detail;
}

Result<QList<ReviewMeans>> ReviewReads::means(Connection &connection, Instant now, const QList<ReviewId> &ids)
{
    const auto catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    QList<ReviewMeans> all;
    for (const ReviewId id : ids) {
        const auto item = ReviewTable::read(connection, id, now);
        if (!item && item.error().code == ErrorCode::NotFound)
            continue;
        if (!item)
            return item.error();
        const auto one = viewOf(connection, *catalogue, *item);
        if (!one)
            return one.error();
        all.append(one->means);
    }
    return all;
}

} // namespace salon
