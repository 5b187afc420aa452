// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/appointmenttable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/reviewtable.h"
#include "tests/support/syncscene.h"
#include "tests/support/verify.h"

#include <QJsonArray>

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

namespace
{

const QString kMia = QStringLiteral("mia");
const QString kRobin = QStringLiteral("robin");

/// What the desk did; the book must say this in the end, whatever Cal.com said.
struct Told {
    int hour = 0;
    QString staff = kMia;
    bool is_cancelled = false;
};

/// One afternoon by chance: the desk books, moves, gives to somebody else and cancels; guests cancel and move at
/// Cal.com; answers are lost, late, wrong or half; webhooks are lost, late, twice and in another order; the network
/// goes; the program is killed.
class Afternoon
{
public:
    Afternoon(const ThrowAwayDatabase &database, quint64 seed)
        : m_scene(database)
        , m_chance(seed)
    {
    }

    /// Empty: what was told, the book and Cal.com are the same, or a person looks at it. Else what is not.
    QString run()
    {
        m_scene.holds_events_back = true;
        m_scene.transport->chance = [this] { return trouble(); };
        start();
        for (int step = 0; step < 14; ++step) {
            act();
            m_scene.runFor(milliseconds(below(90'000)));
            deliverSome();
        }
        quieten();
        return verdict();
    }

    int appointments() const { return int(m_told.size()); }
    int reviewed()
    {
        QSet<AppointmentId> reviewed;
        for (const ReviewItem &item : m_scene.reviews())
            reviewed.insert(item.appointment);
        return int(reviewed.size());
    }
    int exchanges() const { return int(m_scene.transport->seen().size()); }

private:
    quint64 below(quint64 limit) { return m_chance.next() % limit; }
    bool happens(int percent) { return int(below(100)) < percent; }

    void start()
    {
        m_scene.startWorker();
        m_scene.startEvents();
        m_scene.startReconciler();
    }

    Trouble trouble()
    {
        static const QList<Trouble> kTroubles{Trouble::LostBefore,
                                              Trouble::LostAfter,
                                              Trouble::HangBefore,
                                              Trouble::HangAfter,
                                              Trouble::DoneButAnswered400,
                                              Trouble::DoneButAnswered500,
                                              Trouble::Refused500,
                                              Trouble::Html502,
                                              Trouble::CutOff,
                                              Trouble::NoConnection};
        if (m_is_offline)
            return Trouble::NoConnection;
        return happens(m_trouble_percent) ? kTroubles.at(qsizetype(below(quint64(kTroubles.size())))) : Trouble::None;
    }

    void act()
    {
        m_trouble_percent = int(below(4)) * 12;
        switch (below(12)) {
        case 0:
        case 1:
        case 2:
            return book();
        case 3:
        case 4:
            return move();
        case 5:
            return cancel();
        case 6:
            return guest(QStringLiteral("cancel"));
        case 7:
            return guest(QStringLiteral("reschedule"));
        case 8:
            m_is_offline = !m_is_offline;
            return;
        case 9:
            m_scene.killWorker();
            return start();
        case 10:
            return lag();
        default:
            return twin();
        }
    }

    /// Of the salon's next days, counted from their first midnight; apart from each other. 0 = none is left.
    int freeHour() const
    {
        const auto is_free = [&](int hour) {
            return std::none_of(m_told.cbegin(), m_told.cend(),
                                [&](const Told &told) { return !told.is_cancelled && told.hour == hour; });
        };
        for (const int hour : {9, 12, 15, 33, 36, 39, 57, 60, 63})
            if (is_free(hour))
                return hour;
        return 0;
    }
    Instant at(int hour) const { return m_scene.at(0) + hour * 1h; }

    void book()
    {
        const int hour = freeHour();
        if (hour == 0)
            return;
        const AppointmentId id =
            m_scene.bookAt(happens(50) ? QStringLiteral("cut") : QStringLiteral("perm"), kMia, at(hour));
        m_told.insert(id, {hour});
        m_scene.kick();
    }

    AppointmentId someAppointment()
    {
        const QList<AppointmentId> all = m_told.keys();
        return all.isEmpty() ? AppointmentId() : all.at(qsizetype(below(quint64(all.size()))));
    }

    void move()
    {
        const AppointmentId id = someAppointment();
        const int hour = freeHour();
        if (id.isNull() || hour == 0 || m_told.value(id).is_cancelled)
            return;
        Told &told = m_told[id];
        told.hour = hour;
        if (happens(30))
            told.staff = told.staff == kMia ? kRobin : kMia;
        m_scene.moveTo(id, at(hour), told.staff);
        m_scene.kick();
    }

    void cancel()
    {
        const AppointmentId id = someAppointment();
        if (id.isNull() || m_told.value(id).is_cancelled)
            return;
        m_scene.cancel(id);
        m_told[id].is_cancelled = true;
        m_scene.kick();
    }

    void guest(const QString &what)
    {
        const QList<QJsonObject> bookings = m_scene.remoteBookings();
        if (bookings.isEmpty())
            return;
        const QString uid = bookings.at(qsizetype(below(quint64(bookings.size())))).value(u"uid").toString();
        const QJsonObject body =
            what == u"cancel"
                ? QJsonObject{{QStringLiteral("cancellationReason"), QStringLiteral("ill")}}
                : QJsonObject{{QStringLiteral("start"), calcom::utcText(at(4 * 24 + 9 + 2 * int(below(4))))}};
        m_scene.elsewhere("POST", QStringLiteral("/v2/bookings/%1/%2").arg(uid, what), body);
    }

    /// A replica that shows new bookings late.
    void lag()
    {
        const QByteArray rule =
            happens(50) ? QByteArray("[{\"match\":{\"method\":\"POST\"},\"effect\":{\"visible_after_ms\":9000}}]")
                        : QByteArray("[]");
        if (!m_scene.sandbox->setFaults(rule))
            qFatal("the fault plan is wrong");
    }

    /// A proxy sent one of ours twice, and Cal.com took both.
    void twin()
    {
        QList<sandbox::Booking> &all = m_scene.sandbox->world().bookings;
        if (all.isEmpty() || all.last().status != u"accepted")
            return;
        sandbox::Booking copy = all.last();
        copy.uid = QStringLiteral("twin%1").arg(++m_twins);
        copy.id += 1000 + m_twins;
        copy.created = copy.created + 1s;
        all.append(copy);
    }

    void deliverSome()
    {
        m_late += m_scene.takeEvents();
        QList<QByteArray> kept;
        for (const QByteArray &event : std::as_const(m_late)) {
            if (happens(25))
                continue; // lost
            if (happens(30)) {
                kept.prepend(event); // later, and in another order
                continue;
            }
            m_scene.tell(event);
            if (happens(15))
                m_scene.tell(event + ' ');
        }
        m_late = kept;
    }

    /// Cal.com and the network behave again; what was late comes; some hours pass.
    void quieten()
    {
        m_scene.transport->chance = nullptr;
        m_is_offline = false;
        if (!m_scene.sandbox->setFaults("[]"))
            qFatal("the fault plan is wrong");
        m_scene.holds_events_back = false;
        for (const QByteArray &event : std::as_const(m_late))
            m_scene.tell(event);
        for (const QByteArray &event : m_scene.takeEvents())
            m_scene.tell(event);
        m_scene.runFor(7h);
    }

    QString verdict()
    {
        QStringList wrong;
        QSet<QString> held;
        QSet<AppointmentId> reviewed;
        for (const ReviewItem &item : m_scene.reviews())
            reviewed.insert(item.appointment);
        for (auto told = m_told.cbegin(); told != m_told.cend(); ++told)
            wrong += verdictOn(told.key(), *told, reviewed, held);
        for (const QJsonObject &booking : m_scene.remoteBookings()) {
            const calcom::Token token = calcom::Token::fromMetadata(booking.value(u"metadata").toObject());
            const AppointmentId id{token.appointment.toLongLong()};
            if (!held.contains(booking.value(u"uid").toString()) && !reviewed.contains(id))
                wrong.append(QStringLiteral("appointment %1 phase %2: a live booking that no part holds")
                                 .arg(token.appointment, token.phase));
        }
        return wrong.join(QLatin1Char('\n'));
    }

    QStringList verdictOn(AppointmentId id, const Told &told, const QSet<AppointmentId> &reviewed, QSet<QString> &held)
    {
        QStringList wrong;
        const Appointment appointment = m_scene.appointment(id);
        const QString name = QStringLiteral("appointment %1").arg(id.value);
        const bool is_cancelled = appointment.status == AppointmentStatus::Cancelled;
        const Staff &member = *m_scene.catalogue.member(told.staff);
        if (is_cancelled != told.is_cancelled || appointment.span.begin != at(told.hour) ||
            appointment.staff != member.id)
            wrong.append(name + QStringLiteral(": the book is not as the desk left it"));
        for (const OutboxRow &row : m_scene.rows(id))
            if (row.state != OutboxState::Done && row.state != OutboxState::Review)
                wrong.append(name + QStringLiteral(": not at rest"));
        for (const Phase &phase : appointment.phases) {
            if (!phase.busy)
                continue;
            const bool is_right = isRight(phase, *member.calcom_user_id, is_cancelled, held);
            if (!is_right && !reviewed.contains(id))
                wrong.append(QStringLiteral("%1 phase %2: %3, and nobody looks at it")
                                 .arg(name, phase.key, word(phase.sync_status)));
        }
        return wrong;
    }

    bool isRight(const Phase &phase, std::int64_t host, bool is_cancelled, QSet<QString> &held)
    {
        held.insert(phase.calcom_uid);
        for (const QJsonObject &booking : m_scene.remoteBookings())
            if (booking.value(u"uid").toString() == phase.calcom_uid)
                return !is_cancelled && calcom::instantOf(booking.value(u"start")) == phase.span.begin &&
                       booking.value(u"hosts").toArray().first().toObject().value(u"id").toInteger() == host;
        return is_cancelled;
    }

    SyncScene m_scene;
    SeededRandom m_chance;
    QMap<AppointmentId, Told> m_told;
    QList<QByteArray> m_late;
    int m_trouble_percent = 0;
    int m_twins = 0;
    bool m_is_offline = false;
};

} // namespace

/// Afternoons with a Cal.com that lies in every way known. SALONDESK_SEEDS: "first-last"; at night ten thousand.
class TestSyncSimulation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }

    void toldBookAndCalcomAgreeOrAPersonLooks()
    {
        std::unique_ptr<ThrowAwayDatabase> database;
        SALON_NEW_DATABASE(database);
        SyncScene(*database).mapEverythingFor(kRobin);
        const QString range = qEnvironmentVariable("SALONDESK_SEEDS", QStringLiteral("1-25"));
        const quint64 first = range.section(QLatin1Char('-'), 0, 0).toULongLong();
        const quint64 last = range.section(QLatin1Char('-'), 1).toULongLong();
        QVERIFY(first > 0 && last >= first);
        int appointments = 0;
        int reviewed = 0;
        int exchanges = 0;
        QStringList wrong;
        for (quint64 seed = first; seed <= last; ++seed) {
            Afternoon afternoon(*database, seed);
            if (const QString verdict = afternoon.run(); !verdict.isEmpty())
                wrong.append(QStringLiteral("seed %1: %2").arg(seed).arg(verdict));
            appointments += afternoon.appointments();
            reviewed += afternoon.reviewed();
            exchanges += afternoon.exchanges();
        }
        qInfo() << (last - first + 1) << "afternoons," << exchanges << "exchanges," << appointments << "appointments,"
                << reviewed << "of them with a person";
        QVERIFY(2 * reviewed < appointments); // else it would prove little
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }
};

QTEST_GUILESS_MAIN(TestSyncSimulation)
#include "tst_syncsimulation.moc"
