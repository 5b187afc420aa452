// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/sourcetree.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

/// Who may include whom: the table of ARCHITECTURE.md, read from the #include lines themselves.
class TestLayers : public QObject
{
    Q_OBJECT

    static QSet<QString> set(const char *folders)
    {
        QSet<QString> all;
        for (const QString &folder : QString::fromLatin1(folders).split(u' ', Qt::SkipEmptyParts))
            all.insert(folder.contains(u'/') ? folder : QStringLiteral("core/") + folder);
        return all;
    }

    static QHash<QString, QSet<QString>> table()
    {
        const char *all_but_engine = "base domain http settings availability storage calcom booking sync metrics phone "
                                     "salonfile sandbox operations";
        return {
            {QStringLiteral("core/base"), {}},
            {QStringLiteral("core/domain"), set("base")},
            {QStringLiteral("core/http"), set("base")},
            {QStringLiteral("core/settings"), set("base")},
            {QStringLiteral("core/availability"), set("domain base")},
            {QStringLiteral("core/storage"), set("domain base")},
            {QStringLiteral("core/calcom"), set("http domain base")},
            {QStringLiteral("core/booking"), set("availability storage domain base")},
            {QStringLiteral("core/sync"), set("calcom http storage domain base")},
            {QStringLiteral("core/metrics"), set("storage domain base")},
            {QStringLiteral("core/phone"), set("booking availability storage http domain base")},
            {QStringLiteral("core/salonfile"), set("booking availability storage domain base")},
            {QStringLiteral("core/sandbox"), set("http storage domain base")},
            {QStringLiteral("core/operations"),
             set("base domain http settings availability storage calcom booking sync metrics phone salonfile")},
            {QStringLiteral("core/engine"), set(all_but_engine)},
            {QStringLiteral("ui/models"), set("ui/widgets engine metrics availability booking domain base")},
            {QStringLiteral("ui/widgets"), set("ui/models engine metrics availability booking domain base")},
            {QStringLiteral("ui/pages"),
             set("ui/models ui/widgets engine metrics settings availability booking domain base")},
            {QStringLiteral("app/desktop"),
             set("app/common ui/pages ui/widgets ui/models engine settings domain base")},
            {QStringLiteral("app/common"), set("engine metrics settings storage domain base")},
            // The command line is each folder's own front door for admins, so it may reach the rules directly.
            {QStringLiteral("app/ctl"), set("app/common engine base domain http settings availability storage calcom "
                                            "booking sync metrics phone salonfile sandbox operations")},
        };
    }

    static QString folderOf(const QString &path) { return path.section(u'/', 0, 1); }

private Q_SLOTS:
    void everyIncludeFollowsTheTable()
    {
        static const QRegularExpression include(QStringLiteral("^\\s*#include \"((?:core|ui|app|tests)/[^\"]+)\""));
        const auto allowed = table();
        QStringList wrong;
        int seen = 0;
        for (const char *top : {"core", "ui", "app"}) {
            for (const QString &path :
                 salon::test::sources(QString::fromLatin1(top), {QStringLiteral("*.h"), QStringLiteral("*.cpp")})) {
                const QString from = folderOf(path);
                QVERIFY2(allowed.contains(from), qPrintable(from + QStringLiteral(" is not in the table")));
                for (const QString &line : salon::test::lines(path)) {
                    const auto match = include.match(line);
                    if (!match.hasMatch())
                        continue;
                    ++seen;
                    const QString to = folderOf(match.captured(1));
                    if (to != from && !allowed.value(from).contains(to))
                        wrong.append(path + QStringLiteral(" includes ") + match.captured(1));
                }
            }
        }
        QVERIFY2(seen > 50, "the test reads the tree");
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void theTableHasNoCircle()
    {
        const auto allowed = table();
        QSet<QString> settled;
        for (bool moved = true; moved;) {
            moved = false;
            for (auto row = allowed.cbegin(); row != allowed.cend(); ++row) {
                if (settled.contains(row.key()))
                    continue;
                QSet<QString> open = row.value() - settled;
                // Models and widgets know each other's headers; together they are one layer.
                if (row.key().startsWith(QLatin1String("ui/")))
                    open -= QSet<QString>{QStringLiteral("ui/models"), QStringLiteral("ui/widgets")};
                if (open.isEmpty()) {
                    settled.insert(row.key());
                    moved = true;
                }
            }
        }
        QCOMPARE(settled.size(), allowed.size());
    }

    void coreLinksNoGui()
    {
        static const QRegularExpression gui(QStringLiteral(
            "#include "
            "<(Q(Widget|Application|GuiApplication|MainWindow|Dialog|Painter|Pixmap|Image|Chart|Color|Font)\\w*)>"));
        for (const QString &path :
             salon::test::sources(QStringLiteral("core"), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}))
            for (const QString &line : salon::test::lines(path))
                QVERIFY2(!gui.match(line).hasMatch(), qPrintable(path + QStringLiteral(": ") + line));
    }
};

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
