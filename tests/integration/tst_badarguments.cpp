// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/phone/phonedesk.h"
#include "core/storage/query.h"
#include "tests/support/bookstate.h"
#include "tests/support/phonesalon.h"
#include "tests/support/verify.h"

#include <QJsonDocument>
#include <QSet>
#include <QTest>
#include <QUrl>

using namespace salon;
using namespace salon::test;
using namespace Qt::Literals::StringLiterals;

namespace
{

/// What is sent where something else belongs, as it stands in a JSON body.
struct BadValue {
    const char *json;
    bool is_text = false; // of which something may be left; engines differ in what they keep of it
};

const QByteArray kTenThousand = '"' + QByteArray(10'000, 'x') + '"';

const QList<BadValue> &badValues()
{
    static const QList<BadValue> values{
        {"12345.678"},
        {"-1e308"},
        {"true"},
        {"false"},
        {"null"},
        {R"(["Freitag",{"a":[1]}])"},
        {R"({"value":"Freitag"})"},
        {R"("")"},
        {R"("false")"},
        {R"("0")"},
        {R"("null")"},
        {R"("{{x}}")"},
        {R"("1e999")"},
        {kTenThousand.constData(), true},
        {R"("ab\u0000cd\u001b[2J")", true},
        {R"("\ud800 x \udc00")", true},
        {R"("\u202egnatsreD\u202c\u200f\ufeff")", true},
    };
    return values;
}

/// Where a bad value stands.
enum class Needed {
    Yes, // without it nothing is booked
    No,  // it is left out, or refused
};

struct Argument {
    QStringList spellings;
    Needed needed = Needed::No;
};

const QStringList kDay{u"datum"_s, u"date"_s, u"date_string"_s, u"appointment_date"_s, u"preferred_date"_s};
const QStringList kTime{u"uhrzeit"_s, u"time"_s, u"appointment_time"_s, u"preferred_time"_s};
const QStringList kStart{u"datetime"_s, u"date_time"_s, u"appointment_datetime"_s, u"start"_s};
const QStringList kService{u"dienstleistung"_s, u"service"_s, u"service_name"_s, u"service_id"_s, u"service_key"_s};
const QStringList kStaff{u"mitarbeiter"_s,        u"staff"_s,    u"staff_name"_s, u"preferred_staff"_s,
                         u"preferred_staff_id"_s, u"staff_id"_s, u"staff_key"_s};
const QStringList kName{u"customer_name"_s, u"name"_s, u"kundenname"_s};
const QStringList kPhone{u"customer_phone"_s, u"phone_number"_s, u"phone"_s, u"telefonnummer"_s};
const QStringList kMail{u"customer_email"_s, u"email"_s};
const QStringList kNotes{u"notes"_s, u"notizen"_s, u"note"_s};

struct Function {
    const char *name;
    const char *args; // which would do
    QList<Argument> arguments;
};

/// Every function with every argument. One parser reads the wish for all of them, so all its spellings are tried where
/// something is booked, and one of each elsewhere.
const QList<Function> &functions()
{
    using enum Needed;
    static const QList<Function> table{
        {"get_current_context", "{}", {{{u"nobody_knows_this"_s}}}},
        {"check_customer", "{}", {{{u"nobody_knows_this"_s}}}},
        {"extract_dynamic_variable",
         R"({"customer_name":"Max Berg"})",
         {{{u"customer_name"_s, u"x"_s}}, {{u"nobody_knows_this"_s}}}},
        {"check_availability_v17",
         R"({"datum":"2025-11-28","uhrzeit":"09:00","dienstleistung":"Dauerwelle","name":"Max Berg"})",
         {{{u"datum"_s}, Yes},
          {{u"uhrzeit"_s}, Yes},
          {{u"datetime"_s}},
          {{u"dienstleistung"_s}, Yes},
          {{u"mitarbeiter"_s}},
          {{u"name"_s}}}},
        {"start_booking",
         R"({"datum":"2025-11-28","uhrzeit":"09:00","service_name":"Dauerwelle","customer_name":"Max Berg"})",
         {{kDay, Yes},
          {kTime, Yes},
          {kStart},
          {kService, Yes},
          {kStaff},
          {kName, Yes},
          {kPhone},
          {kMail},
          {kNotes},
          {{u"call_id"_s, u"language"_s, u"execution_message"_s, u"nobody_knows_this"_s}}}},
        {"start_booking",
         R"({"datetime":"2025-11-28 09:00","service":"Dauerwelle","customer_name":"Max Berg"})",
         {{kStart, Yes}}},
        {"confirm_booking",
         "{}",
         {{{u"datetime"_s}}, {{u"service"_s}}, {{u"customer_name"_s}}, {{u"nobody_knows_this"_s}}}},
        {"reserve_slot",
         R"({"datum":"2025-11-28","uhrzeit":"09:00","service":"Dauerwelle"})",
         {{{u"datum"_s}}, {{u"uhrzeit"_s}}, {{u"datetime"_s}}, {{u"service"_s}}, {{u"staff"_s}}}},
        {"release_slot_reservation", "{}", {{{u"reservation_uid"_s, u"reservation_id"_s}}}},
        {"get_alternatives",
         R"({"service_name":"Dauerwelle","preferred_date":"Freitag","preferred_time":"vormittags"})",
         {{{u"service_name"_s}}, {{u"preferred_date"_s}}, {{u"preferred_time"_s}}, {{u"mitarbeiter"_s}}}},
        {"find_next_available",
         R"({"service_name":"Dauerwelle"})",
         {{{u"service_name"_s}}, {{u"after"_s}}, {{u"search_days"_s}}, {{u"staff"_s}}, {{u"date"_s}}, {{u"time"_s}}}},
        {"get_customer_appointments",
         "{}",
         {{kName}, {{u"date"_s, u"datum"_s, u"phone_number"_s}}, {{u"nobody_knows_this"_s}}}},
        {"cancel_appointment",
         "{}",
         {{{u"appointment_id"_s, u"appointment_date"_s, u"datum"_s, u"date"_s, u"uhrzeit"_s, u"reason"_s, u"grund"_s,
            u"bestaetigung"_s, u"confirmation"_s, u"service"_s}},
          {kName},
          {{u"nobody_knows_this"_s}}}},
        {"reschedule_appointment",
         R"({"new_datum":"2025-11-28","new_uhrzeit":"09:00"})",
         {{{u"new_datum"_s, u"new_date"_s}, Yes},
          {{u"new_uhrzeit"_s, u"new_time"_s}, Yes},
          {{u"appointment_id"_s, u"old_date"_s, u"old_datum"_s, u"old_time"_s, u"bestaetigung"_s, u"confirmation"_s,
            u"mitarbeiter"_s, u"service"_s}},
          {kName},
          {{u"nobody_knows_this"_s}}}},
        {"request_callback",
         R"({"customer_name":"Max Berg","reason":"Farbberatung"})",
         {{kName},
          {kPhone},
          {{u"reason"_s, u"grund"_s, u"notes"_s, u"anliegen"_s}},
          {{u"priority"_s, u"urgency"_s, u"dringlichkeit"_s}}}},
        {"list_services", "{}", {{{u"nobody_knows_this"_s}}}},
        {"get_service_info", R"({"service":"Dauerwelle"})", {{kService}, {{u"mitarbeiter"_s, u"staff"_s}}}},
        {"get_opening_hours", "{}", {{{u"date_string"_s, u"datum"_s, u"date"_s, u"day"_s, u"tag"_s}}}},
        {"parse_date", "{}", {{{u"date_string"_s, u"datum"_s, u"date"_s, u"text"_s}}}},
    };
    return table;
}

/// interfaces.md section 4: the codes there are. What could not be judged, and what was judged a "no".
const QSet<QString> kRefusals{u"time_required"_s,    u"date_required"_s,    u"date_unclear"_s,
                              u"service_required"_s, u"service_unknown"_s,  u"service_ambiguous"_s,
                              u"staff_unknown"_s,    u"call_unknown"_s,     u"customer_name_required"_s,
                              u"not_found"_s,        u"multiple_found"_s,   u"unauthorized"_s,
                              u"unknown_function"_s, u"invalid_arguments"_s};
const QSet<QString> kJudgements{QString(),
                                u"date_in_past"_s,
                                u"too_soon"_s,
                                u"too_far_ahead"_s,
                                u"outside_opening_hours"_s,
                                u"outside_working_hours"_s,
                                u"staff_absent"_s,
                                u"off_grid"_s,
                                u"staff_cannot_provide_service"_s,
                                u"slot_taken"_s,
                                u"customer_busy"_s,
                                u"not_syncable"_s,
                                u"policy_denied"_s,
                                u"needs_confirmation"_s,
                                u"callback_queued"_s};

bool isClean(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format || c.isSurrogate();
    });
}

/// Why a reply is not one that an agent can speak; empty = it is.
QString faultOf(const HttpResponse &response)
{
    if (response.status != 200)
        return u"HTTP %1"_s.arg(response.status);
    const QString whole = QString::fromUtf8(response.body);
    const QJsonObject reply = QJsonDocument::fromJson(response.body).object();
    const QString code = reply.value(u"code").toString();
    const QString message = reply.value(u"message").toString();
    if (!reply.value(u"success").isBool() || !reply.value(u"data").isObject())
        return u"no success or no data"_s;
    if (!(reply.value(u"success").toBool() ? kJudgements : kRefusals).contains(code))
        return u"code "_s + code;
    if (message.trimmed().isEmpty() || message.size() > 600 || !isClean(message))
        return u"message "_s + message;
    return whole.size() > limits::kMaxReplyCharacters ? u"too long"_s : QString();
}

} // namespace

