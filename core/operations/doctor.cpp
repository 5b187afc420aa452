// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/doctor.h"

#include "core/base/checks.h"
#include "core/base/limits.h"
#include "core/storage/calendartable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/leasetable.h"
#include "core/storage/outboxtable.h"
#include "core/sync/keysight.h"
#include "core/sync/reconcile/mirrorstatus.h"
#include "core/sync/synchealth.h"
#include "core/sync/syncswitch.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr std::chrono::hours kOldComparison{3};
constexpr std::chrono::hours kOldCalendars{2};
constexpr std::chrono::hours kLongWait{1};

/// What stored rows say; the checks below only put it into words.
struct Facts {
    Catalogue catalogue;
    SyncCounts counts;
    SyncHealth health;
    MirrorStatus mirror;
    KeySight sight;
    QList<CalendarTable::Read> calendars;
    bool is_paused = false;
    bool is_answering = false;
    Instant now;
    QString at(Instant instant) const { return catalogue.salon.zone.iso(instant); }
};

template <typename T>
Result<void> take(Result<T> read, T &into)
{
    if (!read)
        return read.error();
    into = std::move(*read);
    return {};
}

Result<Facts> factsOf(Connection &connection, const Clock &clock)
{
    Facts facts;
    facts.now = clock.now();
    std::optional<Lease> listener;
    for (const Result<void> &taken :
         {take(CatalogueTable::load(connection), facts.catalogue), take(OutboxTable::counts(connection), facts.counts),
          take(SyncHealth::read(connection), facts.health), take(MirrorStatus::read(connection), facts.mirror),
          take(KeySight::read(connection), facts.sight), take(CalendarTable::reads(connection), facts.calendars),
          take(SyncSwitch::isPaused(connection), facts.is_paused),
          take(LeaseTable::read(connection, QStringLiteral("listener")), listener)})
        if (!taken)
            return taken.error();
    const auto now = connection.databaseNow();
    if (!now)
        return now.error();
    facts.is_answering = listener && listener->expires_at > *now;
    return facts;
}

HealthCheck ok(const QString &name, const QString &text)
{
    return {name, CheckState::Ok, text, {}};
}

HealthCheck warn(const QString &name, const QString &text, const QString &remedy)
{
    return {name, CheckState::Warn, text, remedy};
}

HealthCheck fail(const QString &name, const QString &text, const QString &remedy)
{
    return {name, CheckState::Fail, text, remedy};
}

HealthCheck ofSalon(const Facts &facts)
{
    if (facts.catalogue.staff.isEmpty() || facts.catalogue.services.isEmpty())
        return fail(QStringLiteral("salon"), QStringLiteral("the book has no staff or no services"),
                    QStringLiteral("bring them in with `import FILE`"));
    return ok(
        QStringLiteral("salon"),
        QStringLiteral("%1 staff, %2 services").arg(facts.catalogue.staff.size()).arg(facts.catalogue.services.size()));
}

HealthCheck ofPhone(const Facts &facts, const Secrets &secrets)
{
    if (secrets.retell_webhook_keys.isEmpty())
        return fail(QStringLiteral("phone"), QStringLiteral("there is no Retell webhook key: every call is refused"),
                    QStringLiteral("set SALONDESK_RETELL_WEBHOOK_KEY, or keep it in the keychain"));
    if (!facts.is_answering)
        return warn(QStringLiteral("phone"), QStringLiteral("no program answers the calls at present"),
                    QStringLiteral("start Salondesk, or `serve`"));
    return ok(QStringLiteral("phone"), QStringLiteral("calls are answered, with a key"));
}

HealthCheck ofWebhooks(const Secrets &secrets)
{
    if (secrets.calcom_webhook_secrets.isEmpty())
        return warn(QStringLiteral("webhooks"),
                    QStringLiteral("there is no secret for Cal.com's webhooks: what happens there is seen "
                                   "by the hourly comparison only"),
                    QStringLiteral("set SALONDESK_CALCOM_WEBHOOK_SECRET and the webhook at Cal.com"));
    return ok(QStringLiteral("webhooks"), QStringLiteral("Cal.com's webhooks are checked by their signature"));
}

