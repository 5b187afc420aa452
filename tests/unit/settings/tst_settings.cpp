// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace salon;

class TestSettings : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_files = 0;

    Result<Settings> load(const QString &ini, const QProcessEnvironment &environment = {})
    {
        // QSettings keeps what it read of a path; a file of its own for each case cannot be mistaken for the last
        // one's.
        const QString config = m_dir.filePath(QStringLiteral("%1.conf").arg(++m_files));
        const Folders folders = Folders::fromEnvironment(environment, m_dir.path(), config);
        QFile file(folders.config_file);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            return Error{ErrorCode::Internal, QStringLiteral("no file")};
        file.write(ini.toUtf8());
        file.close();
        return Settings::load(folders, environment);
    }

private Q_SLOTS:
    void anEmptyFileMeansTheDefaults()
    {
        const Settings settings = load(QString()).value();
        QCOMPARE(settings.database, QStringLiteral("sqlite:") + m_dir.path() + QStringLiteral("/salondesk.db"));
        QCOMPARE(settings.listen.text(), QStringLiteral("127.0.0.1:8787"));
        QCOMPARE(settings.operations.text(), QStringLiteral("127.0.0.1:8789"));
        QCOMPARE(settings.calcomBase(), QUrl(QStringLiteral("https://api.cal.com/v2")));
        QVERIFY(settings.remoteIsLoopback());
        QCOMPARE(settings.max_body_bytes, limits::kMaxBodyBytes);
        QVERIFY((settings.retention == Retention{90, 30, 365, 365}));
        QCOMPARE(settings.retellBase(), QUrl(QStringLiteral("https://api.retellai.com")));
    }

    void callsAreKeptAsLongAsTheFileSays()
    {
        const Settings settings = load(QStringLiteral("[retention]\nfunctions_days=10\ntranscripts_days=1\n"
                                                      "calls_days=30\ncallbacks_days=60\n"))
                                      .value();
        QVERIFY((settings.retention == Retention{10, 1, 30, 60}));
    }

    void theAgentsPlatformIsARemoteAddressToo()
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("SALONDESK_RETELL_BASE_URL"), QStringLiteral("http://127.0.0.1:9000"));
        QVERIFY(load(QString(), environment)->remoteIsLoopback());
        QVERIFY(!load(QStringLiteral("[retell]\nbase_url=https://api.retellai.com\n"))->remoteIsLoopback());
    }

    void theFileSetsAndTheEnvironmentWins()
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("SALONDESK_LISTEN"), QStringLiteral("[::1]:9000"));
        environment.insert(QStringLiteral("SALONDESK_CALCOM_BASE_URL"), QStringLiteral("http://127.0.0.1:8788/v2"));
        const Settings settings = load(QStringLiteral("[http]\nlisten=127.0.0.1:1\nidle_deadline_s=5\n"
                                                      "[calcom]\nbase_url=https://cal.example/v2\n"
                                                      "attendee_email=real_for_single_segment\n"
                                                      "placeholder_email=noreply+{id}@salon.example\n"),
                                       environment)
                                      .value();
        QCOMPARE(settings.listen.text(), QStringLiteral("[::1]:9000"));
        QCOMPARE(settings.idle_deadline, seconds(5));
        QCOMPARE(settings.calcomBase().port(), 8788);
        QVERIFY(settings.remoteIsLoopback());
        QCOMPARE(settings.attendee_email, AttendeeEmail::RealForSingleSegment);
    }

    void wrongValuesNameTheKey_data()
    {
        QTest::addColumn<QString>("ini");
        QTest::addColumn<QString>("key");
        QTest::newRow("no port") << "[http]\nlisten=127.0.0.1"
                                 << "http/listen";
        QTest::newRow("port too large") << "[http]\nlisten=127.0.0.1:70000"
                                        << "http/listen";
        QTest::newRow("host name") << "[http]\noperations=salon:80"
                                   << "http/operations";
        QTest::newRow("no number") << "[http]\nmax_body_bytes=many"
                                   << "http/max_body_bytes";
        QTest::newRow("negative") << "[http]\nmax_connections=-1"
                                  << "http/max_connections";
        QTest::newRow("base without scheme") << "[calcom]\nbase_url=api.cal.com"
                                             << "calcom/base_url";
        QTest::newRow("plain http outside") << "[calcom]\nbase_url=http://api.cal.com/v2"
                                            << "calcom/base_url";
        QTest::newRow("platform outside without TLS") << "[retell]\nbase_url=http://api.retellai.com"
                                                      << "retell/base_url";
        QTest::newRow("kept for no day") << "[retention]\ncalls_days=0"
                                         << "retention/calls_days";
        QTest::newRow("attendee") << "[calcom]\nattendee_email=always"
                                  << "calcom/attendee_email";
        QTest::newRow("placeholder without id") << "[calcom]\nplaceholder_email=a@b.example"
                                                << "calcom/placeholder_email";
        QTest::newRow("secret in the file") << "[calcom]\napi_key=cal_live_x"
                                            << "calcom/api_key";
    }

    void wrongValuesNameTheKey()
    {
        QFETCH(QString, ini);
        QFETCH(QString, key);
        const auto settings = load(ini);
        QVERIFY(!settings);
        QCOMPARE(settings.error().code, ErrorCode::InvalidInput);
        QVERIFY2(settings.error().detail.startsWith(key + QStringLiteral(": ")), qPrintable(settings.error().detail));
        QVERIFY(!settings.error().detail.contains(QLatin1String("cal_live")));
    }

    void foldersFollowXdg()
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("HOME"), QStringLiteral("/home/anna"));
        environment.insert(QStringLiteral("XDG_STATE_HOME"), QStringLiteral("relative"));
        environment.insert(QStringLiteral("XDG_DATA_HOME"), QStringLiteral("/data"));
        const Folders folders = Folders::fromEnvironment(environment);
        QCOMPARE(folders.config_file, QStringLiteral("/home/anna/.config/salondesk/salondesk.conf"));
        QCOMPARE(folders.data_dir, QStringLiteral("/data/salondesk"));
        QCOMPARE(folders.state_dir, QStringLiteral("/home/anna/.local/state/salondesk"));
    }

    void loopbackIsKnown()
    {
        QVERIFY(isLoopback(QUrl(QStringLiteral("http://127.0.0.1:1/v2"))));
        QVERIFY(isLoopback(QUrl(QStringLiteral("http://[::1]/v2"))));
        QVERIFY(isLoopback(QUrl(QStringLiteral("http://localhost/v2"))));
        QVERIFY(!isLoopback(QUrl(QStringLiteral("http://127.0.0.1.example/v2"))));
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