/// What no agent should send, for every argument of every function, in every spelling and body style: a polite answer,
/// nothing booked that was not wished for, nothing kept that hides in a text.
class TestBadArguments : public QObject
{
    Q_OBJECT

    /// One at a time through the desk's own route.
    HttpResponse answered(const QByteArray &function, const QByteArray &body, const QByteArray &type)
    {
        HttpRequest request{.method = "POST", .path = "/retell/functions/" + function, .body = body};
        request.headers = {{"Content-Type", type}};
        HttpResponse response;
        response.status = 0;
        m_desk->routes().constFirst().handle(request, [&response](const HttpResponse &one) { response = one; });
        m_worker->runUntilIdle(milliseconds(10)); // the answer
        m_net->runUntilIdle(milliseconds(10));
        m_worker->runUntilIdle(milliseconds(10)); // the record
        m_net->runUntilIdle(milliseconds(10));
        return response;
    }

    void openDesk()
    {
        m_net = std::make_unique<ManualExecutor>(m_clock);
        m_worker = std::make_unique<ManualExecutor>(m_clock);
        m_lane = std::make_unique<Lane>(u"write"_s, Lane::opener(m_database->url(), Purpose::ReadWrite), *m_worker);
        m_desk = std::make_unique<PhoneDesk>(m_clock, m_clock, m_random, *m_net, *m_lane, QList<Lane *>(),
                                             QStringList{u"key"_s});
    }

