// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/retellsignature.h"

#include "core/base/constanttime.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRegularExpression>

namespace salon
{

namespace
{

struct Fields {
    qint64 at_ms = 0;
    QByteArray digits;
    QByteArray digest; // lower case
};

std::optional<Fields> fieldsOf(QByteArrayView header)
{
    static const QRegularExpression form(QStringLiteral("\\Av=(0|[1-9]\\d{0,15}),d=([0-9a-f]{64})\\z"),
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(QString::fromLatin1(header));
    if (!match.hasMatch())
        return std::nullopt;
    const QString digits = match.captured(1);
    return Fields{digits.toLongLong(), digits.toLatin1(), match.captured(2).toLower().toLatin1()};
}

QByteArray digestOf(const QByteArray &body, const QByteArray &digits, const QByteArray &key)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, key);
    code.addData(body);
    code.addData(digits);
    return code.result().toHex();
}

} // namespace

RetellSignature::RetellSignature(QList<QByteArray> keys, const Clock &real_clock)
    : m_keys(std::move(keys))
    , m_clock(real_clock)
{
    m_keys.removeIf([](const QByteArray &key) { return key.isEmpty(); });
}

std::optional<milliseconds> RetellSignature::skew(QByteArrayView header, const QByteArray &body) const
{
    const std::optional<Fields> fields = fieldsOf(header);
    if (!fields)
        return std::nullopt;
    bool is_signed = false;
    for (const QByteArray &key : m_keys)
        is_signed |= sameInConstantTime(digestOf(body, fields->digits, key), fields->digest);
    return is_signed ? std::optional(Instant::fromMs(fields->at_ms) - m_clock.now()) : std::nullopt;
}

bool RetellSignature::accepts(QByteArrayView header, const QByteArray &body) const
{
    const auto ahead = skew(header, body);
    return ahead && *ahead <= kWindow && *ahead >= -milliseconds(kWindow);
}

QByteArray RetellSignature::sign(const QByteArray &body, const QByteArray &key, Instant at)
{
    const QByteArray digits = QByteArray::number(qint64(at.ms()));
    return "v=" + digits + ",d=" + digestOf(body, digits, key);
}

} // namespace salon
