// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Which controller a path, method and version reach, and the stand-in's own control routes.
#include "core/sandbox/bookinglist.h"
#include "core/sandbox/calendars.h"
#include "core/sandbox/eventtypes.h"
#include "core/sandbox/sandbox.h"
#include "core/sandbox/seed.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace salon
{

using namespace sandbox;

namespace
{

enum class Controller { Current, Oldest, None };

/// Versions that reach no controller of a group are a 404; missing and unknown ones silently reach the oldest.
Controller bookingController(const QByteArray &version)
{
    if (version == "2024-08-13")
        return Controller::Current;
    return version == "2024-09-04" ? Controller::None : Controller::Oldest;
}

Controller eventTypeController(const QByteArray &version)
{
    if (version == "2024-06-14")
        return Controller::Current;
    return version == "2024-09-04" || version == "2024-08-13" ? Controller::None : Controller::Oldest;
}

Reply noRoute(const QString &method, const QString &path, const QByteArray &query)
{
    const QString behind = query.isEmpty() ? QString() : u"?"_s + QString::fromUtf8(query);
    return failure(404, u"Cannot %1 %2%3"_s.arg(method, path, behind));
}

Reply noCredentials()
{
    return failure(401, u"ApiAuthStrategy - No authentication method provided. Either pass an API key as 'Bearer' "
                        "header or OAuth client credentials as 'x-cal-secret-key' and 'x-cal-client-id' headers"_s);
}

/// The oldest controller's list: other names, so that a client without version header finds nothing it knows.
Reply oldBookings(const World &world, const Caller &caller)
{
    QJsonArray list;
    for (const Booking &booking : world.bookings)
        if (sees(world, caller, booking))
            list.append(QJsonObject{{u"id"_s, booking.id},
                                    {u"uid"_s, booking.uid},
                                    {u"title"_s, booking.title},
                                    {u"startTime"_s, isoMs(booking.span.begin)},
                                    {u"endTime"_s, isoMs(booking.span.end)},
                                    {u"status"_s, booking.status.toUpper()}});
    return success(200, QJsonObject{{u"bookings"_s, list}, {u"nextCursor"_s, QJsonValue::Null}});
}

HttpResponse plain(int status, const QJsonObject &body)
{
    return HttpResponse::json(status, body);
}

} // namespace

Outcome Sandbox::route(const Request &request)
{
    const QString group = request.parts.value(0);
    if (group == u"bookings"_s)
        return routeBookings(request);
    if (group == u"event-types"_s && request.parts.size() <= 2)
        return {routeEventTypes(request), {}};
    if (group == u"teams"_s && request.parts.size() >= 3 && request.parts.at(2) == u"event-types"_s)
        return {routeTeamEventTypes(request), {}};
    if (group == u"webhooks"_s && request.parts.size() <= 2)
        return {routeWebhooks(request), {}};
    if (group == u"calendars"_s && request.method == u"GET"_s)
        return {routeCalendars(request), {}};
    if (group == u"me"_s && request.parts.size() == 1 && request.method == u"GET"_s)
        return {me(request), {}};
    return {noRoute(request.method, request.path, request.query), {}};
}

Outcome Sandbox::routeBookings(const Request &request)
{
    const Controller controller = bookingController(request.version);
    const bool is_get = request.method == u"GET"_s, is_post = request.method == u"POST"_s;
    const qsizetype depth = request.parts.size();
    if (controller == Controller::None || (!is_get && !is_post) || depth > 3)
        return {noRoute(request.method, request.path, request.query), {}};
    const bool oldest = controller == Controller::Oldest;
    if (depth == 1 && is_post) {
        if (oldest)
            return {oldBookingRefusal(request.json), {}};
        const Checked<BookingInput> input = readBookingInput(request.json, request.body);
        return input ? m_bookings.create(*input, request.how) : Outcome{input.error(), {}};
    }
    if (depth == 1) {
        if (request.how.caller.kind == Caller::Kind::Anonymous)
            return {failure(403, u"PermissionsGuard - no authentication provided. Provide either authorization bearer "
                                 "token containing managed user access token or oAuth client id in 'x-cal-client-id' "
                                 "header."_s),
                    {}};
        return {oldest ? oldBookings(m_world, request.how.caller)
                       : listBookings(m_world, request.how.caller, request.query, m_clock.now()),
                {}};
    }
    if (depth == 2 && is_get)
        return {m_bookings.byUid(request.parts.at(1)), {}};
    if (depth == 3 && is_post)
        return changeBooking(request, oldest);
    return {noRoute(request.method, request.path, request.query), {}};
}

Outcome Sandbox::changeBooking(const Request &request, bool old_controller)
{
    const QString uid = request.parts.at(1), what = request.parts.at(2);
    if (what == u"cancel"_s) {
        static const QList<QString> kAllowed{u"cancellationReason"_s, u"cancelSubsequentBookings"_s, u"seatUid"_s};
        if (const auto refused = refusedProperties(request.json, request.body, kAllowed); refused && !old_controller)
            return {*refused, {}};
        return m_bookings.cancel(uid, request.json, request.how, old_controller);
    }
    if (what == u"reschedule"_s && !old_controller) {
        const Checked<RescheduleInput> input = readRescheduleInput(request.json, request.body);
        return input ? m_bookings.reschedule(uid, *input, request.how) : Outcome{input.error(), {}};
    }
    if ((what == u"confirm"_s || what == u"decline"_s) && !old_controller) {
        if (request.how.caller.kind == Caller::Kind::Anonymous)
            return {noCredentials(), {}};
        return what == u"confirm"_s ? m_bookings.confirm(uid)
                                    : m_bookings.decline(uid, request.json.value(u"reason"_s).toString());
    }
    return {noRoute(request.method, request.path, request.query), {}};
}

Reply Sandbox::routeCalendars(const Request &request) const
{
    const User *owner = m_world.user(request.how.caller.user);
    if (request.how.caller.kind == Caller::Kind::Anonymous)
        return noCredentials();
    if (request.path == u"/v2/calendars"_s)
        return listCalendars(owner);
    if (request.path == u"/v2/calendars/busy-times"_s)
        return busyTimes(m_world, owner, request.query);
    return noRoute(request.method, request.path, request.query);
}

Reply Sandbox::routeEventTypes(const Request &request)
{
    const Controller controller = eventTypeController(request.version);
    const bool oldest = controller == Controller::Oldest;
    const bool is_get = request.method == u"GET"_s;
    if (controller != Controller::None && is_get && request.parts.size() == 1)
        return listEventTypes(m_world, request.how.caller, request.query, oldest);
    if (controller != Controller::None && is_get)
        return request.how.caller.kind == Caller::Kind::Anonymous
                   ? noCredentials()
                   : eventTypeById(m_world, request.how.caller, request.parts.at(1), oldest);
    if (controller == Controller::Current && request.method == u"POST"_s && request.parts.size() == 1)
        return createEventType(m_world, request.how.caller, request.json);
    if (controller == Controller::Current && request.method == u"PATCH"_s && request.parts.size() == 2)
        return updateEventType(m_world, request.how.caller, request.parts.at(1), request.json);
    if (controller == Controller::Current && request.method == u"DELETE"_s && request.parts.size() == 2)
        return deleteEventType(m_world, request.how.caller, request.parts.at(1));
    return noRoute(request.method, request.path, request.query);
}

/// There is one team, whatever its number.
Reply Sandbox::routeTeamEventTypes(const Request &request)
{
    const Caller &caller = request.how.caller;
    const qsizetype depth = request.parts.size();
    if (eventTypeController(request.version) == Controller::Current) {
        if (depth == 3 && request.method == u"GET"_s)
            return listTeamEventTypes(m_world, caller);
        if (depth == 3 && request.method == u"POST"_s)
            return createTeamEventType(m_world, caller, request.json);
        if (depth == 4 && request.method == u"PATCH"_s)
            return updateTeamEventType(m_world, caller, request.parts.at(3), request.json);
    }
    return noRoute(request.method, request.path, request.query);
}

Reply Sandbox::routeWebhooks(const Request &request)
{
    const Caller &caller = request.how.caller;
    if (caller.kind == Caller::Kind::Anonymous)
        return noCredentials();
    const QString id = request.parts.value(1);
    if (id.isEmpty() && request.method == u"GET"_s)
        return m_webhooks.list(caller);
    if (id.isEmpty() && request.method == u"POST"_s)
        return m_webhooks.create(caller, request.json);
    if (!id.isEmpty() && request.method == u"GET"_s)
        return m_webhooks.byId(caller, id);
    if (!id.isEmpty() && request.method == u"PATCH"_s)
        return m_webhooks.update(caller, id, request.json);
    if (!id.isEmpty() && request.method == u"DELETE"_s)
        return m_webhooks.remove(caller, id);
    return noRoute(request.method, request.path, request.query);
}

Reply Sandbox::me(const Request &request) const
{
    const Caller &caller = request.how.caller;
    if (caller.kind == Caller::Kind::Anonymous)
        return noCredentials();
    if (const User *user = m_world.user(caller.user))
        return success(200, userJson(*user, int(user - m_world.users.constData()) + 1));
    User owner;
    owner.id = 1;
    owner.name = m_world.salon_name;
    owner.username = u"salon"_s;
    owner.email = u"owner@salon.invalid"_s;
    owner.time_zone = m_world.time_zone;
    return success(200, userJson(owner, 0));
}

SandboxAnswer Sandbox::control(const HttpRequest &http)
{
    const auto done = [](const Result<void> &result) {
        SandboxAnswer answer;
        answer.response = result ? plain(200, {{u"status"_s, u"success"_s}})
                                 : HttpResponse::error(400, u"invalid"_s, result.error().detail);
        return answer;
    };
    if (http.method == "POST" && http.path == "/_sandbox/faults")
        return done(setFaults(http.body));
    if (http.method == "POST" && http.path == "/_sandbox/seed")
        return done(seed(http.body));
    if (http.method == "POST" && http.path == "/_sandbox/reset") {
        reset();
        return done({});
    }
    SandboxAnswer answer;
    answer.response = http.method == "GET" && http.path == "/_sandbox/state"
                          ? plain(200, state())
                          : HttpResponse::error(404, u"not_found"_s, u"no such control route"_s);
    return answer;
}

Result<void> Sandbox::setFaults(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isArray())
        return Error{ErrorCode::InvalidInput, u"a list of fault rules is expected"_s};
    Result<FaultPlan> plan = FaultPlan::parse(document.array());
    if (!plan)
        return plan.error();
    m_faults = *plan;
    return {};
}

