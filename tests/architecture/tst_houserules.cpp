// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/sourcetree.h"

#include <QRegularExpression>
#include <QTest>

/// What the house forbids or demands and a machine can see. Each rule prints every place it is broken.
class TestHouseRules : public QObject
{
    Q_OBJECT

    static QStringList code(const QString &folder)
    {
        return salon::test::sources(folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")});
    }

    static QStringList allCode()
    {
        return code(QStringLiteral("core")) + code(QStringLiteral("ui")) + code(QStringLiteral("app"));
    }

private Q_SLOTS:
    void forbiddenCallsStayInTheirSeams_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QStringList>("allowed"); // beginnings of paths
        const QStringList seams{QStringLiteral("core/base/"), QStringLiteral("core/http/")};
        const QStringList seams_and_ui = seams + QStringList{QStringLiteral("ui/"), QStringLiteral("app/")};
        QTest::newRow("current time")
            << "QDateTime::currentDateTime|QDate::currentDate|QTime::currentTime|system_clock::now" << seams;
        QTest::newRow("timers") << "\\bQTimer\\b|\\bQBasicTimer\\b" << seams_and_ui;
        QTest::newRow("sleeping") << "\\b(msleep|usleep|sleep_for|qSleep|QThread::sleep)\\b" << QStringList{};
        QTest::newRow("chance") << "QRandomGenerator|\\brand\\(|std::random_device"
                                << QStringList{QStringLiteral("core/base/")};
        QTest::newRow("network client") << "QNetworkAccessManager" << QStringList{QStringLiteral("core/http/")};
        QTest::newRow("thread pools") << "QtConcurrent|QThreadPool" << QStringList{};
        QTest::newRow("translations in core")
            << "\\btr\\(" << QStringList{QStringLiteral("ui/"), QStringLiteral("app/")};
        QTest::newRow("plain BEGIN") << "\\.transaction\\(\\)" << QStringList{};
        QTest::newRow("proxy over appointments") << "QSortFilterProxyModel" << QStringList{};
        QTest::newRow("umbrella includes")
            << "#include <Qt(Core|Gui|Widgets|Charts|Network|Sql|Test)>" << QStringList{};
    }

    void forbiddenCallsStayInTheirSeams()
    {
        QFETCH(QString, pattern);
        QFETCH(QStringList, allowed);
        const QRegularExpression forbidden(pattern);
        QVERIFY2(forbidden.isValid(), qPrintable(forbidden.errorString()));
        QStringList found;
        for (const QString &path : allCode()) {
            if (std::any_of(allowed.cbegin(), allowed.cend(), [&](const QString &p) { return path.startsWith(p); }))
                continue;
            for (const QString &line : salon::test::lines(path)) {
                const QString statement = line.section(QStringLiteral("//"), 0, 0);
                if (forbidden.match(statement).hasMatch())
                    found.append(path + QStringLiteral(": ") + line.trimmed());
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void testsWaitForSomething()
    {
        // Only a call counts, so that the rules' own patterns are not found.
        const QRegularExpression sleeping(
            QStringLiteral("\\b(qWait|qSleep|[mun]?sleep|nanosleep|sleep_for|sleep_until)\\s*\\("));
        QVERIFY(sleeping.match(QStringLiteral("QThread::ms") + QStringLiteral("leep(5)")).hasMatch());
        QStringList found;
        for (const QString &path : code(QStringLiteral("tests")))
            for (const QString &line : salon::test::lines(path))
                if (sleeping.match(line.section(QStringLiteral("//"), 0, 0)).hasMatch())
                    found.append(path + QStringLiteral(": ") + line.trimmed());
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void filesAreShort()
    {
        QStringList longer;
        for (const QString &path : allCode()) {
            const qsizetype count = salon::test::lines(path).size() - 1;
            if (count > (path.endsWith(QLatin1String(".h")) ? 150 : 500))
                longer.append(QStringLiteral("%1 has %2 lines").arg(path).arg(count));
        }
        QVERIFY2(longer.isEmpty(), qPrintable(longer.join(u'\n')));
    }

    void functionsAreShort()
    {
        QStringList longer;
        for (const QString &path : allCode()) {
            if (path.endsWith(QLatin1String("vocabulary.cpp")))
                continue; // tables of words, one after the other
            const QStringList lines = salon::test::lines(path);
            qsizetype begins = -1;
            for (qsizetype i = 0; i < lines.size(); ++i) { // as the formatter writes them
                if (lines[i] == QLatin1String("{"))
                    begins = i;
                else if (lines[i] == QLatin1String("}") && begins >= 0 && i - begins - 1 > 60)
                    longer.append(QStringLiteral("%1:%2 has %3 lines").arg(path).arg(begins).arg(i - begins - 1));
            }
        }
        QVERIFY2(longer.isEmpty(), qPrintable(longer.join(u'\n')));
    }

    void filesCarryTheirLicence()
    {
        for (const QString &path : allCode() + code(QStringLiteral("tests"))) {
            const QStringList lines = salon::test::lines(path);
            QVERIFY2(lines.size() > 2 && lines[0].contains(QLatin1String("SPDX-FileCopyrightText")) &&
                         lines[1].contains(QLatin1String("SPDX-License-Identifier: GPL-3.0-or-later")),
                     qPrintable(path));
        }
    }

    void filesAreNamedAfterTheirClass()
    {
        static const QRegularExpression name(QStringLiteral("^[a-z0-9_]+\\.(h|cpp)$"));
        for (const QString &path : allCode() + code(QStringLiteral("tests")))
            QVERIFY2(name.match(path.section(u'/', -1)).hasMatch(), qPrintable(path));
        static const QRegularExpression vague(QStringLiteral("\\bclass \\w+(Manager|Helper|Util|Utils|Handler)\\b"));
        for (const QString &path : allCode())
            for (const QString &line : salon::test::lines(path))
                QVERIFY2(!vague.match(line).hasMatch(), qPrintable(path + QStringLiteral(": ") + line));
    }

    void nothingIsLeftForLater()
    {
        // Spelled in two halves so that this file does not find itself.
        const QRegularExpression later(QStringLiteral("\\b(TO"
                                                      "DO|FIX"
                                                      "ME|XX"
                                                      "X|HA"
                                                      "CK)\\b"));
        for (const QString &path : allCode() + code(QStringLiteral("tests")))
            for (const QString &line : salon::test::lines(path))
                QVERIFY2(!later.match(line).hasMatch(), qPrintable(path + QStringLiteral(": ") + line));
    }
};

QTEST_GUILESS_MAIN(TestHouseRules)
#include "tst_houserules.moc"
