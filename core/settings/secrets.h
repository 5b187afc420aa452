// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/environmentform.h"
#include "core/base/executor.h"
#include "core/base/result.h"

#include <functional>
#include <QHash>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace salon
{

/// The secrets of one salon, by purpose. Never logged, exported or stored in the database.
struct Secrets {
    QString calcom_api_key;
    QStringList retell_webhook_keys; // two may be valid at once while a key is changed
    QString retell_api_key;
    QStringList calcom_webhook_secrets;
    QHash<QString, QString> staff_calcom_keys; // staff key -> that member's own API key
    bool operator==(const Secrets &) const = default;
};

/// Finds each secret in the first place that has it: environment (also NAME_FILE), a systemd credential, the
/// keychain, the 0600 file the owner opted into.
/// Thread: the one it is made on; the answer comes through the executor. A locked keychain is given up after 5 s.
/// Errors: InvalidInput when a named file cannot be read or is open to others.
class SecretReader
{
public:
    /// Asks a keychain for one name; answers an empty text for "not there" and "cannot say" alike.
    using Keychain = std::function<void(const QString &name, std::function<void(QString)> then)>;
    using Then = std::function<void(Result<Secrets>)>;

    SecretReader(QProcessEnvironment environment, QString secrets_file, Keychain keychain, Executor &executor);
    void read(const QStringList &staff_keys, Then then) const;

    /// The desktop's keychain, or nothing where no session bus is there to ask.
    static Keychain systemKeychain(const QProcessEnvironment &environment);

private:
    struct Found;
    Result<QString> withoutKeychain(const QString &name) const;
    QProcessEnvironment m_environment;
    QString m_secrets_file;
    Keychain m_keychain;
    Executor &m_executor;
};

} // namespace salon
