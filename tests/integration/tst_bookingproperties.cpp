// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/phaseplan.h"
#include "core/booking/holddesk.h"
#include "core/booking/slotreader.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/claimtable.h"
#include "core/storage/diaryreader.h"
#include "core/storage/flagtable.h"
#include "core/storage/holdtable.h"
#include "core/storage/resourceclaimtable.h"
#include "tests/support/bookstate.h"
#include "tests/support/lindescene.h"

// Its macros and Qt's do not meet; it comes last.
#include <array>
#include <ostream>
#include <QTest>
#include <rapidcheck.h>

using namespace salon;
using namespace salon::test;

namespace
{

/// What stands beside each other shares a reading; a week on does not.
constexpr std::array kMovedBy_days{0, 1, 7};

/// One thing somebody does to the book.
struct Deed {
    int kind = 0;    // book, book knowingly, hold, end of a call, move, cancel, status
    int start = 0;   // quarter hours from Wednesday 9:00
    int staff = 0;   // 0 = anyone
    int service = 1; // the Linde salon's
    int which = 0;   // of what stands in the book
    int call = 0;
    int wait_s = 0;
};

std::ostream &operator<<(std::ostream &os, const Deed &deed)
{
    return os << "{kind " << deed.kind << ", start " << deed.start << ", staff " << deed.staff << ", service "
              << deed.service << ", which " << deed.which << ", call " << deed.call << ", wait " << deed.wait_s << "}";
}

} // namespace

namespace rc
{

template <>
struct Arbitrary<Deed> {
    static Gen<Deed> arbitrary()
    {
        return gen::build<Deed>(gen::set(&Deed::kind, gen::inRange(0, 7)), gen::set(&Deed::start, gen::inRange(0, 36)),
                                gen::set(&Deed::staff, gen::inRange(0, 5)),
                                gen::set(&Deed::service, gen::inRange(1, 7)),
                                gen::set(&Deed::which, gen::inRange(0, 40)), gen::set(&Deed::call, gen::inRange(0, 4)),
                                gen::set(&Deed::wait_s, gen::inRange(0, 90)));
    }
};

} // namespace rc

/// Whatever is done to the book in whatever order, by booking, holding, moving, cancelling: claims are the union of
/// the busy segments of what blocks, units are never used beyond their number, no two firm holds meet, and who read
/// the book before offers what is free now.
class TestBookingProperties : public QObject, private LindeScene
{
    Q_OBJECT

    QList<Appointment> appointments() const
    {
        const auto listed = AppointmentTable::list(*m_connection, {});
        RC_ASSERT(listed.has_value());
        return *listed;
    }

    void doIt(const Deed &deed)
    {
        m_clock.advance(seconds(deed.wait_s));
        const Instant start = at(m_salon, "2025-11-26 09:00") + minutes(15 * deed.start);
        const QString call = QStringLiteral("call_%1").arg(deed.call);
        const SlotWish wish{.branch = kMitte,
                            .service = {deed.service},
                            .staff = {deed.staff},
                            .event_maps = EventMapCheck::Warn,
                            .policy = m_policy,
                            .call_id = call};
        const QList<Appointment> standing = appointments();
        const AppointmentId id = standing.isEmpty() ? AppointmentId{} : standing[deed.which % standing.size()].id;
        switch (deed.kind) {
        case 0:
        case 1:
            RC_ASSERT(desk()
                          .book(*m_connection, {.branch = kMitte,
                                                .service = wish.service,
                                                .staff = wish.staff,
                                                .start = start,
                                                .name = QStringLiteral("Gast %1").arg(deed.which),
                                                .source = deed.kind == 0 ? Source::Phone : Source::Desk,
                                                .call_id = deed.kind == 0 ? call : QString(),
                                                .overbook = deed.kind == 1})
                          .has_value());
            return;
        case 2:
            RC_ASSERT(HoldDesk(m_clock).hold(*m_connection, wish, start).has_value());
            return;
        case 3:
            RC_ASSERT(HoldDesk(m_clock).release(*m_connection, call).has_value());
            return;
        case 4:
            if (!id.isNull())
                RC_ASSERT(desk()
                              .move(*m_connection, id,
                                    {.start = start + std::chrono::hours(24 * kMovedBy_days[size_t(deed.which % 3)]),
                                     .staff = StaffId{qMax(1, deed.staff)}},
                                    std::nullopt, {QStringLiteral("desk"), Source::Desk})
                              .has_value());
            return;
        case 5:
            if (!id.isNull())
                RC_ASSERT(desk().cancel(*m_connection, id, QStringLiteral("krank"), std::nullopt, {}).has_value());
            return;
        case 6:
            if (!id.isNull())
                RC_ASSERT(desk()
                              .setStatus(*m_connection, id,
                                         deed.start % 2 ? AppointmentStatus::NoShow : AppointmentStatus::Arrived,
                                         std::nullopt, {})
                              .has_value());
            return;
        }
    }

