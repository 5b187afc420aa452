// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/sandbox/sandboxscene.h"

#include "core/base/checks.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace salon::test
{

using namespace sandbox;

namespace
{

QJsonObject person(int id, const char *key, const char *name)
{
    const QJsonArray days{u"Monday"_s, u"Tuesday"_s, u"Wednesday"_s, u"Thursday"_s, u"Friday"_s, u"Saturday"_s};
    return {{u"id"_s, id},
            {u"key"_s, QLatin1String(key)},
            {u"name"_s, QLatin1String(name)},
            {u"email"_s, QLatin1String(key) + u"@salon.example"_s},
            {u"timeZone"_s, u"Europe/Berlin"_s},
            {u"overrides"_s,
             QJsonArray{
                 QJsonObject{{u"date"_s, u"2027-03-28"_s}, {u"startTime"_s, u"00:00"_s}, {u"endTime"_s, u"06:00"_s}}}},
            {u"availability"_s,
             QJsonArray{QJsonObject{{u"days"_s, days}, {u"startTime"_s, u"09:00"_s}, {u"endTime"_s, u"18:00"_s}}}}};
}

QJsonObject type(int id, int owner, const char *slug, int minutes, const QJsonObject &more = {})
{
    QJsonObject json{{u"id"_s, id},
                     {u"ownerId"_s, owner},
                     {u"title"_s, QLatin1String(slug)},
                     {u"slug"_s, QLatin1String(slug)},
                     {u"lengthInMinutes"_s, minutes},
                     {u"locations"_s, QJsonArray{QJsonObject{{u"type"_s, u"address"_s},
                                                             {u"address"_s, u"Musterstr. 1, 10115 Berlin"_s}}}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), *it);
    return json;
}

World world(const QJsonObject &seed)
{
    Result<World> world = worldOf(seed);
    SALON_CHECK(world.has_value());
    return *world;
}

} // namespace

QString Got::message() const
{
    const QJsonObject error = body.value(u"error"_s).toObject();
    return error.isEmpty() ? body.value(u"message"_s).toString() : error.value(u"message"_s).toString();
}

char Got::shape() const
{
    if (body.value(u"error"_s).isObject() && body.value(u"status"_s) == u"error"_s)
        return 'A';
    return body.contains(u"statusCode"_s) && !body.contains(u"status"_s) ? 'B' : '-';
}

SandboxScene::SandboxScene(const QJsonObject &seed)
    : sandbox(clock, random, world(seed))
{
}

QJsonObject SandboxScene::standardSeed()
{
    const QJsonObject policy{{u"type"_s, u"always"_s}, {u"blockUnconfirmedBookingsInBooker"_s, true}};
    const QJsonArray hosts{QJsonObject{{u"userId"_s, 101}}, QJsonObject{{u"userId"_s, 102}}};
    const QJsonObject fixed{{u"userId"_s, 101}, {u"mandatory"_s, true}};
    const QJsonArray types{
        type(1, 101, "farbe-auftragen", 30),
        type(2, 101, "ausspuelen", 20),
        type(3, 101, "schnitt", 45, {{u"lengthInMinutesOptions"_s, QJsonArray{30, 45, 60}}}),
        type(4, 102, "schnitt", 45),
        type(5, 101, "mit-bestaetigung", 30, {{u"confirmationPolicy"_s, policy}}),
        type(8, 101, "puffer", 30, {{u"beforeEventBuffer"_s, 15}, {u"afterEventBuffer"_s, 15}}),
        type(101, 0, "reihum", 30, {{u"schedulingType"_s, u"roundRobin"_s}, {u"hosts"_s, hosts}}),
        type(103, 0, "verwaltet", 30, {{u"schedulingType"_s, u"managed"_s}, {u"hosts"_s, hosts}}),
        type(
            105, 0, "fest-und-reihum", 30,
            {{u"schedulingType"_s, u"roundRobin"_s}, {u"hosts"_s, QJsonArray{fixed, QJsonObject{{u"userId"_s, 102}}}}}),
        type(111, 101, "verwaltet", 30, {{u"parentEventTypeId"_s, 103}}),
    };
    return {{u"users"_s, QJsonArray{person(101, "anna", "Anna Beispiel"), person(102, "bea", "Bea Beispiel"),
                                    person(103, "chef", "Chef Beispiel")}},
            {u"event_types"_s, types}};
}

Got SandboxScene::send(const QByteArray &method, const QByteArray &target, const QByteArray &body,
                       QList<HttpHeader> headers)
{
    const qsizetype mark = target.indexOf('?');
    HttpRequest request{method, mark < 0 ? target : target.left(mark), mark < 0 ? QByteArray() : target.mid(mark + 1),
                        std::move(headers), body};
    Got got;
    got.answer = sandbox.handle(request);
    got.status = got.answer.response.status;
    got.body = QJsonDocument::fromJson(got.answer.response.body).object();
    return got;
}

Got SandboxScene::post(const QByteArray &path, const QJsonObject &body, const QByteArray &key)
{
    const QByteArray version = path.contains("event-types") ? "2024-06-14" : "2024-08-13";
    return send(
        "POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact),
        {{"Authorization", "Bearer " + key}, {"cal-api-version", version}, {"Content-Type", "application/json"}});
}

Got SandboxScene::get(const QByteArray &target, const QByteArray &key)
{
    const QByteArray version = target.contains("event-types") ? "2024-06-14" : "2024-08-13";
    return send("GET", target, {}, {{"Authorization", "Bearer " + key}, {"cal-api-version", version}});
}

QJsonObject SandboxScene::createBody(const char *start, int type, const QJsonObject &more)
{
    QJsonObject body{{u"start"_s, QLatin1String(start)},
                     {u"eventTypeId"_s, type},
                     {u"attendee"_s, QJsonObject{{u"name"_s, u"Erika Muster"_s},
                                                 {u"timeZone"_s, u"Europe/Berlin"_s},
                                                 {u"language"_s, u"de"_s},
                                                 {u"email"_s, u"erika@example.com"_s}}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        body.insert(it.key(), *it);
    return body;
}

Got SandboxScene::create(const char *start, int type, const QJsonObject &more, const QByteArray &key)
{
    return post("/v2/bookings", createBody(start, type, more), key);
}

} // namespace salon::test
