// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/booking/slotreader.h"
#include "core/storage/query.h"
#include "tests/support/bookcheck.h"
#include "tests/support/bookingrace.h"
#include "tests/support/lindescene.h"
#include "tests/support/phoneline.h"

#include <QJsonArray>

using namespace salon;
using namespace salon::test;
using namespace Qt::Literals::StringLiterals;

/// Callers at the real listener and people at desks of their own want the same at the same moment; both engines.
class TestListenerRace : public QObject, private LindeScene
{
    Q_OBJECT

    QList<Caller> callers(int count, const QString &function, const QString &start, const QString &staff = {},
                          const QString &service = u"Herrenhaarschnitt"_s) const
    {
        QList<Caller> all;
        for (int i = 0; i < count; ++i) {
            QJsonObject args{{u"service_name"_s, service},
                             {u"datetime"_s, start},
                             {u"customer_name"_s, u"Gast Nummer%1"_s.arg(QChar(u'A' + i % 26))}};
            if (!staff.isEmpty())
                args.insert(u"mitarbeiter"_s, staff);
            all.append({.call_id = u"call_%1"_s.arg(i),
                        .from_number = u"+4917139201%1"_s.arg(i, 2, 10, QLatin1Char('0')),
                        .function = function,
                        .args = args});
        }
        return all;
    }

    QList<BookingRequest> deskWishes(int count, StaffId staff, const char *start) const
    {
        QList<BookingRequest> all;
        for (int i = 0; i < count; ++i)
            all.append({.branch = kMitte,
                        .service = kMensCut,
                        .staff = staff,
                        .start = at(m_salon, start),
                        .name = u"Kundin %1"_s.arg(i)});
        return all;
    }

    /// Callers and desks at once.
    bool race(quint16 port, QList<Caller> &calling, BookingRace &desks, const QList<BookingRequest> &wishes)
    {
        std::thread others;
        const bool all_heard = askAtOnce(port, calling, [&] { others = std::thread([&] { desks.run(wishes); }); });
        others.join();
        std::vector<qint64> took;
        int repeats = 0;
        for (const Caller &caller : calling) {
            took.push_back(caller.took_ms);
            repeats += caller.repeats;
        }
        std::sort(took.begin(), took.end());
        qInfo().noquote() << u"%1 callers, p99 %2 ms, %3 put off; at the desks: %4"_s.arg(calling.size())
                                 .arg(took[size_t(0.99 * double(took.size() - 1))])
                                 .arg(repeats)
                                 .arg(desks.summary());
        return all_heard;
    }

    static int told(const QList<Caller> &calling, const char *what)
    {
        return int(std::count_if(calling.cbegin(), calling.cend(), [what](const Caller &caller) {
            return caller.reply.value(QLatin1String(what)).toBool();
        }));
    }

    void alternativesAreFree(const Caller &caller, const SlotWish &wish)
    {
        const QJsonArray offered = caller.reply.value(u"alternatives").toArray();
        QVERIFY(offered.size() > 0 && offered.size() <= 3);
        for (const QJsonValue &one : offered) {
            const auto start = m_salon.salon.zone.parseIso(one[u"start"].toString());
            SlotWish same = wish;
            same.staff = m_salon.member(one[u"staff_key"].toString())->id;
            const auto why = SlotReader(*m_connection, m_salon, m_clock.now(), same).explain(same, *start);
            QVERIFY2(why && why->available, qPrintable(why ? why->text : why.error().detail));
        }
    }

    /// A judged "no" with what is free instead, and nothing that sounds like a machine.
    void isPoliteNo(const Caller &caller, const SlotWish &wish)
    {
        QCOMPARE(caller.status, 200);
        QVERIFY2(caller.reply.value(u"success").toBool(),
                 qPrintable(caller.call_id + u": "_s + caller.reply.value(u"code").toString()));
        QCOMPARE(caller.reply.value(u"code").toString(), u"slot_taken"_s);
        QVERIFY(!caller.reply.value(u"message").toString().isEmpty());
        alternativesAreFree(caller, wish);
    }

    int rows(const char *sql)
    {
        Query query(*m_connection, sql);
        return query.fetch().value_or(false) ? query.integer(0) : -1;
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        open();
    }
    void cleanup() { close(); }