    QString column(const char *sql)
    {
        Query q(*m_connection, sql);
        return q.fetch().value_or(false) ? q.text(0) : u"unreadable"_s;
    }
    /// How many appointments callers have made, and whether anything else has changed.
    QString book()
    {
        return column("SELECT CAST(COUNT(*) AS TEXT) || ' ' || CAST(COALESCE(SUM(version), 0) AS TEXT) || ' ' || "
                      "CAST(COALESCE(SUM(begins_ms), 0) AS TEXT) FROM appointments");
    }

    struct Body {
        QByteArray text;
        QByteArray type = "application/json";
    };

    /// In each style: wrapped, the arguments alone (of a call that is known by then), and as a form where it is a text.
    QList<Body> bodies(const Function &function, const Argument &argument, const QString &spelling,
                       const BadValue &value, const QByteArray &call_id)
    {
        QJsonObject args = QJsonDocument::fromJson(function.args).object();
        for (const QString &other : argument.spellings)
            args.remove(other);
        args.remove(spelling);
        const QByteArray own = '"' + spelling.toUtf8() + "\":" + value.json;
        QByteArray rest = QJsonDocument(args).toJson(QJsonDocument::Compact).mid(1).chopped(1);
        if (!rest.isEmpty())
            rest.prepend(',');
        const QByteArray call =
            QJsonDocument(wrappedCall({}, {}, QString::fromLatin1(call_id)).value(u"call").toObject())
                .toJson(QJsonDocument::Compact);
        const QByteArray named = QByteArray("{\"name\":\"") + function.name + "\",\"call\":" + call;
        QList<Body> all{{named + ",\"args\":{" + own + rest + "}}"}};
        if (spelling != u"call_id") {
            all.append({"{\"call_id\":\"" + call_id + "\"," + own + rest + '}'});
            if (value.is_text)
                all.append({"call_id=" + call_id + '&' + spelling.toUtf8() + "=%00%E2%80%AE" + QByteArray(600, 'y'),
                            "application/x-www-form-urlencoded"});
        }
        return all;
    }

