// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/salondocument.h"

#include "core/base/limits.h"
#include "core/salonfile/documentparts.h"
#include "core/salonfile/jsonreader.h"
#include "core/salonfile/strictjson.h"

namespace salon
{

namespace
{

using namespace salonfile;

/// Says the first key that stands twice in a list. The key is made of the named members.
class Keys
{
public:
    explicit Keys(FirstError &error)
        : m_error(error)
    {
    }
    void add(const QString &key, const QString &path)
    {
        if (key.isEmpty())
            return;
        const auto first = m_seen.constFind(key);
        if (first != m_seen.constEnd())
            m_error.say(path, QStringLiteral("is there already: %1").arg(*first));
        m_seen.insert(key, path);
    }

private:
    FirstError &m_error;
    QHash<QString, QString> m_seen;
};

QString pair(const QString &a, const QString &b, const QString &c = {})
{
    return a + QChar(u'\x1f') + b + QChar(u'\x1f') + c;
}

void readHead(JsonReader &reader)
{
    const QString format = reader.neededText("format");
    if (format != QLatin1String("salondesk-salon"))
        reader.say("format", QStringLiteral("must be salondesk-salon"));
    if (!reader.has("version"))
        reader.say("version", QStringLiteral("is missing"));
    if (reader.integer("version", 1, 1, 1'000'000) != 1)
        reader.say("version", QStringLiteral("is newer than this program knows (1)"));
}

void readMasterData(JsonReader &reader, SalonDocument &document, const Zone &zone, FirstError &error)
{
    Keys branches(error);
    reader.list("branches", [&](const QJsonValue &value, const QString &path) {
        document.branches.append(branchOf(value, path, error));
        branches.add(document.branches.last().key, path + QStringLiteral(".key"));
    });
    Keys staff(error);
    reader.list("staff", [&](const QJsonValue &value, const QString &path) {
        document.staff.append(staffOf(value, path, zone, error));
        staff.add(document.staff.last().value.key, path + QStringLiteral(".key"));
    });
    Keys services(error);
    reader.list("services", [&](const QJsonValue &value, const QString &path) {
        document.services.append(serviceOf(value, path, error));
        services.add(document.services.last().key, path + QStringLiteral(".key"));
    });
    Keys capabilities(error);
    reader.list("capabilities", [&](const QJsonValue &value, const QString &path) {
        document.capabilities.append(capabilityOf(value, path, error));
        capabilities.add(pair(document.capabilities.last().staff, document.capabilities.last().service), path);
    });
    Keys maps(error);
    reader.list("event_maps", [&](const QJsonValue &value, const QString &path) {
        document.event_maps.append(eventMapOf(value, path, error));
        const auto &map = document.event_maps.last();
        maps.add(pair(map.staff, map.service, map.value.segment), path);
    });
    Keys policies(error);
    reader.list("policies", [&](const QJsonValue &value, const QString &path) {
        document.policies.append(policyOf(value, path, error));
        const auto &policy = document.policies.last();
        policies.add(word(policy.value.kind) + pair(policy.branch, policy.service, policy.staff), path);
    });
}

void readBook(JsonReader &reader, SalonDocument &document, const Zone &zone, FirstError &error)
{
    Keys customers(error);
    reader.list("customers", [&](const QJsonValue &value, const QString &path) {
        document.customers.append(customerOf(value, path, error));
        customers.add(document.customers.last().key, path + QStringLiteral(".key"));
    });
    Keys appointments(error);
    Keys uids(error);
    reader.list("appointments", [&](const QJsonValue &value, const QString &path) {
        document.appointments.append(appointmentOf(value, path, zone, error));
        const auto &appointment = document.appointments.last();
        appointments.add(appointment.value.key, path + QStringLiteral(".key"));
        for (qsizetype i = 0; i < appointment.phases.size(); ++i)
            uids.add(appointment.phases.at(i).calcom_uid, QStringLiteral("%1.phases[%2].calcom_uid").arg(path).arg(i));
    });
}

} // namespace

Result<SalonDocument> SalonDocument::parse(const QByteArray &bytes, const Zone &zone)
{
    if (std::size_t(bytes.size()) > limits::kMaxSalonFileBytes)
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("$: the file is larger than %1 MiB").arg(limits::kMaxSalonFileBytes >> 20)};
    const Result<QJsonValue> root = parseStrictJson(bytes);
    if (!root)
        return root.error();

    FirstError error;
    SalonDocument document;
    JsonReader reader(*root, QStringLiteral("$"), error);
    readHead(reader);
    if (reader.has("salon"))
        document.salon = salonOf(reader.object("salon"), QStringLiteral("$.salon"), error);
    const Zone own_zone = document.salon ? document.salon->zone : zone;
    if (!error.isSaid())
        readMasterData(reader, document, own_zone, error);
    if (!error.isSaid())
        readBook(reader, document, own_zone, error);
    if (!error.isSaid())
        reader.finish();
    if (error.isSaid())
        return error.error();
    return document;
}

} // namespace salon