    void bookingAtPhoneAndDesk_data()
    {
        QTest::addColumn<int>("each");
        QTest::addColumn<QString>("staff");
        QTest::addColumn<int>("places");
        QTest::newRow("4 and 4 want one person") << 4 << u"mia"_s << 1;
        QTest::newRow("4 and 4 want anybody") << 4 << QString() << 4;
        QTest::newRow("32 and 32 want anybody") << 32 << QString() << 4;
        if (withLongRaces()) {
            QTest::newRow("32 and 32 want one person") << 32 << u"mia"_s << 1;
            QTest::newRow("64 and 64 want anybody") << 64 << QString() << 4;
        }
    }

    void bookingAtPhoneAndDesk()
    {
        QFETCH(int, each);
        QFETCH(QString, staff);
        QFETCH(int, places);
        PhoneLine line(m_database->url(), m_clock);
        const quint16 port = line.port();
        QVERIFY(port != 0);
        QList<Caller> calling = callers(each, u"start_booking"_s, u"2025-11-26T10:00"_s, staff);
        BookingRace desks(*m_database, m_clock);
        const StaffId asked = staff.isEmpty() ? StaffId{} : kMia;
        QVERIFY(race(port, calling, desks, deskWishes(each, asked, "2025-11-26 10:00")));
        QCOMPARE(desks.faults(), QString());
        QCOMPARE(told(calling, "booked") + int(desks.booked().size()), places);
        for (const Caller &caller : std::as_const(calling))
            if (!caller.reply.value(u"booked").toBool())
                isPoliteNo(caller, {.branch = kMitte, .service = kMensCut, .staff = asked});
        QCOMPARE(rows("SELECT COUNT(*) FROM appointments"), places);
        QCOMPARE(bookFaults(*m_connection), QString());
        QCOMPARE(turnFaults(*m_connection), QString());
    }

    /// First all ask, while desks book; then all callers book: who was told "free" gets it.
    void askingThenBooking_data()
    {
        QTest::addColumn<int>("each");
        QTest::newRow("8 and 8") << 8;
        if (withLongRaces())
            QTest::newRow("64 and 64") << 64;
    }

    void askingThenBooking()
    {
        QFETCH(int, each);
        PhoneLine line(m_database->url(), m_clock);
        const quint16 port = line.port();
        QVERIFY(port != 0);
        QList<Caller> asking = callers(each, u"check_availability_v17"_s, u"2025-11-26T10:00"_s);
        BookingRace desks(*m_database, m_clock);
        QVERIFY(race(port, asking, desks, deskWishes(each, {}, "2025-11-26 10:00")));
        QCOMPARE(desks.faults(), QString());
        QCOMPARE(told(asking, "available") + int(desks.booked().size()), 4);
        for (const Caller &caller : std::as_const(asking))
            if (!caller.reply.value(u"available").toBool())
                isPoliteNo(caller, {.branch = kMitte, .service = kMensCut, .call_id = caller.call_id});

        QList<Caller> booking = callers(each, u"start_booking"_s, u"2025-11-26T10:00"_s);
        BookingRace late(*m_database, m_clock);
        QVERIFY(race(port, booking, late, deskWishes(each, {}, "2025-11-26 10:00")));
        QCOMPARE(late.faults(), QString());
        QCOMPARE(int(late.booked().size()), 0);
        for (int i = 0; i < each; ++i)
            QCOMPARE(booking[i].reply.value(u"booked").toBool(), asking[i].reply.value(u"available").toBool());
        QCOMPARE(rows("SELECT COUNT(*) FROM appointments"), 4);
        QCOMPARE(bookFaults(*m_connection), QString());
    }

    /// One person, and all of the callers hear of other times: each of them is free when it is named, whatever the
    /// others have been told.
    void everybodyHearsOfSomethingElse()
    {
        constexpr int kCallers = 24;
        PhoneLine line(m_database->url(), m_clock);
        const quint16 port = line.port();
        QVERIFY(port != 0);
        QList<Caller> asking = callers(kCallers, u"check_availability_v17"_s, u"2025-11-26T10:00"_s, u"mia"_s,
                                       u"Komplette Umfärbung (Blondierung)"_s);
        QVERIFY(askAtOnce(port, asking));
        QCOMPARE(told(asking, "available"), 1);
        for (const Caller &caller : std::as_const(asking))
            if (!caller.reply.value(u"available").toBool())
                isPoliteNo(caller, {.branch = kMitte, .service = kBleaching, .staff = kMia, .call_id = caller.call_id});
    }
};

QTEST_GUILESS_MAIN(TestListenerRace)
#include "tst_listenerrace.moc"
