// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/demohistory.h"

#include "core/booking/bookingjournal.h"
#include "core/domain/call.h"
#include "core/domain/outbox.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/attempttable.h"
#include "core/storage/calltable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/claimtable.h"
#include "core/storage/customertable.h"
#include "core/storage/functioncalltable.h"
#include "core/storage/maprefusaltable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/phasetable.h"
#include "core/storage/reviewtable.h"
#include "core/storage/unknownwordtable.h"

#include <algorithm>
#include <QJsonArray>
#include <QLocale>
#include <QMap>

using namespace Qt::Literals::StringLiterals;

namespace salon
{

namespace
{

/// The time at which a day's rows are written down.
class DayClock final : public Clock
{
public:
    explicit DayClock(Instant at)
        : m_at(at)
    {
    }
    Instant now() const override { return m_at; }

private:
    Instant m_at;
};

enum class Fate { Mirrored, Recovered, Conflict, NoMap };

struct Plan {
    Appointment appointment;
    Fate fate = Fate::Mirrored;
    bool settled = true; // of a review: a person has dealt with it
};

/// A small number that looks random and is the same every time.
int mixed(int a, int b, int c, int below)
{
    quint64 z = quint64(a) * 0x9e3779b97f4a7c15ULL + quint64(b) * 0xbf58476d1ce4e5b9ULL + quint64(c) + 1;
    z = (z ^ (z >> 30)) * 0x94d049bb133111ebULL;
    return int((z ^ (z >> 31)) % quint64(below));
}

class HistoryWriter
{
public:
    HistoryWriter(Connection &connection, Random &random, Catalogue catalogue, QList<Customer> customers, QDate today)
        : m_connection(connection)
        , m_random(random)
        , m_catalogue(std::move(catalogue))
        , m_customers(std::move(customers))
        , m_today(today)
        , m_zone(m_catalogue.salon.zone)
    {
    }

    Result<void> write()
    {
        planDays();
        planAhead();
        planOpenReviews();
        for (auto day = m_by_creation.cbegin(); day != m_by_creation.cend(); ++day)
            if (const Result<void> written = writeDay(day.key(), day.value()); !written)
                return written;
        return {};
    }

private:
    void planDays();
    void planAhead();
    void planOpenReviews();
    void planStart(QDate date, const Staff &member, int slot);
    Appointment made(QDate date, int minute, const Staff &member, const Service &service, int seed) const;
    void add(const Plan &plan) { m_by_creation[m_zone.dateOf(plan.appointment.created_at)].append(plan); }
    QDate openDayAfter(QDate date) const;

    Result<void> writeDay(QDate date, const QList<Plan> &plans);
    Result<void> writePlan(Transaction &tx, Plan plan);
    Result<void> writeMirror(Transaction &tx, const Plan &plan, const Phase &phase);
    Result<void> writeCancelled(Transaction &tx, OutboxRow created, const QString &uid);
    Result<void> writeReview(Transaction &tx, const Plan &plan);
    Result<void> writeCall(Transaction &tx, const Appointment &appointment);
    QJsonObject answer(const Appointment &appointment, int step) const;