    /// Who was booked over somebody holds what the other left, so it is the union that is the same.
    void claimsAreTheUnionOfBusySegments() const
    {
        QSet<std::pair<StaffId, qint64>> wanted;
        for (const Appointment &one : appointments()) {
            Instant reached = one.span.begin;
            for (const Phase &phase : one.phases) {
                RC_ASSERT(phase.span.begin == reached);
                reached = phase.span.end;
                if (phase.busy && blocksTime(one.status))
                    for (Instant slot = phase.span.begin; slot < phase.span.end; slot = slot + minutes(5))
                        wanted.insert({phase.staff, slot.ms() / 300'000});
            }
            RC_ASSERT(reached == one.span.end);
        }
        const auto claims = ClaimTable::all(*m_connection);
        RC_ASSERT(claims.has_value());
        QSet<std::pair<StaffId, qint64>> held;
        for (const ClaimTable::Claim &claim : *claims)
            held.insert({claim.staff, claim.slot});
        RC_ASSERT(held == wanted);
        for (const Appointment &one : appointments())
            if (blocksTime(one.status) && !one.overbooked)
                for (const Phase &phase : one.phases)
                    for (Instant slot = phase.span.begin; phase.busy && slot < phase.span.end; slot = slot + minutes(5))
                        RC_ASSERT(claims->contains({phase.staff, slot.ms() / 300'000, one.id}));
    }

    void unitsAreNeverUsedTwice() const
    {
        const auto claims = ResourceClaimTable::all(*m_connection);
        RC_ASSERT(claims.has_value());
        QHash<qint64, int> used;
        for (const ResourceClaimTable::Claim &claim : *claims)
            RC_ASSERT(++used[claim.slot] <= 2);
        for (const Appointment &one : appointments())
            if (blocksTime(one.status) && !one.overbooked)
                for (const Phase &phase : one.phases)
                    for (Instant slot = phase.span.begin; !phase.resource.isNull() && slot < phase.span.end;
                         slot = slot + minutes(5))
                        RC_ASSERT(std::any_of(claims->cbegin(), claims->cend(), [&](const auto &claim) {
                            return claim.appointment == one.id && claim.slot == slot.ms() / 300'000;
                        }));
    }

    void firmHoldsDoNotMeet() const
    {
        const TimeRange day{at(m_salon, "2025-11-26 00:00"), at(m_salon, "2025-11-27 00:00")};
        const auto held = HoldTable::active(*m_connection, kMitte, day, m_clock.now());
        RC_ASSERT(held.has_value());
        for (qsizetype i = 0; i < held->size(); ++i)
            for (qsizetype j = 0; j < i; ++j)
                for (const Hold::Part &a : (*held)[i].parts)
                    for (const Hold::Part &b : (*held)[j].parts)
                        RC_ASSERT((*held)[i].soft || (*held)[j].soft || a.staff.isNull() || a.staff != b.staff ||
                                  (*held)[i].call_id == (*held)[j].call_id || !a.span.overlaps(b.span));
    }

    /// What a connection still knows of the days is what stands there.
    void whoReadBeforeAnswersTheSame(const Deed &deed) const
    {
        const Instant now = m_clock.now();
        SlotWish wish{.branch = kMitte,
                      .service = {deed.service},
                      .event_maps = EventMapCheck::Warn,
                      .policy = m_policy,
                      .call_id = QStringLiteral("call_%1").arg(deed.call)};
        const SearchRange range{.from = QDate(2025, 11, 25), .days = 9, .limit = 400};
        const Instant start = at(m_salon, "2025-11-26 09:00") + minutes(15 * deed.start);
        SlotReader before(*m_reader, *CatalogueTable::load(*m_reader), now, wish);
        const auto offers = before.offers(wish, range);
        const auto why = before.explain(wish, start);
        RC_ASSERT(offers.has_value() && why.has_value());

        const auto catalogue = CatalogueTable::load(*m_connection);
        const auto diary = DiaryReader::read(*m_connection, kMitte,
                                             SlotSearch::days(catalogue->salon.zone, range.from, range.days), {}, now);
        RC_ASSERT(catalogue.has_value() && diary.has_value());
        SlotSearch fresh(*catalogue, *diary, now);
        const Explanation fresh_why = fresh.explain(wish, start);
        QList<Offer> fresh_offers = fresh.offers(wish, range);
        wish.past_soft_holds = true;
        if (fresh_offers.isEmpty())
            fresh_offers = fresh.offers(wish, range);
        RC_ASSERT(*offers == fresh_offers);
        RC_ASSERT(why->available == fresh_why.available && why->rule == fresh_why.rule &&
                  why->staff == fresh_why.staff && why->span == fresh_why.span && why->met == fresh_why.met);
    }

    void equip()
    {
        auto tx = Transaction::begin(*m_connection, m_clock);
        QVERIFY(tx);
        Branch branch = m_salon.branches.first();
        branch.resources = {{.key = QStringLiteral("basin"), .name = QStringLiteral("Waschplatz"), .count = 2}};
        QVERIFY(CatalogueTable::saveBranch(*tx, branch));
        for (const Service &service : std::as_const(m_salon.services)) {
            Service equipped = service;
            for (Segment &segment : equipped.segments)
                if (segment.key == QStringLiteral("C")) {
                    segment.resource = QStringLiteral("basin");
                    segment.by = SegmentBy::AnyAble;
                }
            QVERIFY(CatalogueTable::saveService(*tx, equipped));
        }
        QVERIFY(FlagTable::set(*tx, QStringLiteral("event_map_check"), QStringLiteral("warn"), QStringLiteral("test")));
        QVERIFY(FlagTable::set(*tx, QStringLiteral("availability_policy"),
                               m_policy == AvailabilityPolicy::Strict ? QStringLiteral("strict")
                                                                      : QStringLiteral("interleave"),
                               QStringLiteral("test")));
        QVERIFY(tx->commit());
    }

    AvailabilityPolicy m_policy = AvailabilityPolicy::Strict;
    std::unique_ptr<Connection> m_reader;

private Q_SLOTS:
    void initTestCase_data() { addEngines(); }
    void init()
    {
        SALON_NEW_DATABASE(m_database);
        open();
        m_reader = m_database->open();
    }
    void cleanup()
    {
        m_reader.reset();
        close();
    }

    void anySequenceLeavesTheBookWhole_data()
    {
        QTest::addColumn<int>("policy");
        QTest::newRow("strict") << int(AvailabilityPolicy::Strict);
        QTest::newRow("interleave") << int(AvailabilityPolicy::Interleave);
    }

    void anySequenceLeavesTheBookWhole()
    {
        QFETCH(int, policy);
        m_policy = AvailabilityPolicy(policy);
        equip();
        const bool holds = rc::check("claims, units and holds", [this](const std::vector<Deed> &deeds) {
            clearBook(*m_connection, m_clock);
            m_clock.set(at(m_salon, "2025-11-25 09:30"));
            for (const Deed &deed : deeds) {
                doIt(deed);
                if (deed.which % 4 == 0)
                    whoReadBeforeAnswersTheSame(deed);
            }
            claimsAreTheUnionOfBusySegments();
            unitsAreNeverUsedTwice();
            firmHoldsDoNotMeet();
        });
        QVERIFY(holds);
    }
};

QTEST_GUILESS_MAIN(TestBookingProperties)
#include "tst_bookingproperties.moc"
