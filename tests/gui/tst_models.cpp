// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/calloutcome.h"
#include "ui/models/deskwords.h"
#include "ui/models/reviewwords.h"
#include "ui/models/rowmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace salon;

/// The one table model of the window, watched by Qt's own model tester, and the words it is filled with.
class TestModels : public QObject
{
    Q_OBJECT

    static Row row(const QString &id, const QString &text)
    {
        return {id,
                {{text, QStringLiteral("below"), {Tone::Good, QStringLiteral("check"), QStringLiteral("fine")}}, {}}};
    }

private Q_SLOTS:
    void rowsMayComeAndGo()
    {
        RowModel model({QStringLiteral("A"), QStringLiteral("B")});
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({row(QStringLiteral("1"), QStringLiteral("one"))});
        model.setRows(
            {row(QStringLiteral("2"), QStringLiteral("two")), row(QStringLiteral("1"), QStringLiteral("one"))});
        QCOMPARE(model.rowOf(QStringLiteral("1")), 1);
        QCOMPARE(model.idAt(0), QStringLiteral("2"));
        model.setHeaders({QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.columnCount(), 3);
        model.setRows({});
        QCOMPARE(model.idAt(0), QString());
    }

    void onlyWhatChangedIsTold()
    {
        RowModel model({QStringLiteral("A")});
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(
            {row(QStringLiteral("1"), QStringLiteral("one")), row(QStringLiteral("2"), QStringLiteral("two"))});
        QSignalSpy resets(&model, &RowModel::modelReset);
        QSignalSpy changes(&model, &RowModel::dataChanged);
        model.setRows(
            {row(QStringLiteral("1"), QStringLiteral("one")), row(QStringLiteral("2"), QStringLiteral("zwei"))});
        QCOMPARE(resets.size(), 0);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().first().toModelIndex().row(), 1);
    }

