// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/executor.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/query.h"
#include "core/storage/transaction.h"
#include "tests/support/bookcheck.h"
#include "tests/support/bookstate.h"
#include "tests/support/lindescene.h"
#include "tests/support/phoneline.h"
#include "tests/support/rawclient.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>

using namespace salon;
using namespace salon::test;
using namespace Qt::Literals::StringLiterals;

namespace
{

constexpr int kPatienceMs = 60'000;
constexpr int kCallers = 6;

/// What somebody wants; no two of them want the same.
struct Wish {
    int number = 0;
    StaffId staff;
    QString staff_key;
    Instant start;
    QString wall_time;
    QString callId() const { return u"call_%1"_s.arg(number); }
};

/// What somebody was told is in the book.
struct Told {
    AppointmentId id;
    Wish wish;
};

/// A caller who books one wish after the other at whatever listener there is.
struct Line {
    std::unique_ptr<RawClient> client;
    std::optional<Wish> asked;
};

bool hasEnded(QProcess &process)
{
    return process.state() == QProcess::NotRunning || process.waitForFinished(kPatienceMs);
}

int setting(const char *name, int otherwise)
{
    bool is_given = false;
    const int given = qEnvironmentVariableIntValue(name, &is_given);
    return is_given ? given : otherwise;
}

} // namespace

/// kill -9 of `salondeskctl serve` and of `salondeskctl appointments book` at any instant of a run of bookings: what
/// somebody was told is in the book, nothing is there by halves, who heard nothing asks again and has one appointment.
class TestBookerKilled : public QObject, private LindeScene
{
    Q_OBJECT

    QList<Wish> m_wishes; // still to be asked for
    QList<Told> m_told;
    int m_found_again = 0; // booked by somebody who died before they said so
    QStringList m_refused;
    std::vector<Line> m_lines;

    /// Disjoint, all free in an empty book: Tuesdays to Fridays without the weeks around Christmas.
    void findWishes()
    {
        const auto is_usual = [](QDate day) {
            return day.dayOfWeek() >= 2 && day.dayOfWeek() <= 5 &&
                   (day < QDate(2025, 12, 20) || day > QDate(2026, 1, 10));
        };
        m_wishes.clear();
        for (QDate day(2025, 11, 26); day < QDate(2026, 3, 1); day = day.addDays(1))
            for (const char *hour : {"09:00", "10:00", "11:00", "14:00", "15:00", "16:00"})
                for (const StaffId staff : {kMia, kRobin1, kRobin2})
                    if (is_usual(day)) {
                        const QString wall = day.toString(Qt::ISODate) + u' ' + QLatin1String(hour);
                        m_wishes.append({int(m_wishes.size()), staff, m_salon.member(staff)->key,
                                         at(m_salon, qPrintable(wall)), wall});
                    }
    }

    /// Once the wishes run out, an empty book can have them all again.
    void beginAgain()
    {
        clearBook(*m_connection, m_clock);
        findWishes();
        m_told.clear();
        m_lines.clear();
        m_lines.resize(kCallers);
    }

    std::unique_ptr<QProcess> process(const QStringList &arguments)
    {
        auto started = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
            environment.insert(QString::fromLatin1(name), m_database->folder());
        environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
        environment.insert(u"SALONDESK_DATABASE"_s, m_database->url().toString());
        environment.insert(u"SALONDESK_RETELL_WEBHOOK_KEY"_s, QString::fromLatin1(kPhoneKey));
        started->setProcessEnvironment(environment);
        started->start(QStringLiteral(SALONDESK_CTL),
                       QStringList{u"--clock=2025-11-25T09:30:00+01:00"_s, u"--json"_s} + arguments);
        return started;
    }

