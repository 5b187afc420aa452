// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/changefeed.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/storage/query.h"

#include <algorithm>
#include <atomic>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlDriver>

namespace salon
{

namespace
{

const QString kChannel = QStringLiteral("salondesk");
constexpr int kTicksBetweenSignsOfLife = 20; // a dead peer on the network does not close the connection by itself

void add(QList<StoreChanged> &changes, const QString &table, const QList<qint64> &ids)
{
    auto known = std::find_if(changes.begin(), changes.end(), [&](const auto &c) { return c.table == table; });
    if (known == changes.end())
        changes << StoreChanged{table, ids};
    else if (ids.isEmpty() || known->ids.isEmpty())
        known->ids.clear();
    else
        known->ids << ids;
}

} // namespace

struct ChangeFeed::State : std::enable_shared_from_this<State> {
    Lane::Open open;
    QString own_origin;
    Executor *worker = nullptr;
    Executor *back = nullptr;
    Lane::Heard heard;
    std::atomic<bool> stopped{false};

    // the worker's from here on
    std::unique_ptr<Connection> connection;
    std::unique_ptr<QObject> listener;
    qint64 data_version = 0;
    qint64 last_id = 0;
    int ticks = 0;
    bool was_listening = false;
    bool complained = false;

    void tick();
    Result<void> begin();
    Result<void> look();
    Result<qint64> dataVersion();
    void listen();
    void received(const QString &payload);
    void tell(const QList<StoreChanged> &changes);
};

void ChangeFeed::State::tell(const QList<StoreChanged> &changes)
{
    if (changes.isEmpty())
        return;
    back->post([weak = weak_from_this(), changes] {
        if (const auto state = weak.lock(); state && !state->stopped)
            state->heard(changes);
    });
}

void ChangeFeed::State::tick()
{
    if (stopped)
        return;
    if (connection && !connection->isOpen())
        connection.reset();
    const auto done = connection ? look() : begin();
    if (!done) {
        if (!std::exchange(complained, true)) // once per loss, not four times a second
            qCWarning(lcStore).noquote() << "change feed:" << done.error().detail;
        connection.reset();
    } else {
        complained = false;
    }
    worker->after(limits::kChangePoll, [weak = weak_from_this()] {
        if (const auto state = weak.lock())
            state->tick();
    });
}

Result<void> ChangeFeed::State::begin()
{
    auto opened = open();
    if (!opened)
        return opened.error();
    connection = std::move(*opened);
    if (connection->isSqlite()) {
        // The version first: what is committed in between is seen by the next look.
        auto version = dataVersion();
        if (!version)
            return version.error();
        data_version = *version;
        Query last(*connection, "SELECT COALESCE(MAX(id), 0) FROM changes");
        if (auto fetched = last.fetch(); !fetched)
            return fetched.error();
        last_id = last.int64(0);
    } else {
        listen();
    }
    if (std::exchange(was_listening, true))
        tell({StoreChanged{}});
    return {};
}

Result<qint64> ChangeFeed::State::dataVersion()
{
    Query query(*connection, "PRAGMA data_version");
    if (auto fetched = query.fetch(); !fetched)
        return fetched.error();
    return query.int64(0);
}

Result<void> ChangeFeed::State::look()
{
    if (!connection->isSqlite()) {
        if (++ticks % kTicksBetweenSignsOfLife != 0)
            return {};
        Query query(*connection, "SELECT 1");
        return query.exec();
    }
    auto version = dataVersion();
    if (!version)
        return version.error();
    if (*version == std::exchange(data_version, *version))
        return {};
    Query query(*connection, "SELECT id, table_name, row_id, origin FROM changes WHERE id > ? ORDER BY id");
    if (auto done = query.bind(last_id).exec(); !done)
        return done;
    QList<StoreChanged> changes;
    while (query.next()) {
        if (query.int64(0) != last_id + 1) // swept away before it was read here
            changes = {StoreChanged{}};
        last_id = query.int64(0);
        if (own_origin.isEmpty() || query.text(3) != own_origin)
            add(changes, query.text(1), query.int64(2) == 0 ? QList<qint64>() : QList<qint64>{query.int64(2)});
    }
    tell(changes);
    return {};
}

void ChangeFeed::State::listen()
{
    listener = std::make_unique<QObject>();
    QObject::connect(connection->driver(), &QSqlDriver::notification, listener.get(),
                     [this](const QString &, QSqlDriver::NotificationSource, const QVariant &payload) {
                         received(payload.toString());
                     });
    if (!connection->driver()->subscribeToNotification(kChannel))
        qCWarning(lcStore) << "the database refuses LISTEN; changes of other processes will not be seen";
}

void ChangeFeed::State::received(const QString &payload)
{
    const QJsonObject message = QJsonDocument::fromJson(payload.toUtf8()).object();
    if (!own_origin.isEmpty() && message.value(QLatin1String("o")).toString() == own_origin)
        return;
    StoreChanged change{message.value(QLatin1String("t")).toString(), {}};
    const QJsonArray ids = message.value(QLatin1String("i")).toArray();
    for (const auto &id : ids)
        change.ids << id.toInteger();
    tell({change});
}

ChangeFeed::ChangeFeed(Lane::Open open, const QString &own_origin, Executor &worker, Executor &back, Lane::Heard heard)
    : m_state(std::make_shared<State>())
{
    m_state->open = std::move(open);
    m_state->own_origin = own_origin;
    m_state->worker = &worker;
    m_state->back = &back;
    m_state->heard = std::move(heard);
}

ChangeFeed::~ChangeFeed()
{
    m_state->stopped = true;
    // The connection belongs to the worker's thread and must be closed there.
    Executor *worker = m_state->worker;
    worker->post([state = std::move(m_state)] {
        state->listener.reset();
        state->connection.reset();
    });
}

void ChangeFeed::start()
{
    m_state->worker->post([weak = std::weak_ptr<State>(m_state)] {
        if (const auto state = weak.lock())
            state->tick();
    });
}

} // namespace salon
