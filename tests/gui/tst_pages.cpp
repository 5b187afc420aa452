// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/query.h"
#include "tests/gui/support/windowbench.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/page.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/calendarview.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/figurechart.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/windowlanguage.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QComboBox>
#include <QDateEdit>
#include <QDialog>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace salon;
using test::WindowBench;

/// Each page on the real desk with the demo salon, and on a salon that has nothing yet.
class TestPages : public QObject
{
    Q_OBJECT

    static int rows(QWidget &page, const char *table)
    {
        auto *view = page.findChild<CardTable *>(QString::fromLatin1(table));
        return view ? view->model()->rowCount() : -1;
    }

    static StateStack *seen(MainWindow &window, int page)
    {
        for (StateStack *state : window.page(page)->findChildren<StateStack *>())
            if (state->isVisible())
                return state;
        return nullptr;
    }

    /// What the page says instead of its content; empty = it shows its content.
    static QString spoken(MainWindow &window, int page)
    {
        const StateStack *state = seen(window, page);
        return !state || state->currentIndex() == 0 ? QString()
                                                    : state->findChild<QLabel *>(QStringLiteral("cardtitle"))->text();
    }

    /// Controls, labels and columns that are not to be seen in full, nor reached by scrolling.
    static QStringList cutOff(QWidget &page)
    {
        QStringList cut;
        for (QWidget *widget : page.findChildren<QWidget *>()) {
            const auto *table = qobject_cast<CardTable *>(widget);
            const auto *label = qobject_cast<QLabel *>(widget);
            const bool counts = qobject_cast<QAbstractButton *>(widget) || qobject_cast<BadgeLabel *>(widget) ||
                                qobject_cast<QLineEdit *>(widget) || table || (label && !label->text().isEmpty());
            if (!counts || !widget->isVisible() || widget->objectName().startsWith(QLatin1String("qt_")) ||
                QByteArray(widget->metaObject()->className()) == "QTableCornerButton")
                continue;
            const QString name = QStringLiteral("%1 %2 %3")
                                     .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                          widget->accessibleName());
            if (!page.rect().contains(QRect(widget->mapTo(&page, QPoint()), widget->size())))
                cut << name + QStringLiteral(" sticks out");
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            const bool only_icon = button && button->text().isEmpty();
            const bool may_shrink = only_icon || (label && (label->wordWrap() || !label->toolTip().isEmpty()));
            if (!table && !may_shrink && widget->width() < widget->minimumSizeHint().width())
                cut << name + QStringLiteral(" is squeezed");
            if (table && table->horizontalHeader()->length() > table->viewport()->width() &&
                !table->horizontalScrollBar()->isVisible())
                cut << name + QStringLiteral(" hides columns");
        }
        return cut;
    }

