// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/bookingdesk.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/unknownwordtable.h"
#include "tests/gui/support/windowbench.h"
#include "ui/models/deskwords.h"
#include "ui/models/rowmodel.h"
#include "ui/pages/appointmentpanel.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/page.h"
#include "ui/widgets/calendarview.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/keybutton.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
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

    /// The dialog that a key opens; nullptr is a failure already told.
    static QDialog *opened(MainWindow &window, const char *name)
    {
        const auto find = [&] { return window.findChild<QDialog *>(QString::fromLatin1(name)); };
        if (!QTest::qWaitFor([&] { return find() && find()->isActiveWindow(); }))
            QTest::qFail(qPrintable(QStringLiteral("no %1").arg(QLatin1String(name))), __FILE__, __LINE__);
        return find();
    }

    static QDialog *newAppointment(MainWindow &window)
    {
        QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier);
        return opened(window, "bookingdialog");
    }

    static QDialog *moveOf(MainWindow &window)
    {
        auto *move = window.findChild<QPushButton *>(QStringLiteral("move"));
        if (!QTest::qWaitFor([move] { return move->isVisible() && move->isEnabled(); }))
            return nullptr;
        QTest::keyClick(window.findChild<CalendarView *>(), Qt::Key_M);
        return opened(window, "bookingdialog");
    }

    static void leave(MainWindow &window, QDialog *dialog)
    {
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!window.findChild<QDialog *>(QStringLiteral("bookingdialog")));
    }

    static CardTable *startsOf(QDialog *dialog) { return dialog->findChild<CardTable *>(QStringLiteral("starts")); }

    static QPushButton *confirmOf(QDialog *dialog) { return dialog->findChild<QPushButton *>(QStringLiteral("book")); }

    /// The sentence beside the dialog's buttons.
    static QString said(QDialog *dialog)
    {
        return dialog->findChild<QLabel *>(QStringLiteral("muted"), Qt::FindDirectChildrenOnly)->text();
    }

    /// Starts are read day by day; the table says of which day it is.
    static void nextDay(QDialog *dialog)
    {
        auto *after = dialog->findChild<QPushButton *>(QStringLiteral("after"));
        after->setFocus();
        QTest::keyClick(after, Qt::Key_Space);
        const QDate date = dialog->findChild<QDateEdit *>(QStringLiteral("date"))->date();
        QTRY_COMPARE(startsOf(dialog)->accessibleDescription(), DeskWords::longDate(date));
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
        auto *dialog = newAppointment(window);
        QVERIFY(dialog);
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
        auto *dialog = newAppointment(window);
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
        leave(window, dialog);
    }

    void refusedStartsSayWhyAndCannotBeBooked()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        auto *dialog = newAppointment(window);
        QVERIFY(dialog);
        auto *starts = dialog->findChild<CardTable *>(QStringLiteral("starts"));
        QTRY_VERIFY(starts->model()->rowCount() > 20);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("customername")), QStringLiteral("Wera Neu"));
        starts->setFocus();
        QTest::keyClick(starts, Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(starts->currentIndex().row(), 0); // 09:00 has passed
        QVERIFY(!starts->model()->index(0, 2).data().toString().isEmpty());
        QVERIFY(!dialog->findChild<QPushButton *>(QStringLiteral("book"))->isEnabled());
        leave(window, dialog);
    }

    void aTakenStartIsOverbookedKnowingly()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        auto *dialog = newAppointment(window);
        QVERIFY(dialog);
        auto *starts = startsOf(dialog);
        QTRY_VERIFY(starts->model()->rowCount() > 20);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("customername")), QStringLiteral("Wera Neu"));
        auto *knowing = dialog->findChild<QCheckBox *>(QStringLiteral("overbook"));
        starts->setFocus();
        QTest::keyClick(starts, Qt::Key_Home, Qt::ControlModifier);
        const auto walk = [&] {
            do
                QTest::keyClick(starts, Qt::Key_Down);
            while (!knowing->isVisible() && starts->currentIndex().row() + 1 < starts->model()->rowCount());
        };
        walk();
        QVERIFY(knowing->isVisible());
        QVERIFY(!confirmOf(dialog)->isEnabled());
        QTest::keyClick(knowing, Qt::Key_Space);
        QVERIFY(confirmOf(dialog)->isEnabled());
        starts->setFocus();
        walk();
        QVERIFY2(!knowing->isChecked(), "knowing is about one start");
        QTest::keyClick(knowing, Qt::Key_Space);
        QVERIFY2(said(dialog).startsWith(QStringLiteral("Will be marked as overbooked")), qPrintable(said(dialog)));
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        auto *calendar = window.findChild<CalendarView *>();
        QTRY_VERIFY(!calendar->current().isNull());
        QVERIFY(stored(bench, calendar->current()).overbooked);
        QTRY_VERIFY(calendar->describe(calendar->current()).endsWith(QStringLiteral("overbooked")));
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

    void comesAfterAllOntoTimeThatWasSold()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        AppointmentId id = walkToConfirmed(bench, window);
        while (!id.isNull() && stored(bench, id).span.begin < bench.clock().now() + std::chrono::minutes(15))
            id = walkToConfirmed(bench, window);
        auto *arrived = window.findChild<QPushButton *>(QStringLiteral("arrived"));
        QTRY_VERIFY(arrived->isVisible());
        QTest::keyClick(window.findChild<CalendarView *>(), Qt::Key_O);
        QTRY_VERIFY(arrived->isEnabled() && !window.findChild<QPushButton *>(QStringLiteral("done"))->isEnabled());
        const Appointment away = stored(bench, id);
        QCOMPARE(away.status, AppointmentStatus::NoShow);
        const auto sold = BookingDesk(bench.clock(), bench.random())
                              .book(bench.connection(), {.branch = away.branch,
                                                         .service = away.service,
                                                         .staff = away.staff,
                                                         .start = away.span.begin,
                                                         .name = QStringLiteral("Wera Neu"),
                                                         .actor = {QStringLiteral("desk"), Source::Desk}});
        QVERIFY(sold);
        QVERIFY2(sold->kind == BookingOutcome::Kind::Booked, qPrintable(sold->refusal.text));
        QSignalSpy said(window.findChild<AppointmentPanel *>(), &AppointmentPanel::said);
        QTest::keyClick(window.findChild<CalendarView *>(), Qt::Key_A);
        QTRY_COMPARE(said.count(), 1);
        QVERIFY(said.first().first().toString().endsWith(QStringLiteral("it is overbooked now.")));
        QVERIFY(stored(bench, id).overbooked);
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
        auto *dialog = moveOf(window);
        QVERIFY(dialog);
        QTRY_VERIFY(startsOf(dialog)->model()->rowCount() > 0);
        for (int day = 0; day < 14 && !confirmOf(dialog)->isEnabled(); ++day)
            nextDay(dialog);
        QVERIFY(confirmOf(dialog)->isEnabled());
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(stored(bench, id).version > before.version);
        QVERIFY(stored(bench, id).span.begin != before.span.begin);
        QCOMPARE(stored(bench, id).phases.size(), before.phases.size());
    }

    void aMoveBeginsInTheStartsAndDoesNotOfferThePresentOne()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        Appointment one;
        auto *calendar = window.findChild<CalendarView *>();
        calendar->setFocus();
        while (one.span.begin <= bench.clock().now()) { // one whose own start is still to come
            QTest::keyClick(calendar, Qt::Key_Down);
            QVERIFY(stored(bench, calendar->current()).id != one.id);
            one = stored(bench, calendar->current());
        }
        auto *dialog = moveOf(window);
        QVERIFY(dialog);
        auto *starts = startsOf(dialog);
        QTRY_VERIFY(starts->hasFocus());
        QVERIFY(starts->currentId() != QString::number(one.span.begin.ms()));
        starts->select(QString::number(one.span.begin.ms()));
        QCOMPARE(starts->currentId(), QString::number(one.span.begin.ms()));
        QVERIFY(!confirmOf(dialog)->isEnabled());
        QCOMPARE(said(dialog), QStringLiteral("The appointment is here now."));
        leave(window, dialog);
    }

    void aRefusalIsReadInsideTheDialog()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        auto *dialog = newAppointment(window);
        QVERIFY(dialog);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("customername")), QStringLiteral("Wera Neu"));
        nextDay(dialog); // two days on: the demo's other days are nearly empty
        nextDay(dialog);
        QTRY_VERIFY(confirmOf(dialog)->isEnabled());
        const Instant start = Instant::fromMs(startsOf(dialog)->currentId().toLongLong());
        const auto catalogue = CatalogueTable::load(bench.connection());
        QVERIFY(catalogue);
        // Somebody else takes everybody's time; this window has not heard of it yet.
        for (const Staff &member : catalogue->staff) {
            const BookingRequest taken{.branch = catalogue->branches.first().id,
                                       .service = catalogue->services.first().id,
                                       .staff = member.id,
                                       .start = start,
                                       .name = QStringLiteral("Anna Flink")};
            QVERIFY(BookingDesk(bench.clock(), bench.random()).book(bench.connection(), taken));
        }
        const auto before = AppointmentTable::list(bench.connection(), {})->size();
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY2(said(dialog).contains(QStringLiteral("Anna Flink")), qPrintable(said(dialog)));
        QVERIFY(dialog->isVisible());
        QCOMPARE(AppointmentTable::list(bench.connection(), {})->size(), before);
        leave(window, dialog);
    }

    void whatWasChangedMeanwhileCannotBeMovedFromHere()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        const AppointmentId id = walkToConfirmed(bench, window);
        auto *dialog = moveOf(window);
        QVERIFY(dialog);
        QTRY_VERIFY(startsOf(dialog)->model()->rowCount() > 0);
        for (int day = 0; day < 14 && !confirmOf(dialog)->isEnabled(); ++day)
            nextDay(dialog);
        const auto done =
            BookingDesk(bench.clock(), bench.random()).cancel(bench.connection(), id, QStringLiteral("krank"), {}, {});
        QVERIFY(done);
        const Instant before = stored(bench, id).span.begin;
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(said(dialog).startsWith(QStringLiteral("Somebody changed this appointment")));
        nextDay(dialog);
        QVERIFY(!confirmOf(dialog)->isEnabled());
        QVERIFY(said(dialog).startsWith(QStringLiteral("Somebody changed this appointment")));
        QCOMPARE(stored(bench, id).span.begin, before);
        leave(window, dialog);
    }

    void thePhoneLearnsAWord()
    {
        WindowBench bench(WindowBench::Filled::Full);
        MainWindow window(bench.desk());
        show(window);
        QTest::keyClick(&window, Qt::Key_5, Qt::ControlModifier);
        auto *teach = window.findChild<QPushButton *>(QStringLiteral("teach"));
        auto *calls = window.findChild<CardTable *>(QStringLiteral("calls"));
        QTRY_VERIFY(teach->isVisible() && calls->isVisible());
        const auto heard = [&] { return UnknownWordTable::all(bench.connection()).value_or(QList<UnknownWord>()); };
        QCOMPARE(heard().size(), 2);
        const QString word = heard().first().said;
        calls->setFocus();
        QTest::keyClick(calls, Qt::Key_S);
        answer(window);
        QTRY_COMPARE(heard().size(), 1);
        QVERIFY(CatalogueTable::load(bench.connection())->services.first().synonyms.contains(word));
        auto *title = teach->parentWidget()->findChild<QLabel *>(QStringLiteral("cardtitle"));
        QTRY_VERIFY(title->text().contains(heard().first().said));
        calls->setFocus();
        QTest::keyClick(calls, Qt::Key_X);
        QTRY_VERIFY(heard().isEmpty());
        QTRY_VERIFY(!teach->isVisible());
    }
};

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