Result<void> Sandbox::seed(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return Error{ErrorCode::InvalidInput, u"a seed document is expected"_s};
    Result<World> world = worldOf(document.object());
    if (!world)
        return world.error();
    replaceSeed(std::move(*world));
    return {};
}

void Sandbox::replaceSeed(World world)
{
    world.webhooks = m_seed.webhooks;
    m_seed = std::move(world);
    m_world = m_seed;
}

void Sandbox::reset()
{
    m_world = m_seed;
    m_faults = FaultPlan();
    m_limit.clear();
    m_journal = QJsonArray();
}

void Sandbox::addWebhook(const QUrl &url, const QString &secret)
{
    const QList<QString> triggers{u"BOOKING_CREATED"_s, u"BOOKING_RESCHEDULED"_s, u"BOOKING_CANCELLED"_s,
                                  u"BOOKING_REQUESTED"_s, u"BOOKING_REJECTED"_s};
    const Webhook hook{m_random.uuid(), 0, url, triggers, true, secret};
    m_seed.webhooks.append(hook);
    m_world.webhooks.append(hook);
}

QJsonObject Sandbox::state() const
{
    QJsonArray bookings, types, hooks;
    for (const Booking &booking : m_world.bookings)
        bookings.append(bookingJson(m_world, booking));
    for (const EventType &type : m_world.event_types)
        types.append(eventTypeJson(m_world, type));
    for (const Webhook &hook : m_world.webhooks)
        hooks.append(webhookJson(hook));
    return {{u"bookings"_s, bookings}, {u"requests"_s, m_journal}, {u"event_types"_s, types}, {u"webhooks"_s, hooks}};
}

} // namespace salon
