// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/strictjson.h"

#include <optional>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace salon
{

namespace
{

constexpr int kMaxDepth = 32;

/// How many bytes the character at `at` takes; 0 if it is no well-formed UTF-8.
int characterLength(const QByteArray &bytes, qsizetype at)
{
    const auto byte = [&](qsizetype i) { return i < bytes.size() ? uchar(bytes.at(i)) : uchar(0); };
    const auto follows = [&](qsizetype i, uchar least = 0x80, uchar most = 0xbf) {
        return byte(i) >= least && byte(i) <= most;
    };
    const uchar first = byte(at);
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return follows(at + 1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const uchar least = first == 0xe0 ? 0xa0 : 0x80; // no overlong forms
        const uchar most = first == 0xed ? 0x9f : 0xbf;  // no surrogates
        return follows(at + 1, least, most) && follows(at + 2) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const uchar least = first == 0xf0 ? 0x90 : 0x80;
        const uchar most = first == 0xf4 ? 0x8f : 0xbf;
        return follows(at + 1, least, most) && follows(at + 2) && follows(at + 3) ? 4 : 0;
    }
    return 0;
}

/// The first byte that is no UTF-8, or -1.
qsizetype firstBadByte(const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const int length = characterLength(bytes, at);
        if (length == 0)
            return at;
        at += length;
    }
    return -1;
}

class Parser
{
public:
    explicit Parser(const QByteArray &bytes)
        : m_bytes(bytes)
    {
    }

    Result<QJsonValue> document()
    {
        if (m_bytes.startsWith("\xef\xbb\xbf"))
            m_at = 3;
        QJsonValue value = anyValue();
        skipBlanks();
        if (!m_error && m_at < m_bytes.size())
            fail(QStringLiteral("something follows the end of the document"));
        if (m_error)
            return *m_error;
        return value;
    }

private:
    char peek() const { return m_at < m_bytes.size() ? m_bytes.at(m_at) : '\0'; }

    void skipBlanks()
    {
        while (m_at < m_bytes.size() && QByteArrayView(" \t\r\n").contains(m_bytes.at(m_at)))
            ++m_at;
    }

    void fail(const QString &sentence)
    {
        if (m_error)
            return;
        const bool is_cut_off = m_at >= m_bytes.size();
        m_error =
            Error{ErrorCode::InvalidInput,
                  QStringLiteral("%1: %2 (byte %3)")
                      .arg(m_path.join(QString()), is_cut_off ? QStringLiteral("the file ends too early") : sentence)
                      .arg(m_at)};
    }

    QJsonValue anyValue()
    {
        skipBlanks();
        if (m_path.size() > kMaxDepth) {
            fail(QStringLiteral("is nested too deeply"));
            return {};
        }
        switch (peek()) {
        case '{':
            return object();
        case '[':
            return array();
        case '"':
            return text();
        case 't':
            return literal("true", true);
        case 'f':
            return literal("false", false);
        case 'n':
            return literal("null", QJsonValue());
        default:
            return number();
        }
    }

    QJsonValue literal(const char *word, const QJsonValue &value)
    {
        if (QByteArrayView(m_bytes).sliced(m_at).startsWith(word)) {
            m_at += qsizetype(qstrlen(word));
            return value;
        }
        const QByteArrayView rest = QByteArrayView(m_bytes).sliced(m_at);
        if (QByteArrayView(word).startsWith(rest))
            m_at = m_bytes.size();
        fail(QStringLiteral("is no JSON value"));
        return {};
    }

    QJsonValue object()
    {
        QJsonObject members;
        ++m_at;
        skipBlanks();
        if (peek() == '}') {
            ++m_at;
            return members;
        }
        while (!m_error) {
            skipBlanks();
            if (peek() != '"') {
                fail(QStringLiteral("a key in quotes is expected"));
                break;
            }
            const QString key = text();
            m_path.append(QLatin1Char('.') + key);
            if (!m_error && members.contains(key))
                fail(QStringLiteral("stands twice in its object"));
            skipBlanks();
            if (peek() != ':')
                fail(QStringLiteral("a colon is expected"));
            ++m_at;
            members.insert(key, anyValue());
            if (m_error || !goesOn('}'))
                break;
            m_path.removeLast();
        }
        if (!m_error)
            m_path.removeLast();
        return members;
    }

    QJsonValue array()
    {
        QJsonArray items;
        ++m_at;
        skipBlanks();
        if (peek() == ']') {
            ++m_at;
            return items;
        }
        while (!m_error) {
            m_path.append(QStringLiteral("[%1]").arg(items.size()));
            items.append(anyValue());
            if (m_error || !goesOn(']'))
                break;
            m_path.removeLast();
        }
        if (!m_error)
            m_path.removeLast();
        return items;
    }

    /// After a member: true at a comma, false at the closing bracket or an error.
    bool goesOn(char closing)
    {
        skipBlanks();
        const char next = peek();
        if (next != ',' && next != closing) {
            fail(QStringLiteral("a comma or the closing bracket is expected"));
            return false;
        }
        ++m_at;
        return next == ',';
    }

    QString text()
    {
        QString out;
        ++m_at;
        qsizetype run = m_at;
        const auto takeRun = [&] { out += QString::fromUtf8(m_bytes.constData() + run, m_at - run); };
        while (m_at < m_bytes.size() && m_bytes.at(m_at) != '"') {
            const uchar c = uchar(m_bytes.at(m_at));
            if (c < 0x20) {
                fail(QStringLiteral("an unescaped control character in a text"));
                return {};
            }
            if (c != '\\') {
                ++m_at;
                continue;
            }
            takeRun();
            ++m_at;
            if (!escape(out))
                return {};
            run = m_at;
        }
        takeRun();
        if (m_at >= m_bytes.size())
            fail(QString());
        ++m_at;
        return out;
    }

    bool escape(QString &out)
    {
        static const QByteArray letters("\"\\/bfnrt");
        static const QByteArray meanings("\"\\/\b\f\n\r\t");
        const char letter = peek();
        if (letter == 'u')
            return unicodeEscape(out);
        const qsizetype known = letters.indexOf(letter);
        if (letter == '\0' || known < 0) {
            fail(QStringLiteral("an unknown escape in a text"));
            return false;
        }
        out += QLatin1Char(meanings.at(known));
        ++m_at;
        return true;
    }

    /// Four hexadecimal digits after the u, or -1.
    int codeUnit()
    {
        bool is_hex = false;
        const int unit = m_bytes.mid(m_at + 1, 4).toInt(&is_hex, 16);
        const bool is_whole = is_hex && m_at + 5 <= m_bytes.size();
        m_at = std::min(m_at + 5, m_bytes.size());
        return is_whole ? unit : -1;
    }

    bool unicodeEscape(QString &out)
    {
        const int unit = codeUnit();
        if (unit > 0 && !QChar::isSurrogate(char32_t(unit))) {
            out += QChar(char16_t(unit));
            return true;
        }
        if (unit > 0 && QChar::isHighSurrogate(char32_t(unit)) && m_bytes.mid(m_at, 2) == "\\u") {
            ++m_at;
            const int second = codeUnit();
            if (second > 0 && QChar::isLowSurrogate(char32_t(second))) {
                out += QChar(char16_t(unit));
                out += QChar(char16_t(second));
                return true;
            }
        }
        fail(unit == 0 ? QStringLiteral("a NUL character in a text") : QStringLiteral("a broken escape in a text"));
        return false;
    }

    QJsonValue number()
    {
        const qsizetype begin = m_at;
        while (m_at < m_bytes.size() && QByteArrayView("+-.0123456789eE").contains(m_bytes.at(m_at)))
            ++m_at;
        const QByteArray token = m_bytes.mid(begin, m_at - begin);
        const QByteArray digits = token.startsWith('-') ? token.mid(1) : token;
        const bool is_form = !digits.isEmpty() && digits.at(0) >= '0' && digits.at(0) <= '9' &&
                             !(digits.size() > 1 && digits.at(0) == '0' && digits.at(1) >= '0' && digits.at(1) <= '9');
        bool is_number = false;
        const qint64 whole = token.toLongLong(&is_number);
        if (is_form && is_number)
            return whole;
        const double real = token.toDouble(&is_number);
        const bool is_closed = digits.isEmpty() || (digits.back() >= '0' && digits.back() <= '9');
        if (is_form && is_number && is_closed)
            return real;
        fail(QStringLiteral("is no JSON value"));
        return {};
    }

    const QByteArray &m_bytes;
    qsizetype m_at = 0;
    QStringList m_path{QStringLiteral("$")};
    std::optional<Error> m_error;
};

} // namespace

Result<QJsonValue> parseStrictJson(const QByteArray &bytes)
{
    if (const qsizetype bad = firstBadByte(bytes); bad >= 0)
        return Error{ErrorCode::InvalidInput, QStringLiteral("$: the file is not UTF-8 (byte %1)").arg(bad)};
    return Parser(bytes).document();
}

} // namespace salon
