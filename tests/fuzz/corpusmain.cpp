// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSet>
#include <random>

/// Plays a corpus (one input per line) and seeded mutations of it, or writes it down as libFuzzer wants it.
namespace
{

QList<QByteArray> linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeAll(QByteArray());
    return lines;
}

/// The standard's generator, but not its distributions: those differ from library to library.
class Mutator
{
public:
    Mutator(const QList<QByteArray> &corpus, unsigned seed)
        : m_corpus(corpus)
        , m_engine(seed)
    {
        for (const QByteArray &line : corpus)
            m_words += line.split(' ');
    }

    QByteArray next()
    {
        QByteArray input = m_corpus.at(below(m_corpus.size()));
        for (qsizetype left = 1 + below(4); left > 0; --left)
            input = mutated(input);
        return input;
    }

private:
    qsizetype below(qsizetype n) { return qsizetype(m_engine() % std::size_t(n)); }

    QByteArray mutated(QByteArray input)
    {
        QList<QByteArray> words = input.split(' ');
        const qsizetype at = below(words.size());
        switch (below(9)) {
        case 0:
            words[at] = m_words.at(below(m_words.size()));
            break;
        case 1:
            words.insert(at, m_words.at(below(m_words.size())));
            break;
        case 2:
            words.insert(at, QByteArray(words.at(at)));
            break;
        case 3:
            words.removeAt(at);
            break;
        case 4:
            words.swapItemsAt(at, below(words.size()));
            break;
        case 5:
            words += m_corpus.at(below(m_corpus.size())).split(' ');
            break;
        case 6:
            words = words.mid(0, at + 1);
            break;
        case 7:
            words[at].append(m_words.at(below(m_words.size())));
            break;
        default:
            input.insert(below(input.size() + 1), char(below(256)));
            return input;
        }
        return words.join(' ');
    }

    const QList<QByteArray> m_corpus;
    QList<QByteArray> m_words;
    std::mt19937 m_engine;
};

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

bool split(const QList<QByteArray> &corpus, const QString &folder)
{
    bool written = QDir().mkpath(folder + QStringLiteral("/corpus"));
    QSet<QByteArray> words;
    for (qsizetype i = 0; i < corpus.size(); ++i) {
        written = written && write(QStringLiteral("%1/corpus/%2").arg(folder).arg(i), corpus.at(i));
        for (const QByteArray &word : corpus.at(i).split(' '))
            words.insert(word);
    }
    QByteArray dictionary;
    for (const QByteArray &word : std::as_const(words)) {
        if (word.isEmpty())
            continue;
        dictionary += '"';
        for (const char c : word)
            dictionary += "\\x" + QByteArray(1, c).toHex();
        dictionary += "\"\n";
    }
    return written && write(folder + QStringLiteral("/words.dict"), dictionary);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser options;
    options.addOptions({{QStringLiteral("mutations"), {}, QStringLiteral("n"), QStringLiteral("1000")},
                        {QStringLiteral("seed"), {}, QStringLiteral("n"), QStringLiteral("1")},
                        {QStringLiteral("split"), {}, QStringLiteral("folder")}});
    options.process(app);
    const QList<QByteArray> corpus = linesOf(options.positionalArguments().value(0));
    if (corpus.isEmpty()) {
        std::fputs("no corpus\n", stderr);
        return 1;
    }
    if (options.isSet(QStringLiteral("split")))
        return split(corpus, options.value(QStringLiteral("split"))) ? 0 : 1;
    for (const QByteArray &input : corpus)
        salonFuzz(input);
    Mutator mutator(corpus, options.value(QStringLiteral("seed")).toUInt());
    for (int left = options.value(QStringLiteral("mutations")).toInt(); left > 0; --left)
        salonFuzz(mutator.next());
    return 0;
}
