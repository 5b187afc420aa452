// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/phonenumber.h"

#include <phonenumbers/phonenumberutil.h>
#include <QStringList>
#include <string>

namespace salon
{

std::optional<QString> normalizedNumber(const QString &written, const QString &country)
{
    // Carriers send these in place of a withheld number; the first two would parse as real ones.
    static const QStringList withheld{QStringLiteral("+266696687"), QStringLiteral("+7378742833"),
                                      QStringLiteral("+2562533"), QStringLiteral("+8656696"),
                                      QStringLiteral("+86282452253")};
    const QString trimmed = written.trimmed();
    if (trimmed.isEmpty() || trimmed.size() > 64 || withheld.contains(trimmed))
        return std::nullopt;

    using namespace i18n::phonenumbers;
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    if (util.Parse(trimmed.toStdString(), country.toStdString(), &number) != PhoneNumberUtil::NO_PARSING_ERROR)
        return std::nullopt;
    if (!util.IsValidNumber(number))
        return std::nullopt;
    std::string e164;
    util.Format(number, PhoneNumberUtil::E164, &e164);
    return QString::fromStdString(e164);
}

} // namespace salon
