// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/namefinder.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/lindesalon.h"

#include <algorithm>
#include <QSet>

using namespace salon;
using test::fuzzCheck;

namespace
{

/// Some of it has gone, and is never found.
Catalogue salonWithThePast()
{
    Catalogue salon = test::lindeSalon();
    Service gone = salon.services.constLast();
    gone.id = {900};
    gone.key = QStringLiteral("wasserwelle");
    gone.name = QStringLiteral("Wasserwelle");
    gone.synonyms = {QStringLiteral("Ondulation")};
    gone.active = false;
    salon.services.append(gone);
    Staff left = salon.staff.constLast();
    left.id = {901};
    left.key = QStringLiteral("kim");
    left.name = QStringLiteral("Kim Abschied");
    left.active = false;
    salon.staff.append(left);
    return salon;
}

template <typename T>
void checkFound(const QList<qint64> &ids, const QList<T> &all, const QByteArray &input)
{
    fuzzCheck(QSet<qint64>(ids.begin(), ids.end()).size() == ids.size(), "each is found once", input);
    for (const qint64 id : ids)
        fuzzCheck(std::any_of(all.begin(), all.end(), [id](const T &one) { return one.id.value == id && one.active; }),
                  "what is found is offered still", input);
}

} // namespace

/// Services and people as callers name them.
void salonFuzz(const QByteArray &input)
{
    static const Catalogue salon = salonWithThePast();
    static const NameFinder services = NameFinder::ofServices(salon);
    static const NameFinder people = NameFinder::ofStaff(salon, {});
    const QString said = QString::fromUtf8(input.left(500));
    const QList<qint64> found = services.find(said);
    checkFound(found, salon.services, input);
    checkFound(people.find(said), salon.staff, input);
    fuzzCheck(services.find(said) == found, "the same is found again", input);
    const QList<NameFinder::Part> parts = services.severally(said);
    fuzzCheck(parts.isEmpty() || parts.size() > 1, "several are two at least", input);
    for (const NameFinder::Part &part : parts) {
        fuzzCheck(!part.ids.isEmpty() && !part.said.isEmpty(), "each of several is known", input);
        checkFound(part.ids, salon.services, input);
    }
    meansAnybody(said);
}
