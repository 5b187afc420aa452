// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/catalogue.h"

#include <QTest>

using namespace salon;

class TestCatalogue : public QObject
{
    Q_OBJECT

    Catalogue m_salon;

private Q_SLOTS:
    void initTestCase()
    {
        m_salon.branches = {
            {.id = {1}, .key = QStringLiteral("mitte"), .phone_numbers = {QStringLiteral("+493023125010")}}};
        m_salon.staff = {{.id = {1}, .key = QStringLiteral("mia")}, {.id = {2}, .key = QStringLiteral("jon")}};
        Service perm{.id = {7}, .key = QStringLiteral("dauerwelle")};
        perm.segments = {{.key = QStringLiteral("A"), .minutes = 50},
                         {.key = QStringLiteral("A_GAP"), .minutes = 15, .busy = false},
                         {.key = QStringLiteral("B"), .minutes = 5}};
        m_salon.services = {perm};
        m_salon.capabilities = {{.staff = {2}, .service = {7}, .minutes = {{QStringLiteral("A"), 55}}}};
        m_salon.event_maps = {{.staff = {2}, .service = {7}, .segment = QStringLiteral("A"), .event_type_id = 11},
                              {.staff = {2},
                               .service = {7},
                               .segment = QStringLiteral("OLD"),
                               .event_type_id = 12,
                               .child_event_type_id = 13}};
    }

    void aPriceIsThePersonsOwnOrTheServices()
    {
        Catalogue salon = m_salon;
        salon.services[0].price = QStringLiteral("98.00");
        QCOMPARE(salon.price(salon.services[0], StaffId{2}), QStringLiteral("98.00"));
        salon.capabilities[0].price = QStringLiteral("110.50");
        QCOMPARE(salon.price(salon.services[0], StaffId{2}), QStringLiteral("110.50"));
        QCOMPARE(salon.price(salon.services[0], StaffId{1}), QStringLiteral("98.00"));
        QCOMPARE(salon.price(salon.services[0], StaffId{}), QStringLiteral("98.00"));
    }

    void looksUpByIdAndKey()
    {
        QCOMPARE(m_salon.branch(QStringLiteral("mitte"))->id, BranchId{1});
        QCOMPARE(m_salon.branchByNumber(QStringLiteral("+493023125010"))->key, QStringLiteral("mitte"));
        QVERIFY(!m_salon.branchByNumber(QStringLiteral("+49")));
        QCOMPARE(m_salon.member(StaffId{2})->key, QStringLiteral("jon"));
        QVERIFY(!m_salon.member(StaffId{}));
        QVERIFY(!m_salon.service(QStringLiteral("perm")));
    }

    void ownMinutesWinOverTheServices()
    {
        const Service &perm = *m_salon.service(ServiceId{7});
        QCOMPARE(m_salon.totalMinutes(perm, StaffId{}), 70);
        QCOMPARE(m_salon.totalMinutes(perm, StaffId{1}), 70);
        QCOMPARE(m_salon.totalMinutes(perm, StaffId{2}), 75);
    }

    void onlyBusySegmentsNeedMaps()
    {
        QCOMPARE(m_salon.missingMaps(StaffId{2}, ServiceId{7}), QList<QString>{QStringLiteral("B")});
        QCOMPARE(m_salon.missingMaps(StaffId{1}, ServiceId{7}),
                 (QList<QString>{QStringLiteral("A"), QStringLiteral("B")}));
        QCOMPARE(m_salon.eventMap(StaffId{2}, ServiceId{7}, QStringLiteral("OLD"))->bookableId(), 13);
        QCOMPARE(m_salon.eventMap(StaffId{2}, ServiceId{7}, QStringLiteral("A"))->bookableId(), 11);
    }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
