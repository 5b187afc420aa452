// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/namefinder.h"

#include "core/domain/colognephonetics.h"
#include "core/domain/names.h"
#include "core/phone/language/tradewords.h"

#include <algorithm>
#include <QRegularExpression>

namespace salon
{

namespace
{

/// Shorter pieces would lie in too many names.
constexpr qsizetype kShortestPiece = 4;
constexpr double kNearEnough = 0.77;
constexpr double kClearlyNearer = 0.06;
/// What sounds the same counts as this near, where it is written at least this much alike and long enough to tell.
constexpr double kSoundsAlike = 0.85;
constexpr double kWrittenAlike = 0.5;
constexpr qsizetype kShortestSound = 3;
/// What two compounds must share at their end to be told apart by their beginnings, and how long and alike those are.
constexpr qsizetype kSharedHead = 6;
constexpr qsizetype kShortestBeginning = 4;
constexpr double kBeginningsAlike = 0.6;
constexpr qsizetype kLongestText = 200;
constexpr qsizetype kMostParts = 6;

const QSet<QString> &smallWords()
{
    static const QSet<QString> words = [] {
        const QString text = QStringLiteral(
            "ich moechte haette gern gerne bitte einen eine ein der die das den dem mal noch einmal wieder fuer mit "
            "bei beim "
            "zu zur zum von nur bloss termin wuerde brauche will nur mich mir frau herr meine meinen mein kommen "
            "lassen machen danke okay hallo "
            "the a an s for with please would like appointment i me my want need some get at to mr mrs ms");
        const QStringList list = text.split(QLatin1Char(' '));
        return QSet<QString>(list.begin(), list.end());
    }();
    return words;
}

QStringList contentWords(const QString &folded_text)
{
    QStringList words = folded_text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    words.removeIf([](const QString &word) { return smallWords().contains(word); });
    return words;
}

QString withoutBlanks(QString text)
{
    return text.remove(QLatin1Char(' '));
}

int distance(const QString &a, const QString &b)
{
    QList<int> row(b.size() + 1);
    for (qsizetype j = 0; j <= b.size(); ++j)
        row[j] = int(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        int diagonal = row.at(0);
        row[0] = int(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const int above = row.at(j);
            row[j] = std::min({above + 1, row.at(j - 1) + 1, diagonal + (a.at(i - 1) == b.at(j - 1) ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.constLast();
}

double likeness(const QString &a, const QString &b)
{
    const qsizetype longest = std::max(a.size(), b.size());
    return longest == 0 ? 0 : 1.0 - double(distance(a, b)) / double(longest);
}

/// "Hundehaarschnitt" is written much like "Kinderhaarschnitt" and means something else.
bool beginOtherwise(const QString &a, const QString &b)
{
    const qsizetype most = std::min(a.size(), b.size()) - kShortestBeginning;
    qsizetype shared = 0;
    while (shared < most && a.at(a.size() - 1 - shared) == b.at(b.size() - 1 - shared))
        ++shared;
    return shared >= kSharedHead && likeness(a.chopped(shared), b.chopped(shared)) < kBeginningsAlike;
}

/// What stands between two things that are wanted both.
QStringList enumerated(const QString &text)
{
    static const QRegularExpression between(
        QStringLiteral("[+&,;/]|\\b(?:und|sowie|plus|mit|dazu|danach|anschließend|außerdem|and|with|then|also)\\b"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return text.split(between, Qt::SkipEmptyParts).mid(0, kMostParts);
}

void addOnce(QList<qint64> &ids, qint64 id)
{
    if (!ids.contains(id))
        ids.append(id);
}

} // namespace

NameFinder NameFinder::ofServices(const Catalogue &catalogue)
{
    NameFinder finder;
    for (const Service &service : catalogue.services)
        if (service.active)
            finder.add(Of::Services, service.id.value, service.key, QStringList{service.name} + service.synonyms);
    return finder;
}

NameFinder NameFinder::ofStaff(const Catalogue &catalogue, BranchId branch)
{
    NameFinder finder;
    for (const Staff &member : catalogue.staff)
        if (member.active && (branch.isNull() || member.branch == branch))
            finder.add(Of::People, member.id.value, member.key, {member.name});
    return finder;
}

void NameFinder::add(Of what, qint64 id, const QString &key, const QStringList &names)
{
    m_keys.append({key, id});
    for (const QString &name : names) {
        const FoldedName folded_name = folded(name);
        Term term{
            id, withoutBlanks(folded_name.spelled), withoutBlanks(folded_name.bare), cologneCode(folded_name.bare), {}};
        if (what == Of::Services)
            term.kinds = TradeWords::kindsIn(folded_name.spelled.split(QLatin1Char(' '), Qt::SkipEmptyParts));
        m_terms.append(term);
    }
}

QList<qint64> NameFinder::find(const QString &said) const
{
    const QString text = said.trimmed().left(kLongestText);
    QList<qint64> found = whole(text);
    if (!found.isEmpty())
        return found;
    QList<Part> known = parts(text);
    // "waschen schneiden föhnen" enumerates, too.
    const QStringList work = contentWords(folded(text).spelled);
    if (known.isEmpty() && TradeWords::kindsOf(work))
        known = parts(work.join(QLatin1Char(',')));
    return known.size() == 1 ? known.constFirst().ids : QList<qint64>();
}

QList<NameFinder::Part> NameFinder::severally(const QString &said) const
{
    const QString text = said.trimmed().left(kLongestText);
    if (!exact(text).isEmpty())
        return {};
    const QList<Part> known = parts(text);
    return known.size() > 1 ? known : QList<Part>();
}

QString NameFinder::notOffered(const QString &said) const
{
    const QString text = said.trimmed().left(kLongestText);
    const QStringList all = enumerated(text);
    if (all.size() < 2 || !exact(text).isEmpty())
        return {};
    for (const QString &part : all)
        if (whole(part.trimmed()).isEmpty() && TradeWords::areWorkOfTheirOwn(contentWords(folded(part).spelled)))
            return part.trimmed();
    return {};
}

QStringList NameFinder::unknownNouns(const QString &said) const
{
    const QString text = said.trimmed().left(kLongestText);
    if (!exact(text).isEmpty() || parts(text).isEmpty())
        return {};
    QStringList nouns;
    for (const QString &part : enumerated(text)) {
        const QString noun = part.trimmed();
        const QStringList words = contentWords(folded(noun).spelled);
        const bool is_one_noun = words.size() == 1 && words.constFirst().size() >= kShortestPiece &&
                                 !noun.contains(QLatin1Char(' ')) && noun.front().isUpper();
        if (is_one_noun && whole(noun).isEmpty() && !TradeWords::kindsOf(words))
            nouns.append(noun);
    }
    return nouns;
}

QString NameFinder::wanted(const QString &said) const
{
    static const QRegularExpression pieces(QStringLiteral("[,;.]|\\b(?:sondern|aber|lieber|but)\\b"),
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression refused(
        QStringLiteral("\\b(?:kein|keine|keinen|keiner|keinesfalls|nicht|ohne|no|not|without|don't)\\b.*"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    const QString text = said.trimmed().left(kLongestText);
    if (!text.contains(refused) || !exact(text).isEmpty())
        return said;
    QStringList kept;
    for (QString piece : text.split(pieces, Qt::SkipEmptyParts)) {
        piece = piece.remove(refused).trimmed();
        if (!contentWords(folded(piece).spelled).isEmpty())
            kept.append(piece);
    }
    return kept.join(QStringLiteral(", "));
}

/// Parts that can mean the same thing are one: who says "Haarschnitt, Herren" says the same twice.
QList<NameFinder::Part> NameFinder::parts(const QString &text) const
{
    QList<Part> known;
    const QStringList all = enumerated(text);
    if (all.size() < 2)
        return {};
    for (const QString &said : all) {
        const QList<qint64> ids = whole(said.trimmed());
        if (ids.isEmpty())
            continue;
        bool is_new = true;
        for (Part &part : known) {
            QList<qint64> both = part.ids;
            both.removeIf([&](qint64 id) { return !ids.contains(id); });
            if (both.isEmpty())
                continue;
            part.ids = both;
            is_new = false;
        }
        if (is_new)
            known.append({said.trimmed(), ids});
    }
    return known;
}

QList<qint64> NameFinder::exact(const QString &text) const
{
    for (const auto &[key, id] : m_keys)
        if (key.compare(text, Qt::CaseInsensitive) == 0)
            return {id};
    const FoldedName name = folded(text);
    for (const QString &form : {withoutBlanks(name.spelled), contentWords(name.spelled).join(QString())}) {
        QList<qint64> found;
        for (const Term &term : m_terms)
            if (term.spelled == form || term.bare == form || term.bare == withoutBlanks(name.bare))
                addOnce(found, term.id);
        if (!found.isEmpty())
            return found;
    }
    return {};
}

QList<qint64> NameFinder::whole(const QString &text) const
{
    const QStringList words = contentWords(folded(text).spelled);
    if (words.isEmpty())
        return {};
    if (const QList<qint64> found = exact(text); !found.isEmpty())
        return found;
    for (const auto &step :
         {&NameFinder::contained, &NameFinder::holding, &NameFinder::nearest, &NameFinder::ofTheseKinds})
        if (const QList<qint64> found = (this->*step)(words); !found.isEmpty())
            return found;
    return {};
}

/// "Dauerwelle und dazu Kinderhaarschnitt" holds two names: both are found, and the caller is asked.
QList<qint64> NameFinder::contained(const QStringList &words) const
{
    struct Span {
        qsizetype begin;
        qsizetype end;
        qint64 id;
    };
    const QString said = words.join(QString());
    QList<Span> spans;
    for (const Term &term : m_terms) {
        if (term.spelled.size() < kShortestPiece)
            continue;
        if (const qsizetype at = said.indexOf(term.spelled); at >= 0)
            spans.append({at, at + term.spelled.size(), term.id});
    }
    std::stable_sort(spans.begin(), spans.end(),
                     [](const Span &a, const Span &b) { return a.end - a.begin > b.end - b.begin; });
    QList<Span> kept;
    for (const Span &span : spans) {
        const bool inside_longer = std::any_of(kept.begin(), kept.end(), [&](const Span &longer) {
            const bool overlaps = span.begin < longer.end && longer.begin < span.end;
            return overlaps && longer.end - longer.begin > span.end - span.begin;
        });
        if (!inside_longer)
            kept.append(span);
    }
    QList<qint64> ids;
    for (const Span &span : kept)
        addOnce(ids, span.id);
    return ids;
}

QList<qint64> NameFinder::containing(const QStringList &words) const
{
    QList<qint64> ids;
    const bool long_enough =
        std::any_of(words.begin(), words.end(), [](const QString &word) { return word.size() >= 3; });
    for (const Term &term : m_terms) {
        const bool all = std::all_of(words.begin(), words.end(), [&](const QString &word) {
            return term.spelled.contains(word) || term.bare.contains(word);
        });
        if (all && long_enough)
            addOnce(ids, term.id);
    }
    return ids;
}

/// "Färben" lies in "blond färben", but an "Ansatzfärbung" may be meant as well.
QList<qint64> NameFinder::holding(const QStringList &words) const
{
    QList<qint64> ids = containing(words);
    if (!ids.isEmpty())
        for (const qint64 id : ofTheseKinds(words))
            addOnce(ids, id);
    return ids;
}

/// Names that hold all the kinds of work that were named.
QList<qint64> NameFinder::ofTheseKinds(const QStringList &words) const
{
    QList<qint64> ids;
    const std::optional<QSet<QString>> named = TradeWords::kindsOf(words);
    for (const Term &term : m_terms)
        if (named && !named->isEmpty() && term.kinds.contains(*named))
            addOnce(ids, term.id);
    return ids;
}

QList<qint64> NameFinder::nearest(const QStringList &words) const
{
    const QString said = words.join(QString());
    const QString sound = cologneCode(said);
    QList<std::pair<double, qint64>> ranked;
    for (const Term &term : m_terms) {
        double alike = std::max(likeness(said, term.spelled), likeness(said, term.bare));
        if (alike >= kWrittenAlike && sound.size() >= kShortestSound && sound == term.sound)
            alike = std::max(alike, kSoundsAlike);
        if (alike >= kNearEnough && !beginOtherwise(said, term.spelled))
            ranked.append({alike, term.id});
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    QList<qint64> ids;
    for (const auto &[alike, id] : ranked)
        if (alike > ranked.constFirst().first - kClearlyNearer)
            addOnce(ids, id);
    return ids;
}

bool meansAnybody(const QString &said)
{
    static const QSet<QString> words{
        QStringLiteral("egal"),
        QStringLiteral("wer frei ist"),
        QStringLiteral("niemand bestimmtes"),
        QStringLiteral("keine"),
        QStringLiteral("keiner"),
        QStringLiteral("beliebig"),
        QStringLiteral("anyone"),
        QStringLiteral("anybody"),
        QStringLiteral("any"),
        QStringLiteral("no preference"),
        QStringLiteral("irgendwer"),
        QStringLiteral("irgendjemand"),
        QStringLiteral("keine praeferenz"),
        QStringLiteral("ist egal"),
        QStringLiteral("mir egal"),
        QStringLiteral("ist mir egal"),
        QStringLiteral("das ist mir egal"),
        QStringLiteral("ganz egal"),
        QStringLiteral("voellig egal"),
        QStringLiteral("egal wer"),
        QStringLiteral("egal bei wem"),
        QStringLiteral("wer gerade frei ist"),
        QStringLiteral("wer zeit hat"),
        QStringLiteral("does not matter"),
        QStringLiteral("it does not matter"),
        QStringLiteral("whoever is free"),
        QStringLiteral("kein wunsch"),
        QStringLiteral("jemand anderes"),
        QStringLiteral("jemand anderer"),
        QStringLiteral("jemand anders"),
        QStringLiteral("wer anders"),
        QStringLiteral("sonst jemand"),
        QStringLiteral("jemand"),
        QStringLiteral("someone else"),
        QStringLiteral("somebody else"),
        QStringLiteral("anyone else"),
        QStringLiteral("anybody else"),
    };
    return words.contains(folded(said).spelled);
}

} // namespace salon
