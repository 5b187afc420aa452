// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calcom/bookingoperations.h"
#include "core/calcom/calendaroperations.h"
#include "core/calcom/eventtypeoperations.h"
#include "core/http/networktransport.h"
#include "core/sandbox/sandboxserver.h"
#include "core/sandbox/seed.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

namespace
{

constexpr int kPatienceMs = 60'000;

/// What earlier requests brought, for later ones.
struct Made {
    QString uid;
    std::int64_t type = 0;
    std::int64_t team_type = 0;
};

struct Case {
    const char *operation; // the struct's name
    std::function<OutgoingRequest(const calcom::Account &, const Made &)> request;
};

/// What the judge says although a real server does so, or takes it: the contract is wrong there, for this reason.
/// One that is not said any more is taken out.
constexpr struct {
    const char *operations; // patterns, for all of each
    const char *message;
    const char *reason;
} kDeviations[] = {
    {".*Booking(s)?", "data(\\.\\d+)?\\.rescheduledByEmail must be string", "null, in all recorded answers"},
    {".*Booking(s)?", "data(\\.\\d+)?\\.rating must be number", "null, in all recorded answers"},
    {".*Booking(s)?", "data(\\.\\d+)? must (be array|match a schema in anyOf)",
     "the alternatives, after the two above"},
    {".*Booking(s)?",
     "data(\\.\\d+)?(\\.attendees\\.\\d+)? must have required property '(seatUid|recurringBookingUid|"
     "bookingFieldsResponses)'",
     "the alternatives of seated and recurring bookings"},
    {".*EventType(s)?",
     "data(\\.\\d+)?\\.bookingFields\\.\\d+(\\..*)? must (be .*|have required property .*|match a schema in anyOf)",
     "default fields are short in all recorded answers"},
    {".*EventType(s)?", "data(\\.\\d+)?\\.(forwardParamsSuccessRedirect|slotInterval|ownerId) must be object,null",
     "written as an object wherever it may be null; recorded are a switch and numbers"},
    {".*EventType(s)?",
     "data(\\.\\d+)?\\.(seats must have required property '(seatsPerTimeSlot|showAttendeeInfo|showAvailabilityCount)'|"
     "bookingWindow must be array)",
     "{\"disabled\":true} in the recorded answers"},
    {".*EventType(s)?", "data(\\.\\d+)?\\.(users|hosts)\\.\\d+ must be string", "objects in all recorded answers"},
    {"(Create|Update)TeamEventType", "data must be array", "a list for managed types only"},
    {".*TeamEventType(s)?|GetEventType",
     "data(\\.\\d+)? must (match a schema in anyOf|have required property '(team|teamId|hosts|schedulingType)')",
     "the alternatives of personal and team types; the stand-in has one team"},
    {"ListCalendars", "Route not resolved, no path matched", "left out of this cut of the contract"},
    {"GetBusyTimes", "Request query must have required property '(credentialid|externalid)'",
     "named flat; the server reads them nested, several at once"},
};

constexpr std::int64_t kTeam = 5;

calcom::EventTypeDraft draft(const char *slug, int length_min = 30)
{
    return {length_min, QStringLiteral("Schneiden"), QString::fromLatin1(slug), QStringLiteral("Mitte 1, Berlin")};
}

} // namespace

