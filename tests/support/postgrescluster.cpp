// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/postgrescluster.h"

#include "core/base/clock.h"
#include "core/storage/connection.h"
#include "core/storage/migrations.h"
#include "tests/support/throwawaydatabase.h"

#include <grp.h>
#include <pwd.h>
#include <QDir>
#include <QStandardPaths>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace salon::test
{

namespace
{

constexpr int kPatienceMs = 30'000;

struct Shared {
    std::unique_ptr<PostgresCluster> cluster;
    QString why_not;
    bool asked = false;
};

Shared &sharedState()
{
    static Shared state;
    return state;
}

/// Debian keeps them out of PATH, one folder per version.
QString serverPrograms()
{
    const QString in_path = QStandardPaths::findExecutable(QStringLiteral("initdb"));
    if (!in_path.isEmpty())
        return QFileInfo(in_path).absolutePath();
    QDir versions(QStringLiteral("/usr/lib/postgresql"));
    const QStringList names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString &name : names)
        if (QFileInfo::exists(versions.filePath(name + QStringLiteral("/bin/initdb"))))
            return versions.filePath(name + QStringLiteral("/bin"));
    return {};
}

} // namespace

PostgresCluster *PostgresCluster::shared()
{
    Shared &state = sharedState();
    if (!state.asked) {
        state.asked = true;
        std::unique_ptr<PostgresCluster> cluster(new PostgresCluster);
        state.why_not = cluster->create();
        if (state.why_not.isEmpty())
            state.cluster = std::move(cluster);
    }
    return state.cluster.get();
}

QString PostgresCluster::whyNot()
{
    return sharedState().why_not;
}

PostgresCluster::PostgresCluster()
    : m_folder(folderTemplate())
    , m_programs(serverPrograms())
{
}

PostgresCluster::~PostgresCluster()
{
    crash();
}

QString PostgresCluster::create()
{
    if (m_programs.isEmpty())
        return QStringLiteral("PostgreSQL is not installed (no initdb found)");
    if (geteuid() == 0) {
        const passwd *account = getpwnam("postgres");
        if (!account)
            return QStringLiteral("there is no user postgres to run the server as");
        if (chown(m_folder.path().toLocal8Bit().constData(), account->pw_uid, account->pw_gid) != 0)
            return QStringLiteral("cannot give the server its folder");
    }
    if (!run(QStringLiteral("initdb"),
             {QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("-U"),
              QStringLiteral("postgres"), QStringLiteral("-A"), QStringLiteral("trust"), QStringLiteral("-E"),
              QStringLiteral("UTF8"), QStringLiteral("--locale=C.UTF-8"), QStringLiteral("-N")}))
        return QStringLiteral("initdb failed");
    if (!start())
        return QStringLiteral("the server did not start");
    auto connection = Connection::open(url(QStringLiteral("postgres")));
    if (!connection)
        return connection.error().detail;
    if (auto made = (*connection)->run(QStringLiteral("CREATE DATABASE salon_template")); !made)
        return made.error().detail;
    const SystemClock clock;
    if (auto migrated = Migrations(clock).apply(url(QStringLiteral("salon_template"))); !migrated)
        return migrated.error().detail;
    return {};
}

void PostgresCluster::prepare(QProcess &process)
{
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    const passwd *account = geteuid() == 0 ? getpwnam("postgres") : nullptr;
    const uid_t user = account ? account->pw_uid : geteuid();
    const gid_t group = account ? account->pw_gid : getegid();
    process.setChildProcessModifier([user, group, change = account != nullptr] {
        if (change && (setgroups(0, nullptr) != 0 || setgid(group) != 0 || setuid(user) != 0))
            _exit(1);
        prctl(PR_SET_PDEATHSIG, SIGQUIT); // after setuid, which clears it
    });
}

bool PostgresCluster::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    prepare(process);
    process.start(m_programs + QLatin1Char('/') + program, arguments);
    if (process.waitForFinished(kPatienceMs) && process.exitCode() == 0)
        return true;
    qWarning().noquote() << program << "failed:" << process.readAll();
    return false;
}

bool PostgresCluster::start()
{
    prepare(m_server);
    QStringList arguments{QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("-k"),
                          m_folder.path(), QStringLiteral("-F")};
    for (const char *setting : {"listen_addresses=", "full_page_writes=off", "synchronous_commit=off",
                                "max_connections=160", "log_min_messages=log", "log_checkpoints=off"})
        arguments << QStringLiteral("-c") << QString::fromLatin1(setting);
    m_server.start(m_programs + QStringLiteral("/postgres"), arguments);
    QByteArray said;
    while (m_server.waitForReadyRead(kPatienceMs)) {
        said += m_server.readAll();
        if (said.contains("ready to accept connections"))
            return true;
    }
    qWarning().noquote() << "postgres did not start:" << said;
    return false;
}

void PostgresCluster::stop()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    ::kill(static_cast<pid_t>(m_server.processId()), SIGINT);
    m_server.waitForFinished(kPatienceMs);
}

void PostgresCluster::crash()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    ::kill(static_cast<pid_t>(m_server.processId()), SIGQUIT);
    m_server.waitForFinished(kPatienceMs);
}

DatabaseUrl PostgresCluster::url(const QString &name) const
{
    DatabaseUrl url;
    url.engine = DatabaseUrl::Engine::Postgresql;
    url.host = m_folder.path();
    url.user = QStringLiteral("postgres");
    url.name = name;
    return url;
}

Result<DatabaseUrl> PostgresCluster::newDatabase()
{
    if (!m_clean.isEmpty())
        return url(m_clean.takeLast());
    auto connection = Connection::open(url(QStringLiteral("postgres")));
    if (!connection)
        return connection.error();
    const QString name = QStringLiteral("salon%1").arg(++m_databases);
    auto made = (*connection)->run(QStringLiteral("CREATE DATABASE %1 TEMPLATE salon_template").arg(name));
    if (!made)
        return made.error();
    return url(name);
}

void PostgresCluster::giveBack(const DatabaseUrl &url)
{
    // Emptying a database takes milliseconds, making one a third of a second.
    auto connection = Connection::open(url);
    if (!connection)
        return;
    const QStringList statements{
        QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                       "WHERE datname = current_database() AND pid <> pg_backend_pid()"),
        QStringLiteral("SET session_replication_role = replica"), // no order of references to mind
        QStringLiteral("DO $$ DECLARE found record; BEGIN "
                       "FOR found IN SELECT tablename AS name FROM pg_tables "
                       "WHERE schemaname = 'public' AND tablename <> 'migrations' "
                       "LOOP EXECUTE format('DELETE FROM %I', found.name); END LOOP; "
                       "FOR found IN SELECT sequencename AS name FROM pg_sequences "
                       "WHERE schemaname = 'public' AND last_value IS NOT NULL "
                       "LOOP EXECUTE format('ALTER SEQUENCE %I RESTART', found.name); END LOOP; END $$"),
    };
    for (const QString &statement : statements)
        if (auto done = (*connection)->run(statement); !done) {
            qWarning().noquote() << "the database is not used again:" << done.error().detail;
            return;
        }
    m_clean << url.name;
}

} // namespace salon::test
