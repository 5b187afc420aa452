// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/appointmenttable.h"
#include "core/storage/calcomeventtable.h"
#include "core/storage/journaltable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"
#include "core/storage/reviewtable.h"
#include "tests/gui/support/windowbench.h"
#include "tests/support/verify.h"
#include "ui/models/reviewwords.h"
#include "ui/models/rowmodel.h"
#include "ui/pages/mainwindow.h"
#include "ui/pages/page.h"
#include "ui/widgets/calendarview.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/keybutton.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace salon;
using test::need;
using test::WindowBench;

/// The review queue without a mouse; what a key did is looked up in the book itself.
class TestReviewQueue : public QObject
{
    Q_OBJECT

    /// The window at its queue; the demo has a case that Cal.com calls taken (sent once), then one without event maps.
    struct Scene {
        WindowBench bench{WindowBench::Filled::Full};
        MainWindow window{bench.desk()};
        CardTable *queue = nullptr;

        Scene()
        {
            window.show();
            window.activateWindow();
            if (!QTest::qWaitForWindowActive(&window))
                qFatal("no window");
            QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
            queue = window.findChild<CardTable *>(QStringLiteral("queue"));
            if (!QTest::qWaitFor(
                    [this] { return queue->model()->rowCount() >= 2 && at<QWidget>("settle")->isVisible(); }))
                qFatal("the review queue stays empty");
            queue->setFocus();
        }

        template <typename T>
        T *at(const char *name) const
        {
            return window.findChild<T *>(QString::fromLatin1(name));
        }
        ReviewId current() const { return ReviewId{queue->currentId().toLongLong()}; }
        ReviewItem item(ReviewId id) { return need(ReviewTable::read(bench.connection(), id, bench.clock().now())); }
        QList<OutboxRow> rows(ReviewId id)
        {
            return need(OutboxTable::ofAppointment(bench.connection(), item(id).appointment));
        }
        QString lastDone(ReviewId id)
        {
            const auto entries = need(JournalTable::of(bench.connection(), QStringLiteral("reviews"), id.value));
            return entries.isEmpty() ? QString() : entries.last().action;
        }
        void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) { QTest::keyClick(queue, key, with); }
        void reload() { window.page(1)->reload(); }
        /// Takes what the question offers first.
        void confirm()
        {
            QTRY_VERIFY(at<QDialog>("reasondialog"));
            auto *dialog = at<QDialog>("reasondialog");
            QTRY_VERIFY(dialog->isActiveWindow());
            QTest::keyClick(dialog->focusWidget() ? dialog->focusWidget() : dialog, Qt::Key_Return,
                            Qt::ControlModifier);
            QTRY_VERIFY(!at<QDialog>("reasondialog"));
            window.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&window));
            queue->setFocus();
        }
        /// Makes the first case one of another cause, as the mirror would have opened it.
        void becomes(const QString &cause, const QString &group, const QJsonObject &evidence)
        {
            auto tx = need(Transaction::begin(bench.connection(), bench.clock()));
            Query query(tx, "UPDATE reviews SET cause = ?, group_key = ?, evidence = ? WHERE id = ?");
            query.bind(cause).bind(group).bind(
                QString::fromUtf8(QJsonDocument(evidence).toJson(QJsonDocument::Compact)));
            VERIFY_DONE(query.bind(current()).exec());
            VERIFY_DONE(tx.commit());
            reload();
            const auto cell = [&](int column) { return queue->model()->index(0, column).data().toString(); };
            QTRY_COMPARE(cell(4), ReviewWords::cause(*fromWord<ReviewCause>(cause)));
            QTRY_COMPARE(at<KeyButton>("suggested")->text(), cell(5));
        }
    };

    static QJsonObject remotePart(const QString &phase, const QString &status, Instant begins, CalcomEventId event = {})
    {
        QJsonObject part{{QStringLiteral("phase"), phase}, {QStringLiteral("operation"), QStringLiteral("remote")}};
        if (!status.isEmpty())
            part.insert(QStringLiteral("remote"), QJsonObject{{QStringLiteral("status"), status},
                                                              {QStringLiteral("begins_ms"), qint64(begins.ms())}});
        if (!event.isNull())
            part.insert(QStringLiteral("event"), qint64(event.value));
        return {{QStringLiteral("phases"), QJsonArray{part}}};
    }

    static CalcomEventId secondBooking(Scene &scene)
    {
        auto tx = need(Transaction::begin(scene.bench.connection(), scene.bench.clock()));
        if (!need(CalcomEventTable::insert(tx, QStringLiteral("BOOKING_CREATED"), QStringLiteral("print"),
                                           QStringLiteral("{}"))))
            qFatal("the event is there already");
        CalcomEvent event = *need(CalcomEventTable::next(tx.connection(), scene.bench.clock().now()));
        event.state = CalcomEventState::Done;
        event.booking_uid = QStringLiteral("second-uid");
        if (!CalcomEventTable::update(tx, event) || !tx.commit())
            qFatal("the event cannot be stored");
        return event.id;
    }

