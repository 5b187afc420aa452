// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

#include <limits>
#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace salon
{

namespace
{

Error invalid(const QString &key, const QString &advice)
{
    return Error{ErrorCode::InvalidInput, QStringLiteral("%1: %2").arg(key, advice)};
}

QString xdg(const QProcessEnvironment &environment, const char *variable, const char *below_home)
{
    const QString set = environment.value(QString::fromLatin1(variable));
    // The XDG specification: a relative path is to be ignored.
    if (QDir::isAbsolutePath(set))
        return set;
    return environment.value(QStringLiteral("HOME"), QDir::homePath()) + QString::fromLatin1(below_home);
}

/// Reads one INI key with its environment override and remembers the first complaint.
class Reader
{
public:
    Reader(const QSettings &ini, const QProcessEnvironment &environment)
        : m_ini(ini)
        , m_environment(environment)
    {
    }

    QString text(const char *key, const char *variable = nullptr) const
    {
        const QString name = QString::fromLatin1(variable ? variable : "");
        if (!name.isEmpty() && m_environment.contains(name))
            return m_environment.value(name).trimmed();
        return m_ini.value(QString::fromLatin1(key)).toString().trimmed();
    }

    void socket(const char *key, const char *variable, SocketAddress &into)
    {
        const QString written = text(key, variable);
        if (written.isEmpty())
            return;
        const auto parsed = SocketAddress::parse(written);
        if (parsed)
            into = *parsed;
        else
            complain(key, parsed.error().detail);
    }

    template <typename Number>
    void number(const char *key, qint64 least, qint64 most, Number &into)
    {
        const QString written = text(key);
        if (written.isEmpty())
            return;
        bool ok = false;
        const qint64 value = written.toLongLong(&ok);
        if (ok && value >= least && value <= most)
            into = Number(value);
        else
            complain(key, QStringLiteral("write a whole number from %1 to %2").arg(least).arg(most));
    }

    void complain(const char *key, const QString &advice)
    {
        if (!m_error)
            m_error = invalid(QString::fromLatin1(key), advice);
    }

    const std::optional<Error> &error() const { return m_error; }

private:
    const QSettings &m_ini;
    const QProcessEnvironment &m_environment;
    std::optional<Error> m_error;
};

std::optional<QUrl> readBase(Reader &reader, const char *key, const char *variable, const char *example)
{
    const QString base = reader.text(key, variable);
    if (base.isEmpty())
        return std::nullopt;
    const QUrl url(base, QUrl::StrictMode);
    const bool is_web = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || !is_web || url.host().isEmpty()) {
        reader.complain(key, QStringLiteral("write a web address such as %1").arg(QLatin1String(example)));
        return std::nullopt;
    }
    if (url.scheme() == QLatin1String("http") && !isLoopback(url)) {
        reader.complain(key, QStringLiteral("write https://; plain http only to this machine"));
        return std::nullopt;
    }
    return url;
}

void readEventTypes(Reader &reader, Settings &settings)
{
    const QString owner = reader.text("calcom/event_types");
    if (owner == QLatin1String("round_robin"))
        settings.event_types = EventTypeOwner::TeamRoundRobin;
    else if (owner == QLatin1String("managed"))
        settings.event_types = EventTypeOwner::TeamManaged;
    else if (!owner.isEmpty() && owner != QLatin1String("individual"))
        reader.complain("calcom/event_types", QStringLiteral("write individual, round_robin or managed"));
    if (settings.event_types != EventTypeOwner::Person && settings.calcom_team == 0)
        reader.complain("calcom/event_types", QStringLiteral("set calcom/team to the team's number, too"));
}

void readCalcom(Reader &reader, Settings &settings)
{
    settings.configured_calcom_base =
        readBase(reader, "calcom/base_url", "SALONDESK_CALCOM_BASE_URL", "https://api.cal.com/v2");
    const QString attendee = reader.text("calcom/attendee_email");
    if (attendee == QLatin1String("real_for_single_segment"))
        settings.attendee_email = AttendeeEmail::RealForSingleSegment;
    else if (!attendee.isEmpty() && attendee != QLatin1String("placeholder"))
        reader.complain("calcom/attendee_email", QStringLiteral("write placeholder or real_for_single_segment"));
    reader.number("calcom/team", 1, std::numeric_limits<qint32>::max(), settings.calcom_team);
    readEventTypes(reader, settings);
    settings.placeholder_email = reader.text("calcom/placeholder_email");
    const QString &placeholder = settings.placeholder_email;
    if (!placeholder.isEmpty() && (placeholder.count(u'@') != 1 || !placeholder.contains(QLatin1String("{id}"))))
        reader.complain("calcom/placeholder_email",
                        QStringLiteral("write an address with {id} in it, such as noreply+{id}@salon.example"));
}

void readRetention(Reader &reader, Retention &retention)
{
    constexpr qint64 kMostDays = 3650;
    reader.number("retention/functions_days", 1, kMostDays, retention.functions_days);
    reader.number("retention/transcripts_days", 1, kMostDays, retention.transcripts_days);
    reader.number("retention/calls_days", 1, kMostDays, retention.calls_days);
    reader.number("retention/callbacks_days", 1, kMostDays, retention.callbacks_days);
}

} // namespace

