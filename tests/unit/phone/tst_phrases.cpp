// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/phrases.h"

#include "core/phone/ownsentences.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace salon;

class TestPhrases final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isCompleteInBothLanguages()
    {
        static const QRegularExpression place(QStringLiteral("%\\d"));
        const auto places = [](const QString &text) {
            QSet<QString> found;
            auto matches = place.globalMatch(text);
            while (matches.hasNext())
                found.insert(matches.next().captured());
            return found;
        };
        for (int i = 0; i < int(Phrase::Count); ++i) {
            const QString german = Phrases::text(Phrase(i), Language::German);
            const QString english = Phrases::text(Phrase(i), Language::English);
            QVERIFY2(!german.isEmpty() && !english.isEmpty(), qPrintable(QString::number(i)));
            QVERIFY2(german != english, qPrintable(german));
            QCOMPARE(places(german), places(english));
        }
    }

    void everyPhraseHasAName()
    {
        static const QRegularExpression word(QStringLiteral("^[a-z][a-z_]*[a-z]$"));
        for (int i = 0; i < int(Phrase::Count); ++i) {
            const QString name = Phrases::name(Phrase(i));
            QVERIFY2(word.match(name).hasMatch(), qPrintable(name));
            QCOMPARE(Phrases::named(name), std::optional(Phrase(i)));
        }
        QVERIFY(!Phrases::named(QStringLiteral("no_such_phrase")));
        QVERIFY(!Phrases::named(QString()));
    }

    /// What comes with the program would be allowed as a salon's own, too.
    void ownSentencesAreChecked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("objection"); // a part of it; empty: may be said
        const auto row = [](const char *text, const char *objection) {
            QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(objection);
        };
        row("Moin %1, was darf es sein?", "");
        row("Was darf es sein, %1? Ja, %1?", "");
        row("Moin, was darf es sein?", "exactly %1");
        row("Moin %1 und %2!", "exactly %1");
        row("%1", "");
        row("", "has words");
        row("   ", "has words");
        row("Hallo %1,\nwas darf es sein?", "one line");
        row("Hallo *%1*!", "cannot be spoken");
        row("Hallo %1, siehe https://salon.example", "cannot be spoken");
        row("Hallo %1, Sie bekommen eine SMS.", "nobody sends");
        row("Hallo %1, wir schicken eine E-Mail.", "nobody sends");
        row("Hallo %1, Sie bekommen eine Kurzmitteilung aufs Handy.", "nobody sends");
        row("Hallo %1, wir simsen gleich.", "nobody sends");
        row("Hello %1, we will text you.", "nobody sends");
        row("Hello %1, there is a short message for you.", "nobody sends");
        row("Hallo %1, siehe salon-x.de", "cannot be spoken");
        row("Hallo %1, siehe SALON-X.DE!", "cannot be spoken");
        row("Hallo %1, siehe salon punkt de", "cannot be spoken");
        row("Hallo %1, rufen Sie 0900 123 an", "cannot be spoken");
        row("Hallo %1, wir haben z.B. am 24.12. bis 12 Uhr 30 offen.", "");
    }
    void ownSentencesAreChecked()
    {
        QFETCH(QString, text);
        QFETCH(QString, objection);
        const QString said = OwnSentences::objection(Phrase::GreetingByName, text);
        QVERIFY2(objection.isEmpty() ? said.isEmpty() : said.contains(objection), qPrintable(said));
        QVERIFY(OwnSentences::objection(Phrase::GreetingByName, QString(301, u'a') + QStringLiteral("%1"))
                    .contains(QLatin1String("300")));
        for (int i = 0; i < int(Phrase::Count); ++i)
            for (const Language language : {Language::German, Language::English})
                QCOMPARE(OwnSentences::objection(Phrase(i), Phrases::text(Phrase(i), language)), QString());
    }

    void saysItInTheSalonsOwnWords()
    {
        const Phrases phrases(Language::German, {}, {{Phrase::GreetingByName, QStringLiteral("Moin %1!")}});
        QCOMPARE(phrases.say(Phrase::GreetingByName, {QStringLiteral("Lena")}), QStringLiteral("Moin Lena!"));
        QCOMPARE(phrases.say(Phrase::Greeting), Phrases::text(Phrase::Greeting, Language::German));
    }

    void canBeSpokenAndPromisesNothing()
    {
        static const QRegularExpression markup(QStringLiteral("[*_#<>\\[\\]{}|`]|https?:"));
        static const QRegularExpression promise(QStringLiteral("SMS|E-?Mail|WhatsApp|Nachricht|text message"),
                                                QRegularExpression::CaseInsensitiveOption);
        for (int i = 0; i < int(Phrase::Count); ++i) {
            for (const Language language : {Language::German, Language::English}) {
                const QString text = Phrases::text(Phrase(i), language);
                QVERIFY2(!markup.match(text).hasMatch(), qPrintable(text));
                QVERIFY2(!promise.match(text).hasMatch(), qPrintable(text));
                QVERIFY2(text.size() < 160, qPrintable(text));
            }
        }
    }

    void speaksDatesAndTimes()
    {
        const Phrases german(Language::German);
        const Phrases english(Language::English);
        const QDate day(2025, 11, 26);
        QCOMPARE(german.dateAndTime(day, {14, 30}), QStringLiteral("Mittwoch, den 26. November um 14 Uhr 30"));
        QCOMPARE(german.dateAndTime(day, {9, 0}), QStringLiteral("Mittwoch, den 26. November um 9 Uhr"));
        QCOMPARE(german.time({9, 5}), QStringLiteral("9 Uhr 5"));
        QCOMPARE(german.dateWithYear(day), QStringLiteral("Mittwoch, den 26. November 2025"));
        QCOMPARE(english.dateAndTime(day, {14, 30}), QStringLiteral("Wednesday, November 26 at 2:30 p.m."));
        QCOMPARE(english.time({0, 0}), QStringLiteral("12 a.m."));
        QCOMPARE(english.time({12, 5}), QStringLiteral("12:05 p.m."));
        QCOMPARE(german.midnight(), QStringLiteral("24 Uhr"));
        QCOMPARE(english.midnight(), QStringLiteral("midnight"));
        QCOMPARE(german.weekdayShort(day), QStringLiteral("Mi"));
    }

    void saysTheYearOfAnotherYear()
    {
        const QDate today(2025, 12, 30);
        const Phrases german(Language::German, today);
        QCOMPARE(german.date({2025, 12, 31}), QStringLiteral("Mittwoch, den 31. Dezember"));
        QCOMPARE(german.date({2024, 10, 20}), QStringLiteral("Sonntag, den 20. Oktober 2024"));
        QCOMPARE(german.dateWithYear({2026, 1, 2}), QStringLiteral("Freitag, den 2. Januar 2026"));
        QCOMPARE(german.dateAndTime({2026, 1, 2}, {10, 0}), QStringLiteral("Freitag, den 2. Januar 2026 um 10 Uhr"));
        QCOMPARE(Phrases(Language::English, today).dateAndTime({2026, 1, 2}, {10, 0}),
                 QStringLiteral("Friday, January 2, 2026 at 10 a.m."));
    }

    void speaksListsAndDurations()
    {
        const Phrases german(Language::German);
        const QString a = QStringLiteral("a");
        const QString b = QStringLiteral("b");
        const QString c = QStringLiteral("c");
        QCOMPARE(german.anyOf({a, b, c}), QStringLiteral("a, b oder c"));
        QCOMPARE(german.anyOf({a}), a);
        QCOMPARE(german.anyOf({}), QString());
        QCOMPARE(german.allOf({a, b}), QStringLiteral("a und b"));
        QCOMPARE(german.duration(130), QStringLiteral("2 Stunden und 10 Minuten"));
        QCOMPARE(german.duration(60), QStringLiteral("eine Stunde"));
        QCOMPARE(german.duration(0), QStringLiteral("0 Minuten"));
    }

    void aNameCannotSmuggleAPlaceholderIn()
    {
        const QString said =
            Phrases(Language::English).say(Phrase::ServiceUnknown, {QStringLiteral("%2 %1"), QStringLiteral("x")});
        QCOMPARE(said, QStringLiteral("I am afraid I do not know %2 %1. We offer, for example, x."));
    }
};

QTEST_GUILESS_MAIN(TestPhrases)
#include "tst_phrases.moc"
