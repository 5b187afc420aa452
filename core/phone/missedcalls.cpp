// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/missedcalls.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/phone/callevents.h"
#include "core/storage/settingtable.h"

#include <algorithm>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace salon
{

namespace retell
{

/// One page of the list of calls.
struct CallPage {
    QList<QJsonObject> calls;
    bool has_more = false;
    QString next;
};

QByteArray listRequest(Instant since, Instant until, const QString &next)
{
    const QJsonObject range{{QStringLiteral("type"), QStringLiteral("range")},
                            {QStringLiteral("op"), QStringLiteral("bt")},
                            {QStringLiteral("value"), QJsonArray{qint64(since.ms()), qint64(until.ms())}}};
    QJsonObject body{{QStringLiteral("filter_criteria"), QJsonObject{{QStringLiteral("start_timestamp"), range}}},
                     {QStringLiteral("sort_order"), QStringLiteral("ascending")},
                     {QStringLiteral("limit"), limits::kMissedCallsPerPage}};
    if (!next.isEmpty())
        body.insert(QStringLiteral("pagination_key"), next);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

Result<CallPage> pageOf(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    const QJsonValue items = document[QLatin1String("items")];
    if (!items.isArray())
        return Error{ErrorCode::Network, QStringLiteral("the list of calls cannot be read")};
    CallPage page;
    const QJsonArray list = items.toArray();
    for (const QJsonValue &item : list)
        page.calls.append(item.toObject());
    page.next = document[QLatin1String("pagination_key")].toString();
    page.has_more = document[QLatin1String("has_more")].toBool() && !page.next.isEmpty();
    return page;
}

} // namespace retell

namespace
{

const QString kLookedUntil = QStringLiteral("missed_calls_until_ms");
constexpr std::chrono::hours kOverlap{2};       // a call that began before the last look may have ended after it
constexpr std::chrono::hours kFarthest{7 * 24}; // of a desk that was away for long
constexpr std::chrono::hours kFirstTime{24};

Result<Instant> lastLook(Connection &connection, Instant now)
{
    const auto stored = SettingTable::read(connection, kLookedUntil);
    if (!stored)
        return stored.error();
    const qint64 ms = stored->value_or(QString()).toLongLong();
    const Instant since = ms > 0 ? Instant::fromMs(ms) - kOverlap : now - kFirstTime;
    return std::clamp(since, now - kFarthest, now);
}

Result<void> storePage(Connection &connection, const QList<QJsonObject> &calls, const Clock &clock)
{
    for (const QJsonObject &call : calls) {
        const auto stored = CallEvents::storeListed(connection, call, clock);
        if (!stored && stored.error().code != ErrorCode::InvalidInput)
            return stored;
    }
    return {};
}

Result<void> markLooked(Connection &connection, const Clock &clock, Instant until)
{
    Result<Transaction> tx = Transaction::begin(connection, clock);
    if (!tx)
        return tx.error();
    if (const auto set = SettingTable::set(*tx, kLookedUntil, QString::number(until.ms())); !set)
        return set;
    return tx->commit();
}

} // namespace

struct MissedCalls::Look {
    Then then;
    Instant since;
    Instant until;
    retell::CallPage page;
    int pages = 0;
    int calls = 0;
};

MissedCalls::MissedCalls(Executor &executor, const Clock &clock, HttpTransport &transport, Lane &write, QUrl base,
                         QByteArray key)
    : m_executor(executor)
    , m_clock(clock)
    , m_transport(transport)
    , m_write(write)
    , m_base(std::move(base))
    , m_key(std::move(key))
{
}

MissedCalls::~MissedCalls()
{
    *m_alive = false;
}

/// `next` hears a value; an error ends the look.
template <typename Work, typename Next>
void MissedCalls::onLane(const std::shared_ptr<Look> &look, Work work, Next next)
{
    const auto alive = m_alive;
    const bool queued = m_write.run(work, m_executor, [this, alive, look, next](const auto &done) {
        if (!*alive)
            return;
        if (!done)
            return end(look, done.error());
        next(done);
    });
    if (!queued)
        end(look, Error{ErrorCode::Busy, QStringLiteral("the write lane is full")});
}

void MissedCalls::pull(const Then &then)
{
    if (m_looking)
        return then(Error{ErrorCode::Busy, QStringLiteral("a look at the list of calls is under way")});
    m_looking = true;
    const auto look = std::make_shared<Look>();
    look->then = then;
    look->until = m_clock.now();
    onLane(
        look, [until = look->until](Connection &connection) { return lastLook(connection, until); },
        [this, look](const Result<Instant> &since) {
            look->since = *since;
            ask(look);
        });
}

void MissedCalls::ask(const std::shared_ptr<Look> &look)
{
    OutgoingRequest request;
    request.method = "POST";
    request.url = m_base;
    request.url.setPath(m_base.path() + QStringLiteral("/v3/list-calls"));
    request.headers = {{"Authorization", "Bearer " + m_key}, {"Content-Type", "application/json"}};
    request.body = retell::listRequest(look->since, look->until, look->page.next);
    request.timeout = limits::kRetellTimeout;
    const auto alive = m_alive;
    m_transport.send(std::move(request), [this, alive, look](const IncomingAnswer &answer) {
        if (*alive)
            answered(look, answer);
    });
}

void MissedCalls::answered(const std::shared_ptr<Look> &look, const IncomingAnswer &answer)
{
    if (answer.failure != TransportFailure::None || answer.status / 100 != 2)
        return end(look, Error{ErrorCode::Network,
                               QStringLiteral("the list of calls was not to be had (status %1)").arg(answer.status)});
    const Result<retell::CallPage> page = retell::pageOf(answer.body);
    if (!page)
        return end(look, page.error());
    look->page = *page;
    look->calls += int(page->calls.size());
    ++look->pages;
    store(look, page->has_more && look->pages < limits::kMissedCallPages);
}

void MissedCalls::store(const std::shared_ptr<Look> &look, bool has_more)
{
    const auto work = [calls = look->page.calls, &clock = m_clock, has_more,
                       until = look->until](Connection &connection) -> Result<void> {
        if (const auto stored = storePage(connection, calls, clock); !stored || has_more)
            return stored;
        return markLooked(connection, clock, until);
    };
    onLane(look, work, [this, look, has_more](const Result<void> &) {
        if (has_more)
            return ask(look);
        end(look, look->calls);
    });
}

void MissedCalls::end(const std::shared_ptr<Look> &look, const Result<int> &result)
{
    m_looking = false;
    look->then(result);
}

} // namespace salon