/// Every request that Salondesk makes, and every answer of the stand-in, before a judge that shares no code with
/// either: our client, then a validating proxy with Cal.com's published contract, then the stand-in. Needs
/// SALONDESK_CONTRACT_FILE (CMake cache), node, and the proxy in SALONDESK_PRISM (environment: its folder).
class TestContract : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<SyncScene> m_scene;
    std::unique_ptr<SandboxServer> m_server;
    EventLoopExecutor m_executor;
    NetworkTransport m_transport;
    QProcess m_judge;
    calcom::Account m_account;
    calcom::Account m_mias; // calendars and personal event types are their owner's

    QList<Case> cases() const
    {
        const Catalogue &catalogue = m_scene->catalogue;
        const Staff &mia = *catalogue.member(QStringLiteral("mia"));
        const std::int64_t mapped =
            catalogue.eventMap(mia.id, catalogue.service(QStringLiteral("cut"))->id, QStringLiteral("A"))->bookableId();
        const std::int64_t user = *mia.calcom_user_id;
        const Instant ten = m_scene->at(10);
        const calcom::Attendee lena{QStringLiteral("Lena Vogt"), QStringLiteral("noreply+1@salon.invalid"),
                                    QStringLiteral("+491713920010"), QStringLiteral("Europe/Berlin"),
                                    QStringLiteral("de")};
        const calcom::Token token{QStringLiteral("salon"), QStringLiteral("1"), QStringLiteral("A"),
                                  QStringLiteral("op")};
        using Account = calcom::Account;
        return {
            {"GetMe", [](const Account &to, const Made &) { return calcom::GetMe{}.request(to); }},
            {"CreateBooking",
             [=](const Account &to, const Made &) {
                 return calcom::CreateBooking{mapped, ten, lena, token}.request(to);
             }},
            {"GetBooking",
             [](const Account &to, const Made &made) { return calcom::GetBooking{made.uid}.request(to); }},
            {"ListBookings",
             [=](const Account &to, const Made &) {
                 return calcom::ListBookings{ten, ten + 24h, 0}.request(to);
             }},
            {"RescheduleBooking",
             [=](const Account &to, const Made &made) {
                 return calcom::RescheduleBooking{made.uid, ten + 4h, QStringLiteral("ill")}.request(to);
             }},
            {"CancelBooking",
             [](const Account &to, const Made &made) {
                 return calcom::CancelBooking{made.uid, QStringLiteral("ill")}.request(to);
             }},
            {"ListEventTypes", [](const Account &to, const Made &) { return calcom::ListEventTypes{}.request(to); }},
            {"GetEventType", [=](const Account &to, const Made &) { return calcom::GetEventType{mapped}.request(to); }},
            {"CreateEventType",
             [this](const Account &, const Made &) {
                 return calcom::CreateEventType{draft("cut-new")}.request(m_mias);
             }},
            {"UpdateEventType",
             [this](const Account &, const Made &made) {
                 return calcom::UpdateEventType{made.type, draft("cut-new", 45)}.request(m_mias);
             }},
            {"DeleteEventType",
             [this](const Account &, const Made &made) { return calcom::DeleteEventType{made.type}.request(m_mias); }},
            {"CreateTeamEventType",
             [=](const Account &to, const Made &) {
                 return calcom::CreateTeamEventType{kTeam, calcom::TeamKind::RoundRobin, {user}, draft("cut-team")}
                     .request(to);
             }},
            {"UpdateTeamEventType",
             [=](const Account &to, const Made &made) {
                 return calcom::UpdateTeamEventType{kTeam, made.team_type, {user}, draft("cut-team", 45)}.request(to);
             }},
            {"ListTeamEventTypes",
             [](const Account &to, const Made &) { return calcom::ListTeamEventTypes{kTeam}.request(to); }},
            {"ListCalendars",
             [this](const Account &, const Made &) { return calcom::ListCalendars{}.request(m_mias); }},
            {"GetBusyTimes",
             [this](const Account &, const Made &) {
                 return calcom::GetBusyTimes{{{5, QStringLiteral("mia@example.com")}},
                                             QStringLiteral("Europe/Berlin"),
                                             QDate(2025, 11, 26),
                                             QDate(2025, 11, 27)}
                     .request(m_mias);
             }},
        };
    }

    IncomingAnswer exchange(const OutgoingRequest &request)
    {
        std::optional<IncomingAnswer> got;
        m_transport.send(request, [&](const IncomingAnswer &answer) { got = answer; });
        if (!QTest::qWaitFor([&] { return got.has_value(); }, kPatienceMs))
            qFatal("no answer");
        return *got;
    }

    /// All of them: with --errors the judge answers in place of the server.
    static QStringList violations(const IncomingAnswer &answer)
    {
        const QJsonObject verdict = QJsonDocument::fromJson(answer.body).object();
        if (!verdict.value(u"type").toString().contains(QStringLiteral("prism/errors")))
            return {};
        QStringList found;
        const QJsonArray list = verdict.value(u"validation").toArray();
        for (const QJsonValue &one : list)
            found.append(one.toObject().value(u"message").toString().remove(QStringLiteral("Response body property ")));
        return found.isEmpty() ? QStringList{verdict.value(u"title").toString()} : found;
    }
    static int deviation(const char *operation, const QString &message)
    {
        const auto fits = [](const char *pattern, const QString &text) {
            return QRegularExpression(QRegularExpression::anchoredPattern(QString::fromLatin1(pattern)))
                .match(text)
                .hasMatch();
        };
        for (int i = 0; i < int(std::size(kDeviations)); ++i)
            if (fits(kDeviations[i].operations, QString::fromLatin1(operation)) &&
                fits(kDeviations[i].message, message))
                return i;
        return -1;
    }

    /// Where the judge answered, what the request did shows in the stand-in alone.
    void learn(Made &made, const QByteArray &operation) const
    {
        const sandbox::World &world = m_scene->sandbox->world();
        if (operation == "CreateBooking" || operation == "RescheduleBooking")
            made.uid = world.bookings.last().uid;
        if (operation == "CreateEventType")
            made.type = world.event_types.last().id;
        if (operation == "CreateTeamEventType")
            made.team_type = world.event_types.last().id;
    }
    int lastStatus() const
    {
        return m_scene->sandbox->state().value(u"requests").toArray().last().toObject().value(u"status").toInt();
    }

    /// Empty, or why nothing can be judged here.
    QString startJudge(quint16 sandbox)
    {
        const QString contract = QStringLiteral(SALONDESK_CONTRACT_FILE);
        const QString folder = qEnvironmentVariable("SALONDESK_PRISM");
        if (contract.isEmpty() || !QFile::exists(contract))
            return QStringLiteral("SALONDESK_CONTRACT_FILE names no contract");
        if (folder.isEmpty())
            return QStringLiteral("SALONDESK_PRISM does not say where the validating proxy is");
        QTcpServer probe; // a port that is free
        if (!probe.listen(QHostAddress::LocalHost))
            return QStringLiteral("no port is free");
        const quint16 port = probe.serverPort();
        probe.close();
        m_judge.setProcessChannelMode(QProcess::MergedChannels);
        m_judge.start(QStringLiteral("node"),
                      {folder + QStringLiteral("/node_modules/@stoplight/prism-cli/dist/index.js"),
                       QStringLiteral("proxy"), QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                       QString::number(port), QStringLiteral("--errors"), contract,
                       QStringLiteral("http://127.0.0.1:%1").arg(sandbox)});
        QByteArray said;
        const bool listens = QTest::qWaitFor(
            [&] {
                said += m_judge.readAll();
                return said.contains("is listening on") || m_judge.state() == QProcess::NotRunning;
            },
            kPatienceMs);
        if (!listens || m_judge.state() != QProcess::Running)
            qFatal("the validating proxy does not start: %s", said.constData());
        const QUrl base(QStringLiteral("http://127.0.0.1:%1/v2").arg(port));
        m_account = calcom::Account(base, "cal_test_salon");
        m_mias = calcom::Account(base, "cal_test_staff_mia");
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_database = std::make_unique<ThrowAwayDatabase>(QStringLiteral("sqlite"));
        m_scene = std::make_unique<SyncScene>(*m_database);
        for (sandbox::User &user : m_scene->sandbox->world().users)
            user.calendars = {{5, QStringLiteral("mia@example.com"), {}}};
        m_server = std::make_unique<SandboxServer>(*m_scene->sandbox, m_transport, m_executor);
    }
    void cleanup()
    {
        m_judge.kill();
        m_judge.waitForFinished(kPatienceMs);
        m_server.reset();
        m_scene.reset();
        m_database.reset();
    }

    void everyRequestAndAnswerKeepsTheContract()
    {
        const auto port = m_server->listen(QHostAddress(QHostAddress::LocalHost), 0);
        VERIFY_DONE(port);
        if (const QString why = startJudge(*port); !why.isEmpty())
            QSKIP(qPrintable(why));
        Made made;
        QStringList wrong;
        QSet<int> met;
        for (const Case &one : cases()) {
            const qsizetype before = m_scene->sandbox->state().value(u"requests").toArray().size();
            const IncomingAnswer answer = exchange(one.request(m_account, made));
            const QString name = QString::fromLatin1(one.operation);
            const bool arrived = m_scene->sandbox->state().value(u"requests").toArray().size() > before;
            if (arrived && (lastStatus() < 200 || lastStatus() > 299))
                wrong.append(
                    QStringLiteral("%1: %2 %3").arg(name).arg(answer.status).arg(QString::fromUtf8(answer.body)));
            const QStringList said = violations(answer);
            if (!arrived && said.isEmpty())
                wrong.append(name + QStringLiteral(": never arrived"));
            for (const QString &message : said)
                if (const int known = deviation(one.operation, message); known >= 0)
                    met.insert(known);
                else
                    wrong.append(name + QStringLiteral(": ") + message);
            learn(made, one.operation);
        }
        for (int i = 0; i < int(std::size(kDeviations)); ++i)
            if (!met.contains(i))
                wrong.append(QStringLiteral("not said any more: %1").arg(QLatin1String(kDeviations[i].message)));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    /// A request that the judge is not shown would be none that it has judged.
    void everyOperationIsShown()
    {
        static const QRegularExpression operation(
            QStringLiteral("struct (\\w+)\\s*\\{[^}]*OutgoingRequest request\\("));
        QSet<QString> known;
        for (const Case &one : cases())
            known.insert(QString::fromLatin1(one.operation));
        const QDir folder(QStringLiteral(SALONDESK_SOURCE_DIR "/core/calcom"));
        int found = 0;
        for (const QString &name : folder.entryList({QStringLiteral("*operations.h")})) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto matches = operation.globalMatch(QString::fromUtf8(file.readAll()));
            for (; matches.hasNext(); ++found) {
                const QString called = matches.next().captured(1);
                QVERIFY2(known.contains(called), qPrintable(called));
            }
        }
        QCOMPARE(found, int(known.size()));
    }
};

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
