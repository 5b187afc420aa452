// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/phonedesk.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/phone/callevents.h"

#include <atomic>
#include <QElapsedTimer>
#include <QJsonDocument>

namespace salon
{

namespace
{

const QByteArray kFunctionPath = "/retell/functions";
constexpr qsizetype kMostRemembered = 4096;

QList<QByteArray> bytesOf(const QStringList &keys)
{
    QList<QByteArray> bytes;
    for (const QString &key : keys)
        bytes.append(key.toUtf8());
    return bytes;
}

HttpResponse unreadable(const QString &detail)
{
    return HttpResponse::error(400, QStringLiteral("bad_request"), detail);
}

HttpResponse spoken(const FunctionReply &reply)
{
    return HttpResponse::json(200, reply.document());
}

std::optional<QJsonObject> objectOf(const QByteArray &body)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return std::nullopt;
    return document.object();
}

} // namespace

/// One function call under way. `dropped` is read on the lane: work that nobody waits for any more does not begin.
struct PhoneDesk::Pending {
    FunctionCall call;
    QList<HttpAnswer> answers; // more than one where the request came again meanwhile
    std::shared_ptr<std::atomic<bool>> dropped = std::make_shared<std::atomic<bool>>(false);
    QElapsedTimer timer;
    bool answered = false;
    std::chrono::microseconds took{0};
    FunctionReply reply;
};

PhoneDesk::PhoneDesk(const Clock &clock, const Clock &real_clock, Random &random, Executor &net, Lane &write,
                     QList<Lane *> reads, const QStringList &keys)
    : m_clock(clock)
    , m_net(net)
    , m_write(write)
    , m_reads(std::move(reads))
    , m_signature(bytesOf(keys), real_clock)
    , m_desk(clock, random)
    , m_alive(std::make_shared<bool>(true))
{
}

PhoneDesk::~PhoneDesk()
{
    *m_alive = false;
}

QList<HttpRoute> PhoneDesk::routes()
{
    const auto admit = [this](const HttpRequest &request) { return this->admit(request); };
    HttpRoute named{"POST", kFunctionPath + "/*"};
    named.admit = admit;
    named.form_bodies = true;
    named.handle = [this](const HttpRequest &request, const HttpAnswer &answer) {
        function(request, request.path.mid(kFunctionPath.size() + 1), answer);
    };
    HttpRoute general = named;
    general.path = kFunctionPath;
    general.handle = [this](const HttpRequest &request, const HttpAnswer &answer) { function(request, {}, answer); };
    HttpRoute events{"POST", "/retell/events"};
    events.admit = admit;
    events.handle = [this](const HttpRequest &request, const HttpAnswer &answer) { event(request, answer); };
    HttpRoute ringing{"POST", "/retell/inbound"};
    ringing.admit = admit;
    ringing.handle = [this](const HttpRequest &request, const HttpAnswer &answer) { inbound(request, answer); };
    return {named, general, events, ringing};
}

std::optional<HttpResponse> PhoneDesk::admit(const HttpRequest &request)
{
    if (!m_signature.hasKey()) {
        qCWarning(lcPhone, "a request of the phone agent was refused: no webhook key is configured");
        return HttpResponse::error(503, QStringLiteral("not_configured"),
                                   QStringLiteral("no webhook key is configured"));
    }
    const QByteArray header = request.header("x-retell-signature");
    // A clock that is off refuses every call; this is how anybody gets to know.
    if (const auto skew = m_signature.skew(header, request.body))
        m_skew = skew;
    if (!m_signature.accepts(header, request.body))
        return HttpResponse::error(401, QStringLiteral("unauthorized"), QStringLiteral("the signature does not fit"));
    return std::nullopt;
}