private Q_SLOTS:
    void decidedByKeyAndTakenBack()
    {
        Scene scene;
        const ReviewId first = scene.current();
        const int before = scene.queue->model()->rowCount();
        scene.press(Qt::Key_S);
        scene.confirm();
        const auto last = [&] { return scene.queue->model()->index(scene.queue->model()->rowCount() - 1, 0); };
        const QString id = QString::number(first.value);
        QTRY_COMPARE(last().data(RowModel::IdRole).toString(), id); // those put aside stand at the end …
        QVERIFY(last().data(RowModel::SubRole).toString().contains(QLatin1String("put aside until"))); // … and say so
        scene.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(scene.item(first).state, ReviewState::Open);
        QTRY_COMPARE(scene.queue->currentId(), id);

        const QList<OutboxRow> stuck = scene.rows(first);
        scene.press(Qt::Key_M);
        scene.confirm();
        QTRY_COMPARE(scene.queue->model()->rowCount(), before - 1);
        QCOMPARE(scene.item(first).state, ReviewState::Settled);
        QCOMPARE(scene.rows(first).first().state, OutboxState::Done);
        scene.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(scene.queue->model()->rowCount(), before);
        QCOMPARE(scene.item(first).state, ReviewState::Open);
        QCOMPARE(scene.rows(first), stuck); // what waits for a person does so again
    }

    void whatWentToCalcomIsNotTakenBack()
    {
        Scene scene;
        scene.press(Qt::Key_R);
        QTRY_COMPARE(scene.rows(scene.current()).first().state, OutboxState::Verifying);
        QSignalSpy told(scene.window.page(1), &Page::said);
        scene.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(told.size(), 1);
        QCOMPARE(scene.rows(scene.current()).first().state, OutboxState::Verifying);
    }

    void givenToSomebody()
    {
        Scene scene;
        const ReviewId id = scene.current();
        scene.press(Qt::Key_O);
        QTRY_VERIFY(scene.at<QDialog>("reasondialog"));
        scene.at<QDialog>("reasondialog")->findChild<QComboBox *>()->setEditText(QStringLiteral("Anna"));
        scene.confirm();
        QTRY_COMPARE(scene.item(id).owner, QStringLiteral("Anna"));
        QTRY_VERIFY(
            scene.queue->model()->index(0, 4).data(RowModel::SubRole).toString().contains(QLatin1String("Anna")));
        scene.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(scene.item(id).owner, QString());
    }

    void ignoredUntilItGetsWorse()
    {
        Scene scene;
        const ReviewId id = scene.current();
        scene.press(Qt::Key_I);
        QTRY_COMPARE(scene.item(id).state, ReviewState::Snoozed);
        const auto again = [&](const QString &phase) {
            ReviewItem item = scene.item(id);
            item.evidence = {{QStringLiteral("phases"),
                              QJsonArray{QJsonObject{{QStringLiteral("phase"), phase},
                                                     {QStringLiteral("operation"), QStringLiteral("create")}}}}};
            auto tx = need(Transaction::begin(scene.bench.connection(), scene.bench.clock()));
            QCOMPARE(need(ReviewTable::open(tx, item)), id);
            VERIFY_DONE(tx.commit());
        };
        again(QStringLiteral("A")); // the same part once more
        QCOMPARE(scene.item(id).state, ReviewState::Snoozed);
        again(QStringLiteral("B"));
        QCOMPARE(scene.item(id).state, ReviewState::Open);
        QCOMPARE(scene.item(id).again, 1);
    }

    void aReviewIsSentAgainOrLookedUpByKey_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("asked");
        QTest::newRow("R sends again") << int(Qt::Key_R) << QStringLiteral("retry_asked");
        QTest::newRow("V looks at Cal.com") << int(Qt::Key_V) << QStringLiteral("verify_asked");
    }
    void aReviewIsSentAgainOrLookedUpByKey()
    {
        QFETCH(int, key);
        QFETCH(QString, asked);
        Scene scene;
        const ReviewId id = scene.current();
        QCOMPARE(scene.rows(id).first().state, OutboxState::Review);
        scene.press(Qt::Key(key));
        QTRY_COMPARE(scene.rows(id).first().state, OutboxState::Verifying);
        QVERIFY(scene.rows(id).first().last_result.startsWith(asked));
        // Nothing is left to decide until Cal.com has answered.
        QTRY_VERIFY(!scene.at<QPushButton>("verify")->isEnabled());
    }

    void whatWasNeverSentIsNotLookedUp()
    {
        Scene scene;
        scene.press(Qt::Key_Down);
        auto *verify = scene.at<KeyButton>("verify");
        QTRY_VERIFY(!verify->isEnabled());
        QVERIFY(!verify->toolTip().isEmpty());
        const auto before = scene.rows(scene.current());
        QSignalSpy told(scene.window.page(1), &Page::said);
        scene.press(Qt::Key_V);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().first().toString(), verify->toolTip());
        QCOMPARE(scene.rows(scene.current()), before);
        QTRY_COMPARE(scene.at<KeyButton>("suggested")->text(), QStringLiteral("Add the event maps"));
        scene.press(Qt::Key_Return);
        QCOMPARE(scene.window.pageIndex(), 2);
    }

    void toTheAppointment()
    {
        Scene scene;
        const AppointmentId id = scene.item(scene.current()).appointment;
        scene.press(Qt::Key_J);
        QCOMPARE(scene.window.pageIndex(), 0);
        QTRY_COMPARE(scene.window.findChild<CalendarView *>()->current(), id);
    }

    void anotherPerson()
    {
        Scene scene;
        scene.press(Qt::Key_P);
        QTRY_VERIFY(scene.at<QComboBox>("staff"));
        QTRY_COMPARE(QApplication::focusWidget(), scene.at<QComboBox>("staff"));
    }

    void anExchangeCanBeReadAndCopied()
    {
        Scene scene;
        auto *timeline = scene.at<CardTable>("attempts");
        QTRY_VERIFY(timeline->model()->rowCount() >= 2);
        timeline->setFocus();
        for (int i = 0; i < timeline->model()->rowCount() && !scene.at<QPlainTextEdit>("exchange")->isVisible(); ++i)
            QTest::keyClick(timeline, Qt::Key_Down);
        const QString text = scene.at<QPlainTextEdit>("exchange")->toPlainText();
        QVERIFY2(text.contains(QLatin1String("HTTP")), qPrintable(text));
    }

    void everyCauseHasItsKey_data()
    {
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("remote"); // Cal.com's status of part A; "-": nothing was changed there
        QTest::addColumn<QString>("done");   // in the journal, or "dialog …", "copied", "page 2"
        const auto row = [](const char *cause, const char *group, const char *remote, const char *done) {
            QTest::newRow(cause) << QString::fromLatin1(cause) << QString::fromLatin1(group)
                                 << QString::fromLatin1(remote) << QString::fromLatin1(done);
        };
        row("missing_event_map", "", "-", "retry"); // its map is there by now
        row("not_confirmed", "", "-", "verify");
        row("conflict", "", "-", "dialog");
        row("partial", "", "-", "retry");
        row("rejected", "", "-", "retry");
        row("local_data", "", "-", "retry");
        row("remote_missing", "remote", "", "settle");
        row("remote_changed", "remote", "accepted", "settle");
        row("remote_cancelled", "remote", "cancelled", "settle");
        row("duplicate", "remote", "second", "settle");
        row("told_differs", "", "-", "copied");
    }
    /// Enter, and it is decided: two keys at the most, where a question is asked first.
    void everyCauseHasItsKey()
    {
        QFETCH(QString, cause);
        QFETCH(QString, group);
        QFETCH(QString, remote);
        QFETCH(QString, done);
        Scene scene;
        const ReviewId id = scene.current();
        const Appointment before = need(AppointmentTable::read(scene.bench.connection(), scene.item(id).appointment));
        QJsonObject evidence;
        if (remote == u"second")
            evidence =
                remotePart(QStringLiteral("A"), QStringLiteral("accepted"), before.span.begin, secondBooking(scene));
        else if (remote != u"-")
            evidence = remotePart(QStringLiteral("A"), remote, before.span.begin + std::chrono::hours(1));
        scene.becomes(cause, group, evidence);
        QGuiApplication::clipboard()->clear();
        scene.press(Qt::Key_Return);
        const auto after = [&] {
            return need(AppointmentTable::read(scene.bench.connection(), scene.item(id).appointment));
        };
        if (done == u"dialog")
            QTRY_VERIFY(scene.window.findChild<QDialog *>());
        else if (done == u"copied")
            QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(u'+'));
        else
            QTRY_COMPARE(scene.lastDone(id), done);
        if (cause == u"remote_changed")
            QCOMPARE(after().span.begin, before.span.begin + std::chrono::hours(1));
        if (cause == u"remote_cancelled")
            QCOMPARE(after().status, AppointmentStatus::Cancelled);
        if (cause == u"duplicate") {
            const auto rows = scene.rows(id);
            QVERIFY(std::any_of(rows.cbegin(), rows.cend(), [](const OutboxRow &row) {
                return row.operation == SyncOperation::Cancel && row.calcom_uid == u"second-uid";
            }));
            QCOMPARE(after().status, before.status);
        }
    }

    void aRefusedKeyIsTriedAgain()
    {
        Scene scene;
        {
            auto tx = need(Transaction::begin(scene.bench.connection(), scene.bench.clock()));
            ReviewItem item;
            item.cause = ReviewCause::Auth;
            item.group = QStringLiteral("salon");
            QVERIFY(ReviewTable::open(tx, item));
            VERIFY_DONE(tx.commit());
        }
        scene.reload();
        QTRY_COMPARE(scene.queue->model()->index(0, 0).data(RowModel::BadgeRole).value<Badge>().text,
                     QStringLiteral("whole salon"));
        scene.queue->select(scene.queue->model()->index(0, 0).data(RowModel::IdRole).toString());
        const ReviewId id = scene.current();
        QTRY_COMPARE(scene.at<KeyButton>("suggested")->text(), QStringLiteral("Send what is missing"));
        scene.press(Qt::Key_Return);
        QTRY_COMPARE(scene.lastDone(id), QStringLiteral("retry"));
    }

    void groupedByCause()
    {
        Scene scene;
        const int cases = scene.queue->model()->rowCount();
        scene.at<QPushButton>("bycause")->click();
        QTRY_COMPARE(scene.queue->model()->rowCount(), 2 * cases); // each is alone with its cause
        const auto head = scene.queue->model()->index(2, 0).data(RowModel::IdRole).toString();
        QVERIFY2(head.startsWith(QLatin1String("group/missing_event_map/")), qPrintable(head));
        scene.queue->select(head);
        scene.queue->setFocus();
        auto *suggested = scene.at<KeyButton>("bulksuggested");
        QTRY_VERIFY(suggested->isVisible());
        QVERIFY(suggested->text().startsWith(QLatin1String("Fix once")));
        QVERIFY(!scene.at<KeyButton>("bulkretry")->isEnabled());
        scene.press(Qt::Key_Return);
        QCOMPARE(scene.window.pageIndex(), 2);
    }

    void severalAtOnce()
    {
        Scene scene;
        const int before = scene.queue->model()->rowCount();
        scene.press(Qt::Key_A, Qt::ControlModifier);
        auto *foresight = scene.at<QLabel>("foresight");
        QTRY_VERIFY(foresight->isVisible());
        QVERIFY2(foresight->text().contains(QLatin1String("1 case(s) can be sent again")),
                 qPrintable(foresight->text()));
        QVERIFY2(foresight->text().contains(QLatin1String("event map is missing")), qPrintable(foresight->text()));
        scene.press(Qt::Key_M);
        scene.confirm();
        QTRY_VERIFY(need(ReviewTable::live(scene.bench.connection(), scene.bench.clock().now())).isEmpty());
        QTRY_COMPARE(scene.queue->model()->rowCount(), 0);
        QTest::keyClick(scene.window.page(1), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(scene.queue->model()->rowCount(), before);
    }

    void whatIsOverIsShown()
    {
        Scene scene;
        const int before = scene.queue->model()->rowCount();
        scene.press(Qt::Key_M);
        scene.confirm();
        QTRY_COMPARE(scene.queue->model()->rowCount(), before - 1);
        scene.at<QPushButton>("ended")->click();
        const auto badge = [&] { return scene.queue->model()->index(0, 5).data(RowModel::BadgeRole).value<Badge>(); };
        QTRY_COMPARE(badge().text, QStringLiteral("the desk"));
        QTRY_VERIFY(!scene.at<KeyButton>("retry")->isEnabled());
    }

    void searchNarrowsIt()
    {
        Scene scene;
        const QString name = scene.queue->model()->index(1, 1).data().toString();
        auto *filter = scene.at<QLineEdit>("filter");
        filter->setFocus();
        QTest::keyClicks(filter, name.section(u' ', 1));
        QTRY_COMPARE(scene.queue->model()->rowCount(), 1);
        const QString decided = scene.lastDone(scene.current());
        QTest::keyClick(filter, Qt::Key_Return); // goes to the list and decides nothing
        QCOMPARE(QApplication::focusWidget(), scene.queue);
        QCOMPARE(scene.lastDone(scene.current()), decided);
        QTest::keyClicks(filter, QStringLiteral("xyz"));
        QTRY_COMPARE(scene.queue->model()->rowCount(), 0);
    }
};

QTEST_MAIN(TestReviewQueue)
#include "tst_reviewqueue.moc"
