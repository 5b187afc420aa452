// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverclock.h"

#include "core/base/limits.h"

#include <algorithm>
#include <QDateTime>
#include <QLocale>

namespace salon
{

namespace
{

/// "Sun, 06 Nov 1994 08:49:37 GMT", the one form servers may send.
std::optional<Instant> parsedDate(const QByteArray &header)
{
    if (header.size() != 29 || !header.endsWith(" GMT"))
        return std::nullopt;
    const QString text = QString::fromLatin1(header.left(25));
    QDateTime at = QLocale::c().toDateTime(text, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"));
    if (!at.isValid())
        return std::nullopt;
    at.setTimeSpec(Qt::UTC);
    return Instant::fromMs(at.toMSecsSinceEpoch());
}

} // namespace

Instant ServerClock::now() const
{
    return m_local.now() + trustedDifference(ahead());
}

void ServerClock::observe(const IncomingAnswer &answer, Instant now)
{
    const std::optional<Instant> date = parsedDate(answer.header("Date"));
    if (!date)
        return;
    // The header's second is cut off, and it was written somewhere between sending and receiving.
    const Instant theirs = *date + milliseconds(500);
    const Instant ours = now - answer.took / 2;
    m_samples.append(theirs - ours);
    if (m_samples.size() > limits::kClockSamples)
        m_samples.removeFirst();
}

std::optional<milliseconds> ServerClock::ahead() const
{
    if (m_samples.isEmpty())
        return std::nullopt;
    QList<milliseconds> sorted = m_samples;
    const auto middle = sorted.begin() + sorted.size() / 2;
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

milliseconds trustedDifference(std::optional<milliseconds> ahead)
{
    const bool is_trusted = ahead && *ahead<limits::kClockTrusted && * ahead> - limits::kClockTrusted;
    return is_trusted ? *ahead : milliseconds(0);
}

} // namespace salon