    /// Whoever was killed had it; nobody waits here until it runs out.
    void forgetLeases()
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(tx && Query(*tx, "DELETE FROM leases").exec() && tx->commit());
    }

    quint16 portOf(const QString &port_file)
    {
        quint16 port = 0;
        const auto is_there = [&] {
            QFile file(port_file);
            if (file.open(QIODevice::ReadOnly))
                port = file.readAll().trimmed().split(':').constLast().toUShort();
            return port != 0;
        };
        return QTest::qWaitFor(is_there, kPatienceMs) ? port : quint16(0);
    }

    void ask(Line &line, quint16 port)
    {
        if (!line.asked)
            line.asked = m_wishes.takeFirst();
        const QJsonObject args{{u"service_name"_s, u"Herrenhaarschnitt"_s},
                               {u"mitarbeiter"_s, line.asked->staff_key},
                               {u"datetime"_s, line.asked->wall_time},
                               {u"customer_name"_s, u"Gast Nummer"_s}};
        line.client = std::make_unique<RawClient>(port, signedCall(u"start_booking"_s, args, line.asked->callId(),
                                                                   u"+49171%1"_s.arg(3'920'000 + line.asked->number)));
    }

    void look(Line &line, quint16 port)
    {
        if (line.client->statuses().isEmpty())
            return;
        const QJsonObject reply = QJsonDocument::fromJson(line.client->bodies().constFirst()).object();
        if (reply.value(u"booked").toBool()) {
            m_told.append({{reply.value(u"appointment_id").toInteger()}, *line.asked});
            m_found_again += reply.value(u"duplicate").toBool();
            line.asked.reset();
        } else if (reply.value(u"code").toString() != u"temporarily_unavailable") {
            m_refused << line.asked->wall_time + u' ' + reply.value(u"message").toString();
            line.asked.reset();
        }
        ask(line, port);
    }

    /// A desk books in a process of its own, which dies, too.
    void hear(QProcess &desk, const Wish &wish)
    {
        const QJsonObject shown = QJsonDocument::fromJson(desk.readAllStandardOutput()).object();
        if (shown.contains(u"id"))
            m_told.append({{shown.value(u"id").toInteger()}, wish});
        else if (desk.exitStatus() == QProcess::NormalExit)
            m_refused << wish.wall_time + QString::fromUtf8(desk.readAllStandardError());
    }

    /// One life: until it is killed, somewhere between its first request and a good many more.
    void live(SeededRandom &random)
    {
        forgetLeases();
        const QString port_file = m_database->folder() + u"/port"_s;
        QFile::remove(port_file);
        const auto serving = process({u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--operations"_s, u"127.0.0.1:0"_s,
                                      u"--port-file"_s, port_file});
        const quint16 port = portOf(port_file);
        QVERIFY2(port != 0, serving->readAllStandardError().constData());
        const Wish at_desk = m_wishes.takeFirst();
        const auto desk = process({u"appointments"_s, u"book"_s, u"--service"_s, u"herrenhaarschnitt"_s, u"--staff"_s,
                                   at_desk.staff_key, u"--start"_s, QString(at_desk.wall_time).replace(u' ', u'T'),
                                   u"--name"_s, u"Kundin am Tisch"_s});
        bool is_over = false;
        EventLoopExecutor soon;
        soon.after(milliseconds(random.next() % 250), [&] { desk->kill(); });
        soon.after(milliseconds(10 + random.next() % 490), [&] {
            serving->kill();
            is_over = true;
        });
        for (Line &line : m_lines)
            ask(line, port);
        const bool died = QTest::qWaitFor(
            [&] {
                for (Line &line : m_lines)
                    look(line, port);
                return is_over;
            },
            kPatienceMs);
        QVERIFY(died && hasEnded(*serving) && hasEnded(*desk));
        for (Line &line : m_lines) // what was answered before it died was told
            look(line, port);
        hear(*desk, at_desk);
    }

    /// A server ends the transactions of a dead client when it sees that nobody is there.
    bool nobodyElseIsThere()
    {
        if (m_database->isSqlite())
            return true;
        Query others(*m_connection, "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
                                    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'");
        return others.fetch().value_or(false) && others.integer(0) == 0;
    }

    void whatWasToldIsInTheBook()
    {
        for (const Told &told : std::as_const(m_told)) {
            const auto stored = AppointmentTable::read(*m_connection, told.id);
            QVERIFY2(stored, qPrintable(told.wish.wall_time));
            QCOMPARE(stored->span.begin, told.wish.start);
            QCOMPARE(stored->staff, told.wish.staff);
            QCOMPARE(stored->status, AppointmentStatus::Confirmed);
        }
        QCOMPARE(m_refused.join(u'\n'), QString());
        QCOMPARE(bookFaults(*m_connection), QString());
        QCOMPARE(turnFaults(*m_connection), QString());
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        open();
        m_refused.clear();
        m_found_again = 0;
        beginAgain();
    }
    void cleanup()
    {
        m_lines.clear();
        close();
    }

    void whatWasToldOutlivesWhoToldIt()
    {
        SeededRandom random(quint64(setting("SALONDESK_KILL_SEED", 1)));
        const int kills = setting("SALONDESK_KILLS", 5);
        for (int kill = 0; kill < kills; ++kill) {
            if (m_wishes.size() < 200)
                beginAgain();
            live(random);
            QTRY_VERIFY_WITH_TIMEOUT(nobodyElseIsThere(), kPatienceMs);
            whatWasToldIsInTheBook();
            if (QTest::currentTestFailed())
                return;
        }
        const auto stored = AppointmentTable::list(*m_connection, {});
        QVERIFY(stored);
        qInfo() << kills << "kills," << m_told.size() << "told of" << stored->size() << "in the book," << m_found_again
                << "found by asking again";
        // Booked and never told: at most what was under way when somebody died, and only until they asked again.
        QVERIFY(stored->size() - m_told.size() <= kills + kCallers);
        const Wish next = m_wishes.takeFirst();
        booked({.branch = kMitte, .service = kMensCut, .staff = next.staff, .start = next.start, .name = u"Danach"_s});
        QCOMPARE(bookFaults(*m_connection), QString());
    }
};

QTEST_GUILESS_MAIN(TestBookerKilled)
#include "tst_bookerkilled.moc"