HealthCheck ofSync(const Facts &facts, const SyncSettings &settings)
{
    if (!settings.isConfigured())
        return fail(QStringLiteral("sync"), QStringLiteral("there is no Cal.com key: nothing is mirrored"),
                    QStringLiteral("set SALONDESK_CALCOM_API_KEY, or keep it in the keychain"));
    if (facts.is_paused)
        return warn(QStringLiteral("sync"),
                    QStringLiteral("sync is paused: %1 operations wait").arg(facts.counts.pending),
                    QStringLiteral("`sync resume`"));
    if (facts.health.circuit != CircuitState::Closed)
        return warn(QStringLiteral("sync"), QStringLiteral("Cal.com is away or ailing; what is to be sent waits"),
                    QStringLiteral("nothing: it is asked now and then; look at the network and Cal.com's status page"));
    if (facts.counts.oldest_due && *facts.counts.oldest_due + kLongWait < facts.now)
        return warn(QStringLiteral("sync"),
                    QStringLiteral("an operation has waited since %1").arg(facts.at(*facts.counts.oldest_due)),
                    QStringLiteral("start Salondesk, `serve` or `sync run`: nobody mirrors at present"));
    return ok(QStringLiteral("sync"), QStringLiteral("%1 to review, %2 wait")
                                          .arg(facts.counts.review)
                                          .arg(facts.counts.pending + facts.counts.waiting));
}

HealthCheck ofClock(const Facts &facts)
{
    if (facts.health.clockIsOff())
        return fail(QStringLiteral("clock"),
                    QStringLiteral("Cal.com's clock is %1 s ahead of this computer's")
                        .arg(facts.health.clock_ahead->count() / 1000),
                    QStringLiteral("let the system set the time by itself"));
    return ok(QStringLiteral("clock"), facts.health.clock_ahead
                                           ? QStringLiteral("this computer's clock agrees with Cal.com's")
                                           : QStringLiteral("not compared with Cal.com's yet"));
}

HealthCheck ofMirror(const Facts &facts)
{
    const MirrorStatus &mirror = facts.mirror;
    const QString remedy = QStringLiteral("`sync reconcile`; what differs is in the review queue");
    if (!mirror.state)
        return warn(QStringLiteral("mirror"), QStringLiteral("the book was never compared with Cal.com"), remedy);
    const QString when = facts.at(*mirror.compared);
    if (*mirror.compared + kOldComparison < facts.now)
        return warn(QStringLiteral("mirror"), QStringLiteral("last compared with Cal.com %1").arg(when), remedy);
    switch (*mirror.state) {
    case MirrorState::Ok:
        return ok(QStringLiteral("mirror"), QStringLiteral("compared %1: the same").arg(when));
    case MirrorState::Drift:
        return warn(QStringLiteral("mirror"),
                    QStringLiteral("compared %1: %2 differences").arg(when).arg(mirror.drifts()), remedy);
    case MirrorState::Unknown:
        return warn(QStringLiteral("mirror"),
                    QStringLiteral("compared %1: not all of it could be seen%2")
                        .arg(when, mirror.problem.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(mirror.problem)),
                    QStringLiteral("look at the keys below"));
    }
    SALON_CHECK(!"every state is said");
    return {};
}

HealthCheck ofMaps(const Facts &facts)
{
    int missing = 0;
    int pairs = 0;
    for (const Capability &capability : facts.catalogue.capabilities) {
        const Staff *member = facts.catalogue.member(capability.staff);
        const auto gaps = facts.catalogue.missingMaps(capability.staff, capability.service);
        if (!member || !member->active || gaps.isEmpty())
            continue;
        missing += int(gaps.size());
        ++pairs;
    }
    if (missing > 0)
        return warn(QStringLiteral("event_maps"),
                    QStringLiteral("%1 event maps are missing for %2 pairs").arg(missing).arg(pairs),
                    QStringLiteral("`event-maps plan`, then `event-maps apply`"));
    return ok(QStringLiteral("event_maps"), QStringLiteral("every pair that is offered can be mirrored"));
}

bool isMapped(const Catalogue &catalogue, StaffId staff)
{
    return std::any_of(catalogue.event_maps.cbegin(), catalogue.event_maps.cend(),
                       [&](const EventMap &map) { return map.staff == staff; });
}