bool PhoneDesk::isTooFast(const QString &call_id)
{
    if (call_id.isEmpty())
        return false;
    const qint64 second = m_clock.now().ms() / 1000;
    if (m_rates.size() > kMostRemembered)
        m_rates.removeIf([&](const QHash<QString, Rate>::iterator &it) { return it->second != second; });
    Rate &rate = m_rates[call_id];
    if (rate.second != second)
        rate = {second, 0};
    return ++rate.requests > limits::kMaxCallRequestsPerSecond;
}

Lane &PhoneDesk::readLane()
{
    if (m_reads.isEmpty())
        return m_write;
    m_next_read = (m_next_read + 1) % m_reads.size();
    return *m_reads.at(m_next_read);
}

void PhoneDesk::remember(const PhoneCall &call)
{
    if (m_live_calls.size() >= kMostRemembered)
        m_live_calls.clear(); // the database knows them; only the last moments are bridged here
    m_live_calls.insert(call.call_id, call);
}

void PhoneDesk::function(const HttpRequest &request, const QByteArray &path_name, const HttpAnswer &answer)
{
    QElapsedTimer timer;
    timer.start();
    Result<FunctionCall> call = FunctionCall::parse(request, path_name, m_clock.now());
    if (!call)
        return answer(unreadable(call.error().detail));
    const QByteArray signature = request.header("x-retell-signature").toLower();
    if (isHeardAgain(signature, *call, answer))
        return;
    if (isTooFast(call->call ? call->call->call_id : call->claimedCallId()))
        return answer(HttpResponse::error(429, QStringLiteral("too_many_requests"),
                                          QStringLiteral("too many requests of one call")));
    if (call->call)
        remember(*call->call);
    else if (const auto it = m_live_calls.constFind(call->claimedCallId()); it != m_live_calls.constEnd())
        call->remembered = *it;
    auto pending = std::make_shared<Pending>();
    pending->call = std::move(*call);
    pending->answers.append(answer);
    pending->timer = timer;
    hear(signature, pending);
    run(pending);
}

bool PhoneDesk::isHeardAgain(const QByteArray &signature, const FunctionCall &call, const HttpAnswer &answer) const
{
    const std::shared_ptr<Pending> earlier = m_heard.value(signature);
    // Who was put off looks again.
    if (!earlier || earlier->reply.code == QLatin1String(FunctionDesk::kPutOff) ||
        !FunctionDesk::changesSomething(call.name))
        return false;
    qCInfo(lcPhone, "a signed request came again: nothing is done twice");
    if (earlier->call.name != call.name)
        answer(unreadable(QStringLiteral("this request was sent to another function")));
    else if (earlier->answered)
        answer(spoken(earlier->reply));
    else
        earlier->answers.append(answer);
    return true;
}

void PhoneDesk::hear(const QByteArray &signature, const std::shared_ptr<Pending> &pending)
{
    if (!m_heard.contains(signature))
        m_heard_first.enqueue(signature);
    m_heard.insert(signature, pending);
    if (m_heard_first.size() > kMostRemembered)
        m_heard.remove(m_heard_first.dequeue());
}

void PhoneDesk::run(const std::shared_ptr<Pending> &pending)
{
    const bool changes = FunctionDesk::changesSomething(pending->call.name);
    Lane &lane = changes ? m_write : readLane();
    const auto alive = m_alive;
    const bool queued = lane.run(
        [desk = m_desk, call = pending->call,
         dropped = pending->dropped](Connection &connection) -> Result<FunctionReply> {
            if (*dropped)
                return Error{ErrorCode::Timeout, QStringLiteral("nobody waits for the answer any more")};
            return desk.answer(connection, call);
        },
        m_net,
        [this, alive, pending](Result<FunctionReply> reply) {
            if (*alive)
                settle(pending, reply ? std::move(*reply) : FunctionDesk::busy(pending->call));
        });
    if (!queued)
        return settle(pending, FunctionDesk::busy(pending->call));
    m_net.after(limits::kFunctionDeadline, [this, alive, pending] {
        if (!*alive || pending->answered)
            return;
        *pending->dropped = true;
        qCWarning(lcPhone, "%s had no answer in time", qPrintable(pending->call.loggedName()));
        settle(pending, FunctionDesk::busy(pending->call));
    });
}

