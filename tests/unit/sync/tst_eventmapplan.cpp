// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/seed.h"
#include "core/sync/eventmaps/eventmapbuilder.h"
#include "core/sync/eventmaps/eventmaptrial.h"
#include "core/sync/eventmaps/eventtypesurvey.h"
#include "tests/support/lindesalon.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/sandboxtransport.h"

#include <QJsonDocument>
#include <QTest>

using namespace salon;
using namespace salon::test;
using namespace Qt::Literals::StringLiterals;

namespace
{

/// Everybody has a Cal.com user: Mia 910001, Jon 910002, the Robins 910003 and 910004.
Catalogue mappedSalon()
{
    Catalogue salon = lindeSalon();
    for (Staff &member : salon.staff)
        member.calcom_user_id = 910'000 + member.id.value;
    return salon;
}

/// What the Robins lack: 2 people, and of the parents that they would share half as many.
int gaps()
{
    return EventMapAudit::of(mappedSalon()).missing;
}

/// The salon's maps on one side, the Cal.com stand-in on the other, time on a clock that the test moves.
struct Scene {
    explicit Scene(const Catalogue &salon = mappedSalon())
        : catalogue(salon)
        , sandbox(clock, random, sandbox::worldOf(salon))
        , transport(sandbox, executor)
    {
        settings.base_url = QUrl(u"http://127.0.0.1:8788/v2"_s);
        settings.salon_key = "cal_test_salon";
    }

    RemoteEventTypes survey()
    {
        RemoteEventTypes seen;
        bool is_through = false;
        EventTypeSurvey::start(
            {transport, executor, clock, settings}, catalogue, [](int, int) {},
            [&](const RemoteEventTypes &remote) {
                seen = remote;
                is_through = true;
            });
        executor.runUntilIdle(std::chrono::hours(1));
        if (!is_through)
            qFatal("the survey never ended");
        return seen;
    }

    EventMapAudit audit() { return EventMapAudit::of(catalogue, survey()); }
    EventMapPlan plan() { return EventMapPlan::of(catalogue, survey(), settings.layout, settings.team); }

    /// How each step ended; "failed" and "left" with their reasons.
    QStringList build(const EventMapPlan &plan)
    {
        QStringList ends;
        bool is_through = false;
        const auto store = [this](const EventMapStep &step, const std::optional<EventMap> &map,
                                  const std::function<void(Result<void>)> &then) {
            catalogue.event_maps.removeIf([&](const EventMap &old) {
                return old.staff == step.staff && old.service == step.service && old.segment == step.segment;
            });
            if (map)
                catalogue.event_maps.append(*map);
            then({});
        };
        const auto progress = [&](const EventMapBuilder::Outcome &outcome, int, int) {
            ends.append(outcome.end == EventMapBuilder::End::Done ? u"done"_s : outcome.detail);
        };
        EventMapBuilder::start({transport, executor, clock, settings, catalogue, store}, plan, progress,
                               [&] { is_through = true; });
        executor.runUntilIdle(std::chrono::hours(1));
        if (!is_through)
            qFatal("the builder never ended");
        return ends;
    }

    sandbox::World world() const { return sandbox.world(); }
    void change(std::int64_t type, const std::function<void(sandbox::EventType &)> &how)
    {
        sandbox::World changed = sandbox.world();
        for (sandbox::EventType &one : changed.event_types)
            if (one.id == type)
                how(one);
        sandbox.replaceSeed(changed);
    }
    void faults(const char *json) { QVERIFY(sandbox.setFaults(json).has_value()); }
    qsizetype typesOf(std::int64_t user) const
    {
        const auto &types = sandbox.world().event_types;
        return std::count_if(types.cbegin(), types.cend(), [&](const auto &type) { return type.owner == user; });
    }

    ManualClock clock;
    ManualExecutor executor{clock};
    SeededRandom random{7};
    SyncSettings settings;
    Catalogue catalogue;
    Sandbox sandbox;
    SandboxTransport transport;
};

int actions(const EventMapPlan &plan, EventMapStep::Action action)
{
    return int(std::count_if(plan.steps.cbegin(), plan.steps.cend(),
                             [&](const EventMapStep &step) { return step.action == action; }));
}

QString states(const EventMapAudit &audit)
{
    QStringList words;
    for (const EventMapFinding &finding : audit.findings)
        words.append(word(finding.state));
    words.removeDuplicates();
    return words.join(u' ');
}

} // namespace

class TestEventMapPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDemosGapsAreClosedInOneGo()
    {
        Scene scene;
        const EventMapPlan plan = scene.plan();
        QVERIFY(gaps() > 10);
        QCOMPARE(plan.steps.size(), gaps());
        QCOMPARE(actions(plan, EventMapStep::Action::Create), gaps());
        const Instant before = scene.clock.now();
        QCOMPARE(scene.build(plan), QStringList(gaps(), u"done"_s));
        QVERIFY(scene.clock.now() - before < seconds(10));
        const EventMapAudit audit = scene.audit();
        QCOMPARE(audit.ok, audit.required);
        QVERIFY(audit.findings.isEmpty());
        QCOMPARE(audit.unchecked, 0);
        // Hidden, without notice, buffers, guests and confirmation, as long as the segment is with that person.
        for (const sandbox::EventType &type : scene.world().event_types) {
            QVERIFY(type.hidden);
            QCOMPARE(type.notice_min + type.buffer_before_min + type.buffer_after_min, 0);
            QVERIFY(!type.confirms);
        }
        QVERIFY(scene.plan().steps.isEmpty());
        const qsizetype types = scene.world().event_types.size();
        QVERIFY(scene.build(scene.plan()).isEmpty());
        QCOMPARE(scene.world().event_types.size(), types);
    }

    void whatIsWrongAtCalcomIsSeen_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("how");
        const char *states[] = {"wrong_duration", "wrong_host",       "confirmation_on",        "notice_too_long",
                                "buffers_set",    "window_too_short", "limit_too_low",          "parent_unresolved",
                                "remote_deleted", "hidden_email",     "unknown_required_field", "ok"};
        for (int how = 0; how < int(std::size(states)); ++how)
            QTest::newRow(states[how]) << QString::fromLatin1(states[how]) << how;
    }
    /// And mended, but for what only a new type can mend, which is made.
    void whatIsWrongAtCalcomIsSeen()
    {
        QFETCH(QString, state);
        QFETCH(int, how);
        Scene scene;
        QVERIFY(scene.build(scene.plan()).size() == gaps());
        const EventMap map =
            *scene.catalogue.eventMap(kMia, kPerm, scene.catalogue.service(kPerm)->segments.first().key);
        scene.change(map.bookableId(), [&](sandbox::EventType &type) { spoil(type, how); });
        const EventMapAudit audit = scene.audit();
        QCOMPARE(states(audit), state == u"ok"_s ? QString() : state);
        if (state == u"ok"_s)
            return;
        QCOMPARE(audit.findings.size(), 1);
        QCOMPARE(audit.findings.constFirst().staff, kMia);
        QVERIFY(!audit.findings.constFirst().remedy.isEmpty());
        QCOMPARE(scene.build(scene.plan()), QStringList{u"done"_s});
        QVERIFY2(scene.audit().findings.isEmpty(), qPrintable(states(scene.audit())));
    }

    void staleMapsAreForgottenAndPeopleWithoutUserLeft()
    {
        Catalogue salon = mappedSalon();
        salon.event_maps.append({kMia, kPerm, u"old"_s, 790'000, std::nullopt});
        for (Staff &member : salon.staff)
            if (member.id == kRobin2)
                member.calcom_user_id.reset();
        Scene scene(salon);
        const EventMapPlan plan = scene.plan();
        QCOMPARE(actions(plan, EventMapStep::Action::Delete), 1);
        QVERIFY(actions(plan, EventMapStep::Action::Manual) > gaps() / 2);
        scene.build(plan);
        QVERIFY(!scene.catalogue.eventMap(kMia, kPerm, u"old"_s));
        QCOMPARE(states(scene.audit()), u"staff_without_user missing"_s);
    }

    void whatIsThereAlreadyIsAdopted()
    {
        Scene first;
        QCOMPARE(first.build(first.plan()).size(), gaps());
        const qsizetype types = first.world().event_types.size();
        // The maps are lost, say by an import; the types are not.
        first.catalogue.event_maps = mappedSalon().event_maps;
        const EventMapPlan plan = first.plan();
        QCOMPARE(actions(plan, EventMapStep::Action::Link), gaps());
        QCOMPARE(first.build(plan), QStringList(gaps(), u"done"_s));
        QCOMPARE(first.world().event_types.size(), types);
        QVERIFY(first.audit().findings.isEmpty());
    }

    void aTypeOfTwoPeopleStaysItsOwners()
    {
        Scene scene;
        QCOMPARE(scene.build(scene.plan()).size(), gaps());
        const QString segment = scene.catalogue.service(kPerm)->segments.first().key;
        const std::int64_t mias = scene.catalogue.eventMap(kMia, kPerm, segment)->event_type_id;
        for (EventMap &map : scene.catalogue.event_maps)
            if (map.staff == kJon && map.service == kPerm && map.segment == segment)
                map.event_type_id = mias;
        QCOMPARE(states(scene.audit()), u"duplicate"_s);
        const EventMapPlan plan = scene.plan();
        QCOMPARE(plan.steps.size(), 1);
        QCOMPARE(plan.steps.constFirst().staff, kJon);
        scene.build(plan);
        QVERIFY(scene.audit().findings.isEmpty());
        QCOMPARE(scene.catalogue.eventMap(kMia, kPerm, segment)->event_type_id, mias);
    }

    void aTeamsRoundRobinOfOneHost()
    {
        Scene scene;
        scene.settings.layout = EventTypeLayout::RoundRobin;
        scene.settings.team = 1;
        QCOMPARE(scene.build(scene.plan()), QStringList(gaps(), u"done"_s));
        QVERIFY(scene.audit().findings.isEmpty());
        QCOMPARE(scene.typesOf(0), gaps());
        QVERIFY(scene.plan().steps.isEmpty());
        scene.change(scene.catalogue.event_maps.constLast().event_type_id,
                     [](sandbox::EventType &type) { spoil(type, 0); });
        QCOMPARE(states(scene.audit()), u"wrong_duration"_s);
        QCOMPARE(scene.build(scene.plan()), QStringList{u"done"_s});
        QVERIFY(scene.audit().findings.isEmpty());
    }

    void aManagedTypeHasAChildForEachPerson()
    {
        Scene scene;
        scene.settings.layout = EventTypeLayout::Managed;
        scene.settings.team = 1;
        QCOMPARE(scene.build(scene.plan()), QStringList(gaps(), u"done"_s));
        QVERIFY(scene.audit().findings.isEmpty());
        QCOMPARE(scene.typesOf(0), gaps() / 2); // the two Robins share each parent
        for (const EventMap &map : scene.catalogue.event_maps)
            if (map.child_event_type_id)
                QVERIFY(*map.child_event_type_id != map.event_type_id);
        QVERIFY(scene.plan().steps.isEmpty());
        // The poisoned row of old: the parent stored as its own child.
        EventMap &poisoned = scene.catalogue.event_maps.last();
        const EventMap right = poisoned;
        poisoned.child_event_type_id = poisoned.event_type_id;
        QCOMPARE(states(scene.audit()), u"child_equals_parent"_s);
        QCOMPARE(scene.build(scene.plan()), QStringList{u"done"_s});
        QCOMPARE(*scene.catalogue.eventMap(right.staff, right.service, right.segment), right);
    }

    void whoIsAssignedLaterNeedsAPerson()
    {
        Scene scene;
        scene.settings.layout = EventTypeLayout::Managed;
        scene.settings.team = 1;
        Catalogue whole = scene.catalogue;
        scene.catalogue.capabilities.removeIf([&](const Capability &one) {
            return one.staff == kRobin2 && !whole.missingMaps(one.staff, one.service).isEmpty();
        });
        QCOMPARE(scene.build(scene.plan()), QStringList(gaps() / 2, u"done"_s));
        scene.catalogue.capabilities = whole.capabilities;
        const QStringList ends = scene.build(scene.plan());
        QCOMPARE(ends.size(), gaps() / 2);
        for (const QString &end : ends)
            QVERIFY2(end.contains(u"assign them again"_s), qPrintable(end));
    }

    void anotherPersonsKeyMakesNothingForGood()
    {
        Scene scene;
        scene.settings.salon_key = "cal_test_staff_mia";
        const qsizetype mias = scene.typesOf(scene.catalogue.member(kMia)->calcom_user_id.value());
        const QStringList ends = scene.build(scene.plan());
        QVERIFY(ends.constFirst().contains(u"own Cal.com key"_s));
        QCOMPARE(scene.typesOf(scene.catalogue.member(kMia)->calcom_user_id.value()), mias);
        QVERIFY(!scene.catalogue.missingMaps(kRobin1, kRoots).isEmpty());
        // With their own keys it goes through.
        for (const Staff &member : scene.catalogue.staff)
            scene.settings.staff_keys.insert(member.key, "cal_test_staff_" + member.key.toUtf8());
        QCOMPARE(scene.build(scene.plan()), QStringList(gaps(), u"done"_s));
        QVERIFY(scene.audit().findings.isEmpty());
    }

    /// A key that sees none of a person's types proves nothing by a 404.
    void whatCannotBeSeenIsNotCalledGone()
    {
        Scene scene;
        scene.settings.salon_key = "cal_test_staff_robin-2";
        const EventMapAudit audit = scene.audit();
        QVERIFY(audit.unchecked > 0);
        QVERIFY(!states(audit).contains(u"remote_deleted"_s));
        QVERIFY(!scene.survey().problems.isEmpty());
        scene.settings.salon_key = "wrong";
        QCOMPARE(scene.audit().unchecked, scene.audit().ok);
        QCOMPARE(scene.survey().problems.size(), 1); // not one for each type
    }

    void anyExchangeMayFail_data()
    {
        QTest::addColumn<QByteArray>("effect");
        QTest::newRow("500") << QByteArray(R"({"status":500,"message":"x"})");
        QTest::newRow("made, then 500") << QByteArray(R"({"commit_then_status":500,"message":"x"})");
        QTest::newRow("made, then lost") << QByteArray(R"({"commit_then_drop":true})");
        QTest::newRow("hangs") << QByteArray(R"({"hang":true})");
        QTest::newRow("made, then cut off") << QByteArray(R"({"truncate":true})");
        QTest::newRow("a proxy's page") << QByteArray(R"({"html":502})");
        QTest::newRow("too many") << QByteArray(R"({"rate_limit_s":30})");
        QTest::newRow("slow") << QByteArray(R"({"delay_ms":30000})");
    }
    /// Whichever exchange fails, and however: the same types, none twice, and nothing left to do after one more go.
    void anyExchangeMayFail()
    {
        QFETCH(QByteArray, effect);
        for (const EventTypeLayout layout :
             {EventTypeLayout::Individual, EventTypeLayout::RoundRobin, EventTypeLayout::Managed}) {
            for (int nth = 1; nth <= 24; nth += layout == EventTypeLayout::Individual ? 1 : 5) {
                Scene scene;
                scene.settings.layout = layout;
                scene.settings.team = 1;
                scene.faults(R"([{"match":{"nth":)" + QByteArray::number(nth) + R"(},"effect":)" + effect + "}]");
                scene.build(scene.plan());
                scene.build(scene.plan());
                const EventMapAudit audit = scene.audit();
                QVERIFY2(audit.findings.isEmpty(), qPrintable(QString::number(nth) + u' ' + states(audit)));
                QCOMPARE(audit.unchecked, 0);
                const qsizetype made = scene.world().event_types.size() - mappedSalon().event_maps.size();
                QCOMPARE(made, layout == EventTypeLayout::Managed ? gaps() * 3 / 2 : gaps());
            }
        }
    }

    /// Killed between any two exchanges: what was made is found again by its address.
    void itMayEndAnywhere()
    {
        for (int steps = 1; steps < 60; ++steps) {
            Scene scene;
            const EventMapPlan plan = scene.plan();
            {
                // The builder goes with its transport; what it had stored stays.
                ManualExecutor executor(scene.clock);
                SandboxTransport transport(scene.sandbox, executor);
                const auto store = [&](const EventMapStep &, const std::optional<EventMap> &map,
                                       const std::function<void(Result<void>)> &then) {
                    scene.catalogue.event_maps.append(*map);
                    then({});
                };
                EventMapBuilder::start(
                    {transport, executor, scene.clock, scene.settings, scene.catalogue, store}, plan,
                    [](const EventMapBuilder::Outcome &, int, int) {}, [] {});
                for (int i = 0; i < steps && executor.runOne(); ++i) {
                }
            }
            scene.build(scene.plan());
            QVERIFY(scene.audit().findings.isEmpty());
            QCOMPARE(scene.world().event_types.size(), mappedSalon().event_maps.size() + gaps());
        }
    }

    void aPairIsProved_data()
    {
        QTest::addColumn<QByteArray>("faults");
        QTest::addColumn<bool>("proven");
        const auto row = [](const char *name, const char *effect, bool proven) {
            QTest::newRow(name) << QByteArray(
                                       R"([{"match":{"method":"POST","path":"/v2/bookings","nth":2},"effect":)") +
                                       effect + "}]"
                                << proven;
        };
        QTest::newRow("nothing is wrong") << QByteArray("[]") << true;
        row("made, then 500", R"({"commit_then_status":500,"message":"x"})", true);
        row("made, then taken",
            R"({"commit_then_status":400,"message":"User either already has booking at this time"})", true);
        row("made, then lost", R"({"commit_then_drop":true})", true);
        row("seen late", R"({"visible_after_ms":4000})", true);
        row("later", R"({"rate_limit_s":2})", true);
        row("refused", R"({"status":400,"message":"no_available_users_found_error"})", false);
        row("never made", R"({"status":500,"message":"x"})", false);
    }
    /// Booked, seen, cancelled; whatever happens, nothing stays at Cal.com.
    void aPairIsProved()
    {
        QFETCH(QByteArray, faults);
        QFETCH(bool, proven);
        Scene scene;
        scene.build(scene.plan());
        scene.faults(faults.constData());
        QList<EventMapTrial::Part> parts;
        EventMapTrial::start({scene.transport, scene.executor, scene.clock, scene.random, scene.settings,
                              scene.catalogue, u"salon-1"_s, kRoots, kRobin1, at(scene.catalogue, "2025-12-16 10:00")},
                             [&](const QList<EventMapTrial::Part> &tried) { parts = tried; });
        scene.executor.runUntilIdle(std::chrono::hours(1));
        const Service &service = *scene.catalogue.service(kRoots);
        QCOMPARE(parts.size(), std::count_if(service.segments.cbegin(), service.segments.cend(),
                                             [](const Segment &segment) { return segment.busy; }));
        for (qsizetype i = 0; i < parts.size(); ++i) {
            QCOMPARE(parts.at(i).isProven(), i != 1 || proven);
            QCOMPARE(parts.at(i).detail.isEmpty(), parts.at(i).isProven());
        }
        const auto &bookings = scene.sandbox.world().bookings;
        QVERIFY(bookings.size() >= parts.size() - 1);
        QVERIFY(std::none_of(bookings.cbegin(), bookings.cend(), [](const auto &one) { return one.isLive(); }));
    }

private:
    static void spoil(sandbox::EventType &type, int how)
    {
        switch (how) {
        case 0:
            type.length_min += 5;
            return;
        case 1:
            type.owner = 910'002;
            type.slug += u"-of-jon"_s;
            return;
        case 2:
            type.given.insert(u"confirmationPolicy"_s, QJsonObject{{u"type"_s, u"always"_s}});
            type.confirms = true;
            return;
        case 3:
            type.notice_min = 120;
            type.given.insert(u"minimumBookingNotice"_s, 120);
            return;
        case 4:
            type.buffer_after_min = 10;
            type.given.insert(u"afterEventBuffer"_s, 10);
            return;
        case 5:
            type.given.insert(u"bookingWindow"_s,
                              QJsonObject{{u"type"_s, u"calendarDays"_s}, {u"value"_s, 30}, {u"rolling"_s, false}});
            return;
        case 6:
            type.given.insert(u"bookerActiveBookingsLimit"_s, QJsonObject{{u"maximumActiveBookings"_s, 1}});
            return;
        case 7:
            type.scheduling = u"managed"_s;
            return;
        case 8:
            type.id += 500'000; // somebody deleted it; what stands there now is another one
            type.owner = 910'002;
            type.slug += u"-gone"_s;
            return;
        case 9:
            type.fields = {QJsonObject{{u"type"_s, u"email"_s}, {u"required"_s, true}, {u"hidden"_s, true}}};
            return;
        case 10:
            type.fields = {QJsonObject{{u"type"_s, u"text"_s}, {u"slug"_s, u"allergies"_s}, {u"required"_s, true}}};
            return;
        default:
            return;
        }
    }
};

QTEST_GUILESS_MAIN(TestEventMapPlan)
#include "tst_eventmapplan.moc"
