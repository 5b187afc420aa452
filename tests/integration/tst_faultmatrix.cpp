// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/outboxtable.h"
#include "core/storage/reviewtable.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

namespace
{

const QString kMia = QStringLiteral("mia");

struct Fault {
    const char *name;
    const char *effect;
    bool is_definite = false; // the real answer to something that can never succeed
};

/// What a real Cal.com, its proxies and the network were seen to do. Source: facts/calcom.md section 16.
constexpr Fault kFaults[] = {
    {"done, then 500", R"({"commit_then_status":500,"message":"Internal server error"})"},
    {"done, then no answer", R"({"hang":true})"},
    {"done, then answered late", R"({"delay_ms":30000})"},
    {"done, then dropped", R"({"commit_then_drop":true})"},
    {"done, then 400 taken",
     R"({"commit_then_status":400,"message":"User either already has booking at this time or is not available"})"},
    {"done, then 400 calendar",
     R"({"commit_then_status":400,"message":"CalendarAppDelegationCredentialInvalidGrantError"})"},
    {"done, then 409", R"({"commit_then_status":409,"message":"booking_conflict_error"})"},
    {"done, then 400 database",
     R"({"commit_then_status":400,"message":"An error occurred while querying the database."})"},
    {"done, half an answer", R"({"truncate":true})"},
    {"500", R"({"status":500,"message":"Internal server error"})"},
    {"400 of no known kind", R"({"status":400,"message":"something new"})"},
    {"502 page", R"({"html":502})"},
    {"403 page", R"({"html":403})"},
    {"429", R"({"rate_limit_s":20})"},
    {"401", R"({"status":401,"message":"Invalid API Key"})"},
    {"shown late", R"({"visible_after_ms":9000})"},
    {"webhook lost", R"({"webhook":"lost"})"},
    {"webhook twice", R"({"webhook":"twice"})"},
    {"webhook late", R"({"webhook":"late_ms:60000"})"},
    {"422", R"({"status":422,"message":"Invalid option"})", true},
};

constexpr const char *kOperations[] = {"create", "cancel", "move", "reassign", "verify", "reconcile"};

} // namespace

