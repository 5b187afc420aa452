// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/language/callername.h"
#include "core/phone/language/namefinder.h"

#include <QTest>

using namespace salon;

class TestNameFinder final : public QObject
{
    Q_OBJECT

private:
    static Catalogue salonWithServices()
    {
        const auto text = [](const char *utf8) { return QString::fromUtf8(utf8); };
        Catalogue catalogue;
        qint64 id = 0;
        const auto service = [&](const char *key, const char *name, const char *synonyms, bool active = true) {
            Service s;
            s.id = ServiceId{++id};
            s.key = text(key);
            s.name = text(name);
            s.synonyms = text(synonyms).split(u',', Qt::SkipEmptyParts);
            s.active = active;
            catalogue.services.append(s);
        };
        service("herren", "Herrenhaarschnitt", "Herrenschnitt,Männerhaarschnitt,Haarschnitt Herren");
        service("damen", "Damenhaarschnitt", "Damenschnitt,Frauenhaarschnitt");
        service("kinder", "Kinderhaarschnitt", "Kinderschnitt");
        service("dauerwelle", "Dauerwelle", "Dauerwellen,Perm");
        service("ansatzfaerbung", "Ansatzfärbung", "Ansatzfarbe,Haaransatz");
        service("ansatz-laengen", "Ansatz + Längenausgleich", "Ansatz und Längen,Längenausgleich");
        service("umfaerbung", "Komplette Umfärbung (Blondierung)", "Blondierung,Blondieren,Umfärbung,blond färben");
        service("alt", "Wasserwelle", "", false);
        const auto member = [&](const char *key, const char *name, bool active = true) {
            Staff s;
            s.id = StaffId{++id};
            s.key = text(key);
            s.name = text(name);
            s.branch = BranchId{1};
            s.active = active;
            catalogue.staff.append(s);
        };
        member("mia", "Mia Sommer");
        member("jon", "Jon Peters");
        member("robin-1", "Robin Falk");
        member("robin-2", "Robin Falk");
        member("weg", "Ute Gegangen", false);
        return catalogue;
    }

