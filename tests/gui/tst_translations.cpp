// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/windowbench.h"
#include "ui/models/deskwords.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/page.h"
#include "ui/widgets/windowlanguage.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

using namespace salon;

/// Both languages are there in full, plurals included.
class TestTranslations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsUnfinished_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("German") << QStringLiteral("salondesk_de.ts");
        QTest::newRow("English") << QStringLiteral("salondesk_en.ts");
    }

    void nothingIsUnfinished()
    {
        QFETCH(QString, file);
        QFile ts(QStringLiteral(SALONDESK_SOURCE_DIR "/translations/") + file);
        QVERIFY(ts.open(QIODevice::ReadOnly));
        const QByteArray text = ts.readAll();
        QVERIFY(text.count("<message") > 5);
        QCOMPARE(text.count("type=\"unfinished\""), 0);
        QCOMPARE(text.count("type=\"vanished\""), 0);
    }

    void pluralsFollowTheNumber_data()
    {
        QTest::addColumn<int>("language");
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("said");
        QTest::newRow("German one") << int(Language::German) << 2 << QStringLiteral("in 2 Tagen");
        QTest::newRow("English two") << int(Language::English) << 2 << QStringLiteral("in 2 days");
        QTest::newRow("English ago") << int(Language::English) << -1 << QStringLiteral("1 day ago");
        QTest::newRow("German ago") << int(Language::German) << -1 << QStringLiteral("vor 1 Tag");
    }

    void pluralsFollowTheNumber()
    {
        QFETCH(int, language);
        QFETCH(int, count);
        QFETCH(QString, said);
        const WindowLanguage texts(*qApp, Language(language));
        const Zone zone(QStringLiteral("Europe/Berlin"));
        const Instant now = *zone.toInstant(QDate(2025, 11, 25), QTime(10, 42));
        QCOMPARE(DeskWords::fromNow(zone, now, now + std::chrono::hours(24 * count)), said);
    }

    /// The mirror's own reasons are stored in English; each has a sentence in the user's language.
    void ownReasonsAreSaidInTheUsersLanguage()
    {
        QFile source(QStringLiteral(SALONDESK_SOURCE_DIR "/core/sync/preparation.cpp"));
        QVERIFY(source.open(QIODevice::ReadOnly));
        static const QRegularExpression obstacle(
            QStringLiteral("SyncEvent::\\w+,\\s*QStringLiteral\\(\"([^\"]+)\"\\)"));
        const WindowLanguage texts(*qApp, Language::German);
        QStringList reasons;
        auto found = obstacle.globalMatch(QString::fromUtf8(source.readAll()));
        while (found.hasNext())
            reasons << found.next().captured(1);
        QVERIFY2(reasons.size() >= 8, qPrintable(QString::number(reasons.size())));
        for (QString reason : std::as_const(reasons)) {
            reason.replace(QStringLiteral("%1"), QStringLiteral("D")).remove(QStringLiteral("%2"));
            const QString said = DeskWords::attemptNote(Attempt{.phase_key = QStringLiteral("D"), .error = reason});
            QVERIFY2(!said.isEmpty() && said != reason, qPrintable(reason));
        }
        const Attempt no_map{.phase_key = QStringLiteral("D"), .error = QStringLiteral("no event type for segment D")};
        QCOMPARE(DeskWords::attemptNote(no_map), QStringLiteral("Für Abschnitt D gibt es keinen Event-Typ."));
    }

    void theWindowSpeaksGerman()
    {
        const WindowLanguage texts(*qApp, Language::German);
        test::WindowBench bench(test::WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        window.show();
        QCOMPARE(window.findChild<QPushButton *>(QStringLiteral("new"))->text(), QStringLiteral("Neuer Termin"));
        const auto title = [&window] { return window.page(0)->findChild<QLabel *>(QStringLiteral("title"))->text(); };
        QTRY_VERIFY(title().contains(QStringLiteral("November")));
        QVERIFY(title().startsWith(QLocale(QLocale::German).dayName(bench.day().dayOfWeek())));
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
