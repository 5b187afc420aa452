// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/windowbench.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/page.h"
#include "ui/widgets/calendarview.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/figurechart.h"
#include "ui/widgets/statestack.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QComboBox>
#include <QDateEdit>
#include <QDialog>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

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

    void aSalonWithoutBookSaysSo()
    {
        WindowBench bench(WindowBench::Filled::OnlySalon);
        MainWindow window(bench.desk());
        window.show();
        for (const int page : {1, 3, 4}) {
            window.showPage(page);
            auto *state = window.page(page)->findChild<StateStack *>();
            QTRY_COMPARE(state->currentIndex(), 1);
            QTRY_VERIFY(!state->findChildren<QAbstractButton *>().isEmpty());
        }
    }

    void anEmptyDatabaseIsNoError()
    {
        WindowBench bench(WindowBench::Filled::Nothing);
        MainWindow window(bench.desk());
        window.show();
        for (int page = 0; page < 5; ++page)
            window.showPage(page);
        window.showPage(0);
        QTest::qWait(0);
        QVERIFY(window.isVisible());
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
