// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/customertable.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"

#include <QTest>

using namespace salon;

class TestCustomerTable : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
    test::ManualClock m_clock;

    static QStringList names(const Result<QList<Customer>> &customers)
    {
        QStringList names;
        for (const Customer &customer : customers.value_or(QList<Customer>()))
            names.append(customer.name);
        return names;
    }

private Q_SLOTS:
    void initTestCase_data() { test::addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        m_connection = m_database->open();
        auto transaction = Transaction::begin(*m_connection, m_clock);
        QVERIFY(transaction);
        const QList<Customer> people{
            {.key = QStringLiteral("lena"),
             .name = QStringLiteral("Lena Vogt"),
             .phone = QStringLiteral("+491713920001"),
             .email = QStringLiteral("lena_v@kunden.example"),
             .tags = {QStringLiteral("a,\"b\""), QStringLiteral("ß")}},
            {.name = QStringLiteral("Jörg Müller"), .phone = QStringLiteral("+491713920002")},
            {.name = QStringLiteral("Mia Müller"), .phone = QStringLiteral("+491713920002")},
            {.name = QStringLiteral("Ayşe Kaya"), .notes = QStringLiteral("o'neil; -- 100 %")},
        };
        for (const Customer &person : people)
            QVERIFY(CustomerTable::insert(*transaction, person));
        QVERIFY(transaction->commit());
    }
    void cleanup()
    {
        m_connection.reset();
        m_database.reset();
    }

    void comesBackAsItWent()
    {
        const auto all = CustomerTable::all(*m_connection);
        QVERIFY(all);
        QCOMPARE(all->size(), 4);
        const Customer &lena = all->first();
        QCOMPARE(lena.tags, (QList<QString>{QStringLiteral("a,\"b\""), QStringLiteral("ß")}));
        QCOMPARE(*CustomerTable::read(*m_connection, lena.id), lena);
        QCOMPARE(all->last().key, QString());
        QCOMPARE(CustomerTable::read(*m_connection, {999}).error().code, ErrorCode::NotFound);
    }

    void changes()
    {
        Customer lena = CustomerTable::all(*m_connection)->first();
        lena.name = QStringLiteral("Lena Öz");
        auto transaction = Transaction::begin(*m_connection, m_clock);
        QVERIFY(CustomerTable::update(*transaction, lena));
        QCOMPARE(transaction->changes(), (QList<StoreChanged>{{QStringLiteral("customers"), {lena.id.value}}}));
        QVERIFY(transaction->commit());
        QCOMPARE(*CustomerTable::read(*m_connection, lena.id), lena);
        QCOMPARE(names(CustomerTable::find(*m_connection, QStringLiteral("oez"), QStringLiteral("DE"))),
                 (QStringList{QStringLiteral("Lena Öz")}));
        auto second = Transaction::begin(*m_connection, m_clock);
        QCOMPARE(CustomerTable::update(*second, {.id = {999}}).error().code, ErrorCode::NotFound);
    }

    void isFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("found");
        const QString lena = QStringLiteral("Lena Vogt");
        const QString joerg = QStringLiteral("Jörg Müller");
        const QString mia = QStringLiteral("Mia Müller");
        const QString ayse = QStringLiteral("Ayşe Kaya");
        const auto row = [](const char *text, const QStringList &found) {
            QTest::newRow(text) << QString::fromUtf8(text) << found;
        };
        row("lena", {lena});
        row("VOGT lena", {lena});
        row("vo", {lena});
        row("ogt", {});
        row("Müller", {joerg, mia});
        row("mueller", {joerg, mia});
        row("muller", {joerg, mia});
        row("Jorg M", {joerg});
        row("ayse", {ayse});
        row("lena müller", {});
        row("+491713920001", {lena});
        row("0171 3920001", {lena});
        row("0049 171/392-0001", {lena});
        row("0001", {lena});
        row("3920002", {joerg, mia});
        row("001", {});
        row("lena_v@kunden", {lena});
        row("lena%v@kunden", {});
        row("%", {});
        row("", {});
        row("'; DROP TABLE customers; --", {});
    }

    void isFound()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, found);
        const auto customers = CustomerTable::find(*m_connection, text, QStringLiteral("DE"));
        QVERIFY2(customers, customers ? "" : qPrintable(customers.error().detail));
        QCOMPARE(names(customers), found);
    }

    void aNumberMayBelongToSeveral()
    {
        QCOMPARE(names(CustomerTable::byPhone(*m_connection, QStringLiteral("+491713920002"))),
                 (QStringList{QStringLiteral("Jörg Müller"), QStringLiteral("Mia Müller")}));
        QCOMPARE(names(CustomerTable::byPhone(*m_connection, QString())), QStringList());
    }

    void knowsACallerByTheLastDigits_data()
    {
        QTest::addColumn<QString>("calls");
        QTest::addColumn<QStringList>("found");
        const QString lena = QStringLiteral("Lena Vogt");
        const auto row = [](const char *name, const char *calls, const QStringList &found) {
            QTest::newRow(name) << QString::fromLatin1(calls) << found;
        };
        row("exact", "+491713920001", {lena});
        row("exact goes first", "+491713929999", {QStringLiteral("Has it in full")});
        row("noted as no number", "+491713928888", {QStringLiteral("Wrong prefix")});
        row("two of them", "+491713927777", {});
        row("somebody else's number ends the same", "+43713920001", {});
        row("nobody", "+491713926666", {});
    }
    void knowsACallerByTheLastDigits()
    {
        QFETCH(QString, calls);
        QFETCH(QStringList, found);
        auto transaction = Transaction::begin(*m_connection, m_clock);
        const std::pair<const char *, const char *> people[]{{"Has it in full", "+491713929999"},
                                                             {"Has the end of it", "713929999 abends"},
                                                             {"Wrong prefix", "1/71392-8888"},
                                                             {"One of two", "(713) 927777"},
                                                             {"The other", "x 713927777"}};
        for (const auto &[name, phone] : people)
            QVERIFY(CustomerTable::insert(*transaction,
                                          {.name = QString::fromLatin1(name), .phone = QString::fromLatin1(phone)}));
        QVERIFY(transaction->commit());
        QCOMPARE(names(CustomerTable::ofCaller(*m_connection, calls, QStringLiteral("DE"))), found);
    }
};

QTEST_GUILESS_MAIN(TestCustomerTable)
#include "tst_customertable.moc"
