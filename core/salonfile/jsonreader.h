// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/zone.h"

#include <functional>
#include <optional>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QString>

namespace salon
{

/// The first thing that is wrong with a document; whatever is found after it is not said.
class FirstError
{
public:
    void say(const QString &path, const QString &sentence);
    bool isSaid() const { return m_error.has_value(); }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

/// Takes one JSON object apart by its keys. null counts as absent. An absent or wrong value gives the fallback, and
/// what is wrong is said once, with its path; so a caller reads on and asks FirstError at the end.
/// A key nobody asked for is an error when finish() is called.
class JsonReader
{
public:
    JsonReader(const QJsonValue &value, QString path, FirstError &error);

    const QString &path() const { return m_path; }
    QString pathOf(const char *key) const { return m_path + QLatin1Char('.') + QLatin1String(key); }
    bool has(const char *key);
    void say(const char *key, const QString &sentence) { m_error.say(pathOf(key), sentence); }

    QString text(const char *key, const QString &fallback = {});
    QString neededText(const char *key);
    bool flag(const char *key, bool fallback);
    int integer(const char *key, int fallback, int least, int most);
    /// Of five minutes each.
    int minutes(const char *key, int fallback, int least, int most);
    std::optional<std::int64_t> id(const char *key);
    std::optional<QDate> date(const char *key);
    std::optional<Instant> instant(const char *key, const Zone &zone);
    /// One of the words, or an empty text.
    QString word(const char *key, const QStringList &words, const QString &fallback = {});
    QList<QString> texts(const char *key);
    QJsonObject object(const char *key);
    /// Calls `each` with every item and its path until something is wrong.
    void list(const char *key, const std::function<void(const QJsonValue &, const QString &)> &each);
    void finish();

private:
    QJsonValue take(const char *key);
    QJsonObject m_object;
    QString m_path;
    FirstError &m_error;
    QSet<QString> m_asked;
};

} // namespace salon
