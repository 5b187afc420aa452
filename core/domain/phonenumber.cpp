// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/phonenumber.h"

#include <phonenumbers/phonenumberutil.h>
#include <QStringList>
#include <string>

namespace salon
{

namespace
{

constexpr std::size_t kLongestE164 = 16; // the plus and fifteen digits

} // namespace

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
    // Germany's plan is open: two numbers said in one breath would pass as one that nobody can have.
    if (e164.size() > kLongestE164)
        return std::nullopt;
    return QString::fromStdString(e164);
}

} // namespace salon
