// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/databaseurl.h"

#include <QUrl>
#include <QUrlQuery>

namespace salon
{

namespace
{

Error refused(const char *why)
{
    return {ErrorCode::InvalidInput, QStringLiteral("database URL: %1").arg(QString::fromUtf8(why))};
}

QString written(const DatabaseUrl &url, const QString &password)
{
    if (url.engine == DatabaseUrl::Engine::Sqlite)
        return QStringLiteral("sqlite:") + url.path;
    const auto encoded = [](const QString &part) { return QString::fromLatin1(QUrl::toPercentEncoding(part)); };
    QString text = QStringLiteral("postgresql://");
    if (!url.user.isEmpty() || !password.isEmpty()) {
        text += encoded(url.user);
        if (!password.isEmpty())
            text += QLatin1Char(':') + password;
        text += QLatin1Char('@');
    }
    const bool is_socket = url.host.startsWith(QLatin1Char('/'));
    if (!is_socket)
        text += url.host.contains(QLatin1Char(':')) ? QLatin1Char('[') + url.host + QLatin1Char(']') : url.host;
    if (url.port > 0)
        text += QLatin1Char(':') + QString::number(url.port);
    text += QLatin1Char('/') + encoded(url.name);
    QUrlQuery query;
    if (is_socket)
        query.addQueryItem(QStringLiteral("host"), url.host);
    if (!url.ssl_mode.isEmpty())
        query.addQueryItem(QStringLiteral("sslmode"), url.ssl_mode);
    if (!query.isEmpty())
        text += QLatin1Char('?') + query.toString(QUrl::FullyEncoded);
    return text;
}

Result<DatabaseUrl> parsePostgresql(const QString &text)
{
    // An empty authority ("postgresql:///name") is the usual way to say "by the socket".
    const QUrl parsed(text, QUrl::StrictMode);
    if (!parsed.isValid())
        return refused("not a well-formed postgresql:// URL");
    if (parsed.hasFragment())
        return refused("a '#' must be written %23");
    DatabaseUrl url;
    url.engine = DatabaseUrl::Engine::Postgresql;
    url.host = parsed.host(QUrl::FullyDecoded);
    url.port = parsed.port(0);
    url.user = parsed.userName(QUrl::FullyDecoded);
    url.password = parsed.password(QUrl::FullyDecoded);
    url.name = parsed.path(QUrl::FullyDecoded).mid(1);
    if (url.name.contains(QLatin1Char('/')))
        return refused("the database name is one path segment");
    const auto items = QUrlQuery(parsed).queryItems(QUrl::FullyDecoded);
    for (const auto &[key, value] : items) {
        if (key == QLatin1String("host"))
            url.host = value;
        else if (key == QLatin1String("sslmode"))
            url.ssl_mode = value;
        else
            return refused("only host and sslmode may follow the '?'");
    }
    return url;
}

} // namespace

Result<DatabaseUrl> DatabaseUrl::parse(const QString &text)
{
    if (text.startsWith(QLatin1String("sqlite:"))) {
        const QString path = text.mid(7);
        if (path.isEmpty() || path.contains(QChar::Null))
            return refused("sqlite: needs a file");
        if (path.startsWith(QLatin1String(":memory:")))
            return refused("a database in memory cannot be shared by this program's connections");
        return sqlite(path);
    }
    if (text.startsWith(QLatin1String("postgresql://")) || text.startsWith(QLatin1String("postgres://")))
        return parsePostgresql(text);
    return refused("expected sqlite:PATH or postgresql://…");
}

DatabaseUrl DatabaseUrl::sqlite(const QString &path)
{
    DatabaseUrl url;
    url.path = path;
    return url;
}

QString DatabaseUrl::toString() const
{
    return written(*this, QString::fromLatin1(QUrl::toPercentEncoding(password)));
}

QString DatabaseUrl::masked() const
{
    return written(*this, password.isEmpty() ? QString() : QStringLiteral("***"));
}

} // namespace salon
