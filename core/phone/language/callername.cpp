// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/callername.h"

#include "core/domain/names.h"
#include "core/phone/language/whenparser.h"

#include <algorithm>
#include <QRegularExpression>
#include <QSet>

namespace salon
{

namespace
{

constexpr qsizetype kLongestName = 60;
constexpr qsizetype kMostWords = 6;

QString withoutTitle(const QString &name)
{
    static const QRegularExpression title(QStringLiteral("^(herr|frau|mr\\.?|mrs\\.?|ms\\.?)\\s+"),
                                          QRegularExpression::CaseInsensitiveOption);
    return QString(name).remove(title);
}

bool isStandIn(const QString &name)
{
    static const QSet<QString> words{
        QStringLiteral("anonymous"),
        QStringLiteral("anonym"),
        QStringLiteral("unbekannt"),
        QStringLiteral("unknown"),
        QStringLiteral("gast"),
        QStringLiteral("guest"),
        QStringLiteral("kunde"),
        QStringLiteral("kundin"),
        QStringLiteral("customer"),
        QStringLiteral("n a"),
        QStringLiteral("na"),
        QStringLiteral("none"),
        QStringLiteral("null"),
        QStringLiteral("undefined"),
        QStringLiteral("anrufer"),
        QStringLiteral("anruferin"),
        QStringLiteral("caller"),
        // What is said instead of a name, and lands in its place.
        QStringLiteral("ja"),
        QStringLiteral("nein"),
        QStringLiteral("yes"),
        QStringLiteral("no"),
        QStringLiteral("ok"),
        QStringLiteral("okay"),
        QStringLiteral("hallo"),
        QStringLiteral("hello"),
        QStringLiteral("herr"),
        QStringLiteral("frau"),
        QStringLiteral("mr"),
        QStringLiteral("mrs"),
        QStringLiteral("test"),
        QStringLiteral("egal"),
        QStringLiteral("keine angabe"),
        QStringLiteral("kein name"),
        QStringLiteral("keine ahnung"),
        QStringLiteral("weiss nicht"),
        QStringLiteral("weiss ich nicht"),
        QStringLiteral("heute"),
        QStringLiteral("morgen"),
        QStringLiteral("uebermorgen"),
        QStringLiteral("today"),
        QStringLiteral("tomorrow"),
        QStringLiteral("montag"),
        QStringLiteral("dienstag"),
        QStringLiteral("mittwoch"),
        QStringLiteral("donnerstag"),
        QStringLiteral("freitag"),
        QStringLiteral("samstag"),
        QStringLiteral("sonntag"),
    };
    return words.contains(folded(name).spelled);
}

bool isService(const QString &name, const Catalogue &catalogue)
{
    return std::any_of(catalogue.services.cbegin(), catalogue.services.cend(),
                       [&](const Service &service) { return sameName(name, service.name); });
}

/// "Mia bitte" asks for Mia; who is called Mia says no please.
bool asksForStaff(const QString &name, const Staff &member)
{
    static const QRegularExpression please(QStringLiteral("[, ]+(bitte|please)\\z"),
                                           QRegularExpression::CaseInsensitiveOption);
    const QString person = withoutTitle(name);
    QString asked = person;
    asked.remove(please);
    const bool is_asked = asked != person && sameName(asked, member.name.section(u' ', 0, 0));
    return is_asked || sameName(asked, member.name);
}

bool beginsWithStaffWish(const QString &name)
{
    static const QRegularExpression wish(QStringLiteral("^(bei|beim|zu|zur|zum|mit)\\s"),
                                         QRegularExpression::CaseInsensitiveOption);
    return wish.match(name).hasMatch();
}

/// What a person may be called: words with hyphens, apostrophes and the dots of abbreviations. A sentence is no name,
/// nor is an address: what is stored as a name is read by the agents of later calls.
bool canBeCalled(const QString &name)
{
    static const QRegularExpression spelled(QStringLiteral("\\A[\\p{L}\\p{M} .'\u2018\u2019\u00B4\u2010\u2011-]+\\z"),
                                            QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression sentence_end(QStringLiteral("[\\p{L}\\p{M}]{5}\\. ?\\p{L}"));
    static const QRegularExpression address(QStringLiteral("\\.\\p{Ll}{2,}( |\\z)"));
    return name.size() <= kLongestName && name.count(u' ') < kMostWords && spelled.match(name).hasMatch() &&
           !sentence_end.match(name).hasMatch() && !address.match(name).hasMatch();
}

} // namespace

CallerName CallerName::judge(const QString &sent, const Catalogue &catalogue, Language language)
{
    const QString name = sent.simplified();
    const auto letters = std::count_if(name.begin(), name.end(), [](QChar c) { return c.isLetter(); });
    if (name.size() < 2 || letters < 2 || isStandIn(name) || isTimeOfDay(name, language) || isService(name, catalogue))
        return {};
    if (!canBeCalled(name))
        return {Kind::Unusable, {}};
    if (beginsWithStaffWish(name))
        return {Kind::StaffWish, name};
    for (const Staff &member : catalogue.staff)
        if (member.active && asksForStaff(name, member))
            return {Kind::StaffWish, name};
    return {Kind::Person, name};
}

QString cleanedEmail(const QString &sent)
{
    static const QRegularExpression address(QStringLiteral("^[a-z0-9._%+-]+@[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}$"));
    QString text = QLatin1Char(' ') + sent.trimmed().toLower().left(254) + QLatin1Char(' ');
    for (const char *at : {" at ", " ät ", " klammeraffe "})
        text.replace(QString::fromUtf8(at), QStringLiteral("@"));
    for (const char *dot : {" punkt ", " dot "})
        text.replace(QString::fromUtf8(dot), QStringLiteral("."));
    text.remove(QLatin1Char(' '));
    return address.match(text).hasMatch() ? text : QString();
}

} // namespace salon