/// Every fault, at each exchange of every operation: the end is that of an undisturbed run, or a person has it with the
/// right cause. Event maps have their own loop (tst_eventmapplan).
class TestFaultMatrix : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;
    QMap<QString, QStringList> m_matrix; // one line per fault

    static void setFaults(SyncScene &scene, const QByteArray &rules)
    {
        if (auto set = scene.sandbox->setFaults(rules); !set)
            qFatal("%s", qPrintable(set.error().detail));
    }
    static bool hasFired(const SyncScene &scene, const char *effect)
    {
        const QJsonObject chosen = QJsonDocument::fromJson(effect).object();
        const QJsonArray requests = scene.sandbox->state().value(u"requests").toArray();
        return std::any_of(requests.begin(), requests.end(), [&](const QJsonValue &request) {
            return request.toObject().value(u"fault").toObject() == chosen;
        });
    }

    static bool isAtRest(SyncScene &scene, AppointmentId id)
    {
        const QList<OutboxRow> rows = scene.rows(id);
        return std::all_of(rows.cbegin(), rows.cend(), [](const OutboxRow &row) {
            return row.state == OutboxState::Done || row.state == OutboxState::Review;
        });
    }

    /// Until nothing moves any more. `rule` is in force from the moment of the operation on.
    static AppointmentId play(SyncScene &scene, const QString &operation, const QString &service,
                              const QByteArray &rule)
    {
        const bool is_first = operation == u"create" || operation == u"verify";
        scene.startWorker();
        scene.startEvents();
        AppointmentId id;
        if (!is_first) {
            id = scene.book(service, kMia, 10);
            scene.kick();
            scene.runUntilSettled();
        }
        QByteArray rules = rule;
        if (operation == u"verify") // the first answer is lost already
            rules = "{\"match\":{\"method\":\"POST\",\"path\":\"/v2/bookings\",\"nth\":1},"
                    "\"effect\":{\"commit_then_status\":500,\"message\":\"x\"}}" +
                    (rule.isEmpty() ? QByteArray() : "," + rule);
        setFaults(scene, "[" + rules + "]");
        if (is_first)
            id = scene.book(service, kMia, 10);
        else if (operation == u"cancel")
            scene.cancel(id);
        else if (operation == u"move")
            scene.move(id, 14);
        else if (operation == u"reassign")
            scene.moveTo(id, scene.at(14), QStringLiteral("robin"));
        scene.kick();
        if (operation == u"reconcile")
            scene.startReconciler();
        scene.runUntilSettled();
        scene.runFor(2min); // what webhooks bring late
        if (!isAtRest(scene, id)) {
            scene.runFor(1h); // a refused key rests that long
            scene.runUntilSettled();
        }
        return id;
    }

    /// "=", or the causes for which a person has it; "WRONG …" else.
    static QString verdict(SyncScene &scene, AppointmentId id, const QString &expected)
    {
        QStringList wrong;
        QSet<QString> tokens;
        for (const QJsonObject &booking : scene.remoteBookings()) {
            const QJsonObject token = booking.value(u"metadata").toObject();
            const QString text = QString::fromUtf8(QJsonDocument(token).toJson(QJsonDocument::Compact));
            if (tokens.contains(text))
                wrong.append(QStringLiteral("twice"));
            tokens.insert(text);
        }
        if (!isAtRest(scene, id))
            wrong.append(QStringLiteral("not at rest"));
        const QString state = scene.endState(id);
        QStringList causes;
        for (const ReviewItem &item : scene.reviews())
            causes.append(word(item.cause));
        if (state != expected && causes.isEmpty())
            wrong.append(QStringLiteral("ends as\n%1\n").arg(state));
        if (!wrong.isEmpty())
            return QStringLiteral("WRONG ") + wrong.join(QStringLiteral(", "));
        causes.sort();
        causes.removeDuplicates();
        return state == expected ? QStringLiteral("=") : causes.join(u'+');
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        SyncScene(*m_database).mapEverythingFor(QStringLiteral("robin"));
    }

    void theEndIsRight_data()
    {
        QTest::addColumn<int>("fault");
        for (int fault = 0; fault < int(std::size(kFaults)); ++fault)
            QTest::newRow(kFaults[fault].name) << fault;
    }
    void theEndIsRight()
    {
        QFETCH(int, fault);
        QFETCH_GLOBAL(QString, engine);
        const Fault &chosen = kFaults[fault];
        QStringList line;
        for (const char *operation : kOperations)
            for (const QString &service : {QStringLiteral("cut"), QStringLiteral("perm")}) {
                const QString cell = cellOf(QString::fromLatin1(operation), service, chosen.effect);
                line.append(cell.leftJustified(12));
                const QString where = QStringLiteral("%1 %2: %3").arg(QLatin1String(operation), service, cell);
                const bool is_allowed = cell == u"=" || (chosen.is_definite && cell == u"rejected");
                QVERIFY2(is_allowed, qPrintable(where));
            }
        m_matrix[engine].append(QString::fromLatin1(chosen.name).leftJustified(26) + line.join(u' '));
    }

    void cleanupTestCase()
    {
        QString head = QString(26, u' ');
        for (const char *operation : kOperations)
            head += QStringLiteral("%1 1").arg(QLatin1String(operation)).leftJustified(13) +
                    QStringLiteral("%1 4").arg(QLatin1String(operation)).leftJustified(13);
        for (auto engine = m_matrix.cbegin(); engine != m_matrix.cend(); ++engine)
            qInfo().noquote() << engine.key() + QLatin1Char('\n') + head + QLatin1Char('\n') + engine->join(u'\n');
    }

private:
    /// The worst of what the fault does at the first, the second, … exchange, each in a run of its own.
    QString cellOf(const QString &operation, const QString &service, const char *effect) const
    {
        QString expected;
        {
            SyncScene scene(*m_database);
            const AppointmentId id = play(scene, operation, service, {});
            expected = scene.endState(id);
        }
        QString worst = QStringLiteral("=");
        for (int i = 1;; ++i) {
            SyncScene scene(*m_database);
            const QByteArray rule = "{\"match\":{\"nth\":" + QByteArray::number(i) + "},\"effect\":" + effect + "}";
            const AppointmentId id = play(scene, operation, service, rule);
            const QString cell = verdict(scene, id, expected);
            if (cell.startsWith(u"WRONG"))
                return QStringLiteral("at exchange %1: %2").arg(i).arg(cell);
            if (cell != u"=")
                worst = cell;
            if (!hasFired(scene, effect) || i > 40)
                return worst;
        }
    }
};

QTEST_GUILESS_MAIN(TestFaultMatrix)
#include "tst_faultmatrix.moc"