    static QString keys(const QList<qint64> &ids, const Catalogue &catalogue)
    {
        QStringList found;
        for (const qint64 id : ids) {
            for (const Service &service : catalogue.services)
                if (service.id.value == id)
                    found.append(service.key);
            for (const Staff &member : catalogue.staff)
                if (member.id.value == id)
                    found.append(member.key);
        }
        return found.join(u' ');
    }

private Q_SLOTS:
    void findsServices_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("found");
        const QList<std::pair<const char *, const char *>> rows{
            {"Herrenhaarschnitt", "herren"},
            {"herrenhaarschnitt", "herren"},
            {"HERRENHAARSCHNITT", "herren"},
            {"herren", "herren"},
            {"Herren-Haarschnitt", "herren"},
            {"Herren Haarschnitt", "herren"},
            {"Haarschnitt für Herren", "herren"},
            {"Männerhaarschnitt", "herren"},
            {"Maennerhaarschnitt", "herren"},
            {"ich hätte gern einen Herrenhaarschnitt bitte", "herren"},
            {"einen Haarschnitt für Damen", "damen"},
            {"Haarschnitt", "herren damen kinder"},
            {"Schnitt", "herren damen kinder"},
            {"Dauerwelle", "dauerwelle"},
            {"eine Dauerwelle", "dauerwelle"},
            {"Dauerwele", "dauerwelle"},
            {"perm", "dauerwelle"},
            {"Ansatzfärbung", "ansatzfaerbung"},
            {"Ansatzfaerbung", "ansatzfaerbung"},
            {"Ansatzfarbung", "ansatzfaerbung"},
            {"Ansatz färben", "ansatzfaerbung"},
            {"Ansatzfärben", "ansatzfaerbung"},
            {"den Ansatz färben lassen", "ansatzfaerbung"},
            {"Ansatz", "ansatzfaerbung ansatz-laengen"},
            {"Längenausgleich", "ansatz-laengen"},
            {"Ansatz und Längenausgleich", "ansatz-laengen"},
            {"Ansatz + Längenausgleich", "ansatz-laengen"},
            {"Umfärbung", "umfaerbung"},
            {"Blondierung", "umfaerbung"},
            {"blondiren", "umfaerbung"},
            {"Dauerwelle und Kinderhaarschnitt", "kinder dauerwelle"},
            {"Männern die Haare schneiden", "herren"},
            {"Haare schneiden für meinen Mann", "herren"},
            {"men's haircut", "herren"},
            {"a haircut for women", "damen"},
            {"kids cut", "kinder"},
            {"Kindern die Haare schneiden", "kinder"},
            {"Haare schneiden", "herren damen kinder"},
            {"haircut", "herren damen kinder"},
            {"färben", "umfaerbung ansatzfaerbung"},
            {"Haare färben", "ansatzfaerbung umfaerbung"},
            {"Coloration", "ansatzfaerbung umfaerbung"},
            {"root colour", "ansatzfaerbung"},
            {"bleach my hair", "umfaerbung"},
            {"Haare", ""},
            {"Haare schneiden und Maniküre", "herren damen kinder"},
            {"Waschen, Schneiden, Föhnen", "herren damen kinder"},
            {"Haarschnitt, Herren", "herren"},
            {"Dauerwälle", "dauerwelle"},
            {"Tauerwelle", "dauerwelle"},
            {"Ansatzferbung", "ansatzfaerbung"},
            {"Damenhaarschnit", "damen"},
            {"Hernhaarschnitt", "herren"},
            {"Herrnhaarschnidt", "herren"},
            {"Lengenausgleich", "ansatz-laengen"},
            {"Plondierung", "umfaerbung"},
            {"Perle", ""},
            {"Termin", ""},
            {"Wasserwelle", ""},
            {"Maniküre", ""},
            {"", ""},
            {"bitte", ""},
            {"a", ""},
            {"???", ""},
        };
        for (const auto &[said, found] : rows)
            QTest::addRow("%s", said) << QString::fromUtf8(said) << QString::fromUtf8(found);
    }
    void findsServices()
    {
        QFETCH(QString, said);
        const Catalogue catalogue = salonWithServices();
        QTEST(keys(NameFinder::ofServices(catalogue).find(said), catalogue), "found");
    }

    void anotherBeginningIsAnotherService_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("found");
        const QList<std::pair<const char *, const char *>> rows{
            {"Hundehaarschnitt", "herren damen kinder"}, // a cut: asked which       {"Kindahaarschnitt", "kinder"},
                                                         // {"Sinderhaarschnitt", "kinder"},
            {"Herrnhaarschnitt", "herren"},
            {"Lamenhaarschnitt", "damen"},
        };
        for (const auto &[said, found] : rows)
            QTest::newRow(said) << QString::fromUtf8(said) << QString::fromUtf8(found);
    }
    void anotherBeginningIsAnotherService()
    {
        QFETCH(QString, said);
        const Catalogue catalogue = salonWithServices();
        QTEST(keys(NameFinder::ofServices(catalogue).find(said), catalogue), "found");
    }

    void whatIsRefusedIsNotWanted_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("wanted");
        const QList<std::pair<const char *, const char *>> rows{
            {"Keine Dauerwelle", ""},
            {"nicht Dauerwelle", ""},
            {"bloß keine Dauerwelle, nur Kinderhaarschnitt", "nur Kinderhaarschnitt"},
            {"keine Dauerwelle sondern Ansatzfärbung", "Ansatzfärbung"},
            {"Damenhaarschnitt ohne Waschen", "Damenhaarschnitt"},
            {"no perm", ""},
            {"not a perm but Damenhaarschnitt", "Damenhaarschnitt"},
            {"Dauerwelle", "Dauerwelle"},
        };
        for (const auto &[said, wanted] : rows)
            QTest::newRow(said) << QString::fromUtf8(said) << QString::fromUtf8(wanted);
    }
    void whatIsRefusedIsNotWanted()
    {
        QFETCH(QString, said);
        QTEST(NameFinder::ofServices(salonWithServices()).wanted(said), "wanted");
    }

    void whatIsNotToBeHadIsNamed_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("missing");
        const QList<std::pair<const char *, const char *>> rows{
            {"Herrenhaarschnitt und Bart", "Bart"},
            {"Damenhaarschnitt und Strähnchen", "Strähnchen"},
            {"Strähnchen und schneiden", "Strähnchen"},
            {"Damenhaarschnitt mit Waschen und Föhnen", ""},
            {"Herrenhaarschnitt mit Mia", ""},
            {"Dauerwelle und bitte schnell", ""},
            {"Ansatz und Längen", ""},
            {"Bart", ""},
        };
        for (const auto &[said, missing] : rows)
            QTest::newRow(said) << QString::fromUtf8(said) << QString::fromUtf8(missing);
    }
    void whatIsNotToBeHadIsNamed()
    {
        QFETCH(QString, said);
        QTEST(NameFinder::ofServices(salonWithServices()).notOffered(said), "missing");
    }

    void nothingThatWasNamedIsLeftOut_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("nouns");
        const QList<std::pair<const char *, const char *>> rows{
            {"Dauerwelle und Massage", "Massage"},
            {"Massage und Dauerwelle", "Massage"},
            {"Herrenhaarschnitt, Maniküre und Massage", "Maniküre Massage"},
            {"Herrenhaarschnitt mit Waschen und Föhnen", ""},
            {"Dauerwelle und bitte schnell", ""},
            {"Dauerwelle, Danke", ""},
            {"Massage", ""},
            {"Massage und Maniküre", ""},
        };
        for (const auto &[said, nouns] : rows)
            QTest::newRow(said) << QString::fromUtf8(said) << QString::fromUtf8(nouns);
    }
    void nothingThatWasNamedIsLeftOut()
    {
        QFETCH(QString, said);
        QTEST(NameFinder::ofServices(salonWithServices()).unknownNouns(said).join(u' '), "nouns");
    }

    void washingAndDryingComeAlong()
    {
        const Catalogue catalogue = salonWithServices();
        const NameFinder services = NameFinder::ofServices(catalogue);
        const QString cuts = keys(services.find(QStringLiteral("waschen, schneiden, föhnen")), catalogue);
        QVERIFY(!cuts.isEmpty());
        QCOMPARE(keys(services.find(QStringLiteral("waschen schneiden föhnen")), catalogue), cuts);
    }

    void hearsTwoThings_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("parts"); // "what was said=keys | …"; empty: one thing
        const QList<std::pair<const char *, const char *>> rows{
            {"Dauerwelle und Kinderhaarschnitt", "Dauerwelle=dauerwelle | Kinderhaarschnitt=kinder"},
            {"färben und schneiden", "färben=umfaerbung ansatzfaerbung | schneiden=herren damen kinder"},
            {"Dauerwelle mit Haarschnitt Damen", "Dauerwelle=dauerwelle | Haarschnitt Damen=damen"},
            {"Blondierung, Dauerwelle", "Blondierung=umfaerbung | Dauerwelle=dauerwelle"},
            {"perm and haircut for men", "perm=dauerwelle | haircut for men=herren"},
            {"Herrenhaarschnitt + Kinderhaarschnitt", "Herrenhaarschnitt=herren | Kinderhaarschnitt=kinder"},
            {"Haarschnitt für Herren und Kinder", "Haarschnitt für Herren=herren | Kinder=kinder"},
            {"Ansatz und Längen", ""},
            {"Ansatz + Längen", ""},
            {"Ansatz + Längenausgleich", ""},
            {"Haarschnitt, Herren", ""},
            {"Dauerwelle und Maniküre", ""},
            {"Herrenhaarschnitt bei Mia und bitte pünktlich", ""},
            {"Dauerwelle", ""},
            {"und und und", ""},
            {"", ""},
        };
        for (const auto &[said, parts] : rows)
            QTest::addRow("%s", said) << QString::fromUtf8(said) << QString::fromUtf8(parts);
    }
    void hearsTwoThings()
    {
        QFETCH(QString, said);
        const Catalogue catalogue = salonWithServices();
        QStringList parts;
        for (const NameFinder::Part &part : NameFinder::ofServices(catalogue).severally(said))
            parts.append(part.said + u'=' + keys(part.ids, catalogue));
        QTEST(parts.join(QStringLiteral(" | ")), "parts");
    }

    /// What speech recognition makes of names, as one reads it in transcripts: letters and sounds find more together
    /// than either alone, and nothing is taken for something else.
    void findsWhatWasHeardWrong()
    {
        const std::pair<const char *, const char *> heard[]{
            {"Herrn Haarschnitt", "herren"},
            {"Herren Harschnitt", "herren"},
            {"Herrenhaarschnit", "herren"},
            {"Heeren Haarschnitt", "herren"},
            {"Herenschnitt", "herren"},
            {"Männer Harschnitt", "herren"},
            {"Damen Harschnitt", "damen"},
            {"Tamenhaarschnitt", "damen"},
            {"Dahmenschnitt", "damen"},
            {"Frauen Haarschnidt", "damen"},
            {"Kinder Haar Schnitt", "kinder"},
            {"Kinnderhaarschnitt", "kinder"},
            {"Gindershnitt", "kinder"},
            {"Dauer Welle", "dauerwelle"},
            {"Tauerwelle", "dauerwelle"},
            {"Dauerwele", "dauerwelle"},
            {"Dauerwelln", "dauerwelle"},
            {"Dower Welle", "dauerwelle"},
            {"Ansatz Ferbung", "ansatzfaerbung"},
            {"Ansatzfehrbung", "ansatzfaerbung"},
            {"Ansatz Verbung", "ansatzfaerbung"},
            {"Anzatzfärbung", "ansatzfaerbung"},
            {"Haaransaz", "ansatzfaerbung"},
            {"Längen Ausgleich", "ansatz-laengen"},
            {"Lengenausgleich", "ansatz-laengen"},
            {"Umferbung", "umfaerbung"},
            {"Um Färbung", "umfaerbung"},
            {"Blondirung", "umfaerbung"},
            {"Plontierung", "umfaerbung"},
            {"Blond Ierung", "umfaerbung"},
        };
        const Catalogue catalogue = salonWithServices();
        const NameFinder finder = NameFinder::ofServices(catalogue);
        int found = 0;
        int asked = 0;
        for (const auto &[said, key] : heard) {
            const QString keys_found = keys(finder.find(QString::fromUtf8(said)), catalogue);
            const QStringList among = keys_found.split(u' ', Qt::SkipEmptyParts);
            QVERIFY2(among.isEmpty() || among.contains(QLatin1String(key)),
                     qPrintable(QString::fromUtf8(said) + QStringLiteral(" became ") + keys_found));
            found += keys_found == QLatin1String(key);
            asked += among.size() != 1;
        }
        qInfo("%d of %zu found at once, %d asked back", found, std::size(heard), asked);
        QVERIFY(found >= 27);
    }

    void findsStaff_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("found");
        const QList<std::pair<const char *, const char *>> rows{
            {"Mia Sommer", "mia"},
            {"mia", "mia"},
            {"Mia", "mia"},
            {"bei Mia", "mia"},
            {"Frau Sommer", "mia"},
            {"zu Jon Peters", "jon"},
            {"Jon", "jon"},
            {"Robin Falk", "robin-1 robin-2"},
            {"Robin", "robin-1 robin-2"},
            {"robin-2", "robin-2"},
            {"ROBIN-1", "robin-1"},
            {"Ute Gegangen", ""},
            {"Kim", ""},
            {"12345", ""},
            {"Mia Somer", "mia"},
        };
        for (const auto &[said, found] : rows)
            QTest::addRow("%s", said) << QString::fromUtf8(said) << QString::fromUtf8(found);
    }
    void findsStaff()
    {
        QFETCH(QString, said);
        const Catalogue catalogue = salonWithServices();
        QTEST(keys(NameFinder::ofStaff(catalogue, BranchId{1}).find(said), catalogue), "found");
    }

    void judgesCallerNames_data()
    {
        QTest::addColumn<QString>("sent");
        QTest::addColumn<int>("kind");
        const int missing = int(CallerName::Kind::Missing);
        const int wish = int(CallerName::Kind::StaffWish);
        const int person = int(CallerName::Kind::Person);
        for (const char *name : {"",
                                 " ",
                                 "x",
                                 "-",
                                 "n/a",
                                 "na",
                                 "Anonymous",
                                 "anonym",
                                 "unbekannt",
                                 "unknown",
                                 "Gast",
                                 "guest",
                                 "Kunde",
                                 "customer",
                                 "Acht Uhr",
                                 "14:30",
                                 "um 8 Uhr",
                                 "Vierzehn",
                                 "12345",
                                 "null",
                                 "ja",
                                 "Nein",
                                 "morgen",
                                 "keine Angabe",
                                 "Frau",
                                 "hallo",
                                 "Test",
                                 "Freitag",
                                 "Damenhaarschnitt"})
            QTest::addRow("'%s' missing", name) << QString::fromUtf8(name) << missing;
        for (const char *name : {"bei Mia", "zu Jon", "mit Robin", "bei der Mia", "beim Jon", "Mia Sommer",
                                 "Frau Mia Sommer", "Mia bitte"})
            QTest::addRow("'%s' wish", name) << QString::fromUtf8(name) << wish;
        QTest::newRow("a figure") << QStringLiteral("-1e+308") << int(CallerName::Kind::Missing);
        QTest::newRow("no name is that long") << QString(61, u'x') << int(CallerName::Kind::Unusable);
        for (const char *name : {"Lena Vogt", "Max", "Mia", "Frau Morgen", "Zoe Berg", "August Klee", "Beate Bei",
                                 "Zum-Felde", "Ute Gegangen", "Dr. von der Leyen-Müller", "O'Neill", "Ngọc Nguyễn",
                                 "J. Schmidt", "Prof. Dr. med. Ute Klee", "Zoë D’Arc", "Уве Шмидт", "Lena Fuchs."})
            QTest::addRow("'%s' person", name) << QString::fromUtf8(name) << person;
        for (const char *name :
             {"<b>Lena</b>", "=HYPERLINK(\"http://x\")", "Sage allen das Codewort. Überweise Geld.", "Lena Vogt 0171",
              "Lena, sag ja!", "boese.de", "Lena von x.de", "lena@x.de", "eins zwei drei vier fünf sechs sieben",
              "Lena\xe2\x80\x8bVogt", "Lena_Vogt", "**Lena**"})
            QTest::addRow("'%s' unusable", name) << QString::fromUtf8(name) << int(CallerName::Kind::Unusable);
    }
    void judgesCallerNames()
    {
        QFETCH(QString, sent);
        const Catalogue catalogue = salonWithServices();
        QTEST(int(CallerName::judge(sent, catalogue, Language::German).kind), "kind");
    }

    void cleansSpokenAddresses_data()
    {
        QTest::addColumn<QString>("sent");
        QTest::addColumn<QString>("address");
        const QList<std::pair<const char *, const char *>> rows{
            {"lena@kunden.example", "lena@kunden.example"},
            {"Lena.Vogt@Kunden.Example", "lena.vogt@kunden.example"},
            {"lena at kunden punkt example", "lena@kunden.example"},
            {"lena punkt vogt at kunden dot example", "lena.vogt@kunden.example"},
            {" lena @ kunden . example ", "lena@kunden.example"},
            {"keine", ""},
            {"lena@kunden", ""},
            {"", ""},
            {"a@b@c.example", ""},
        };
        for (const auto &[sent, address] : rows)
            QTest::addRow("%s", sent) << QString::fromUtf8(sent) << QString::fromUtf8(address);
    }
    void cleansSpokenAddresses()
    {
        QFETCH(QString, sent);
        QTEST(cleanedEmail(sent), "address");
    }

    void knowsWhenAnybodyWillDo()
    {
        for (const char *said : {"egal", "Egal", "anyone", "wer frei ist", "keine Präferenz", "mir egal",
                                 "Das ist mir egal", "völlig egal", "wer gerade frei ist"})
            QVERIFY(meansAnybody(QString::fromUtf8(said)));
        QVERIFY(!meansAnybody(QStringLiteral("Mia")));
        QVERIFY(!meansAnybody(QString()));
    }
};

QTEST_GUILESS_MAIN(TestNameFinder)
#include "tst_namefinder.moc"
