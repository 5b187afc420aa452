// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/callarguments.h"
#include "core/phone/language/callername.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/lindesalon.h"

#include <algorithm>

using namespace salon;
using test::fuzzCheck;

/// Names and addresses as agents send them for the person who calls.
void salonFuzz(const QByteArray &input)
{
    static const Catalogue salon = test::lindeSalon();
    const QString sent = plainText(QString::fromUtf8(input), 500);
    for (const Language language : {Language::German, Language::English}) {
        const CallerName judged = CallerName::judge(sent, salon, language);
        const QString &name = judged.name;
        fuzzCheck((judged.kind == CallerName::Kind::Missing || judged.kind == CallerName::Kind::Unusable) ==
                      name.isEmpty(),
                  "who is missing has no name", input);
        if (judged.kind != CallerName::Kind::Person)
            continue;
        fuzzCheck(name == name.simplified() && name.size() >= 2 && name.size() <= 60, "a name to be shown", input);
        fuzzCheck(name.isValidUtf16() && std::any_of(name.begin(), name.end(), [](QChar c) { return c.isLetter(); }),
                  "a name has letters", input);
        const CallerName again = CallerName::judge(name, salon, language);
        fuzzCheck(again.kind == judged.kind && again.name == name, "a name stays one", input);
        for (const Staff &member : salon.staff)
            fuzzCheck(name != member.name, "nobody of the salon calls themselves", input);
    }
    const QString address = cleanedEmail(sent);
    fuzzCheck(address.isEmpty() || (address.count(u'@') == 1 && !address.contains(u' ') && address.size() <= 254),
              "an address is one", input);
    fuzzCheck(cleanedEmail(address) == address, "an address stays one", input);
}
