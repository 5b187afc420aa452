// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>
#include <QString>

namespace salon
{

Q_DECLARE_LOGGING_CATEGORY(lcStore)
Q_DECLARE_LOGGING_CATEGORY(lcHttp)
Q_DECLARE_LOGGING_CATEGORY(lcPhone)
Q_DECLARE_LOGGING_CATEGORY(lcBooking)
Q_DECLARE_LOGGING_CATEGORY(lcSync)
Q_DECLARE_LOGGING_CATEGORY(lcEngine)
Q_DECLARE_LOGGING_CATEGORY(lcSandbox)

/// "+491713920017" -> "+4917…017": enough to recognise a caller on the phone, too little to call them.
QString maskedNumber(const QString &number);
/// "Lena Vogt" -> "L… V…"
QString maskedName(const QString &name);
/// Any text from outside (an error body, say): e-mail addresses, phone numbers, keys and tokens masked, length kept in
/// bounds.
QString maskedText(const QString &text, qsizetype max_length = 2000);

} // namespace salon
