// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/secrets.h"
#include "tests/support/manualexecutor.h"

#include <optional>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace salon;
using namespace std::chrono_literals;

class TestSecrets : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    test::ManualClock m_clock;
    test::ManualExecutor m_executor{m_clock};
    QProcessEnvironment m_environment;

    QString write(const char *name, const char *content, QFile::Permissions permissions)
    {
        const QString path = m_dir.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            file.write(content);
        file.setPermissions(permissions);
        return path;
    }

    std::optional<Result<Secrets>> read(const QStringList &staff, const QString &file = {},
                                        SecretReader::Keychain keychain = {})
    {
        auto answer = std::make_shared<std::optional<Result<Secrets>>>();
        SecretReader(m_environment, file, std::move(keychain), m_executor)
            .read(staff, [answer](Result<Secrets> secrets) { *answer = std::move(secrets); });
        m_executor.runUntilIdle(10s);
        return *answer;
    }

private Q_SLOTS:
    void init() { m_environment = {}; }

    void theEnvironmentComesFirst()
    {
        m_environment.insert(QStringLiteral("SALONDESK_CALCOM_API_KEY"), QStringLiteral(" cal_test_one "));
        m_environment.insert(QStringLiteral("SALONDESK_RETELL_WEBHOOK_KEY"), QStringLiteral("key_new, key_old"));
        m_environment.insert(QStringLiteral("SALONDESK_CALCOM_API_KEY_ROBIN_1"), QStringLiteral("cal_test_robin"));
        const auto answer = read({QStringLiteral("robin-1"), QStringLiteral("mia")});
        const Secrets secrets = answer.value().value();
        QCOMPARE(secrets.calcom_api_key, QStringLiteral("cal_test_one"));
        QCOMPARE(secrets.retell_webhook_keys, (QStringList{QStringLiteral("key_new"), QStringLiteral("key_old")}));
        QCOMPARE(secrets.staff_calcom_keys.size(), 1);
        QCOMPARE(secrets.staff_calcom_keys.value(QStringLiteral("robin-1")), QStringLiteral("cal_test_robin"));
    }

    void namedFilesAndCredentialsAreRead()
    {
        m_environment.insert(QStringLiteral("SALONDESK_CALCOM_API_KEY_FILE"),
                             write("key", "cal_test_file\n", QFile::ReadOwner));
        write("SALONDESK_RETELL_API_KEY", "key_credential\n", QFile::ReadOwner);
        m_environment.insert(QStringLiteral("CREDENTIALS_DIRECTORY"), m_dir.path());
        const Secrets secrets = read({}).value().value();
        QCOMPARE(secrets.calcom_api_key, QStringLiteral("cal_test_file"));
        QCOMPARE(secrets.retell_api_key, QStringLiteral("key_credential"));
    }

    void aMissingNamedFileIsSaid()
    {
        m_environment.insert(QStringLiteral("SALONDESK_CALCOM_API_KEY_FILE"), QStringLiteral("/nowhere/key"));
        const auto answer = read({});
        QVERIFY(!answer.value());
        QCOMPARE(answer->error().code, ErrorCode::InvalidInput);
        QVERIFY(!answer->error().detail.contains(QLatin1String("/nowhere")));
    }

    void theKeychainFillsWhatIsMissing()
    {
        const auto keychain = [](const QString &name, std::function<void(QString)> then) {
            then(name == QLatin1String("SALONDESK_CALCOM_API_KEY") ? QStringLiteral("cal_test_ring") : QString());
        };
        QCOMPARE(read({}, {}, keychain).value()->calcom_api_key, QStringLiteral("cal_test_ring"));
    }

    void aLockedKeychainIsGivenUpAfterFiveSeconds()
    {
        const Instant asked = m_clock.now();
        const auto answer = read({}, {}, [](const QString &, std::function<void(QString)>) {});
        QVERIFY(answer.has_value());
        QCOMPARE(answer->value(), Secrets{});
        QCOMPARE(m_clock.now() - asked, milliseconds(5000));
    }

    void theOptedInFileMustBePrivate()
    {
        const char *content = "SALONDESK_CALCOM_API_KEY=cal_test_plain\n";
        const QString safe = write("safe.ini", content, QFile::ReadOwner | QFile::WriteOwner);
        QCOMPARE(read({}, safe).value()->calcom_api_key, QStringLiteral("cal_test_plain"));
        const QString open = write("open.ini", content, QFile::ReadOwner | QFile::ReadOther);
        QVERIFY(!read({}, open).value());
    }

    void staffKeysHaveAnEnvironmentForm()
    {
        QCOMPARE(environmentForm(QStringLiteral("robin-1")), QStringLiteral("ROBIN_1"));
        QCOMPARE(environmentForm(QStringLiteral("jörg b.")), QStringLiteral("J_RG_B_"));
    }
};

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
