// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/appointmenttable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/query.h"
#include "tests/support/faultloop.h"
#include "tests/support/syncscene.h"

using namespace salon;
using namespace salon::test;
using namespace std::chrono_literals;

namespace
{

const QString kMia = QStringLiteral("mia");

} // namespace

/// Cal.com tells of three things: a booking of ours was cancelled, somebody booked a service, another book took a time.
/// Whatever access to the database fails, and after whatever step the process dies: each is done once.
class TestRemoteFaults : public QObject
{
    Q_OBJECT

    std::unique_ptr<ThrowAwayDatabase> m_database;

    static QJsonObject bookThere(SyncScene &scene, const QString &service, Instant start,
                                 const QJsonObject &metadata = {})
    {
        const Catalogue &catalogue = scene.catalogue;
        const EventMap *map =
            catalogue.eventMap(catalogue.member(kMia)->id, catalogue.service(service)->id, QStringLiteral("A"));
        return scene.elsewhere(
            "POST", QStringLiteral("/v2/bookings"),
            {{QStringLiteral("metadata"), metadata},
             {QStringLiteral("start"), calcom::utcText(start)},
             {QStringLiteral("eventTypeId"), qint64(map->bookableId())},
             {QStringLiteral("attendee"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Mats Brandt")},
                                                      {QStringLiteral("email"), QStringLiteral("mats@example.com")},
                                                      {QStringLiteral("timeZone"), QStringLiteral("Europe/Berlin")}}}});
    }

    /// Ours stands at Cal.com, and everything else has happened there; nothing of it was looked at yet.
    static AppointmentId happened(SyncScene &scene)
    {
        const AppointmentId ours = scene.book(QStringLiteral("cut"), kMia, 9);
        scene.startWorker();
        scene.runUntilSettled();
        scene.startEvents();
        scene.killWorker();
        scene.elsewhere("POST",
                        QStringLiteral("/v2/bookings/%1/cancel").arg(scene.appointment(ours).phases.first().calcom_uid),
                        {{QStringLiteral("cancellationReason"), QStringLiteral("ill")}});
        bookThere(scene, QStringLiteral("cut"), scene.at(11));
        bookThere(scene, QStringLiteral("cut"), scene.at(16),
                  {{QStringLiteral("salondesk_instance"), QStringLiteral("another")}});
        return ours;
    }

    static bool isOpen(SyncScene &scene) { return !scene.eventResults().filter(QStringLiteral(" new: ")).isEmpty(); }

    static QString endState(SyncScene &scene, AppointmentId ours)
    {
        for (int i = 0; i < 20 && isOpen(scene); ++i) // what could not be stored is tried again after a second
            scene.runFor(1s);
        scene.runUntilSettled();
        QStringList lines{scene.endState(ours)};
        const auto all = AppointmentTable::list(*scene.connection, {});
        for (const Appointment &one : all.value_or(QList<Appointment>()))
            lines.append(word(one.source) + QLatin1Char(' ') + word(one.status) + QLatin1Char(' ') +
                         QString::number(one.span.begin.ms()) + QLatin1Char(' ') +
                         word(OutboxTable::derived(one.phases)));
        for (const ReviewItem &item : scene.reviews())
            lines.append(word(item.cause));
        QStringList results = scene.eventResults();
        results.sort();
        Query blocks(*scene.connection, "SELECT COUNT(*) FROM busy_blocks");
        const bool is_counted = bool(blocks.fetch());
        lines.append(QStringLiteral("%1 blocks").arg(is_counted ? blocks.integer(0) : -1));
        return (lines + results).join(QLatin1Char('\n'));
    }

    QString undisturbed()
    {
        SyncScene scene(*m_database);
        const AppointmentId ours = happened(scene);
        scene.startWorker();
        scene.startEvents();
        return endState(scene, ours);
    }

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init() { SALON_NEW_DATABASE(m_database); }
    void cleanup() { m_database.reset(); }

    void theIthAccessFails()
    {
        const QString expected = undisturbed();
        QVERIFY2(
            expected.contains(QStringLiteral("calcom confirmed")) && expected.contains(QStringLiteral("1 blocks")) &&
                expected.contains(QStringLiteral("remote_cancelled")) && !expected.contains(QStringLiteral("new:")),
            qPrintable(expected));
        const int met = forEachFault(m_database->url().engine, [&](FaultPlan &plan) {
            SyncScene scene(*m_database);
            const AppointmentId ours = happened(scene);
            scene.breakBy(&plan);
            scene.startWorker();
            scene.startEvents();
            QCOMPARE(endState(scene, ours), expected);
        });
        QVERIFY2(met > 20, qPrintable(QString::number(met)));
    }

    void killedAfterTheIthStep()
    {
        const QString expected = undisturbed();
        int kills = 0;
        for (bool was_over = false; !was_over; ++kills) {
            SyncScene scene(*m_database);
            const AppointmentId ours = happened(scene);
            scene.startWorker();
            scene.startEvents();
            for (int step = 0; step < kills; ++step)
                scene.executor.runOne();
            was_over = !isOpen(scene);
            scene.killWorker();
            scene.startWorker();
            scene.startEvents();
            QCOMPARE(endState(scene, ours), expected);
        }
        QVERIFY2(kills > 6, qPrintable(QString::number(kills)));
    }
};

QTEST_GUILESS_MAIN(TestRemoteFaults)
#include "tst_remotefaults.moc"