private Q_SLOTS:
    void initTestCase() { QApplication::setStyle(QStringLiteral("Fusion")); }

    void theDayShowsEveryAppointmentInItsColumn()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        window.show();
        auto *calendar = window.findChild<CalendarView *>();
        QTRY_VERIFY(calendar->blockCount() >= 18);
        for (int i = 0; i < calendar->blockCount(); ++i) {
            const AppointmentId id = calendar->blockAt(i);
            QVERIFY(calendar->blockRect(id).height() > 10);
            QVERIFY(calendar->blockRect(id).width() > 60);
            QVERIFY(calendar->describe(id).count(u',') >= 5);
        }
    }

    void aBlockIsAChildForScreenReaders()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        window.show();
        auto *calendar = window.findChild<CalendarView *>();
        QTRY_VERIFY(calendar->blockCount() > 0);
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(calendar);
        QVERIFY(list);
        QCOMPARE(list->childCount(), calendar->blockCount());
        QAccessibleInterface *first = list->child(0);
        QCOMPARE(first->text(QAccessible::Name), calendar->describe(calendar->blockAt(0)));
        QCOMPARE(first->role(), QAccessible::ListItem);
        QVERIFY(!first->rect().isEmpty());
        QCOMPARE(list->indexOfChild(first), 0);
    }

    void everyPageHasItsRows()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        window.show();
        window.showPage(1);
        QTRY_VERIFY(rows(window, "queue") >= 2);
        QAbstractItemModelTester queue(window.findChild<CardTable *>(QStringLiteral("queue"))->model());
        window.showPage(2);
        QTRY_VERIFY(rows(window, "matrix") >= 7);
        QTRY_COMPARE(rows(window, "gaps"), 24);
        window.showPage(3);
        QTRY_VERIFY(!window.findChildren<FigureChart *>().first()->accessibleDescription().isEmpty());
        for (const FigureChart *chart : window.findChildren<FigureChart *>())
            QVERIFY(!chart->accessibleDescription().isEmpty());
        window.showPage(4);
        QTRY_VERIFY(rows(window, "calls") > 5);
        QTRY_VERIFY(rows(window, "steps") > 0);
        QVERIFY(window.findChild<QWidget *>(QStringLiteral("livecard"))->isVisible());
    }

    void callsNobodyReportsAreSaid()
    {
        WindowBench bench(WindowBench::Filled::OnlySalon);
        MainWindow window(bench.desk());
        window.show();
        auto *badge = window.findChild<BadgeLabel *>(QStringLiteral("unreported"));
        DeskStatus status = bench.desk().status();
        QVERIFY(!badge->isVisible());
        status.calls_without_event = 3;
        bench.desk().setStatus(status);
        QTRY_VERIFY(badge->isVisible());
        QVERIFY(badge->badge().text.startsWith(u'3'));
        QVERIFY(!badge->toolTip().isEmpty());
        status.calls_without_event = 0;
        bench.desk().setStatus(status);
        QTRY_VERIFY(!badge->isVisible());
    }

    void aClockThatIsOffIsSaid()
    {
        WindowBench bench(WindowBench::Filled::OnlySalon);
        MainWindow window(bench.desk());
        window.show();
        auto *badge = window.findChild<BadgeLabel *>(QStringLiteral("clockoff"));
        DeskStatus status = bench.desk().status();
        for (const auto &[seconds, shown] : {std::pair(29, ""), {-45, "1"}, {400, "7"}, {0, ""}}) {
            status.clock_off_s = seconds;
            bench.desk().setStatus(status);
            const QString number = QString::fromLatin1(shown);
            QTRY_COMPARE(badge->isVisible(), !number.isEmpty());
            QVERIFY(number.isEmpty() || badge->badge().text.contains(number));
        }
        QVERIFY(badge->toolTip().contains(u"phone agent"));
        for (const auto &[seconds, shown] : {std::pair(29, false), {-90, true}}) {
            status.calcom_off_s = seconds;
            bench.desk().setStatus(status);
            QTRY_COMPARE(badge->isVisible(), shown);
        }
        QVERIFY(badge->toolTip().contains(u"Cal.com"));
    }

    void aSalonWithoutBookSaysSo_data()
    {
        QTest::addColumn<int>("page");
        QTest::addColumn<QString>("title");
        QTest::newRow("review") << 1 << QStringLiteral("Nothing to review");
        QTest::newRow("dashboard") << 3 << QStringLiteral("No figures yet");
        QTest::newRow("calls") << 4 << QStringLiteral("No calls yet");
    }

    void aSalonWithoutBookSaysSo()
    {
        QFETCH(int, page);
        QFETCH(QString, title);
        WindowBench bench(WindowBench::Filled::OnlySalon);
        MainWindow window(bench.desk());
        window.show();
        window.showPage(page);
        QTRY_COMPARE(spoken(window, page), title);
    }

    void anEmptyDatabaseSaysWhatIsMissing_data()
    {
        QTest::addColumn<int>("page");
        QTest::addColumn<QString>("title");
        QTest::newRow("appointments") << 0 << QStringLiteral("No staff yet");
        QTest::newRow("review") << 1 << QStringLiteral("Nothing to review");
        QTest::newRow("event maps") << 2 << QStringLiteral("No services yet");
        QTest::newRow("dashboard") << 3 << QStringLiteral("No figures yet");
        QTest::newRow("calls") << 4 << QStringLiteral("No calls yet");
    }

    void anEmptyDatabaseSaysWhatIsMissing()
    {
        QFETCH(int, page);
        QFETCH(QString, title);
        WindowBench bench(WindowBench::Filled::Nothing);
        MainWindow window(bench.desk());
        window.show();
        window.showPage(page);
        QTRY_COMPARE(spoken(window, page), title);
    }

    void aDatabaseThatFailsIsSaidAndTriedAgain_data()
    {
        QTest::addColumn<int>("page");
        for (int page = 0; page < 5; ++page)
            QTest::addRow("page %d", page) << page;
    }

    void aDatabaseThatFailsIsSaidAndTriedAgain()
    {
        QFETCH(int, page);
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        window.show();
        window.showPage(page);
        QTRY_COMPARE(spoken(window, page), QString()); // there is content
        QVERIFY(Query(bench.connection(), "ALTER TABLE settings RENAME TO settings_away").exec());
        window.page(page)->reload();
        QTRY_COMPARE(spoken(window, page), QStringLiteral("That did not work"));
        QPushButton *again = seen(window, page)->findChild<QPushButton *>();
        QVERIFY(again->isVisible());
        QVERIFY(Query(bench.connection(), "ALTER TABLE settings_away RENAME TO settings").exec());
        again->click();
        QTRY_COMPARE(spoken(window, page), QString());
    }

    void everythingIsReachableInASmallWindow_data()
    {
        QTest::addColumn<int>("language");
        QTest::addColumn<int>("page");
        for (const Language language : {Language::German, Language::English})
            for (int page = 0; page < 5; ++page)
                QTest::addRow("language %d page %d", int(language), page) << int(language) << page;
    }

    void everythingIsReachableInASmallWindow()
    {
        QFETCH(int, language);
        QFETCH(int, page);
        const WindowLanguage texts(*qApp, Language(language));
        Theme::apply(*qApp, Theme::Mode::Light);
        WindowBench bench(WindowBench::Filled::Full);
        bench.desk().setLanguage(Language(language));
        MainWindow window(bench.desk());
        window.resize(1024, 700);
        window.show();
        window.showPage(page);
        QTRY_COMPARE(spoken(window, page), QString());
        if (page == 0) {
            QTRY_VERIFY(window.findChild<CalendarView *>()->blockCount() > 0);
            QTest::keyClick(window.findChild<CalendarView *>(), Qt::Key_Down);
            QTRY_VERIFY(window.findChild<QPushButton *>(QStringLiteral("move"))->isVisible());
        } else if (page == 1) {
            QTRY_VERIFY(window.findChild<QPushButton *>(QStringLiteral("settle"))->isVisible());
        } else if (page == 4) {
            QTRY_VERIFY(rows(window, "steps") > 0);
        }
        QTRY_VERIFY2(cutOff(*window.page(page)).isEmpty(), qPrintable(cutOff(*window.page(page)).join(u'\n')));
        QCOMPARE(window.size(), QSize(1024, 700));
    }

    void hoveringSaysInFullWhatANarrowBlockCuts()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        window.show();
        auto *calendar = window.findChild<CalendarView *>();
        QTRY_VERIFY(calendar->blockCount() > 0);
        const AppointmentId id = calendar->blockAt(0);
        const QPoint at = calendar->blockRect(id).center();
        QHelpEvent hover(QEvent::ToolTip, at, calendar->viewport()->mapToGlobal(at));
        QApplication::sendEvent(calendar->viewport(), &hover);
        QCOMPARE(QToolTip::text(), calendar->describe(id));
    }

    void everyControlHasAName()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        window.show();
        for (int page = 0; page < 5; ++page)
            window.showPage(page);
        QStringList nameless;
        for (QWidget *widget : window.findChildren<QWidget *>()) {
            const bool control = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget) ||
                                 qobject_cast<QComboBox *>(widget) || qobject_cast<CardTable *>(widget) ||
                                 qobject_cast<CalendarView *>(widget);
            const bool inner = widget->objectName().startsWith(QLatin1String("qt_")) ||
                               QByteArray(widget->metaObject()->className()) == "QTableCornerButton";
            if (!control || inner)
                continue;
            const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            if (!face || face->text(QAccessible::Name).isEmpty())
                nameless << QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
    }

    void searchFindsByNameAndSaysWhenNothingIsFound()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        window.show();
        auto *search = window.findChild<QLineEdit *>(QStringLiteral("search"));
        QTRY_VERIFY(window.findChild<CalendarView *>()->blockCount() > 0);
        search->setText(QStringLiteral("dauerwelle"));
        QTRY_VERIFY(rows(window, "found") > 0);
        search->setText(QStringLiteral("zzzz"));
        QTRY_COMPARE(rows(window, "found"), 0);
        search->clear();
        QTRY_VERIFY(window.findChild<CalendarView *>()->isVisible());
    }

    void theDemoEndsWithItsWindow()
    {
        WindowBench bench(WindowBench::Filled::OnlySalon);
        MainWindow window(bench.desk());
        window.setDemo(true);
        std::optional<bool> keeps;
        window.setClosing([&keeps](bool keep) { keeps = keep; });
        window.show();
        window.close();
        QVERIFY(!window.isVisible());
        QVERIFY(!window.findChild<QDialog *>(QStringLiteral("reasondialog")));
        QCOMPARE(keeps, std::optional<bool>(false));
    }

    void closingWhileListeningAsksOnce()
    {
        WindowBench bench(WindowBench::Filled::OnlySalon);
        MainWindow window(bench.desk());
        std::optional<bool> keeps;
        window.setClosing([&keeps](bool keep) { keeps = keep; });
        window.show();
        window.close();
        QVERIFY(window.isVisible());
        auto *dialog = window.findChild<QDialog *>(QStringLiteral("reasondialog"));
        QVERIFY(dialog);
        dialog->findChild<QAbstractButton *>(QStringLiteral("confirm"))->click();
        QVERIFY(keeps.has_value());
        QVERIFY(*keeps);
        QVERIFY(!window.isVisible());
    }
};

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
