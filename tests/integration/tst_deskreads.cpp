// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/deskreads.h"
#include "core/engine/reviewreads.h"
#include "core/metrics/figurereader.h"
#include "core/storage/outboxtable.h"
#include "core/storage/reviewtable.h"
#include "tests/support/lindescene.h"
#include "tests/support/verify.h"

#include <QTest>

using namespace salon;
using namespace salon::test;

/// What the appointments page reads: the day, the search, customers, and every start with its reason.
class TestDeskReads : public QObject, private LindeScene
{
    Q_OBJECT

    Appointment book(ServiceId service, StaffId staff, const char *start, const char *name, const char *phone)
    {
        return booked({.branch = kMitte,
                       .service = service,
                       .staff = staff,
                       .start = at(m_salon, start),
                       .name = QString::fromUtf8(name),
                       .phone = QString::fromLatin1(phone)});
    }

    QString found(const char *text)
    {
        const auto views = DeskReads::search(*m_connection, m_clock.now(), QString::fromUtf8(text));
        if (!views)
            return views.error().detail;
        QStringList texts;
        for (const AppointmentView &view : *views)
            texts.append(QStringLiteral("%1 %2").arg(
                view.who(), m_salon.salon.zone.dateOf(view.appointment.span.begin).toString(QStringLiteral("dd.MM."))));
        return texts.join(QStringLiteral(", "));
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }

    void init()
    {
        SALON_NEW_DATABASE(m_database);
        open();
    }

    void cleanup() { close(); }

    void theDayHoldsColumnsHoursAndWhoComes()
    {
        const Appointment perm = book(kPerm, kMia, "2025-11-26 10:00", "Lena Vogt", "+491713920001");
        book(kMensCut, kJon, "2025-11-26 09:00", "Tom Adler", "+491713920002");
        const Appointment gone = book(kMensCut, kJon, "2025-11-26 15:00", "Aylin Kaya", "+491713920003");
        book(kMensCut, kJon, "2025-11-27 09:00", "Aylin Kaya", "+491713920003");
        VERIFY_DONE(desk().cancel(*m_connection, gone.id, QStringLiteral("krank"), {}, {}));

        const auto day = DeskReads::day(*m_connection, m_clock.now(), {2025, 11, 26});
        VERIFY_DONE(day);
        QCOMPARE(day->appointments.size(), 2);
        QCOMPARE(day->appointments[0].who(), QStringLiteral("Tom Adler"));
        const AppointmentView &view = day->appointments[1];
        QCOMPARE(view.appointment, perm);
        QCOMPARE(view.service_name, QStringLiteral("Dauerwelle"));
        QCOMPARE(view.staff_name, QStringLiteral("Mia Sommer"));
        QCOMPARE(view.customer_phone, QStringLiteral("+491713920001"));
        QCOMPARE(view.sync, SyncStatus::Pending);
        QCOMPARE(view.busy_phases, 4);
        QCOMPARE(view.synced_phases, 0);
        QCOMPARE(day->free_gap_minutes, 25);
        QCOMPARE(day->shown, (TimeRange{at(m_salon, "2025-11-26 09:00"), at(m_salon, "2025-11-26 18:00")}));
        QVERIFY(!day->closed);
        QCOMPARE(day->columns.size(), 4);
        QCOMPARE(day->columns[0].working.size(), 2);
        QCOMPARE(day->columns[0].breaks,
                 (QList<TimeRange>{{at(m_salon, "2025-11-26 13:00"), at(m_salon, "2025-11-26 13:30")}}));
        QVERIFY(day->columns[0].account.isEmpty());
        QVERIFY(day->columns[2].account != day->columns[3].account); // two people called Robin Falk
        QVERIFY(!day->columns[2].account.isEmpty());
    }

    void closedDaysAndAbsencesAreSaid()
    {
        const auto christmas = DeskReads::day(*m_connection, m_clock.now(), {2025, 12, 25});
        QVERIFY(christmas->closed);
        QCOMPARE(christmas->closed_reason, QStringLiteral("Weihnachten"));
        QVERIFY(DeskReads::day(*m_connection, m_clock.now(), {2025, 12, 1})->closed); // a Monday
        const auto absent = DeskReads::day(*m_connection, m_clock.now(), {2025, 12, 3});
        QCOMPARE(absent->columns[1].absences.size(), 1);
        QCOMPARE(absent->columns[1].absences[0].reason, QStringLiteral("Urlaub"));
        QCOMPARE(absent->columns[1].absences[0].span, m_salon.salon.zone.day({2025, 12, 3}));
    }

