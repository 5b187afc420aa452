// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandbox.h"

#include "core/sandbox/seed.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QHash>
#include <QJsonDocument>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace salon
{

using namespace sandbox;

namespace
{

constexpr qsizetype kMaxJournal = 10'000;
const char kSalonKey[] = "cal_test_";
const char kStaffKey[] = "cal_test_staff_";

HttpResponse httpOf(const Reply &reply)
{
    HttpResponse response;
    response.status = reply.status;
    response.headers = {{"Content-Type", "application/json; charset=utf-8"}};
    response.body = QJsonDocument(reply.body).toJson(QJsonDocument::Compact);
    return response;
}

HttpResponse pageOf(int status)
{
    HttpResponse response;
    response.status = status;
    response.headers = {{"Content-Type", "text/html; charset=UTF-8"}};
    response.body = "<!DOCTYPE html><html><head><title>" + QByteArray::number(status) + "</title></head><body><h1>" +
                    QByteArray::number(status) + "</h1><p>The origin did not answer as expected.</p></body></html>\n";
    return response;
}

QByteArray etagOf(const QByteArray &body)
{
    const QByteArray digest = QCryptographicHash::hash(body, QCryptographicHash::Sha1).toBase64().left(27);
    return "W/\"" + QByteArray::number(body.size(), 16) + "-" + digest + "\"";
}

QByteArray httpDate(Instant at)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(at.ms(), Qt::UTC);
    return QLocale::c().toString(utc, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

Reply tooMany()
{
    return likely(429, u"CustomThrottlerGuard - Too many requests. Please try again later."_s);
}

/// What a fault without a text of its own says.
QString defaultMessage(int status)
{
    static const QHash<int, QString> kMessages{
        {400, u"User either already has booking at this time or is not available"_s},
        {401, u"ApiAuthStrategy - api key - Your api key is not valid"_s},
        {403, u"Forbidden resource"_s},
        {404, u"Not Found"_s},
        {409, u"booking_conflict_error"_s},
        {422, u"Unprocessable Entity"_s}};
    return kMessages.value(status, status >= 500 ? u"Internal server error"_s : u"Error"_s);
}

Reply faultReply(int status, const QString &message)
{
    if (status == 429)
        return tooMany();
    return likely(status, message.isEmpty() ? defaultMessage(status) : message);
}

} // namespace

Sandbox::Sandbox(const Clock &clock, Random &random, World seed)
    : m_clock(clock)
    , m_random(random)
    , m_seed(std::move(seed))
    , m_world(m_seed)
    , m_bookings(m_world, clock, random)
    , m_webhooks(m_world, clock, random)
{
}

SandboxAnswer Sandbox::handle(const HttpRequest &request)
{
    return answer(request, 0);
}

SandboxAnswer Sandbox::arrive(const HttpRequest &request)
{
    return answer(request, ++m_tickets);
}

void Sandbox::settle(quint64 ticket)
{
    if (ticket != 0)
        m_bookings.settle(ticket);
}

SandboxAnswer Sandbox::answer(const HttpRequest &http, quint64 ticket)
{
    if (http.path.startsWith("/_sandbox/"))
        return control(http);
    Request request;
    request.method = QString::fromLatin1(http.method);
    request.path = QString::fromUtf8(http.path);
    request.query = http.query;
    request.version = http.header("cal-api-version");
    request.body = http.body;
    request.how.ticket = ticket;
    if (request.path.startsWith(u"/v2/"_s))
        request.parts = request.path.mid(4).split(u'/');
    const QJsonObject metadata = QJsonDocument::fromJson(http.body).object().value(u"metadata"_s).toObject();

    const std::optional<Reply> unknown = identify(http, request);
    const QString who = unknown || request.token.isEmpty() ? u"nobody"_s : request.token;
    const RateLimit::Verdict verdict = m_limit.count(who, m_clock.now());
    Fault fault;
    if (verdict.served)
        fault = m_faults.next(request.method, request.path, metadata).value_or(Fault());
    request.how.visible_after = fault.visible_after;
    Outcome outcome;
    if (unknown)
        outcome.reply = *unknown;
    else if (!verdict.served || fault.rate_limit_s)
        outcome.reply = tooMany();
    else if (fault.executes())
        outcome = execute(http, request);
    SandboxAnswer answer = finish(request, outcome, fault);
    answer.ticket = ticket;
    QList<HttpHeader> &headers = answer.response.headers;
    headers.append({"X-RateLimit-Limit-Default", QByteArray::number(RateLimit::kRequests)});
    headers.append({"X-RateLimit-Remaining-Default", QByteArray::number(fault.rate_limit_s ? 0 : verdict.remaining)});
    headers.append({"X-RateLimit-Reset-Default", QByteArray::number(fault.rate_limit_s.value_or(verdict.reset_s))});
    headers.append({"Date", httpDate(m_clock.now())});
    headers.append({"X-Request-Id", m_random.uuid().toLatin1()});
    headers.append({"ETag", etagOf(answer.response.body)});
    if (http.method == "GET" && answer.response.status == 200 &&
        http.header("If-None-Match") == answer.response.headers.last().value) {
        answer.response.status = 304;
        answer.response.body.clear();
    }
    return answer;
}

Outcome Sandbox::execute(const HttpRequest &http, Request &request)
{
    if (http.method == "POST" || http.method == "PATCH") {
        const Checked<QJsonObject> json = readBody(http.header("Content-Type"), http.body);
        if (!json)
            return {json.error(), {}};
        request.json = *json;
    }
    return route(request);
}

SandboxAnswer Sandbox::finish(const Request &request, const Outcome &outcome, const Fault &fault)
{
    SandboxAnswer answer;
    Reply reply = outcome.reply;
    if (fault.status)
        reply = faultReply(*fault.status, fault.message);
    else if (fault.commit_then_status)
        reply = faultReply(*fault.commit_then_status, fault.message);
    if (reply.body.value(u"status"_s) == u"error"_s) {
        const QString query = request.query.isEmpty() ? QString() : u"?"_s + QString::fromUtf8(request.query);
        reply.body.insert(u"path"_s, request.path + query);
        reply.body.insert(u"timestamp"_s, isoMs(m_clock.now()));
    }
    answer.response = fault.html ? pageOf(*fault.html) : httpOf(reply);
    answer.delay = fault.delay;
    if (fault.hang)
        answer.response.delivery = HttpResponse::Delivery::Hang;
    else if (fault.commit_then_drop)
        answer.response.delivery = HttpResponse::Delivery::Drop;
    else if (fault.truncate)
        answer.response.delivery = HttpResponse::Delivery::Truncate;
    answer.webhooks = deliveries(outcome, fault);
    const bool answered = !fault.hang && !fault.commit_then_drop;
    write(request, answered ? answer.response.status : 0,
          fault.document.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(fault.document));
    return answer;
}

QList<WebhookDelivery> Sandbox::deliveries(const Outcome &outcome, const Fault &fault) const
{
    QList<WebhookDelivery> list;
    if (fault.webhook == u"lost"_s)
        return list;
    for (const BookingEvent &event : outcome.events)
        list.append(m_webhooks.deliveries(event));
    for (WebhookDelivery &delivery : list) {
        if (fault.webhook == u"bad_signature"_s)
            delivery.signature = QByteArray(64, '0');
        delivery.delay = fault.webhook_delay;
        delivery.awaited = fault.webhook_delay.count() == 0;
    }
    if (fault.webhook == u"twice"_s)
        list += list;
    return list;
}

std::optional<Reply> Sandbox::identify(const HttpRequest &http, Request &request) const
{
    QByteArray token = http.header("Authorization").trimmed();
    if (token.startsWith("Bearer "))
        token = token.mid(7).trimmed();
    request.token = QString::fromUtf8(token);
    Caller &caller = request.how.caller;
    if (token.isEmpty())
        return std::nullopt;
    if (token.startsWith(kStaffKey)) {
        const User *user = m_world.userByKey(request.token.mid(qsizetype(sizeof kStaffKey) - 1));
        if (!user)
            return failure(401, u"CustomThrottlerGuard - Invalid API Key"_s);
        caller = {Caller::Kind::Member, user->id};
        return std::nullopt;
    }
    if (token.startsWith(kSalonKey) && token.size() > qsizetype(sizeof kSalonKey) - 1) {
        caller.kind = Caller::Kind::Salon;
        return std::nullopt;
    }
    if (token.startsWith("cal_"))
        return failure(401, u"CustomThrottlerGuard - Invalid API Key"_s);
    if (request.method == u"GET"_s && request.path == u"/v2/bookings"_s)
        return failure(403, u"PermissionsGuard - no oAuth client found for access token=%1"_s.arg(request.token));
    return failure(401, u"Invalid Access Token."_s);
}

void Sandbox::write(const Request &request, int status, const QJsonValue &fault)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    QJsonValue body = QString::fromUtf8(request.body);
    if (document.isObject())
        body = document.object();
    else if (request.body.isEmpty())
        body = QJsonValue::Null;
    m_journal.append(QJsonObject{{u"at"_s, isoMs(m_clock.now())},
                                 {u"method"_s, request.method},
                                 {u"path"_s, request.path},
                                 {u"query"_s, QString::fromUtf8(request.query)},
                                 {u"status"_s, status},
                                 {u"body"_s, body},
                                 {u"fault"_s, fault}});
    if (m_journal.size() > kMaxJournal)
        m_journal.removeFirst();
}

} // namespace salon
