// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/calcominbox.h"
#include "core/storage/query.h"
#include "tests/support/manualexecutor.h"
#include "tests/support/throwawaydatabase.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace salon;
using namespace salon::test;

namespace
{

const QByteArray kBody = R"({"triggerEvent":"BOOKING_CREATED","payload":{"title":"Grüße"}})";

QByteArray sign(const QByteArray &body, const QByteArray &secret)
{
    return QMessageAuthenticationCode::hash(body, secret, QCryptographicHash::Sha256).toHex();
}

} // namespace

class tst_CalcomInbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init() { SALON_NEW_DATABASE(m_database); }
    void cleanup() { m_database.reset(); }
    void signatures_data();
    void signatures();
    void requests_data();
    void requests();
    void fullQueue();

private:
    std::unique_ptr<ThrowAwayDatabase> m_database;
};

void tst_CalcomInbox::signatures_data()
{
    QTest::addColumn<QByteArray>("signature");
    QTest::addColumn<QStringList>("secrets");
    QTest::addColumn<bool>("fits");
    const QByteArray good = sign(kBody, "one");
    const QStringList both{QStringLiteral("two"), QStringLiteral("one")};
    QTest::newRow("right") << good << QStringList{QStringLiteral("one")} << true;
    QTest::newRow("second secret") << good << both << true;
    QTest::newRow("upper case") << good.toUpper() << both << true;
    QTest::newRow("other secret") << good << QStringList{QStringLiteral("two")} << false;
    QTest::newRow("no secret") << good << QStringList() << false;
    QTest::newRow("empty secret") << sign(kBody, "") << QStringList{QString()} << false;
    QTest::newRow("cut off") << good.chopped(1) << both << false;
    QTest::newRow("longer") << good + '0' << both << false;
    QTest::newRow("prefixed") << "sha256=" + good << both << false;
    QTest::newRow("none") << QByteArray() << both << false;
    QTest::newRow("not provided") << QByteArray("no-secret-provided") << both << false;
}

void tst_CalcomInbox::signatures()
{
    QFETCH(QByteArray, signature);
    QFETCH(QStringList, secrets);
    QTEST(CalcomInbox::isSigned(kBody, signature, secrets), "fits");
    QVERIFY(!CalcomInbox::isSigned(kBody + ' ', signature, secrets));
}

void tst_CalcomInbox::requests_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("event") << kBody << 204;
    QTest::newRow("without trigger") << QByteArray("{}") << 204;
    QTest::newRow("a trigger no database can hold") << QByteArray(R"({"triggerEvent":"a\u0000\ud800"})") << 204;
    QTest::newRow("empty") << QByteArray() << 400;
    QTest::newRow("cut off") << kBody.chopped(1) << 400;
    QTest::newRow("array") << QByteArray("[1]") << 400;
    QTest::newRow("not UTF-8") << QByteArray("{\"triggerEvent\":\"\xff\"}") << 400;
    QTest::newRow("nested too deep") << QByteArray(100'000, '[') << 400;
}

/// Stored as it came, once, however often it comes.
void tst_CalcomInbox::requests()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    ManualClock clock;
    ManualExecutor executor(clock);
    Lane write(QStringLiteral("write"), Lane::opener(m_database->url(), Purpose::ReadWrite), executor);
    const CalcomInbox inbox({QStringLiteral("one")}, write, executor, clock);
    const HttpRoute route = inbox.route();
    QVERIFY(route.admit(HttpRequest{"POST", "/calcom/events", {}, {}, body})->status == 401);
    const HttpRequest request{"POST", "/calcom/events", {}, {{"x-cal-signature-256", sign(body, "one")}}, body};
    QVERIFY(!route.admit(request));
    QList<int> statuses;
    for (int i = 0; i < 3; ++i)
        route.handle(request, [&statuses](const HttpResponse &response) { statuses.append(response.status); });
    executor.runDue();
    QCOMPARE(statuses, (QList<int>{status, status, status}));
    const auto connection = m_database->open();
    Query stored(*connection, "SELECT body FROM calcom_events");
    QVERIFY(stored.exec());
    QCOMPARE(stored.next(), status == 204);
    if (status == 204) {
        QCOMPARE(stored.text(0).toUtf8(), body);
        QVERIFY(!stored.next());
    }
}

void tst_CalcomInbox::fullQueue()
{
    ManualClock clock;
    ManualExecutor executor(clock);
    Lane write(QStringLiteral("write"), Lane::opener(m_database->url(), Purpose::ReadWrite), executor, 1);
    const CalcomInbox inbox({QStringLiteral("one")}, write, executor, clock);
    QList<int> statuses;
    const HttpRequest request{"POST", "/calcom/events", {}, {}, kBody};
    for (int i = 0; i < 2; ++i)
        inbox.route().handle(request, [&statuses](const HttpResponse &response) { statuses.append(response.status); });
    QCOMPARE(statuses, QList<int>{503});
    executor.runDue();
    QCOMPARE(statuses, (QList<int>{503, 204}));
    const CalcomInbox without({}, write, executor, clock);
    QCOMPARE(without.route().admit(request)->status, 503);
}

QTEST_GUILESS_MAIN(tst_CalcomInbox)
#include "tst_calcominbox.moc"