    void nothingIsHeldOrBooked()
    {
        VERIFY_DONE(Query(*m_connection, "DELETE FROM holds").exec());
        if (column("SELECT COUNT(*) FROM appointments WHERE call_id <> ''") != u"0" ||
            column("SELECT COUNT(*) FROM callbacks") != u"0")
            clearBook(*m_connection, m_clock);
    }

    /// What was kept of it is a text that a person can read.
    void isKeptClean()
    {
        for (const char *kept :
             {"SELECT COALESCE(MAX(attendee_name || notes), '') FROM appointments WHERE call_id <> ''",
              "SELECT COALESCE(MAX(name || email || notes), '') FROM customers WHERE key IS NULL",
              "SELECT COALESCE(MAX(name || phone || reason), '') FROM callbacks"}) {
            const QString text = column(kept);
            QVERIFY2(isClean(text) && text.size() < 1200, qPrintable(text));
        }
    }

    void tryOne(const Function &function, const Argument &argument, const QString &spelling, const BadValue &value)
    {
        nothingIsHeldOrBooked();
        const QByteArray call_id = "call_" + QByteArray::number(++m_calls);
        const QList<Body> styles = bodies(function, argument, spelling, value, call_id);
        for (const Body &body : styles) {
            const QString before = book();
            const HttpResponse response = answered(function.name, body.text, body.type);
            const QByteArray said = body.text.left(400) + " -> " + response.body.left(800);
            const QString fault = faultOf(response);
            QVERIFY2(fault.isEmpty(), qPrintable(fault + u": "_s + QString::fromUtf8(said)));
            const QJsonObject reply = QJsonDocument::fromJson(response.body).object();
            const bool done = reply.value(u"booked").toBool() || reply.value(u"done").toBool();
            const bool may_be_done = argument.needed == Needed::No || (value.is_text && argument.spellings == kName);
            QVERIFY2(may_be_done || !done, said.constData());
            QVERIFY2(done || book() == before, said.constData());
            if (done)
                isKeptClean();
        }
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        QFETCH_GLOBAL(QString, engine);
        if (engine == m_engine)
            return; // one salon for all rows
        m_connection.reset();
        SALON_NEW_DATABASE(m_database);
        m_engine = engine;
        m_connection = m_database->open();
        m_clock.set(Instant::fromMs(1'764'059'400'000)); // Tuesday 2025-11-25T09:30+01:00
        QVERIFY(importPhoneSalon(*m_connection, m_clock));
    }

    void everyArgument_data()
    {
        QTest::addColumn<int>("function");
        QTest::addColumn<int>("argument");
        for (int i = 0; i < functions().size(); ++i)
            for (int k = 0; k < functions().at(i).arguments.size(); ++k)
                QTest::addRow("%d %s: %s", i, functions().at(i).name,
                              qPrintable(functions().at(i).arguments.at(k).spellings.constFirst()))
                    << i << k;
    }

    void everyArgument()
    {
        QFETCH(int, function);
        QFETCH(int, argument);
        const Function &asked = functions().at(function);
        openDesk();
        for (const QString &spelling : asked.arguments.at(argument).spellings)
            for (const BadValue &value : badValues()) {
                // Types are judged before anything reaches a database; odd characters are what the engines differ in.
                if (!m_database->isSqlite() && !value.is_text)
                    continue;
                tryOne(asked, asked.arguments.at(argument), spelling, value);
                if (QTest::currentTestFailed())
                    return;
            }
    }

    void cleanup()
    {
        m_desk.reset();
        m_lane.reset();
    }

    void cleanupTestCase()
    {
        m_connection.reset();
        m_database.reset();
    }

private:
    ManualClock m_clock;
    SeededRandom m_random{5};
    QString m_engine;
    std::unique_ptr<ThrowAwayDatabase> m_database;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<ManualExecutor> m_net;
    std::unique_ptr<ManualExecutor> m_worker;
    std::unique_ptr<Lane> m_lane;
    std::unique_ptr<PhoneDesk> m_desk;
    int m_calls = 0;
};

QTEST_GUILESS_MAIN(TestBadArguments)
#include "tst_badarguments.moc"
