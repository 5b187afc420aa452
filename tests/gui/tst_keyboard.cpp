// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/appointmenttable.h"
#include "tests/gui/support/windowbench.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/page.h"
#include "ui/widgets/calendarview.h"
#include "ui/widgets/cardtable.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace salon;
using test::WindowBench;

/// A day at the desk without a mouse; every answer is looked up in the book itself.
class TestKeyboard : public QObject
{
    Q_OBJECT

    static void show(MainWindow &window)
    {
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY(window.findChild<CalendarView *>()->blockCount() > 0);
    }

    static Appointment stored(WindowBench &bench, AppointmentId id)
    {
        return AppointmentTable::read(bench.connection(), id).value_or(Appointment());
    }

    /// Walks to the first appointment of the day that is still to come.
    static AppointmentId walkToConfirmed(WindowBench &bench, MainWindow &window)
    {
        auto *calendar = window.findChild<CalendarView *>();
        calendar->setFocus();
        for (int i = 0; i < calendar->blockCount(); ++i) {
            QTest::keyClick(calendar, Qt::Key_Down);
            if (stored(bench, calendar->current()).status == AppointmentStatus::Confirmed)
                return calendar->current();
        }
        return {};
    }

    static void answer(MainWindow &window)
    {
        QTRY_VERIFY(window.findChild<QDialog *>(QStringLiteral("reasondialog")));
        auto *dialog = window.findChild<QDialog *>(QStringLiteral("reasondialog"));
        QTRY_VERIFY(dialog->isActiveWindow());
        QTest::keyClick(dialog->focusWidget() ? dialog->focusWidget() : dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!window.findChild<QDialog *>(QStringLiteral("reasondialog")));
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }

private Q_SLOTS:
    void pagesByNumber()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        for (int page = 4; page >= 0; --page) {
            QTest::keyClick(&window, Qt::Key(Qt::Key_1 + page), Qt::ControlModifier);
            QCOMPARE(window.pageIndex(), page);
        }
        QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
        QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(window.pageIndex(), 0);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("search"));
        QTest::keyClick(&window, Qt::Key_F5);
    }

    void aBookingFromTheFirstKeyToTheLast()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(window.findChild<QDialog *>(QStringLiteral("bookingdialog")));
        auto *dialog = window.findChild<QDialog *>(QStringLiteral("bookingdialog"));
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("customersearch")), QStringLiteral("Wera Neu"));
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("customername"));
        QTRY_COMPARE(name->text(), QStringLiteral("Wera Neu"));
        auto *service = dialog->findChild<QComboBox *>(QStringLiteral("service"));
        service->setFocus();
        QTest::keyClicks(service, QStringLiteral("Kinder"));
        QCOMPARE(service->currentText(), QStringLiteral("Kinderhaarschnitt"));
        auto *book = dialog->findChild<QPushButton *>(QStringLiteral("book"));
        QTRY_VERIFY(book->isEnabled());
        const int before = int(AppointmentTable::list(bench.connection(), {})->size());
        QTest::keyClick(service, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(int(AppointmentTable::list(bench.connection(), {})->size()), before + 1);
        QTRY_VERIFY(!window.findChild<CalendarView *>()->current().isNull());
        const Appointment made = stored(bench, window.findChild<CalendarView *>()->current());
        QCOMPARE(made.source, Source::Desk);
        QCOMPARE(made.status, AppointmentStatus::Confirmed);
        QVERIFY(!made.phases.isEmpty());
    }

    void anotherSearchForgetsWhoWasPicked()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier);
        auto *dialog = window.findChild<QDialog *>(QStringLiteral("bookingdialog"));
        QVERIFY(dialog);
        auto *search = dialog->findChild<QLineEdit *>(QStringLiteral("customersearch"));
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("customername"));
        auto *phone = dialog->findChild<QLineEdit *>(QStringLiteral("customerphone"));
        auto *matches = dialog->findChild<CardTable *>(QStringLiteral("matches"));
        QTest::keyClicks(search, QStringLiteral("Vogt"));
        QTRY_COMPARE(matches->model()->rowCount(), 1);
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_COMPARE(name->text(), QStringLiteral("Lena Vogt"));
        QVERIFY(!phone->text().isEmpty());
        search->clear();
        QTest::keyClicks(search, QStringLiteral("Zora Neumann"));
        QTRY_COMPARE(name->text(), QStringLiteral("Zora Neumann"));
        QVERIFY(phone->text().isEmpty());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!window.findChild<QDialog *>(QStringLiteral("bookingdialog")));
    }

    void refusedStartsSayWhyAndCannotBeBooked()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier);
        auto *dialog = window.findChild<QDialog *>(QStringLiteral("bookingdialog"));
        QVERIFY(dialog);
        auto *starts = dialog->findChild<CardTable *>(QStringLiteral("starts"));
        QTRY_VERIFY(starts->model()->rowCount() > 20);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("customername")), QStringLiteral("Wera Neu"));
        starts->setFocus();
        QTest::keyClick(starts, Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(starts->currentIndex().row(), 0); // 09:00 has passed
        QVERIFY(!starts->model()->index(0, 2).data().toString().isEmpty());
        QVERIFY(!dialog->findChild<QPushButton *>(QStringLiteral("book"))->isEnabled());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!window.findChild<QDialog *>(QStringLiteral("bookingdialog")));
    }

    void arrivedThenDone()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        const AppointmentId id = walkToConfirmed(bench, window);
        QVERIFY(!id.isNull());
        auto *arrived = window.findChild<QPushButton *>(QStringLiteral("arrived"));
        QTRY_VERIFY(arrived->isVisible() && arrived->isEnabled());
        QTest::keyClick(window.findChild<CalendarView *>(), Qt::Key_A);
        QTRY_COMPARE(stored(bench, id).status, AppointmentStatus::Arrived);
        QTRY_VERIFY(!arrived->isEnabled());
        QTest::keyClick(window.findChild<CalendarView *>(), Qt::Key_D);
        QTRY_COMPARE(stored(bench, id).status, AppointmentStatus::Done);
    }

    void didNotCome()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        const AppointmentId id = walkToConfirmed(bench, window);
        QTRY_VERIFY(window.findChild<QPushButton *>(QStringLiteral("noshow"))->isVisible());
        QTest::keyClick(window.findChild<CalendarView *>(), Qt::Key_O);
        QTRY_COMPARE(stored(bench, id).status, AppointmentStatus::NoShow);
    }

    void cancelWithAReason()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        const AppointmentId id = walkToConfirmed(bench, window);
        QTRY_VERIFY(window.findChild<QPushButton *>(QStringLiteral("cancel"))->isVisible());
        QTest::keyClick(window.findChild<CalendarView *>(), Qt::Key_Delete);
        answer(window);
        QTRY_COMPARE(stored(bench, id).status, AppointmentStatus::Cancelled);
        QVERIFY(!stored(bench, id).cancel_reason.isEmpty());
    }

    void moveToTheFirstFreeStart()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        const AppointmentId id = walkToConfirmed(bench, window);
        const Appointment before = stored(bench, id);
        QTRY_VERIFY(window.findChild<QPushButton *>(QStringLiteral("move"))->isVisible());
        QTest::keyClick(window.findChild<CalendarView *>(), Qt::Key_M);
        QTRY_VERIFY(window.findChild<QDialog *>(QStringLiteral("bookingdialog")));
        auto *dialog = window.findChild<QDialog *>(QStringLiteral("bookingdialog"));
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        auto *book = dialog->findChild<QPushButton *>(QStringLiteral("book"));
        QTRY_VERIFY(dialog->findChild<CardTable *>(QStringLiteral("starts"))->model()->rowCount() > 0);
        auto *after = dialog->findChild<QPushButton *>(QStringLiteral("after"));
        for (int day = 0; day < 14 && !book->isEnabled(); ++day) {
            after->setFocus();
            QTest::keyClick(after, Qt::Key_Space);
            QTest::qWait(60);
        }
        QTRY_VERIFY(book->isEnabled());
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(stored(bench, id).version > before.version);
        QVERIFY(stored(bench, id).span.begin != before.span.begin);
        QCOMPARE(stored(bench, id).phases.size(), before.phases.size());
    }

    void reviewsAreDecidedByKey()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        auto *queue = window.findChild<CardTable *>(QStringLiteral("queue"));
        QTRY_VERIFY(queue->model()->rowCount() >= 2);
        const int before = queue->model()->rowCount();
        auto *settle = window.findChild<QPushButton *>(QStringLiteral("settle"));
        QTRY_VERIFY(settle->isVisible());
        queue->setFocus();
        QTest::keyClick(queue, Qt::Key_E);
        answer(window);
        QTRY_COMPARE(queue->model()->rowCount(), before - 1);
        QTRY_VERIFY(!queue->currentId().isEmpty());
        queue->setFocus();
        QTest::keyClick(queue, Qt::Key_S);
        answer(window);
        const auto put_aside = [queue] {
            return queue->model()
                ->index(0, 0)
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QLatin1String("put aside"));
        };
        QTRY_VERIFY(put_aside());
    }
};

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