void PhoneDesk::settle(const std::shared_ptr<Pending> &pending, FunctionReply reply)
{
    if (pending->answered)
        return;
    pending->answered = true;
    pending->reply = std::move(reply);
    pending->took = std::chrono::microseconds(pending->timer.nsecsElapsed() / 1000);
    for (const HttpAnswer &answer : std::exchange(pending->answers, {}))
        answer(spoken(pending->reply));
    record(pending);
}

void PhoneDesk::record(const std::shared_ptr<Pending> &pending)
{
    const bool queued = m_write.run(
        [desk = m_desk, pending](Connection &connection) {
            return desk.record(connection, pending->call, pending->reply, pending->took);
        },
        m_net,
        [](const Result<void> &done) {
            if (!done)
                qCWarning(lcPhone, "a function call could not be put on record: %s", qPrintable(done.error().detail));
        });
    if (!queued)
        qCWarning(lcPhone, "a function call could not be put on record: the queue is full");
}

void PhoneDesk::event(const HttpRequest &request, const HttpAnswer &answer)
{
    const std::optional<QJsonObject> body = objectOf(request.body);
    if (!body)
        return answer(unreadable(QStringLiteral("the body is not a JSON object")));
    const QString kind = body->value(QLatin1String("event")).toString();
    if (kind != QLatin1String("call_started"))
        m_live_calls.remove(FunctionCall::callOf(body->value(QLatin1String("call")).toObject(), m_clock.now()).call_id);
    const auto busy = [] {
        return HttpResponse::error(503, QStringLiteral("busy"), QStringLiteral("try again in a moment"));
    };
    const bool queued =
        m_write.run([event = *body,
                     &clock = m_clock](Connection &connection) { return CallEvents::store(connection, event, clock); },
                    m_net,
                    [answer, busy](const Result<void> &done) {
                        if (done)
                            return answer(HttpResponse::empty(204));
                        answer(done.error().code == ErrorCode::InvalidInput ? unreadable(done.error().detail) : busy());
                    });
    if (!queued)
        answer(busy());
}

void PhoneDesk::inbound(const HttpRequest &request, const HttpAnswer &answer)
{
    const std::optional<QJsonObject> body = objectOf(request.body);
    if (!body)
        return answer(unreadable(QStringLiteral("the body is not a JSON object")));
    // Whatever goes wrong here, the phone rings: an empty object lets the call through.
    const auto open = [] { return HttpResponse::json(200, {{QStringLiteral("call_inbound"), QJsonObject()}}); };
    auto answered = std::make_shared<bool>(false);
    const bool queued = readLane().run(
        [event = *body, &clock = m_clock](Connection &connection) -> Result<QJsonObject> {
            return CallEvents::inboundAnswer(connection, event, clock);
        },
        m_net,
        [answer, open, answered](const Result<QJsonObject> &document) {
            if (std::exchange(*answered, true))
                return;
            answer(document ? HttpResponse::json(200, *document) : open());
        });
    if (!queued)
        return answer(open());
    m_net.after(limits::kFunctionDeadline, [answer, open, answered] {
        if (!std::exchange(*answered, true))
            answer(open());
    });
    const bool stored = m_write.run(
        [event = *body, &clock = m_clock](Connection &connection) {
            return CallEvents::storeInbound(connection, event, clock);
        },
        m_net,
        [](const Result<void> &done) {
            if (!done)
                qCWarning(lcPhone, "a ringing call could not be put on record: %s", qPrintable(done.error().detail));
        });
    if (!stored)
        qCWarning(lcPhone, "a ringing call could not be put on record: the queue is full");
}

} // namespace salon
