// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/jsonreader.h"

#include "core/base/limits.h"

#include <cmath>

namespace salon
{

namespace
{

constexpr std::int64_t kMaxId = std::int64_t(1) << 53;

std::optional<std::int64_t> wholeNumber(const QJsonValue &value)
{
    const double real = value.toDouble();
    if (!value.isDouble() || std::floor(real) != real || std::abs(real) > double(kMaxId))
        return std::nullopt;
    return value.toInteger();
}

} // namespace

void FirstError::say(const QString &path, const QString &sentence)
{
    if (!m_error)
        m_error = Error{ErrorCode::InvalidInput, path + QStringLiteral(": ") + sentence};
}

JsonReader::JsonReader(const QJsonValue &value, QString path, FirstError &error)
    : m_object(value.toObject())
    , m_path(std::move(path))
    , m_error(error)
{
    if (!value.isObject())
        m_error.say(m_path, QStringLiteral("must be an object"));
}

QJsonValue JsonReader::take(const char *key)
{
    m_asked.insert(QLatin1String(key));
    return m_object.value(QLatin1String(key));
}

bool JsonReader::has(const char *key)
{
    const QJsonValue value = take(key);
    return !value.isNull() && !value.isUndefined();
}

QString JsonReader::text(const char *key, const QString &fallback)
{
    if (!has(key))
        return fallback;
    const QJsonValue value = take(key);
    if (!value.isString())
        say(key, QStringLiteral("must be a text"));
    else if (value.toString().size() > limits::kMaxTextCharacters)
        say(key, QStringLiteral("is longer than %1 characters").arg(limits::kMaxTextCharacters));
    return value.toString();
}

QString JsonReader::neededText(const char *key)
{
    const QString value = text(key);
    if (!has(key))
        say(key, QStringLiteral("is missing"));
    else if (value.trimmed().isEmpty())
        say(key, QStringLiteral("must not be empty"));
    return value;
}

bool JsonReader::flag(const char *key, bool fallback)
{
    if (!has(key))
        return fallback;
    const QJsonValue value = take(key);
    if (!value.isBool())
        say(key, QStringLiteral("must be true or false"));
    return value.toBool(fallback);
}

int JsonReader::integer(const char *key, int fallback, int least, int most)
{
    if (!has(key))
        return fallback;
    const std::optional<std::int64_t> number = wholeNumber(take(key));
    if (number && *number >= least && *number <= most)
        return int(*number);
    say(key, QStringLiteral("must be a whole number from %1 to %2").arg(least).arg(most));
    return fallback;
}

int JsonReader::minutes(const char *key, int fallback, int least, int most)
{
    const int value = integer(key, fallback, least, most);
    if (value % 5 != 0)
        say(key, QStringLiteral("must be a multiple of 5 minutes"));
    return value;
}

std::optional<std::int64_t> JsonReader::id(const char *key)
{
    if (!has(key))
        return std::nullopt;
    const std::optional<std::int64_t> number = wholeNumber(take(key));
    if (!number || *number < 1)
        say(key, QStringLiteral("must be a whole number above 0"));
    return number;
}

std::optional<QDate> JsonReader::date(const char *key)
{
    const QString written = text(key);
    if (written.isEmpty() && !has(key))
        return std::nullopt;
    const QDate value = QDate::fromString(written, Qt::ISODate);
    if (!value.isValid() || written.size() != 10)
        say(key, QStringLiteral("must be a date such as 2025-11-26"));
    return value;
}

std::optional<Instant> JsonReader::instant(const char *key, const Zone &zone)
{
    const QString written = text(key);
    if (!has(key))
        return std::nullopt;
    const Result<Instant> at = zone.parseIso(written);
    if (!at) {
        say(key, at.error().detail);
        return Instant();
    }
    if (at->ms() % 1000 != 0)
        say(key, QStringLiteral("must be a whole second"));
    return *at;
}

QString JsonReader::word(const char *key, const QStringList &words, const QString &fallback)
{
    const QString value = text(key, fallback);
    if (!has(key) && fallback.isEmpty())
        say(key, QStringLiteral("is missing"));
    else if (!words.contains(value))
        say(key, QStringLiteral("must be one of %1").arg(words.join(QStringLiteral(", "))));
    return value;
}

QList<QString> JsonReader::texts(const char *key)
{
    QList<QString> values;
    list(key, [&](const QJsonValue &value, const QString &path) {
        if (!value.isString() || value.toString().trimmed().isEmpty())
            m_error.say(path, QStringLiteral("must be a text"));
        else if (value.toString().size() > limits::kMaxTextCharacters)
            m_error.say(path, QStringLiteral("is longer than %1 characters").arg(limits::kMaxTextCharacters));
        values.append(value.toString());
    });
    return values;
}

QJsonObject JsonReader::object(const char *key)
{
    if (has(key) && !take(key).isObject())
        say(key, QStringLiteral("must be an object"));
    return take(key).toObject();
}

void JsonReader::list(const char *key, const std::function<void(const QJsonValue &, const QString &)> &each)
{
    if (!has(key))
        return;
    const QJsonValue value = take(key);
    if (!value.isArray())
        say(key, QStringLiteral("must be a list"));
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size() && !m_error.isSaid(); ++i)
        each(items.at(i), QStringLiteral("%1[%2]").arg(pathOf(key)).arg(i));
}

void JsonReader::finish()
{
    for (auto member = m_object.constBegin(); member != m_object.constEnd(); ++member)
        if (!m_asked.contains(member.key()))
            m_error.say(m_path + QLatin1Char('.') + member.key(), QStringLiteral("is not a known key here"));
}

} // namespace salon
