// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/namefinder.h"

#include "core/domain/names.h"

#include <algorithm>
#include <QSet>

namespace salon
{

namespace
{

/// Shorter pieces would lie in too many names.
constexpr qsizetype kShortestPiece = 4;
constexpr double kNearEnough = 0.77;
constexpr double kClearlyNearer = 0.06;

const QSet<QString> &smallWords()
{
    static const QSet<QString> words = [] {
        const QString text = QStringLiteral(
            "ich moechte haette gern gerne bitte einen eine ein der die das den dem mal noch einmal wieder fuer mit "
            "bei beim "
            "zu zur zum von termin wuerde brauche will nur mich mir frau herr meine meinen mein kommen lassen machen "
            "the a an for with please would like appointment i me my want need some get at to mr mrs ms");
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
            finder.add(service.id.value, service.key, QStringList{service.name} + service.synonyms);
    return finder;
}

NameFinder NameFinder::ofStaff(const Catalogue &catalogue, BranchId branch)
{
    NameFinder finder;
    for (const Staff &member : catalogue.staff)
        if (member.active && (branch.isNull() || member.branch == branch))
            finder.add(member.id.value, member.key, {member.name});
    return finder;
}

void NameFinder::add(qint64 id, const QString &key, const QStringList &names)
{
    m_keys.append({key, id});
    for (const QString &name : names) {
        const FoldedName folded_name = folded(name);
        m_terms.append({id, withoutBlanks(folded_name.spelled), withoutBlanks(folded_name.bare)});
    }
}

QList<qint64> NameFinder::find(const QString &said) const
{
    const QString text = said.trimmed().left(200);
    for (const auto &[key, id] : m_keys)
        if (key.compare(text, Qt::CaseInsensitive) == 0)
            return {id};
    const FoldedName name = folded(text);
    const QStringList words = contentWords(name.spelled);
    if (words.isEmpty())
        return {};
    for (const QString &form : {withoutBlanks(name.spelled), words.join(QString())}) {
        QList<qint64> exact;
        for (const Term &term : m_terms)
            if (term.spelled == form || term.bare == form || term.bare == withoutBlanks(name.bare))
                addOnce(exact, term.id);
        if (!exact.isEmpty())
            return exact;
    }
    for (const auto &step : {&NameFinder::contained, &NameFinder::containing})
        if (const QList<qint64> found = (this->*step)(words); !found.isEmpty())
            return found;
    return nearest(words.join(QString()));
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

QList<qint64> NameFinder::nearest(const QString &said) const
{
    QList<std::pair<double, qint64>> ranked;
    for (const Term &term : m_terms) {
        const double alike = likeness(said, term.spelled);
        if (alike >= kNearEnough)
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
    };
    return words.contains(folded(said).spelled);
}

} // namespace salon
