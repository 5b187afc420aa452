// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/demostory.h"

#include "core/phone/retellsignature.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace salon
{

namespace
{

constexpr milliseconds kBreath{700}; // between two things that happen, so that a person can follow
constexpr milliseconds kLook{200};
constexpr seconds kPatience{45};
constexpr int kMostRepeats = 20;
constexpr milliseconds kTimeout{10'000};
const char kFault[] = R"([{"match":{"method":"POST","path":"/v2/bookings","nth":1},)"
                      R"("effect":{"commit_then_status":400,"message":)"
                      R"("User either already has booking at this time or is not available"}}])";

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QUrl below(const QUrl &base, const QString &path)
{
    QUrl url = base;
    url.setPath(path);
    return url;
}

/// The start of the first alternative, empty where there is none.
QString firstAlternative(const QJsonObject &reply)
{
    return reply.value(u"alternatives"_s).toArray().first().toObject().value(u"start"_s).toString();
}

} // namespace

DemoStory::DemoStory(Places places, DemoDesk desk, HttpTransport &transport, Executor &executor,
                     const Clock &real_clock, Random &random, Language language)
    : m_places(std::move(places))
    , m_desk(std::move(desk))
    , m_transport(transport)
    , m_executor(executor)
    , m_real_clock(real_clock)
    , m_random(random)
    , m_language(language)
{
}

void DemoStory::play(Told told, Ended ended)
{
    if (isPlaying())
        return;
    m_told = std::move(told);
    m_ended = std::move(ended);
    later(milliseconds(0), [this] { firstChapter(); });
}

void DemoStory::firstChapter()
{
    say("1. Ein Anruf, ein Termin, und Cal.com weiß davon", "1. A call, an appointment, and Cal.com knows of it");
    const Wish wish{u"Herrenhaarschnitt"_s, u"Jon Peters"_s, u"heute"_s, u"15:15"_s};
    begins(u"Nora Feld"_s, u"+491713920091"_s, [this, wish] {
        asks(wish, [this, wish](const QString &start, const QJsonObject &) {
            books(wish, start, [this](qint64 appointment) {
                waitFor(appointment, u"synced"_s, [this](bool) {
                    say("   ✓ gespiegelt: der Termin steht auch in Cal.com", "   ✓ mirrored: Cal.com has it too");
                    ends([this] { secondChapter(); });
                });
            });
        });
    });
}

void DemoStory::secondChapter()
{
    say("2. Cal.com speichert die Buchung und antwortet trotzdem mit 400",
        "2. Cal.com stores the booking and answers 400 all the same");
    const Wish wish{u"Damenhaarschnitt"_s, u"Mia Sommer"_s, u"heute"_s, u"16:45"_s};
    setFault(kFault, [this, wish] {
        begins(u"Edith Sander"_s, u"+491713920092"_s, [this, wish] {
            asks(wish, [this, wish](const QString &start, const QJsonObject &) {
                books(wish, start, [this](qint64 appointment) {
                    say("   … Antwort 400: nachsehen statt glauben", "   … answered 400: looking instead of believing");
                    waitFor(appointment, u"synced"_s, [this](bool recovered) {
                        if (!recovered)
                            return fail(u"the second booking was not recovered by verification"_s);
                        say("   ✓ durch Nachsehen gefunden und übernommen, keine zweite Buchung",
                            "   ✓ found by looking and adopted, no second booking");
                        setFault("[]", [this] { ends([this] { thirdChapter(); }); });
                    });
                });
            });
        });
    });
}

void DemoStory::thirdChapter()
{
    say("3. Ansatzfärbung bei Robin Falk: dafür fehlen Zuordnungen zu Cal.com",
        "3. Ansatzfärbung with Robin Falk: Cal.com event types are missing for it");
    const Wish wish{u"Ansatzfärbung"_s, u"Robin Falk"_s, u"heute"_s, u"14:30"_s};
    begins(u"Vera Busch"_s, u"+491713920093"_s, [this, wish] {
        asks(wish, [this](const QString &, const QJsonObject &reply) {
            if (reply.value(u"available"_s).toBool())
                return fail(u"the pair without event maps was offered"_s);
            say("   ✓ abgelehnt und gezählt; genannt wird, wer es kann",
                "   ✓ refused and counted; the caller hears who can do it");
            thirdChapterAgain();
        });
    });
}

void DemoStory::thirdChapterAgain()
{
    const Wish wish{u"Ansatzfärbung"_s, u"Robin Falk"_s, u"heute"_s, u"14:30"_s};
    setMapCheck(u"warn"_s, [this, wish] {
        say("   Schalter event_map_check = warn: noch einmal", "   switch event_map_check = warn: once more");
        asks(wish, [this, wish](const QString &start, const QJsonObject &) {
            books(wish, start, [this](qint64 appointment) {
                waitFor(appointment, u"review"_s, [this](bool) {
                    say("   ✓ gebucht, und der Termin liegt in der Prüfliste, mit Grund",
                        "   ✓ booked, and the appointment is in the review queue, with the reason");
                    setMapCheck(u"block"_s, [this] { ends([this] { std::exchange(m_ended, nullptr)({}); }); });
                });
            });
        });
    });
}

void DemoStory::begins(const QString &name, const QString &number, std::function<void()> then)
{
    m_caller = {u"call_"_s + m_random.uuid().remove(u'-').left(27), name, number};
    tell((m_language == Language::German ? u"   ☎ %1 ruft an"_s : u"   ☎ %1 is calling"_s).arg(name));
    const QJsonObject event{{u"event"_s, u"call_started"_s}, {u"call"_s, callObject("ongoing")}};
    post(below(m_places.phone, u"/retell/events"_s), compact(event), true, [this, then](const QJsonObject &) {
        later(kBreath,
              [this, then] { function(u"get_current_context"_s, {}, [then](const QJsonObject &) { then(); }); });
    });
}

void DemoStory::ends(std::function<void()> then)
{
    const QJsonObject event{{u"event"_s, u"call_ended"_s}, {u"call"_s, callObject("ended")}};
    post(below(m_places.phone, u"/retell/events"_s), compact(event), true,
         [this, then](const QJsonObject &) { later(kBreath, then); });
}

void DemoStory::asks(const Wish &wish, std::function<void(const QString &, const QJsonObject &)> free)
{
    const QJsonObject arguments{{u"dienstleistung"_s, wish.service},
                                {u"mitarbeiter"_s, wish.staff},
                                {u"datum"_s, wish.day},
                                {u"uhrzeit"_s, wish.time},
                                {u"name"_s, m_caller.name}};
    tell((m_language == Language::German ? u"   „%1 bei %2, %3 um %4 Uhr, bitte.“"_s : u"   “%1 with %2, %3 at %4.”"_s)
             .arg(wish.service, wish.staff,
                  m_language == Language::German || wish.day != u"heute"_s ? wish.day : u"today"_s, wish.time));
    function(u"check_availability_v17"_s, arguments, [this, free](const QJsonObject &reply) {
        const bool available = reply.value(u"available"_s).toBool();
        const QString start = available ? reply.value(u"requested_time"_s).toString() : firstAlternative(reply);
        later(kBreath, [free, start, reply] { free(start, reply); });
    });
}

void DemoStory::books(const Wish &wish, const QString &start, std::function<void(qint64)> then)
{
    if (start.isEmpty())
        return fail(u"there is no free start left for %1"_s.arg(wish.service));
    const QJsonObject arguments{{u"service_name"_s, wish.service},
                                {u"mitarbeiter"_s, wish.staff},
                                {u"datetime"_s, start},
                                {u"customer_name"_s, m_caller.name},
                                {u"customer_phone"_s, m_caller.number}};
    function(u"start_booking"_s, arguments, [this, then](const QJsonObject &reply) {
        const qint64 appointment = reply.value(u"appointment_id"_s).toInteger();
        if (!reply.value(u"booked"_s).toBool() || appointment == 0)
            return fail(u"not booked: %1"_s.arg(reply.value(u"code"_s).toString()));
        then(appointment);
    });
}

void DemoStory::waitFor(qint64 appointment, const QString &status, std::function<void(bool)> then)
{
    m_waiting_until = m_real_clock.now() + kPatience;
    const auto look = std::make_shared<std::function<void()>>();
    const std::weak_ptr<std::function<void()>> again = look;
    *look = [this, appointment, status, then, again] {
        const auto self = again.lock(); // keeps the loop alive until it ends
        m_desk.look(appointment, [this, status, then, self](const Result<DemoDesk::Seen> &seen) {
            if (!seen)
                return fail(seen.error().detail);
            if (seen->sync_status == status)
                return later(kBreath, [then, recovered = seen->recovered] { then(recovered); });
            if (m_real_clock.now() > m_waiting_until)
                return fail(u"the appointment is %1, not %2, after %3 s"_s.arg(seen->sync_status, status)
                                .arg(kPatience.count()));
            later(kLook, [self] { (*self)(); });
        });
    };
    (*look)();
}

void DemoStory::setFault(const QByteArray &rules, std::function<void()> then)
{
    m_fault_is_set = rules != "[]";
    post(below(m_places.sandbox, u"/_sandbox/faults"_s), rules, false, [then](const QJsonObject &) { then(); });
}

void DemoStory::setMapCheck(const QString &value, std::function<void()> then)
{
    m_check_is_set = value != u"block"_s;
    m_desk.set_event_map_check(value, [this, then](const Result<void> &set) {
        if (!set && isPlaying())
            return fail(set.error().detail);
        later(kBreath, then);
    });
}

void DemoStory::function(const QString &name, QJsonObject arguments, Then then)
{
    arguments.insert(u"call_id"_s, m_caller.call_id);
    const QJsonObject body{{u"name"_s, name}, {u"call"_s, callObject("ongoing")}, {u"args"_s, arguments}};
    post(below(m_places.phone, u"/retell/functions/"_s + name), compact(body), true,
         [this, name, arguments, then](const QJsonObject &reply) {
             // A machine that is still busy with starting: what an agent does then, the same wish again.
             if (reply.value(u"code"_s) == u"temporarily_unavailable"_s && ++m_repeats < kMostRepeats)
                 return later(kBreath, [=, this] { function(name, arguments, then); });
             m_repeats = 0;
             if (const QString message = reply.value(u"message"_s).toString(); !message.isEmpty())
                 tell(u"   → "_s + message);
             then(reply);
         });
}

void DemoStory::post(const QUrl &url, const QByteArray &body, bool is_signed, Then then)
{
    OutgoingRequest request{"POST", url, {{"Content-Type", "application/json"}}, body, kTimeout};
    if (is_signed)
        request.headers.append({"X-Retell-Signature", RetellSignature::sign(body, m_places.key, m_real_clock.now())});
    std::weak_ptr<bool> alive = m_alive;
    m_transport.send(std::move(request), [this, alive, then, path = url.path()](const IncomingAnswer &answer) {
        if (alive.expired())
            return;
        const bool done = answer.failure == TransportFailure::None && answer.status >= 200 && answer.status < 300;
        if (!done && isPlaying())
            return fail(u"%1 answered %2"_s.arg(path).arg(answer.status));
        then(QJsonDocument::fromJson(answer.body).object());
    });
}

void DemoStory::say(const char *german, const char *english)
{
    tell(QString::fromUtf8(m_language == Language::German ? german : english));
}

void DemoStory::tell(const QString &line)
{
    if (m_told)
        m_told(line);
}

void DemoStory::later(milliseconds delay, std::function<void()> work)
{
    std::weak_ptr<bool> alive = m_alive;
    m_executor.after(delay, [alive, work = std::move(work)] {
        if (!alive.expired())
            work();
    });
}

void DemoStory::fail(const QString &what)
{
    // What was turned is turned back first, as far as that goes.
    const Result<void> result = Error{ErrorCode::Internal, what};
    const bool fault = std::exchange(m_fault_is_set, false), check = std::exchange(m_check_is_set, false);
    const Ended ended = std::exchange(m_ended, nullptr);
    if (fault)
        setFault("[]", [] {});
    if (check)
        setMapCheck(u"block"_s, [] {});
    if (ended)
        ended(result);
}

QJsonObject DemoStory::callObject(const char *status) const
{
    return {{u"call_id"_s, m_caller.call_id},
            {u"call_type"_s, u"phone_call"_s},
            {u"agent_id"_s, u"agent_demo"_s},
            {u"agent_version"_s, 7},
            {u"call_status"_s, QLatin1String(status)},
            {u"direction"_s, u"inbound"_s},
            {u"from_number"_s, m_caller.number},
            {u"to_number"_s, m_places.to_number},
            {u"retell_llm_dynamic_variables"_s,
             QJsonObject{{u"language"_s, m_language == Language::German ? u"de"_s : u"en"_s}}},
            {u"start_timestamp"_s, qint64(m_real_clock.now().ms())}};
}

} // namespace salon