    Connection &m_connection;
    Random &m_random;
    const Catalogue m_catalogue;
    const QList<Customer> m_customers;
    const QDate m_today;
    const Zone m_zone;
    QMap<QDate, QList<Plan>> m_by_creation;
};

void HistoryWriter::planDays()
{
    for (int back = DemoHistory::kDays; back >= 1; --back) {
        const QDate date = m_today.addDays(-back);
        if (openingOn(m_catalogue.salon, m_catalogue.branches.first(), date).isClosed())
            continue;
        for (const Staff &member : m_catalogue.staff)
            for (int slot = 0; slot < 5; ++slot)
                planStart(date, member, slot);
    }
}

void HistoryWriter::planStart(QDate date, const Staff &member, int slot)
{
    static const int kStarts[] = {9 * 60, 10 * 60 + 30, 12 * 60, 14 * 60, 15 * 60 + 30};
    static const QStringList kServices{u"herrenhaarschnitt"_s, u"damenhaarschnitt"_s, u"kinderhaarschnitt"_s};
    const int day = int(date.toJulianDay() - m_today.toJulianDay());
    const int who = int(member.id.value);
    const DayBlock hours = m_catalogue.branches.first().opening_hours.value(date.dayOfWeek()).last();
    if (kStarts[slot] + 60 > hours.ends_min || mixed(day, who, slot, 10) >= 5)
        return;
    const Service *service = m_catalogue.service(kServices.at(mixed(day, slot, who, 3)));
    if (!service)
        return;
    const int seed = mixed(day, who, slot + 31, 997);
    Plan plan{made(date, kStarts[slot], member, *service, seed), Fate::Mirrored, true};
    Appointment &one = plan.appointment;
    one.status = seed % 23 == 0   ? AppointmentStatus::NoShow
                 : seed % 29 == 0 ? AppointmentStatus::Cancelled
                                  : AppointmentStatus::Done;
    if (one.status == AppointmentStatus::Cancelled)
        one.cancel_reason = u"abgesagt"_s;
    plan.fate = seed % 53 == 0 ? Fate::Conflict : seed % 17 == 0 ? Fate::Recovered : Fate::Mirrored;
    add(plan);
}

/// What was taken in the last days and on the demo's own morning for the days to come: their charts are as full as the
/// others.
void HistoryWriter::planAhead()
{
    static const QStringList kServices{u"damenhaarschnitt"_s, u"herrenhaarschnitt"_s, u"kinderhaarschnitt"_s};
    static const int kBooked[] = {16, 9, 7, 4}; // today, yesterday, …
    constexpr int kRescued = 5;
    QList<QDate> days{openDayAfter(m_today)};
    while (days.size() < 5)
        days.append(openDayAfter(days.last()));
    const auto staff = m_catalogue.staff.size();
    int made_so_far = 0;
    for (int back = 0; back < int(std::size(kBooked)); ++back) {
        for (int i = 0; i < kBooked[back]; ++i, ++made_so_far) {
            const Service *service = m_catalogue.service(kServices.at(made_so_far % kServices.size()));
            if (!service)
                return;
            // Before the salon opens there is nobody but the phone.
            const int created = back == 0 ? 7 * 60 + 9 * i : 9 * 60 + 20 + 50 * i;
            const int seed = created < 9 * 60 ? 3 * i + 1 : made_so_far;
            const int begins = 9 * 60 + 30 + 75 * int(made_so_far / (staff * days.size()));
            const QDate date = days.at(made_so_far / staff % days.size());
            Plan plan{made(date, begins, m_catalogue.staff.at(made_so_far % staff), *service, seed),
                      made_so_far == kRescued ? Fate::Recovered : Fate::Mirrored};
            plan.appointment.created_at = m_zone.startOfDay(m_today.addDays(-back)) + minutes(created);
            add(plan);
        }
    }
}

void HistoryWriter::planOpenReviews()
{
    struct Open {
        QString staff;
        QString service;
        int days;
        int minute;
        Fate fate;
        Instant created;
    };
    const Instant yesterday = m_zone.startOfDay(m_today.addDays(-1)) + minutes(16 * 60 + 40);
    const Instant today = m_zone.startOfDay(m_today) + minutes(9 * 60 + 10);
    const Open opens[] = {{u"mia"_s, u"damenhaarschnitt"_s, 1, 15 * 60, Fate::Conflict, yesterday},
                          {u"robin-2"_s, u"ansatzfaerbung"_s, 2, 14 * 60 + 30, Fate::NoMap, today}};
    for (const Open &open : opens) {
        const Staff *member = m_catalogue.member(open.staff);
        const Service *service = m_catalogue.service(open.service);
        if (!member || !service)
            continue;
        QDate date = m_today;
        for (int i = 0; i < open.days; ++i)
            date = openDayAfter(date);
        Plan plan{made(date, open.minute, *member, *service, 7 * open.days), open.fate, false};
        plan.appointment.created_at = open.created;
        if (open.fate == Fate::NoMap) { // the phone does not book what cannot be mirrored
            plan.appointment.source = Source::Desk;
            plan.appointment.call_id.clear();
        }
        add(plan);
    }
}

/// The next open day that goes on into the afternoon.
QDate HistoryWriter::openDayAfter(QDate date) const
{
    for (int i = 0; i < 14; ++i) {
        date = date.addDays(1);
        const QList<DayBlock> blocks = openingOn(m_catalogue.salon, m_catalogue.branches.first(), date).hours;
        if (!blocks.isEmpty() && blocks.last().ends_min >= 18 * 60)
            return date;
    }
    return date;
}

Appointment HistoryWriter::made(QDate date, int minute, const Staff &member, const Service &service, int seed) const
{
    Appointment one;
    one.branch = member.branch;
    one.service = service.id;
    one.staff = member.id;
    one.customer = m_customers.at(seed % m_customers.size()).id;
    one.source = seed % 3 == 0 ? Source::Desk : Source::Phone;
    const Instant begin = m_zone.startOfDay(date) + minutes(minute);
    one.span = {begin, begin};
    // Booked in the days before, while somebody was there to book it.
    const Instant that_day = m_zone.startOfDay(date.addDays(-(seed % 4)));
    one.created_at = std::min(that_day + minutes(9 * 60 + seed % 470), begin - minutes(20));
    if (one.source == Source::Phone)
        one.call_id = u"call_demo%1%2%3"_s.arg(date.toString(u"yyyyMMdd"_s)).arg(minute).arg(member.id.value);
    for (const Segment &segment : service.segments) {
        Phase phase;
        phase.key = segment.key;
        phase.name = segment.name;
        phase.busy = segment.busy;
        phase.staff = segment.busy ? member.id : StaffId{};
        phase.span = {one.span.end, one.span.end + minutes(m_catalogue.minutes(service, segment, member.id))};
        phase.sync_status = segment.busy ? SyncStatus::Pending : SyncStatus::None;
        one.span.end = phase.span.end;
        one.phases.append(phase);
    }
    return one;
}

Result<void> HistoryWriter::writeDay(QDate date, const QList<Plan> &plans)
{
    const bool is_today = date == m_today;
    const DayClock clock(m_zone.startOfDay(date) + minutes(is_today ? 9 * 60 + 30 : 18 * 60));
    Result<Transaction> tx = Transaction::begin(m_connection, clock);
    if (!tx)
        return tx.error();
    for (const Plan &plan : plans)
        if (const Result<void> written = writePlan(*tx, plan); !written)
            return written;
    const Service *colour = m_catalogue.service(u"ansatzfaerbung"_s);
    const Staff *robin = m_catalogue.member(u"robin-1"_s);
    const QString call = u"call_demo%1"_s.arg(date.toString(u"yyyyMMdd"_s));
    if (colour && robin && !is_today && date.day() % 2 == 0)
        if (const auto added = MapRefusalTable::add(*tx, colour->id, robin->id, call); !added)
            return added.error();
    return tx->commit();
}

Result<void> HistoryWriter::writePlan(Transaction &tx, Plan plan)
{
    Appointment &one = plan.appointment;
    const Result<AppointmentId> id = AppointmentTable::insert(tx, one, QString());
    if (!id)
        return id.error();
    one.id = *id;
    if (const auto inserted = PhaseTable::insert(tx, one); !inserted)
        return inserted.error();
    if (blocksTime(one.status))
        if (const auto taken = ClaimTable::takeFree(tx, one, {one.staff}); !taken)
            return taken.error();
    for (const Phase &phase : one.phases)
        if (phase.busy)
            if (const auto written = writeMirror(tx, plan, phase); !written)
                return written;
    if (plan.fate == Fate::Conflict || plan.fate == Fate::NoMap)
        if (const auto written = writeReview(tx, plan); !written)
            return written;
    if (one.status == AppointmentStatus::Cancelled) {
        Appointment before = one;
        before.status = AppointmentStatus::Confirmed;
        before.cancel_reason.clear();
        if (const auto done = journalChange(tx, m_catalogue, {u"desk"_s, Source::Desk}, "cancel", &before, one); !done)
            return done;
    }
    return one.call_id.isEmpty() ? Result<void>() : writeCall(tx, one);
}

Result<void> HistoryWriter::writeMirror(Transaction &tx, const Plan &plan, const Phase &phase)
{
    const Appointment &one = plan.appointment;
    const bool mirrored = plan.fate == Fate::Mirrored || plan.fate == Fate::Recovered;
    const milliseconds took(180 + mixed(int(one.id.value), int(phase.id.value), 3, 900));
    const Instant end = one.created_at + took + (plan.fate == Fate::Mirrored ? milliseconds(0) : milliseconds(2300));
    OutboxRow row;
    row.appointment = one.id;
    row.phase = phase.id;
    row.state = mirrored ? OutboxState::Done : OutboxState::Review;
    row.begins = phase.span.begin;
    row.sends = plan.fate == Fate::NoMap ? 0 : 1;
    row.due = row.created = one.created_at;
    const Result<OutboxId> id = OutboxTable::add(tx, m_random, row);
    if (!id)
        return id.error();
    row.id = *id;
    if (mirrored)
        row.settled = end;
    if (const auto settled = OutboxTable::update(tx, row); !settled)
        return settled;
    const auto attempt = [&](const char *operation, AttemptOutcome outcome, std::optional<int> status, Instant at,
                             const QString &error) {
        Attempt tried;
        tried.outbox = *id;
        tried.appointment = one.id;
        tried.phase = phase.id;
        tried.phase_key = phase.key;
        tried.at = at;
        tried.operation = QLatin1String(operation);
        tried.outcome = outcome;
        tried.http_status = status;
        tried.error = error;
        tried.took = took;
        return AttemptTable::add(tx, tried);
    };
    const QString taken = u"400 User either already has booking at this time or is not available"_s;
    Result<AttemptId> added =
        plan.fate == Fate::Mirrored ? attempt("create", AttemptOutcome::Ok, 201, one.created_at, {})
        : plan.fate == Fate::NoMap  ? attempt("create", AttemptOutcome::NotSent, std::nullopt, one.created_at,
                                              u"no event type for segment %1"_s.arg(phase.key))
                                    : attempt("create", AttemptOutcome::Retry, 400, one.created_at, taken);
    if (added && (plan.fate == Fate::Recovered || plan.fate == Fate::Conflict))
        added = attempt("verify", mirrored ? AttemptOutcome::Recovered : AttemptOutcome::Conflict, 200, end, {});
    if (!added)
        return added.error();
    const QString uid = mirrored ? u"demo"_s + m_random.uuid().remove(u'-').left(18) : QString();
    if (mirrored && one.status == AppointmentStatus::Cancelled)
        if (const auto cancelled = writeCancelled(tx, row, uid); !cancelled)
            return cancelled;
    return OutboxTable::setPhase(tx, phase.id, mirrored ? SyncStatus::Synced : SyncStatus::Review, uid);
}

/// Cal.com has heard of that, too.
Result<void> HistoryWriter::writeCancelled(Transaction &tx, OutboxRow created, const QString &uid)
{
    created.id = {};
    created.operation = SyncOperation::Cancel;
    created.calcom_uid = uid;
    created.operation_uuid.clear();
    created.due = created.created = tx.now();
    const Result<OutboxId> id = OutboxTable::add(tx, m_random, created);
    if (!id)
        return id.error();
    created.id = *id;
    created.settled = tx.now();
    return OutboxTable::update(tx, created);
}

Result<void> HistoryWriter::writeReview(Transaction &tx, const Plan &plan)
{
    const Appointment &one = plan.appointment;
    const bool no_map = plan.fate == Fate::NoMap;
    QJsonArray phases;
    for (const Phase &phase : one.phases)
        if (phase.busy)
            phases.append(QJsonObject{
                {u"phase"_s, phase.key},
                {u"operation"_s, u"create"_s},
                {u"error"_s, no_map ? u"no event type for segment %1"_s.arg(phase.key)
                                    : u"400 User either already has booking at this time or is not available"_s}});
    ReviewItem item;
    item.appointment = one.id;
    item.cause = no_map ? ReviewCause::MissingEventMap : ReviewCause::Conflict;
    const Service *service = m_catalogue.service(one.service);
    const Staff *member = m_catalogue.member(one.staff);
    if (no_map && service && member)
        item.group = service->key + u'/' + member->key;
    item.evidence = {{u"phases"_s, phases}};
    const Result<ReviewId> id = ReviewTable::open(tx, item);
    if (!id)
        return id.error();
    return plan.settled ? ReviewTable::settle(tx, *id, u"desk"_s, u"bei Cal.com nachgetragen"_s) : Result<void>();
}

/// What the caller heard at this step of the booking.
QJsonObject HistoryWriter::answer(const Appointment &one, int step) const
{
    QJsonObject answer{{u"success"_s, true}};
    const Staff *member = m_catalogue.member(one.staff);
    if (step == 0 || !member)
        return answer;
    const QString when = QLocale(QLocale::German).toString(m_zone.dateOf(one.span.begin), u"dddd, d. MMMM"_s) +
                         m_zone.timeOf(one.span.begin).toString(u"' um 'HH:mm' Uhr bei '"_s) + member->name;
    if (step == 1) {
        answer.insert(u"available"_s, true);
        answer.insert(u"message"_s, u"%1 ist frei."_s.arg(when));
    } else {
        answer.insert(u"booked"_s, true);
        answer.insert(u"appointment_id"_s, qint64(one.id.value));
        answer.insert(u"message"_s, u"Ihr Termin ist gebucht: %1."_s.arg(when));
    }
    return answer;
}

Result<void> HistoryWriter::writeCall(Transaction &tx, const Appointment &one)
{
    const int seed = int(one.id.value);
    const auto span = [seed](int p50) {
        return QJsonObject{{u"p50"_s, p50 + seed % 90}, {u"p95"_s, p50 * 3 / 2 + seed % 150}};
    };
    PhoneCall call;
    call.call_id = one.call_id;
    call.branch = one.branch;
    call.agent_id = u"agent_demo"_s;
    call.agent_version = seed % 4 == 0 ? 5 : 7;
    call.call_type = u"phone_call"_s;
    call.to_number = m_catalogue.branches.first().phone_numbers.value(0);
    call.status = CallStatus::Ended;
    call.first_seen = one.created_at - seconds(95);
    call.started = call.first_seen;
    call.ended = one.created_at + seconds(25 + seed % 40);
    call.disconnection_reason = u"user_hangup"_s;
    call.customer = one.customer;
    for (const Customer &customer : m_customers)
        if (customer.id == one.customer)
            call.from_number = customer.phone;
    call.outcome = u"booked"_s;
    call.analysis = {{u"latency"_s, QJsonObject{{u"llm"_s, span(560)}, {u"tts"_s, span(240)}, {u"e2e"_s, span(1150)}}}};
    if (const auto merged = CallTable::merge(tx, call); !merged)
        return merged.error();
    const char *const functions[] = {"get_current_context", "check_availability_v17", "start_booking"};
    for (int i = 0; i < 3; ++i) {
        FunctionCallRecord record;
        record.call_id = call.call_id;
        record.name = record.called_as = QLatin1String(functions[i]);
        record.agent_version = call.agent_version;
        record.at = call.first_seen + seconds(5 + 40 * i);
        record.answer = answer(one, i);
        record.success = true;
        record.took = std::chrono::microseconds(3'000 + 9'000 * i + mixed(seed, i, 5, 11'000));
        record.placeholder = *call.agent_version == 5 && i == 0;
        if (const auto inserted = FunctionCallTable::insert(tx, record); !inserted)
            return inserted.error();
    }
    if (seed % 9 == 0)
        return UnknownWordTable::add(tx, u"Babylights"_s, call.call_id);
    return seed % 41 == 0 ? UnknownWordTable::add(tx, u"Gesichtsmassage"_s, call.call_id) : Result<void>();
}

} // namespace

Result<void> DemoHistory::write(Connection &connection, Random &random, QDate demo_day)
{
    const Result<Catalogue> catalogue = CatalogueTable::load(connection);
    if (!catalogue)
        return catalogue.error();
    const Result<QList<Customer>> customers = CustomerTable::all(connection);
    if (!customers)
        return customers.error();
    if (catalogue->branches.isEmpty() || customers->isEmpty())
        return Error{ErrorCode::NotFound, u"there is no salon to write a history for"_s};
    return HistoryWriter(connection, random, *catalogue, *customers, demo_day).write();
}

} // namespace salon
