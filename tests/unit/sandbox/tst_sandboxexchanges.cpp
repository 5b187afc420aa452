// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Plays what a real server was asked against the stand-in, and compares what a client decides by.
#include "core/sandbox/wire.h"
#include "tests/unit/sandbox/recordedexchange.h"
#include "tests/unit/sandbox/sandboxscene.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace salon::test
{

using namespace sandbox;

namespace
{

/// Seats, series, absences, places and teams' lists are not part of the stand-in: Salondesk does not use them.
const QStringList kNotModelled{
    u"seated 1/2"_s,  u"seated 2/2"_s,     u"seated same attendee again"_s, u"seated full"_s, u"recurring x3"_s,
    u"mark-absent"_s, u"PATCH location"_s, u"chef lists team bookings"_s};
const QStringList kGroups{u"bookings"_s, u"event-types"_s, u"webhooks"_s, u"me"_s, u"nothing"_s};
/// R: the limit itself, which has a test of its own. H: one list over bookings that were made at the same time.
const QStringList kOwnTests{u"R"_s, u"H"_s};

QJsonObject hosts(const QString &scheduling, const QList<QPair<int, bool>> &people)
{
    QJsonArray list;
    for (const auto &[user, fixed] : people)
        list.append(QJsonObject{{u"userId"_s, user}, {u"mandatory"_s, fixed}});
    return {{u"schedulingType"_s, scheduling}, {u"hosts"_s, list}, {u"ownerId"_s, 0}};
}

QJsonObject window(const QString &type, const QJsonValue &value)
{
    return {{u"bookingWindow"_s, QJsonObject{{u"type"_s, type}, {u"value"_s, value}, {u"rolling"_s, false}}}};
}

QJsonObject fields(bool email_hidden)
{
    return {{u"bookingFields"_s,
             QJsonArray{QJsonObject{{u"type"_s, u"email"_s}, {u"required"_s, false}, {u"hidden"_s, email_hidden}},
                        QJsonObject{{u"type"_s, u"phone"_s},
                                    {u"slug"_s, u"attendeePhoneNumber"_s},
                                    {u"required"_s, true},
                                    {u"hidden"_s, false}}}}};
}

/// The types the recording made outside the API.
QJsonArray typesMadeByHand()
{
    struct Row {
        int id;
        int owner;
        QString title;
        QString slug;
        QJsonObject more;
    };
    const QList<Row> rows{
        {1, 101, u"Farbe auftragen"_s, u"farbe-auftragen"_s, {}},
        {16, 101, u"Fenster 2"_s, u"fenster-2"_s, window(u"calendarDays"_s, 30)},
        {17, 101, u"Fenster 3"_s, u"fenster-3"_s, window(u"businessDays"_s, 30)},
        {18, 101, u"Fenster 4"_s, u"fenster-4"_s, window(u"range"_s, QJsonArray{u"2026-12-01"_s, u"2026-12-20"_s})},
        {19, 101, u"Keinstorno"_s, u"keinstorno"_s, {{u"disableCancelling"_s, QJsonObject{{u"disabled"_s, true}}}}},
        {101, 0, u"Team reihum"_s, u"team-reihum"_s, hosts(u"roundRobin"_s, {{101, false}, {102, false}})},
        {102, 0, u"Team gemeinsam"_s, u"team-gemeinsam"_s, hosts(u"collective"_s, {{101, true}, {102, true}})},
        {103, 0, u"Team verwaltet"_s, u"team-verwaltet"_s, hosts(u"managed"_s, {{101, false}, {102, false}})},
        {104, 0, u"Team leer"_s, u"team-leer"_s, hosts(u"roundRobin"_s, {})},
        {105, 0, u"Team fest und reihum"_s, u"team-gemischt"_s, hosts(u"roundRobin"_s, {{101, true}, {102, false}})},
        {111, 101, u"Team verwaltet"_s, u"team-verwaltet"_s, {{u"parentEventTypeId"_s, 103}}},
        {112, 102, u"Team verwaltet"_s, u"team-verwaltet"_s, {{u"parentEventTypeId"_s, 103}}},
        {121, 101, u"Telefon"_s, u"telefon"_s, fields(false)},
        {122, 101, u"Telefon versteckt"_s, u"telefon-versteckt"_s, fields(true)},
    };
    QJsonArray types;
    for (const Row &row : rows) {
        // The types made by SQL had shorter addresses, and one its own length.
        const QString address = row.id < 19    ? u"Musterstr. 1, 10115 Berlin"_s
                                : row.id == 19 ? u"x"_s
                                               : u"Musterstr. 1"_s;
        const int minutes = row.id == 19 ? 20 : 30;
        QJsonObject type{
            {u"id"_s, row.id},
            {u"ownerId"_s, row.owner},
            {u"title"_s, row.title},
            {u"slug"_s, row.slug},
            {u"lengthInMinutes"_s, minutes},
            {u"locations"_s,
             QJsonArray{QJsonObject{{u"type"_s, u"address"_s}, {u"address"_s, address}, {u"public"_s, true}}}}};
        for (auto it = row.more.begin(); it != row.more.end(); ++it)
            type.insert(it.key(), *it);
        types.append(type);
    }
    return types;
}

QJsonArray constraints(const QJsonObject &error)
{
    QJsonArray list;
    for (const QJsonValue &value : error.value(u"details"_s).toObject().value(u"errors"_s).toArray())
        list.append(QJsonObject{{u"property"_s, value.toObject().value(u"property"_s)},
                                {u"constraints"_s, value.toObject().value(u"constraints"_s)}});
    return list;
}

} // namespace

class TestSandboxExchanges : public QObject
{
    Q_OBJECT

private:
    QList<RecordedExchange> m_exchanges;
    QHash<QString, QString> m_uids; // the recording's -> ours
    std::unique_ptr<SandboxScene> m_scene;

    QString translated(QString text) const
    {
        for (auto it = m_uids.begin(); it != m_uids.end(); ++it)
            text.replace(it.key(), it.value());
        return text;
    }
    void freshScene(const QJsonArray &types)
    {
        QJsonObject seed = SandboxScene::standardSeed();
        seed.insert(u"event_types"_s, types);
        m_scene = std::make_unique<SandboxScene>(seed);
        m_scene->clock.set(Instant::fromMs(1'795'356'572'000)); // 2026-11-22T14:09:32Z, when it was recorded
    }
    Got play(const RecordedExchange &exchange)
    {
        m_scene->clock.advance(seconds(1)); // no limit is met, and creation times differ
        QList<HttpHeader> headers = exchange.headers;
        for (HttpHeader &header : headers)
            header.value.replace("KEY of ", "cal_test_staff_");
        return m_scene->send(exchange.method, translated(QString::fromUtf8(exchange.target)).toUtf8(), exchange.body,
                             headers);
    }
    QStringList differences(const RecordedExchange &exchange, const Got &got) const;
    QStringList bookingDifferences(const QJsonObject &theirs, const QJsonObject &ours) const;
    void standIn(const QString &title);

private Q_SLOTS:
    void initTestCase();
    void eventTypes();
    void everythingElse();
    void listRefusals();
};

void TestSandboxExchanges::initTestCase()
{
    const QString path = QString::fromUtf8(SALONDESK_EXCHANGES);
    if (path.isEmpty())
        QSKIP("SALONDESK_EXCHANGES is not set: the stand-in is not compared with a recording of the real server");
    QFile file(path);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
    m_exchanges = recordedExchanges(file.readAll());
    QVERIFY2(m_exchanges.size() > 150, qPrintable(QString::number(m_exchanges.size())));
}

QStringList TestSandboxExchanges::bookingDifferences(const QJsonObject &theirs, const QJsonObject &ours) const
{
    static const QStringList kCompared{u"status"_s,
                                       u"start"_s,
                                       u"end"_s,
                                       u"duration"_s,
                                       u"eventTypeId"_s,
                                       u"title"_s,
                                       u"description"_s,
                                       u"metadata"_s,
                                       u"cancellationReason"_s,
                                       u"reschedulingReason"_s,
                                       u"location"_s,
                                       u"eventType"_s,
                                       u"hosts"_s,
                                       u"attendees"_s,
                                       u"bookingFieldsResponses"_s,
                                       u"guests"_s,
                                       u"rescheduledFromUid"_s,
                                       u"rescheduledToUid"_s,
                                       u"icsUid"_s,
                                       u"cancelledByEmail"_s};
    QStringList found;
    for (const QString &key : theirs.keys())
        if (!ours.contains(key))
            found.append(u"no %1"_s.arg(key));
    for (const QString &key : ours.keys())
        if (!theirs.contains(key))
            found.append(u"%1 too many"_s.arg(key));
    for (const QString &key : kCompared) {
        const auto text = [&key](const QJsonObject &json) {
            return QString::fromUtf8(QJsonDocument(QJsonObject{{key, json.value(key)}}).toJson(QJsonDocument::Compact));
        };
        if (translated(text(theirs)) != text(ours))
            found.append(u"%1 instead of %2"_s.arg(text(ours), translated(text(theirs))));
    }
    return found;
}

QStringList TestSandboxExchanges::differences(const RecordedExchange &exchange, const Got &got) const
{
    if (got.status != exchange.status)
        return {u"status %1 instead of %2: %3"_s.arg(got.status).arg(exchange.status).arg(got.message())};
    Got theirs;
    theirs.body = exchange.answer;
    if (got.shape() != theirs.shape())
        return {u"shape %1 instead of %2"_s.arg(QLatin1Char(got.shape())).arg(QLatin1Char(theirs.shape()))};
    QString text = translated(theirs.message());
    if (got.message() != text)
        return {u"text \"%1\" instead of \"%2\""_s.arg(got.message(), text)};
    const QJsonObject error = got.body.value(u"error"_s).toObject(),
                      their_error = theirs.body.value(u"error"_s).toObject();
    if (error.value(u"code"_s) != their_error.value(u"code"_s) ||
        error.value(u"details"_s).type() != their_error.value(u"details"_s).type())
        return {u"code or kind of details"_s};
    // The recording's copy of the server had this one name replaced.
    QByteArray expected = QJsonDocument(constraints(their_error)).toJson();
    expected.replace("COACHOS", "CAL");
    if (QJsonDocument(constraints(error)).toJson() != expected)
        return {u"constraints "_s + QString::fromUtf8(QJsonDocument(constraints(error)).toJson())};
    if (theirs.data().contains(u"hosts"_s) && theirs.data().contains(u"uid"_s))
        return bookingDifferences(theirs.data(), got.data());
    QStringList found;
    for (const QString &key :
         {u"lengthInMinutes"_s, u"title"_s, u"slug"_s, u"ownerId"_s, u"hidden"_s, u"active"_s, u"triggers"_s,
          u"secret"_s, u"userId"_s, u"minimumBookingNotice"_s, u"afterEventBuffer"_s, u"lengthInMinutesOptions"_s,
          u"confirmationPolicy"_s, u"email"_s, u"username"_s})
        if (theirs.data().contains(key) && theirs.data().value(key) != got.data().value(key))
            found.append(key);
    if (theirs.body.value(u"data"_s).isArray() && theirs.list().size() != got.list().size())
        found.append(u"%1 instead of %2 elements"_s.arg(got.list().size()).arg(theirs.list().size()));
    return found;
}

void TestSandboxExchanges::eventTypes()
{
    freshScene({QJsonObject(typesMadeByHand().first().toObject())});
    int played = 0;
    for (const RecordedExchange &exchange : m_exchanges) {
        if (exchange.section != u"0"_s)
            continue;
        const Got got = play(exchange);
        const QStringList found = differences(exchange, got);
        QVERIFY2(found.isEmpty(), qPrintable(exchange.title + u": "_s + found.join(u"; "_s)));
        QCOMPARE(got.data().value(u"id"_s), exchange.answer.value(u"data"_s).toObject().value(u"id"_s));
        ++played;
    }
    QVERIFY(played >= 15);
}

/// What the recording did between two of its exchanges without writing it down.
void TestSandboxExchanges::standIn(const QString &title)
{
    if (title == u"mixed: fixed host busy"_s)
        QCOMPARE(m_scene->create("2027-03-02T11:00:00Z", 1).status, 201);
    if (title == u"mixed: rotating host busy"_s)
        QCOMPARE(m_scene->create("2027-03-02T13:00:00Z", 4).status, 201);
}

void TestSandboxExchanges::everythingElse()
{
    QJsonArray types = typesMadeByHand();
    for (const RecordedExchange &exchange : m_exchanges) {
        if (exchange.section != u"0"_s || exchange.status != 201)
            continue;
        QJsonObject type = QJsonDocument::fromJson(exchange.body).object();
        const QJsonObject made = exchange.answer.value(u"data"_s).toObject();
        type.insert(u"id"_s, made.value(u"id"_s));
        type.insert(u"ownerId"_s, made.value(u"ownerId"_s));
        types.append(type);
    }
    freshScene(types);
    int played = 0;
    QStringList wrong;
    for (const RecordedExchange &exchange : m_exchanges) {
        const QString group = QString::fromUtf8(exchange.target).section(u'/', 2, 2).section(u'?', 0, 0);
        if (exchange.section == u"0"_s || kOwnTests.contains(exchange.section) || !kGroups.contains(group) ||
            kNotModelled.contains(exchange.title))
            continue;
        standIn(exchange.title);
        const Got got = play(exchange);
        const QString theirs = exchange.answer.value(u"data"_s).toObject().value(u"uid"_s).toString();
        if (got.status == 201 && !theirs.isEmpty())
            m_uids.insert(theirs, got.uid());
        if (const QStringList found = differences(exchange, got); !found.isEmpty())
            wrong.append(u"%1 / %2: %3"_s.arg(exchange.section, exchange.title, found.join(u"; "_s)));
        ++played;
    }
    for (const QString &line : wrong)
        qWarning("%s", qPrintable(line)); // one failure's text would be cut off
    QCOMPARE(wrong.size(), 0);
    QVERIFY2(played >= 150, qPrintable(QString::number(played)));
}

/// Section H writes its refusals in one line each: "- title: `400 ?query -> {error}`".
void TestSandboxExchanges::listRefusals()
{
    QFile file(QString::fromUtf8(SALONDESK_EXCHANGES));
    QVERIFY(file.open(QIODevice::ReadOnly));
    static const QRegularExpression form(u"^- [^`]*`400 (\\?\\S+) -> .*\"constraints\": (\\{[^}]*\\})"_s);
    freshScene(typesMadeByHand());
    int played = 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const auto match = form.match(QString::fromUtf8(line));
        if (!match.hasMatch() || line.contains("bounds with raw plus"))
            continue;
        const Got got = m_scene->get("/v2/bookings" + match.captured(1).toUtf8());
        QCOMPARE(got.status, 400);
        const QJsonObject expected = QJsonDocument::fromJson(match.captured(2).toUtf8()).object();
        const QJsonObject ours = constraints(got.body.value(u"error"_s).toObject()).first().toObject();
        for (const QString &rule : ours.value(u"constraints"_s).toObject().keys())
            QCOMPARE(ours.value(u"constraints"_s).toObject().value(rule), expected.value(rule));
        ++played;
    }
    QVERIFY(played >= 4);
}

} // namespace salon::test

QTEST_GUILESS_MAIN(salon::test::TestSandboxExchanges)
#include "tst_sandboxexchanges.moc"
