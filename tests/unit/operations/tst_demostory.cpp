// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/demostory.h"

#include "core/phone/retellsignature.h"
#include "tests/support/manualexecutor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace salon::test
{

/// Plays listener, stand-in and desk as the story expects them, or spoils one thing.
class ScriptedWorld final : public HttpTransport
{
public:
    explicit ScriptedWorld(ManualExecutor &executor, const Clock &clock)
        : m_executor(executor)
        , m_signature({"key_demo"}, clock)
    {
    }

    void send(OutgoingRequest request, std::function<void(IncomingAnswer)> then) override
    {
        const QString path = request.url.path();
        IncomingAnswer answer;
        answer.status = path == spoiled_path ? 503 : 200;
        if (path.startsWith(u"/retell/"_s) && !m_signature.accepts(request.headers.last().value, request.body))
            answer.status = 401;
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        if (path == u"/_sandbox/faults"_s)
            faults.append(request.body);
        const QJsonObject arguments = body.value(u"args"_s).toObject();
        if (path.startsWith(u"/retell/functions/"_s))
            languages.insert(body[u"call"_s][u"retell_llm_dynamic_variables"_s][u"language"_s].toString());
        answer.body = QJsonDocument(reply(path.section(u'/', -1), arguments)).toJson();
        calls.append(path.section(u'/', -1));
        m_executor.post([then, answer] { then(answer); });
    }

    DemoDesk desk()
    {
        DemoDesk desk;
        desk.set_event_map_check = [this](const QString &value, const std::function<void(Result<void>)> &then) {
            check.append(value);
            then({});
        };
        desk.look = [this](qint64 appointment, const std::function<void(Result<DemoDesk::Seen>)> &then) {
            const bool pending = ++looks % 3 != 0;
            const QString end = appointment == 3 ? u"review"_s : u"synced"_s;
            then(DemoDesk::Seen{pending ? u"pending"_s : end, appointment == 2 && recovers});
        };
        return desk;
    }

    QStringList calls;
    QSet<QString> languages; // what the callers' agent says they speak
    QStringList check;
    QList<QByteArray> faults;
    QString spoiled_path;
    bool recovers = true;
    bool first_wish_is_taken = false;
    int busy_replies = 0;
    QString booked_start;
    int looks = 0;

private:
    QJsonObject reply(const QString &name, const QJsonObject &arguments)
    {
        const bool coloured = arguments.value(u"dienstleistung"_s) == u"Ansatzfärbung"_s;
        const QJsonArray others{QJsonObject{{u"start"_s, u"2025-11-26T17:00:00+01:00"_s}}};
        if (name == u"check_availability_v17"_s && busy_replies-- > 0)
            return {{u"success"_s, false}, {u"code"_s, u"temporarily_unavailable"_s}};
        if (name == u"check_availability_v17"_s) {
            const bool blocked = (coloured && check.value(check.size() - 1) != u"warn"_s) || first_wish_is_taken;
            return {{u"success"_s, true},
                    {u"available"_s, !blocked},
                    {u"message"_s, blocked ? u"Das geht nicht."_s : u"Das ist frei."_s},
                    {u"requested_time"_s, u"2025-11-26T15:15:00+01:00"_s},
                    {u"alternatives"_s, blocked ? others : QJsonArray()}};
        }
        if (name == u"start_booking"_s) {
            booked_start = arguments.value(u"datetime"_s).toString();
            return {{u"success"_s, true}, {u"booked"_s, true}, {u"appointment_id"_s, ++m_appointments}};
        }
        return {{u"success"_s, true}};
    }

    ManualExecutor &m_executor;
    const RetellSignature m_signature;
    int m_appointments = 0;
};

class TestDemoStory : public QObject
{
    Q_OBJECT

    struct Scene {
        ManualClock clock;
        ManualExecutor executor{clock};
        SeededRandom random{3};
        ScriptedWorld world{executor, clock};
        QStringList told;
        std::optional<Result<void>> ended;
        Instant first_line;

        void play(DemoStory &story)
        {
            const Instant start = clock.now();
            story.play(
                [this, start](const QString &line) {
                    if (told.isEmpty())
                        first_line = Instant::fromMs((clock.now() - start).count());
                    told.append(line);
                },
                [this](const Result<void> &result) { ended = result; });
            executor.runUntilIdle(seconds(120));
        }
        DemoStory story(Language language = Language::German)
        {
            const DemoStory::Places places{QUrl(u"http://127.0.0.1:1"_s), QUrl(u"http://127.0.0.1:2"_s), "key_demo",
                                           u"+493023125010"_s};
            return DemoStory(places, world.desk(), world, executor, clock, random, language);
        }
    };

private Q_SLOTS:
    void tellsThreeChaptersInTime()
    {
        Scene scene;
        DemoStory story = scene.story();
        const Instant start = scene.clock.now();
        scene.play(story);
        QVERIFY(scene.ended);
        QVERIFY2(scene.ended->has_value(), scene.ended->has_value() ? "" : qPrintable(scene.ended->error().detail));
        QVERIFY(scene.first_line.ms() <= 5'000);
        QVERIFY(scene.clock.now() - start <= seconds(60));
        QCOMPARE(scene.world.calls.count(u"start_booking"_s), 3);
        QCOMPARE(scene.world.calls.count(u"events"_s), 6); // three calls begin and end
        QCOMPARE(scene.world.check, QStringList({u"warn"_s, u"block"_s}));
        QCOMPARE(scene.world.faults.size(), 2);
        QCOMPARE(scene.world.faults.last(), QByteArray("[]"));
        QVERIFY(scene.told.filter(u"✓"_s).size() >= 4);
    }

    void canBePlayedAgainAndTakesAlternatives()
    {
        Scene scene;
        DemoStory story = scene.story(Language::English);
        scene.play(story);
        scene.ended.reset();
        scene.world.first_wish_is_taken = true;
        scene.world.check.clear();
        DemoStory again = scene.story(Language::English);
        // Its appointments have other numbers: only the first chapter's end is looked at here.
        scene.play(again);
        QVERIFY(scene.ended);
        QCOMPARE(scene.world.booked_start, u"2025-11-26T17:00:00+01:00"_s);
    }

    void theCallersSpeakTheStorysLanguage()
    {
        for (const Language language : {Language::German, Language::English}) {
            Scene scene;
            DemoStory story = scene.story(language);
            scene.play(story);
            QCOMPARE(scene.world.languages, QSet<QString>{language == Language::German ? u"de"_s : u"en"_s});
        }
    }

    void asksABusyMachineAgain()
    {
        Scene scene;
        scene.world.busy_replies = 3;
        DemoStory story = scene.story();
        scene.play(story);
        QVERIFY(scene.ended && scene.ended->has_value());
        QCOMPARE(scene.world.calls.count(u"check_availability_v17"_s), 7);
    }

    void putsFaultAndSwitchBackWhenItFails_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("listener away") << u"/retell/functions/start_booking"_s;
        QTest::newRow("events refused") << u"/retell/events"_s;
        QTest::newRow("nothing recovered") << QString();
    }

    void putsFaultAndSwitchBackWhenItFails()
    {
        QFETCH(QString, path);
        Scene scene;
        scene.world.spoiled_path = path;
        scene.world.recovers = false;
        DemoStory story = scene.story();
        scene.play(story);
        QVERIFY(scene.ended);
        QVERIFY(!scene.ended->has_value());
        QVERIFY(!story.isPlaying());
        QVERIFY(scene.world.faults.isEmpty() || scene.world.faults.last() == "[]");
        QVERIFY(scene.world.check.isEmpty() || scene.world.check.last() == u"block"_s);
    }
};

} // namespace salon::test

QTEST_GUILESS_MAIN(salon::test::TestDemoStory)
#include "tst_demostory.moc"
