// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/bookingrace.h"

#include "core/storage/appointmenttable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/claimtable.h"
#include "core/storage/holdtable.h"
#include "tests/support/manualexecutor.h"

#include <algorithm>
#include <QElapsedTimer>
#include <QStringList>

namespace salon::test
{

using Kind = BookingOutcome::Kind;

namespace
{

constexpr int kPatience = 5;

/// On a machine that has other work, the last of 64 may wait for the day's lock longer than a statement may last.
/// Nothing was written then, and whoever hears it asks again.
bool isPutOff(const Result<BookingOutcome> &outcome)
{
    return !outcome && (outcome.error().code == ErrorCode::Busy || outcome.error().code == ErrorCode::Timeout);
}

} // namespace

void warm(Connection &connection)
{
    const auto salon = CatalogueTable::load(connection);
    const auto book = AppointmentTable::list(connection, {.limit = 1});
    if (!salon || !book)
        qFatal("the book cannot be read");
    (void)ClaimTable::all(connection);
    (void)HoldTable::ofCall(connection, {}, {});
}

bool withLongRaces()
{
    return qEnvironmentVariableIsSet("SALONDESK_RACES");
}

void BookingRace::run(const QList<BookingRequest> &wishes)
{
    reserve(int(wishes.size()));
    atOnce(m_database, int(wishes.size()),
           [&](int who, Connection &connection) { book(who, connection, wishes[who]); });
}

const Result<BookingOutcome> &BookingRace::book(int who, Connection &connection, const BookingRequest &wish)
{
    Try &mine = m_tries.at(size_t(who));
    SeededRandom random(1'000 + who);
    BookingDesk desk(m_clock, random);
    mine.wish = wish;
    QElapsedTimer timer;
    timer.start();
    mine.began = ++m_ticks;
    mine.outcome = desk.book(connection, wish);
    for (int asked = 1; asked < kPatience && isPutOff(mine.outcome); ++asked)
        mine.outcome = desk.book(connection, wish);
    mine.ended = ++m_ticks;
    mine.took_us = timer.nsecsElapsed() / 1000;
    return mine.outcome;
}

QList<Appointment> BookingRace::booked() const
{
    QList<Appointment> found;
    for (const Try &one : m_tries)
        if (one.outcome && one.outcome->kind == Kind::Booked)
            found.append(one.outcome->appointment);
    return found;
}

int BookingRace::refused() const
{
    return int(std::count_if(m_tries.cbegin(), m_tries.cend(),
                             [](const Try &one) { return one.outcome && one.outcome->kind == Kind::Refused; }));
}

void BookingRace::check(const Try &one, QStringList &faults) const
{
    if (!one.outcome) {
        faults << QStringLiteral("an error: ") + one.outcome.error().detail;
        return;
    }
    if (one.outcome->kind != Kind::Refused)
        return;
    const BookingOutcome &no = *one.outcome;
    if (no.refusal.available || no.refusal.text.isEmpty())
        faults << QStringLiteral("a \"no\" that says nothing");
    if (no.alternatives.size() != BookingDesk::kAlternatives)
        faults << QStringLiteral("%1 alternatives after: %2").arg(no.alternatives.size()).arg(no.refusal.text);
    for (const Offer &offer : no.alternatives)
        for (const Try &other : m_tries) {
            if (!other.outcome || other.outcome->kind != Kind::Booked || other.ended > one.began)
                continue;
            for (const Phase &phase : other.outcome->appointment.phases)
                if (phase.busy && phase.staff == offer.staff && phase.span.overlaps(offer.span))
                    faults << QStringLiteral("offered with staff %1 what was taken already").arg(offer.staff.value);
        }
}

QString BookingRace::faults() const
{
    QStringList faults;
    for (const Try &one : m_tries)
        check(one, faults);
    return faults.join(QLatin1Char('\n'));
}

QString BookingRace::summary() const
{
    std::vector<qint64> took;
    for (const Try &one : m_tries)
        took.push_back(one.took_us);
    std::sort(took.begin(), took.end());
    const auto at = [&](double part) { return double(took[size_t(part * double(took.size() - 1))]) / 1000.0; };
    return QStringLiteral("%1 bookers, %2 booked, %3 refused, p50 %4 ms, p99 %5 ms")
        .arg(m_tries.size())
        .arg(booked().size())
        .arg(refused())
        .arg(at(0.5), 0, 'f', 1)
        .arg(at(0.99), 0, 'f', 1);
}

} // namespace salon::test