Result<SocketAddress> SocketAddress::parse(const QString &text)
{
    const Error advice{ErrorCode::InvalidInput, QStringLiteral("write ADDRESS:PORT, such as 127.0.0.1:8787")};
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 1)
        return advice;
    QString host = text.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    else if (host.contains(u':'))
        return advice;
    if (host == QLatin1String("localhost"))
        host = QStringLiteral("127.0.0.1");
    bool ok = false;
    const uint port = text.mid(colon + 1).toUInt(&ok);
    SocketAddress parsed{QHostAddress(host), quint16(port)};
    if (!ok || port > 65535 || parsed.address.isNull())
        return advice;
    return parsed;
}

QString SocketAddress::text() const
{
    const bool v6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (v6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(address.toString()).arg(port);
}

Folders Folders::fromEnvironment(const QProcessEnvironment &environment, const QString &data_dir,
                                 const QString &config_file)
{
    Folders folders;
    if (data_dir.isEmpty()) {
        folders.config_file =
            xdg(environment, "XDG_CONFIG_HOME", "/.config") + QStringLiteral("/salondesk/salondesk.conf");
        folders.data_dir = xdg(environment, "XDG_DATA_HOME", "/.local/share") + QStringLiteral("/salondesk");
        folders.state_dir = xdg(environment, "XDG_STATE_HOME", "/.local/state") + QStringLiteral("/salondesk");
    } else {
        const QString base = QDir(data_dir).absolutePath();
        folders = {base + QStringLiteral("/salondesk.conf"), base, base};
    }
    if (!config_file.isEmpty())
        folders.config_file = config_file;
    return folders;
}

Result<Settings> Settings::load(const Folders &folders, const QProcessEnvironment &environment)
{
    const QSettings ini(folders.config_file, QSettings::IniFormat);
    if (ini.status() != QSettings::NoError)
        return invalid(QStringLiteral("salondesk.conf"), QStringLiteral("the file cannot be read; mend or remove it"));
    for (const QString &key : ini.allKeys())
        if (key.contains(QLatin1String("key"), Qt::CaseInsensitive) ||
            key.contains(QLatin1String("password"), Qt::CaseInsensitive))
            return invalid(key,
                           QStringLiteral("secrets do not belong in this file; use the environment or the keychain"));

    Reader reader(ini, environment);
    Settings settings;
    settings.database = reader.text("database/url", "SALONDESK_DATABASE");
    if (settings.database.isEmpty())
        settings.database = QStringLiteral("sqlite:") + folders.data_dir + QStringLiteral("/salondesk.db");
    reader.socket("http/listen", "SALONDESK_LISTEN", settings.listen);
    reader.socket("http/operations", "SALONDESK_OPERATIONS", settings.operations);
    readCalcom(reader, settings);
    settings.configured_retell_base =
        readBase(reader, "retell/base_url", "SALONDESK_RETELL_BASE_URL", "https://api.retellai.com");
    readRetention(reader, settings.retention);
    settings.secrets_file = reader.text("secrets/file");
    reader.number("http/max_header_bytes", 1024, 1024 * 1024, settings.max_header_bytes);
    reader.number("http/max_body_bytes", 1024, 64 * 1024 * 1024, settings.max_body_bytes);
    reader.number("http/max_connections", 1, 100'000, settings.max_connections);
    reader.number("http/request_deadline_s", 1, 600, settings.request_deadline);
    reader.number("http/idle_deadline_s", 1, 3600, settings.idle_deadline);
    if (reader.error())
        return *reader.error();
    return settings;
}

QUrl Settings::calcomBase() const
{
    return configured_calcom_base.value_or(QUrl(QStringLiteral("https://api.cal.com/v2")));
}

QUrl Settings::retellBase() const
{
    return configured_retell_base.value_or(QUrl(QStringLiteral("https://api.retellai.com")));
}

bool Settings::remoteIsLoopback() const
{
    return (!configured_calcom_base || isLoopback(*configured_calcom_base)) &&
           (!configured_retell_base || isLoopback(*configured_retell_base));
}

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace salon