    void findsAppointmentsByWhatPeopleKnow_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("hits");
        const auto row = [](const char *text, const char *hits) {
            QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(hits);
        };
        row("müller", "Jürgen Müller 27.11.");
        row("Mueller", "Jürgen Müller 27.11.");
        row("jurgen", "Jürgen Müller 27.11.");
        row("0171 3920001", "Lena Vogt 26.11., Lena Vogt 28.11.");
        row("0001", "Lena Vogt 26.11., Lena Vogt 28.11.");
        row("dauerwelle", "Lena Vogt 26.11.");
        row("#1", "Lena Vogt 26.11.");
        row("#77", "");
        row("niemand", "");
        row("%", "");
        row("100%", "");
    }

    void findsAppointmentsByWhatPeopleKnow()
    {
        book(kPerm, kMia, "2025-11-26 10:00", "Lena Vogt", "+491713920001");
        book(kMensCut, kJon, "2025-11-28 09:00", "Lena Vogt", "+491713920001");
        book(kMensCut, kJon, "2025-11-27 09:00", "Jürgen Müller", "+491713920002");
        QFETCH(QByteArray, text);
        QTEST(QString(found(text.constData())), "hits");
    }

    void theNextOnesComeFirstThenTheLatestPast()
    {
        book(kMensCut, kJon, "2025-11-25 10:00", "Lena Vogt", "+491713920001");
        book(kMensCut, kJon, "2025-11-26 10:00", "Lena Vogt", "+491713920001");
        book(kMensCut, kJon, "2025-11-27 10:00", "Lena Vogt", "+491713920001");
        book(kMensCut, kJon, "2025-11-28 10:00", "Lena Vogt", "+491713920001");
        m_clock.set(at(m_salon, "2025-11-26 12:00"));
        QCOMPARE(found("lena"),
                 QStringLiteral("Lena Vogt 27.11., Lena Vogt 28.11., Lena Vogt 26.11., Lena Vogt 25.11."));
    }

    void customersComeWithWhatTheyUsuallyHave()
    {
        book(kMensCut, kJon, "2025-11-26 10:00", "Lena Vogt", "+491713920001");
        book(kPerm, kMia, "2025-11-27 10:00", "Lena Vogt", "+491713920001");
        book(kPerm, kMia, "2025-11-28 10:00", "Lena Vogt", "+491713920001");
        const auto matches = DeskReads::customers(*m_connection, QStringLiteral("vogt"));
        VERIFY_DONE(matches);
        QCOMPARE(matches->size(), 1);
        QCOMPARE(matches->first().visits, 3);
        QCOMPARE(matches->first().usual_service, QStringLiteral("Dauerwelle"));
        QVERIFY(DeskReads::customers(*m_connection, QStringLiteral("niemand"))->isEmpty());
    }

    void everyStartIsFreeOrSaysWhyNot()
    {
        book(kPerm, kMia, "2025-11-26 10:00", "Lena Vogt", "+491713920001");
        const auto starts = DeskReads::starts(
            *m_connection, m_clock.now(),
            {.branch = kMitte, .service = kMensCut, .staff = kMia, .date = {2025, 11, 26}}, Language::English);
        VERIFY_DONE(starts);
        QCOMPARE(starts->size(), 36); // 9 to 18 by quarters of an hour
        QStringList free;
        for (const StartView &view : *starts) {
            QCOMPARE(view.why_not.isEmpty(), view.free);
            QCOMPARE(view.staff_name, QStringLiteral("Mia Sommer"));
            QVERIFY(!view.warns);
            if (view.free)
                free.append(m_salon.salon.zone.timeOf(view.start).toString(QStringLiteral("HH:mm")));
        }
        QCOMPARE(free.first(), QStringLiteral("09:00"));
        QCOMPARE(free.value(1), QStringLiteral("13:30"));
        QCOMPARE(free.last(), QStringLiteral("17:00"));
        QCOMPARE(starts->at(4).why_not, QStringLiteral("Schneiden & Styling at 10:00 meets Lena Vogt, Dauerwelle 10:00 "
                                                       "with Mia Sommer."));
    }

    void theDeskIsWarnedWhereMapsAreMissing()
    {
        const auto starts = DeskReads::starts(
            *m_connection, m_clock.now(),
            {.branch = kMitte, .service = kRoots, .staff = kRobin1, .date = {2025, 11, 26}}, Language::German);
        VERIFY_DONE(starts);
        QVERIFY(starts->first().free && starts->first().warns);
    }

    void whatIsPutAsideStandsAtTheEndAndStillCounts()
    {
        QList<Appointment> cuts;
        for (const char *start : {"2025-11-26 09:00", "2025-11-26 11:00", "2025-11-26 15:00"})
            cuts.append(book(kMensCut, kJon, start, "Tom Adler", "+491713920002"));
        QList<ReviewId> ids;
        auto tx = Transaction::begin(*m_connection, m_clock);
        VERIFY_DONE(tx);
        for (const Appointment &cut : std::as_const(cuts)) {
            const auto id = ReviewTable::open(*tx, {.appointment = cut.id, .cause = ReviewCause::Conflict});
            VERIFY_DONE(id);
            ids.append(*id);
        }
        VERIFY_DONE(ReviewTable::snooze(*tx, ids[0], QStringLiteral("desk"), m_clock.now() + minutes(120)));
        VERIFY_DONE(ReviewTable::snooze(*tx, ids[1], QStringLiteral("desk"), m_clock.now() + minutes(60)));
        VERIFY_DONE(tx->commit());
        const auto order = [this] {
            QList<ReviewId> shown;
            const auto queue = ReviewReads::queue(*m_connection, m_clock.now());
            for (const ReviewView &view : queue ? queue->rows : QList<ReviewView>())
                shown.append(view.item.id);
            return shown;
        };
        QCOMPARE(order(), (QList<ReviewId>{ids[2], ids[1], ids[0]}));
        const auto counts = DeskReads::counts(*m_connection);
        VERIFY_DONE(counts);
        QCOMPARE(counts->reviews, 3);
        const auto figures = FigureReader::read(*m_connection, m_salon.salon.zone, m_clock.now(), 7);
        VERIFY_DONE(figures);
        QCOMPARE(figures->totals.reviews.open, counts->reviews);
        m_clock.set(m_clock.now() + minutes(121)); // back again: by the appointment's time
        QCOMPARE(order(), (QList<ReviewId>{ids[0], ids[1], ids[2]}));
    }

    void aCaseKnowsWhatCanBeDoneForIt_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("sends");
        QTest::addColumn<bool>("can_retry");
        QTest::addColumn<bool>("can_verify");
        QTest::newRow("never sent") << int(OutboxState::Review) << 0 << true << false;
        QTest::newRow("sent once") << int(OutboxState::Review) << 1 << true << true;
        QTest::newRow("on its way") << int(OutboxState::Pending) << 1 << false << false;
        QTest::newRow("done") << int(OutboxState::Done) << 1 << false << false;
    }

    void aCaseKnowsWhatCanBeDoneForIt()
    {
        QFETCH(int, state);
        QFETCH(int, sends);
        const Appointment cut = book(kMensCut, kJon, "2025-11-26 09:00", "Tom Adler", "+491713920002");
        auto rows = OutboxTable::ofAppointment(*m_connection, cut.id);
        VERIFY_DONE(rows);
        QCOMPARE(rows->size(), 1);
        rows->first().state = OutboxState(state);
        rows->first().sends = sends;
        auto tx = Transaction::begin(*m_connection, m_clock);
        VERIFY_DONE(tx);
        VERIFY_DONE(OutboxTable::update(*tx, rows->first()));
        const auto id = ReviewTable::open(*tx, {.appointment = cut.id, .cause = ReviewCause::NotConfirmed});
        VERIFY_DONE(id);
        VERIFY_DONE(tx->commit());
        const auto detail = ReviewReads::detail(*m_connection, m_clock.now(), *id);
        VERIFY_DONE(detail);
        QTEST(detail->review.means.to_send > 0, "can_retry");
        QTEST(detail->review.means.to_look_for > 0, "can_verify");
    }

    void aMoveSeesItsOwnTimeAsFree()
    {
        const Appointment perm = book(kPerm, kMia, "2025-11-26 10:00", "Lena Vogt", "+491713920001");
        const auto starts = DeskReads::starts(*m_connection, m_clock.now(),
                                              {.branch = kMitte,
                                               .service = kPerm,
                                               .staff = kMia,
                                               .customer = perm.customer,
                                               .date = {2025, 11, 26},
                                               .moving = perm},
                                              Language::German);
        VERIFY_DONE(starts);
        for (const StartView &view : *starts)
            if (view.start == at(m_salon, "2025-11-26 10:30"))
                QVERIFY2(view.free, qPrintable(view.why_not));
    }
};

QTEST_GUILESS_MAIN(TestDeskReads)
#include "tst_deskreads.moc"
