// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/names.h"

#include <QTest>

using namespace salon;

class TestNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void folds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("spelled");
        QTest::addColumn<QString>("bare");
        QTest::newRow("umlaut") << "Müller"
                                << "mueller"
                                << "muller";
        QTest::newRow("spelled out") << "MUELLER"
                                     << "mueller"
                                     << "mueller";
        QTest::newRow("without marks") << "Muller"
                                       << "muller"
                                       << "muller";
        QTest::newRow("combining mark") << QString::fromUtf8("Mu\xCC\x88ller") << "mueller"
                                        << "muller";
        QTest::newRow("sharp s") << "Strauß"
                                 << "strauss"
                                 << "strauss";
        QTest::newRow("polish") << "Łukasz Żak"
                                << "lukasz zak"
                                << "lukasz zak";
        QTest::newRow("turkish") << "Şahin İnan"
                                 << "sahin inan"
                                 << "sahin inan";
        QTest::newRow("vietnamese") << "Nguyễn"
                                    << "nguyen"
                                    << "nguyen";
        QTest::newRow("hyphen and blanks") << " Anna-Lena   Vogt "
                                           << "anna lena vogt"
                                           << "anna lena vogt";
        QTest::newRow("service") << "Ansatz + Längenausgleich"
                                 << "ansatz laengenausgleich"
                                 << "ansatz langenausgleich";
        QTest::newRow("empty") << ""
                               << ""
                               << "";
        QTest::newRow("punctuation only") << "--"
                                          << ""
                                          << "";
    }

    void folds()
    {
        QFETCH(QString, text);
        QFETCH(QString, spelled);
        QFETCH(QString, bare);
        QCOMPARE(folded(text).spelled, spelled);
        QCOMPARE(folded(text).bare, bare);
    }

    void spellingsOfOneNameAgree()
    {
        QVERIFY(sameName(QStringLiteral("Müller"), QStringLiteral("Mueller")));
        QVERIFY(sameName(QStringLiteral("Müller"), QStringLiteral("Muller")));
        QVERIFY(!sameName(QStringLiteral("Müller"), QStringLiteral("Möller")));
    }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
