// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"
#include "core/domain/phonenumber.h"
#include "tests/fuzz/fuzz.h"

#include <QRegularExpression>

using namespace salon;
using test::fuzzCheck;

/// Phone numbers as people write and as carriers send them, in several countries.
void salonFuzz(const QByteArray &input)
{
    static const QRegularExpression e164(QStringLiteral("\\A\\+[1-9][0-9]{5,14}\\z"));
    const QString text = QString::fromUtf8(input);
    for (const char *country : {"DE", "AT", "CH", "US", "", "xx"}) {
        const std::optional<QString> number = normalizedNumber(text, QString::fromLatin1(country));
        if (!number)
            continue;
        fuzzCheck(e164.match(*number).hasMatch(), "a number is E.164", input);
        fuzzCheck(normalizedNumber(*number, QStringLiteral("DE")) == number, "it stays the number it is", input);
        fuzzCheck(!maskedNumber(*number).contains(*number), "masked, it cannot be called", input);
        // Shorter ones cannot be told from other figures in a text.
        fuzzCheck(number->size() < 11 || !maskedText(QStringLiteral("unter ") + *number).contains(number->mid(4)),
                  "nor in a text", input);
    }
}
