// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/colognephonetics.h"
#include "core/domain/names.h"

#include <QTest>

using namespace salon;

class TestColognePhonetics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codes_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("code");
        const std::pair<const char *, const char *> rows[]{
            {"Müller-Lüdenscheidt", "65752682"}, // published examples
            {"Wikipedia", "3412"},
            {"Breschnew", "17863"},
            {"Meier", "67"},
            {"Maier", "67"},
            {"Mayr", "67"},
            {"Schmidt", "862"},
            {"Schmitt", "862"},
            {"Philipp", "351"},
            {"Filip", "351"},
            {"Pfeiffer", "1337"},
            {"Xaver", "4837"},
            {"Max", "648"},
            {"Hexe", "048"},
            {"Christian", "47826"},
            {"Kristian", "47826"},
            {"Clara", "457"},
            {"Celik", "854"},
            {"Chang", "464"},
            {"Acht", "042"},
            {"Scholz", "858"},
            {"Aa", "0"},
            {"Ha", "0"},
            {"H", ""},
            {"", ""},
            {"42 !", ""},
            {"Dauerwelle", "2735"},
        };
        for (const auto &[word, code] : rows)
            QTest::addRow("%s", word) << QString::fromUtf8(word) << QString::fromLatin1(code);
    }
    void codes()
    {
        QFETCH(QString, word);
        QTEST(cologneCode(folded(word).bare), "code");
    }
};

QTEST_GUILESS_MAIN(TestColognePhonetics)
#include "tst_colognephonetics.moc"