    void aCallSaysWhatItCameTo_data()
    {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, CallOutcome outcome, const QString &reason = {}) {
            QTest::newRow(name) << int(outcome) << reason << QString::fromLatin1(name);
        };
        row("booked", CallOutcome::Booked);
        row("changed", CallOutcome::Changed);
        row("call back", CallOutcome::Callback);
        row("answered", CallOutcome::Question);
        row("hung up", CallOutcome::HungUp);
        row("failed", CallOutcome::Failed);
        row("turned away", CallOutcome::None, kTurnedAway);
        row("nothing booked", CallOutcome::None);
    }

    void aCallSaysWhatItCameTo()
    {
        QFETCH(int, outcome);
        QFETCH(QString, reason);
        CallView view;
        view.call.outcome = word(CallOutcome(outcome));
        view.call.disconnection_reason = reason;
        QTEST(DeskWords::callOutcome(view).text, "said");
        QVERIFY(!DeskWords::callOutcome(view).icon.isEmpty());
        view.is_live = true;
        QCOMPARE(DeskWords::callOutcome(view).text, QStringLiteral("live"));
    }

    void aCellIsSaidInFull()
    {
        RowModel model({QStringLiteral("A"), QStringLiteral("B")});
        model.setRows({row(QStringLiteral("1"), QStringLiteral("one"))});
        const QModelIndex index = model.index(0, 0);
        QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), QStringLiteral("one, below, fine"));
        QCOMPARE(index.data(RowModel::IdRole).toString(), QStringLiteral("1"));
        QCOMPARE(model.index(0, 1).data().toString(), QString());
    }

    void everyWordOfTheBookHasOneHere_data()
    {
        QTest::addColumn<QString>("text");
        for (int i = 0; i <= int(AppointmentStatus::Cancelled); ++i)
            QTest::addRow("status %d", i) << DeskWords::status(AppointmentStatus(i)).text;
        for (int i = 0; i <= int(AttemptOutcome::Interrupted); ++i)
            QTest::addRow("attempt %d", i) << DeskWords::attempt(Attempt{.outcome = AttemptOutcome(i)}).text;
        for (int i = 0; i <= int(ReviewCause::LocalData); ++i) {
            ReviewView review;
            review.item.cause = ReviewCause(i);
            QTest::addRow("cause %d", i) << DeskWords::cause(review);
            QTest::addRow("short cause %d", i) << ReviewWords::cause(ReviewCause(i));
            QTest::addRow("suggestion %d", i) << ReviewWords::step(ReviewWords::stepFor(review));
        }
        for (int i = 0; i <= int(SyncStatus::Review); ++i)
            QTest::addRow("sync %d", i) << DeskWords::sync(AppointmentView{.sync = SyncStatus(i)}).text;
        for (int i = 0; i <= int(ErrorCode::Internal); ++i)
            QTest::addRow("error %d", i) << DeskWords::error(Error{ErrorCode(i), {}});
    }

    void everyWordOfTheBookHasOneHere()
    {
        QFETCH(QString, text);
        QVERIFY(!text.isEmpty());
    }

    void badgesSayTheirStateByIconAndWord()
    {
        for (int i = 0; i <= int(SyncStatus::Review); ++i) {
            const Badge badge = DeskWords::sync(AppointmentView{.sync = SyncStatus(i)});
            QVERIFY(!badge.icon.isEmpty());
            QVERIFY(!badge.text.isEmpty());
            QVERIFY(!Theme::pixmap(badge.icon, Qt::black, 16, 1).toImage().isNull());
        }
    }

    void aCancelledAppointmentIsNotStillThere_data()
    {
        QTest::addColumn<int>("sync");
        for (int i = 0; i <= int(SyncStatus::Review); ++i)
            QTest::addRow("sync %d", i) << i;
    }

    void aCancelledAppointmentIsNotStillThere()
    {
        QFETCH(int, sync);
        AppointmentView view{.sync = SyncStatus(sync), .busy_phases = 1, .synced_phases = 1};
        view.appointment.status = AppointmentStatus::Cancelled;
        Phase phase;
        phase.sync_status = SyncStatus(sync);
        for (const Badge &badge : {DeskWords::sync(view), DeskWords::phaseBadge(phase, AppointmentStatus::Cancelled)}) {
            QVERIFY(!badge.text.isEmpty() && !badge.icon.isEmpty());
            QVERIFY2(!badge.text.contains(QLatin1String("1/1")), qPrintable(badge.text));
            QVERIFY2(badge.text != QLatin1String("at Cal.com"), qPrintable(badge.text));
            QVERIFY(badge.tone != Tone::Good);
        }
    }

    void calcomsOwnSentencesStayAsTheyCame()
    {
        const QString sentence = QStringLiteral("400 User either already has booking at this time");
        QCOMPARE(DeskWords::attemptNote(Attempt{.error = sentence}), sentence);
        QCOMPARE(DeskWords::attemptNote(Attempt{}), QString());
    }

    void distancesAreSaidInDaysAndHours_data()
    {
        QTest::addColumn<int>("minutes_away");
        QTest::addColumn<QString>("said");
        QTest::newRow("soon") << 18 << QStringLiteral("in 18 min");
        QTest::newRow("later today") << 198 << QStringLiteral("in 3 h 18 min");
        QTest::newRow("just gone") << -5 << QStringLiteral("5 min ago");
        QTest::newRow("tomorrow") << 24 * 60 << QStringLiteral("tomorrow");
    }

    void distancesAreSaidInDaysAndHours()
    {
        QFETCH(int, minutes_away);
        QFETCH(QString, said);
        const Zone zone(QStringLiteral("Europe/Berlin"));
        const Instant now = *zone.toInstant(QDate(2025, 11, 25), QTime(10, 42));
        QCOMPARE(DeskWords::fromNow(zone, now, now + minutes(minutes_away)), said);
    }
};

QTEST_MAIN(TestModels)
#include "tst_models.moc"
