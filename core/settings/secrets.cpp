// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/secrets.h"

#include <memory>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <qt6keychain/keychain.h>

namespace salon
{

namespace
{

constexpr seconds kKeychainPatience{5};
const QString kCalcomKey = QStringLiteral("SALONDESK_CALCOM_API_KEY");

Error unreadable(const QString &name)
{
    return Error{ErrorCode::InvalidInput,
                 QStringLiteral("%1: the named file cannot be read; check its path and owner").arg(name)};
}

Result<QString> firstLine(const QString &path, const QString &name)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(name);
    return QString::fromUtf8(file.read(64 * 1024)).trimmed();
}

/// While a key is changed both are given, parted by a comma or blanks.
QStringList several(const QString &value)
{
    QString spaced = value;
    return spaced.replace(u',', u' ').simplified().split(u' ', Qt::SkipEmptyParts);
}

void place(Secrets &secrets, const QString &name, const QString &value, const QStringList &staff_keys)
{
    if (name == kCalcomKey)
        secrets.calcom_api_key = value;
    else if (name == QLatin1String("SALONDESK_RETELL_WEBHOOK_KEY"))
        secrets.retell_webhook_keys = several(value);
    else if (name == QLatin1String("SALONDESK_RETELL_API_KEY"))
        secrets.retell_api_key = value;
    else if (name == QLatin1String("SALONDESK_CALCOM_WEBHOOK_SECRET"))
        secrets.calcom_webhook_secrets = several(value);
    for (const QString &staff_key : staff_keys)
        if (name == kCalcomKey + u'_' + environmentForm(staff_key))
            secrets.staff_calcom_keys.insert(staff_key, value);
}

} // namespace

/// What has been found so far, shared by the answers of the keychain and the timer that ends the waiting.
struct SecretReader::Found {
    Secrets secrets;
    int waiting = 0;
    bool answered = false;
    Then then;
    void finish()
    {
        if (!std::exchange(answered, true))
            then(secrets);
    }
};

SecretReader::SecretReader(QProcessEnvironment environment, QString secrets_file, Keychain keychain, Executor &executor)
    : m_environment(std::move(environment))
    , m_secrets_file(std::move(secrets_file))
    , m_keychain(std::move(keychain))
    , m_executor(executor)
{
}

Result<QString> SecretReader::withoutKeychain(const QString &name) const
{
    if (m_environment.contains(name))
        return m_environment.value(name).trimmed();
    const QString file_variable = name + QStringLiteral("_FILE");
    if (m_environment.contains(file_variable))
        return firstLine(m_environment.value(file_variable), file_variable);
    const QString credentials = m_environment.value(QStringLiteral("CREDENTIALS_DIRECTORY"));
    if (!credentials.isEmpty() && QFile::exists(credentials + u'/' + name))
        return firstLine(credentials + u'/' + name, name);
    return QString();
}

void SecretReader::read(const QStringList &staff_keys, Then then) const
{
    QStringList names{kCalcomKey, QStringLiteral("SALONDESK_RETELL_WEBHOOK_KEY"),
                      QStringLiteral("SALONDESK_RETELL_API_KEY"), QStringLiteral("SALONDESK_CALCOM_WEBHOOK_SECRET")};
    for (const QString &staff_key : staff_keys)
        names.append(kCalcomKey + u'_' + environmentForm(staff_key));

    if (!m_secrets_file.isEmpty()) {
        const QFile file(m_secrets_file);
        const auto open_to_others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        if (!file.exists() || (file.permissions() & open_to_others)) {
            m_executor.post([then] {
                then(Error{ErrorCode::InvalidInput,
                           QStringLiteral("secrets/file: must exist and be readable by its owner only (mode 0600)")});
            });
            return;
        }
    }

    auto found = std::make_shared<Found>();
    found->then = std::move(then);
    QStringList missing;
    for (const QString &name : names) {
        const auto value = withoutKeychain(name);
        if (!value) {
            m_executor.post([found, error = value.error()] { found->then(error); });
            return;
        }
        if (value->isEmpty())
            missing.append(name);
        else
            place(found->secrets, name, *value, staff_keys);
    }

    const auto from_file = [file = m_secrets_file](const QString &name) {
        return file.isEmpty() ? QString() : QSettings(file, QSettings::IniFormat).value(name).toString().trimmed();
    };
    found->waiting = m_keychain ? int(missing.size()) : 0;
    for (const QString &name : missing) {
        const QString opted_in = from_file(name);
        if (!opted_in.isEmpty())
            place(found->secrets, name, opted_in, staff_keys);
        if (m_keychain)
            m_keychain(name, [found, name, staff_keys](const QString &value) {
                if (!value.isEmpty() && !found->answered)
                    place(found->secrets, name, value, staff_keys);
                if (--found->waiting == 0)
                    found->finish();
            });
    }
    if (found->waiting == 0)
        m_executor.post([found] { found->finish(); });
    else
        m_executor.after(kKeychainPatience, [found] { found->finish(); });
}

SecretReader::Keychain SecretReader::systemKeychain(const QProcessEnvironment &environment)
{
    // Without a session bus QtKeychain would start one, or wait for a person who is not there.
    if (!environment.contains(QStringLiteral("DBUS_SESSION_BUS_ADDRESS")))
        return {};
    return [](const QString &name, std::function<void(QString)> then) {
        auto *job = new QKeychain::ReadPasswordJob(QStringLiteral("salondesk"));
        job->setKey(name);
        job->setInsecureFallback(false);
        QObject::connect(job, &QKeychain::Job::finished, job, [then = std::move(then)](QKeychain::Job *done) {
            const auto *read = static_cast<QKeychain::ReadPasswordJob *>(done);
            then(read->error() == QKeychain::NoError ? read->textData() : QString());
        });
        job->start();
    };
}

} // namespace salon