QList<HealthCheck> ofSight(const Catalogue &catalogue, const KeySight &sight, const SyncSettings &settings)
{
    QList<HealthCheck> checks;
    for (const Staff &member : catalogue.staff) {
        if (!member.active || !isMapped(catalogue, member.id) || !settings.isConfigured())
            continue;
        const QString name = QStringLiteral("sight/%1").arg(member.key);
        const auto key = settings.keyOf(member.key);
        const QString own_key =
            QStringLiteral("give Salondesk a key of %1's own account, then `sync reconcile`").arg(member.name);
        if (settings.layout == EventTypeLayout::RoundRobin && settings.team > 0 && key)
            checks.append(ok(name, QStringLiteral("the team's list shows the bookings of %1").arg(member.name)));
        else if (!member.calcom_user_id)
            checks.append(warn(name, QStringLiteral("no Cal.com user is known for %1").arg(member.name),
                               QStringLiteral("set calcom_user_id in the salon file")));
        else if (!key)
            checks.append(
                fail(name, QStringLiteral("there is no key for %1: nothing is mirrored").arg(member.name), own_key));
        else if (sight.sees(key->label, *member.calcom_user_id))
            checks.append(
                ok(name, QStringLiteral("the key \"%1\" shows the bookings of %2").arg(key->label, member.name)));
        else
            checks.append(fail(name,
                               QStringLiteral("the key \"%1\" was not seen to show the bookings of %2: when an answer "
                                              "is lost, a person has to look")
                                   .arg(key->label, member.name),
                               own_key));
    }
    return checks;
}

QList<HealthCheck> ofCalendars(const Facts &facts)
{
    QList<HealthCheck> checks;
    for (const CalendarTable::Read &read : facts.calendars) {
        const Staff *member = facts.catalogue.member(read.staff);
        if (!member || !member->active)
            continue;
        const QString name = QStringLiteral("calendars/%1").arg(member->key);
        const bool is_old = !read.read || *read.read + kOldCalendars < facts.now;
        const QString since = read.read ? facts.at(*read.read) : QStringLiteral("never");
        if (is_old && !read.problem.isEmpty())
            checks.append(warn(name,
                               QStringLiteral("the other calendars of %1 were last read: %2 (%3)")
                                   .arg(member->name, since, read.problem),
                               QStringLiteral("%1 looks at the connected calendars at Cal.com").arg(member->name)));
        else
            checks.append(
                ok(name,
                   QStringLiteral("%1 other calendars of %2, read %3").arg(read.calendars).arg(member->name, since)));
    }
    return checks;
}

} // namespace

QString word(CheckState state)
{
    switch (state) {
    case CheckState::Ok:
        return QStringLiteral("ok");
    case CheckState::Warn:
        return QStringLiteral("warn");
    case CheckState::Fail:
        return QStringLiteral("fail");
    }
    SALON_CHECK(!"every state has a word");
    return {};
}

Result<QList<HealthCheck>> Doctor::examine(Connection &connection, const Clock &clock, const Setup &setup)
{
    const auto facts = factsOf(connection, clock);
    if (!facts)
        return facts.error();
    return QList<HealthCheck>{ofSalon(*facts),
                              ofPhone(*facts, setup.secrets),
                              ofWebhooks(setup.secrets),
                              ofSync(*facts, setup.sync),
                              ofClock(*facts),
                              ofMirror(*facts),
                              ofMaps(*facts)} +
           ofSight(facts->catalogue, facts->sight, setup.sync) + ofCalendars(*facts);
}

Result<QList<HealthCheck>> Doctor::sight(Connection &connection, const Catalogue &catalogue,
                                         const SyncSettings &settings)
{
    const auto sight = KeySight::read(connection);
    return sight ? Result<QList<HealthCheck>>(ofSight(catalogue, *sight, settings)) : sight.error();
}

bool Doctor::isWell(const QList<HealthCheck> &checks)
{
    return std::all_of(checks.cbegin(), checks.cend(),
                       [](const HealthCheck &check) { return check.state == CheckState::Ok; });
}

} // namespace salon
