// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <optional>
#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace salon
{

/// Judges "v=<unix ms>,d=<64 hex>": HMAC-SHA256 over the raw body followed by the digits of v, five minutes either way,
/// judged by the real clock (never by --clock), in constant time. Two keys may be valid at once.
/// Source: facts/retell.md section 2 (what retell-sdk 5.66.1 signs and accepts).
class RetellSignature
{
public:
    static constexpr seconds kWindow{300};

    RetellSignature(QList<QByteArray> keys, const Clock &real_clock);

    /// Without a key nothing can be judged, and nothing is accepted.
    bool hasKey() const { return !m_keys.isEmpty(); }
    bool accepts(QByteArrayView header, const QByteArray &body) const;
    /// How far the sender's clock is ahead of ours, where a key of ours signed this, however long ago: a health figure.
    std::optional<milliseconds> skew(QByteArrayView header, const QByteArray &body) const;

    /// What a sender puts into the header.
    static QByteArray sign(const QByteArray &body, const QByteArray &key, Instant at);

private:
    QList<QByteArray> m_keys;
    const Clock &m_clock;
};

} // namespace salon
