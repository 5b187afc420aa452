// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/figurereader.h"

#include "core/metrics/calltally.h"
#include "core/storage/figuredaytable.h"
#include "core/storage/query.h"
#include "core/storage/reviewtable.h"
#include "core/storage/snapshot.h"

#include <algorithm>
#include <map>
#include <QHash>

namespace salon
{

namespace
{

constexpr minutes kGrace{5}; // so young and still pending is not yet due
constexpr qsizetype kMostVersions = 20;
constexpr auto kLongestAppointment = std::chrono::hours(24);

/// What one day, or the whole window, adds up from.
struct Period {
    PeriodFigures figures;
    Samples sync_ms;
    Samples llm;
    Samples tts;
    Samples e2e;
    std::map<std::pair<QString, QString>, MapRefusal> refusals;

    PeriodFigures closed(int days);
};

PeriodFigures Period::closed(int days)
{
    figures.reviews.opened_per_day = double(figures.reviews.opened) / days;
    figures.sync_latency = sync_ms.percentiles();
    figures.voice_latency = {llm.percentiles(), tts.percentiles(), e2e.percentiles()};
    for (const auto &[pair, refusal] : refusals)
        figures.missing_map_refusals << refusal;
    std::stable_sort(figures.missing_map_refusals.begin(), figures.missing_map_refusals.end(),
                     [](const MapRefusal &a, const MapRefusal &b) { return a.count > b.count; });
    return figures;
}

/// The most frequent versions, the rest of them together with those not given.
QList<PlaceholderFigures> mostFrequent(const std::map<qint64, PlaceholderFigures> &counts)
{
    QList<PlaceholderFigures> rows;
    PlaceholderFigures rest;
    const auto add = [&rest](const PlaceholderFigures &row) {
        rest.count += row.count;
        rest.mismatches += row.mismatches;
    };
    for (const auto &[version, row] : counts)
        if (version >= 0)
            rows << PlaceholderFigures{version, row.count, row.mismatches};
        else
            add(row);
    std::stable_sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.count > b.count; });
    for (; rows.size() > kMostVersions; rows.removeLast())
        add(rows.constLast());
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.agent_version < b.agent_version; });
    if (rest.count > 0)
        rows.prepend(rest);
    return rows;
}

/// Busy phases of one appointment by state of their mirror.
struct Mirror {
    int pending = 0;
    int synced = 0;
    int review = 0;
};

/// One reading: each step is one query over the window.
class Reading
{
public:
    Reading(Connection &connection, const Zone &zone, Instant now, int days);
    Result<Figures> all();

private:
    template <typename Add>
    void each(Instant at, Add add)
    {
        add(m_total);
        if (const auto day = m_days.find(m_zone.dateOf(at)); day != m_days.end())
            add(day->second);
    }
    /// `counted` appointments created in the window: the end of each query's WHERE.
    static QString window()
    {
        // An import keeps each appointment's own source; what was booked here is what was once to be created remotely.
        return QStringLiteral("a.created_at_ms >= ? AND a.created_at_ms < ? AND a.test = 0 AND a.source <> 'import' "
                              "AND EXISTS (SELECT 1 FROM outbox made WHERE made.appointment = a.id "
                              "AND made.operation = 'create')");
    }
    Query &bindWindow(Query &query) const { return query.bind(m_window.begin).bind(m_window.end); }

    Result<void> appointments();
    void count(Instant created, bool cancelled, const Mirror &mirror, int sends, std::optional<Instant> settled);
    Result<void> verifications();
    Result<void> reviews();
    Result<void> refusals();
    Result<void> holds();
    Result<void> gaps();
    Result<void> calls();

    Connection &m_connection;
    const Zone &m_zone;
    Instant m_now;
    TimeRange m_window;
    Figures m_figures;
    Period m_total;
    std::map<QDate, Period> m_days;
};

Reading::Reading(Connection &connection, const Zone &zone, Instant now, int days)
    : m_connection(connection)
    , m_zone(zone)
    , m_now(now)
{
    m_figures.to = zone.dateOf(now);
    m_figures.from = m_figures.to.addDays(1 - days);
    m_window = {zone.startOfDay(m_figures.from), zone.startOfDay(m_figures.to.addDays(1))};
    for (QDate date = m_figures.from; date <= m_figures.to; date = date.addDays(1))
        m_days[date] = {};
}

Result<Figures> Reading::all()
{
    auto snapshot = Snapshot::begin(m_connection);
    if (!snapshot)
        return snapshot.error();
    for (const auto step : {&Reading::appointments, &Reading::verifications, &Reading::reviews, &Reading::refusals,
                            &Reading::holds, &Reading::gaps, &Reading::calls})
        if (auto done = (this->*step)(); !done)
            return done.error();
    m_figures.totals = m_total.closed(static_cast<int>(m_days.size()));
    for (auto &[date, period] : m_days)
        m_figures.days << DayFigures{date, period.closed(1)};
    return m_figures;
}

Result<void> Reading::appointments()
{
    struct Sent {
        int sends = 0;
        std::optional<Instant> settled;
    };
    QHash<qint64, Sent> sent;
    Query creates(m_connection,
                  QStringLiteral("SELECT a.id, MAX(o.sends), MAX(o.settled_at_ms) FROM appointments a "
                                 "JOIN outbox o ON o.appointment = a.id WHERE o.operation = 'create' AND %1 "
                                 "GROUP BY a.id")
                      .arg(window()));
    if (auto done = bindWindow(creates).exec(); !done)
        return done;
    while (creates.next())
        sent.insert(creates.int64(0), {creates.integer(1), creates.optionalInstant(2)});

    Query query(m_connection,
                QStringLiteral("SELECT a.id, a.created_at_ms, a.status, "
                               "SUM(CASE WHEN p.sync_status = 'pending' THEN 1 ELSE 0 END), "
                               "SUM(CASE WHEN p.sync_status = 'synced' THEN 1 ELSE 0 END), "
                               "SUM(CASE WHEN p.sync_status = 'review' THEN 1 ELSE 0 END) "
                               "FROM appointments a JOIN phases p ON p.appointment = a.id WHERE p.busy = 1 AND %1 "
                               "GROUP BY a.id, a.created_at_ms, a.status")
                    .arg(window()));
    if (auto done = bindWindow(query).exec(); !done)
        return done;
    while (query.next()) {
        const Sent was = sent.value(query.int64(0));
        const bool cancelled = query.value<AppointmentStatus>(2) == AppointmentStatus::Cancelled;
        count(query.instant(1), cancelled, {query.integer(3), query.integer(4), query.integer(5)}, was.sends,
              was.settled);
    }
    return {};
}

void Reading::count(Instant created, bool cancelled, const Mirror &mirror, int sends, std::optional<Instant> settled)
{
    const bool is_pending = mirror.pending > 0;
    const bool has_failed = !is_pending && mirror.review > 0;
    const bool is_synced = !is_pending && !has_failed && mirror.synced > 0;
    const bool was_never_sent = cancelled && sends == 0 && mirror.synced == 0 && mirror.review == 0;
    const bool is_too_young = is_pending && m_now - created < kGrace;
    each(created, [&](Period &period) {
        SyncFigures &sync = period.figures.sync;
        sync.created += 1;
        sync.due += was_never_sent || is_too_young ? 0 : 1;
        sync.synced += is_synced ? 1 : 0;
        sync.failed += has_failed ? 1 : 0;
        sync.pending += is_pending ? 1 : 0;
        if (is_synced && settled)
            period.sync_ms.add(static_cast<double>((*settled - created).count()));
    });
}

Result<void> Reading::verifications()
{
    struct Asked {
        Instant created;
        bool recovered = false;
        bool not_found = false;
    };
    QHash<qint64, Asked> asked;
    Query query(m_connection,
                QStringLiteral("SELECT a.id, a.created_at_ms, o.state, "
                               "SUM(CASE WHEN t.outcome = 'recovered' THEN 1 ELSE 0 END), "
                               "SUM(CASE WHEN t.outcome IN ('not_found', 'conflict', 'rejected') THEN 1 ELSE 0 END) "
                               "FROM appointments a JOIN attempts t ON t.appointment = a.id "
                               "JOIN outbox o ON o.id = t.outbox WHERE t.operation = 'verify' AND %1 "
                               "GROUP BY o.id, a.id, a.created_at_ms, o.state")
                    .arg(window()));
    if (auto done = bindWindow(query).exec(); !done)
        return done;
    while (query.next()) {
        Asked &entry = asked[query.int64(0)];
        entry.created = query.instant(1);
        const bool is_over = query.value<OutboxState>(2) != OutboxState::Verifying;
        const bool recovered = query.integer(3) > 0;
        entry.recovered = entry.recovered || recovered;
        entry.not_found = entry.not_found || (is_over && !recovered && query.integer(4) > 0);
    }
    for (const Asked &entry : std::as_const(asked))
        each(entry.created, [&](Period &period) {
            VerificationFigures &figures = period.figures.verifications;
            figures.triggered += 1;
            figures.recovered += entry.recovered ? 1 : 0;
            figures.not_found += entry.not_found ? 1 : 0;
        });
    return {};
}

Result<void> Reading::reviews()
{
    Query query(m_connection, "SELECT r.opened_at_ms, r.closed_at_ms, r.state FROM reviews r "
                              "LEFT JOIN appointments a ON a.id = r.appointment "
                              "WHERE (r.opened_at_ms >= ? OR r.closed_at_ms >= ?) AND COALESCE(a.test, 0) = 0");
    if (auto done = query.bind(m_window.begin).bind(m_window.begin).exec(); !done)
        return done;
    while (query.next()) {
        const Instant opened = query.instant(0);
        const auto closed = query.optionalInstant(1);
        const auto state = query.value<ReviewState>(2);
        const bool is_open = state == ReviewState::Open || state == ReviewState::Snoozed;
        if (m_window.contains(opened))
            each(opened, [&](Period &period) {
                period.figures.reviews.opened += 1;
                period.figures.reviews.open += is_open ? 1 : 0;
            });
        if (!is_open && closed && m_window.contains(*closed))
            each(*closed, [](Period &period) { period.figures.reviews.resolved += 1; });
    }
    const auto open = ReviewTable::countOpen(m_connection);
    if (!open)
        return open.error();
    m_total.figures.reviews.open = *open; // whenever they were opened
    return {};
}

Result<void> Reading::refusals()
{
    Query query(m_connection, "SELECT m.at_ms, v.key, v.name, s.key, s.name FROM map_refusals m "
                              "JOIN services v ON v.id = m.service JOIN staff s ON s.id = m.staff "
                              "WHERE m.at_ms >= ? AND m.at_ms < ?");
    if (auto done = bindWindow(query).exec(); !done)
        return done;
    while (query.next())
        each(query.instant(0), [&](Period &period) {
            MapRefusal &refusal = period.refusals[{query.text(1), query.text(3)}];
            refusal = {query.text(1), query.text(2), query.text(3), query.text(4), refusal.count + 1};
        });
    return {};
}

Result<void> Reading::holds()
{
    Query query(m_connection, "SELECT placed_at_ms, state, expires_at_ms FROM holds "
                              "WHERE soft = 0 AND placed_at_ms >= ? AND placed_at_ms < ?");
    if (auto done = bindWindow(query).exec(); !done)
        return done;
    while (query.next()) {
        const QString state = query.text(1);
        const bool ran_out = state == QLatin1String("placed") && query.instant(2) <= m_now;
        each(query.instant(0), [&](Period &period) {
            HoldFigures &figures = period.figures.holds;
            figures.placed += 1;
            figures.converted += state == QLatin1String("converted") ? 1 : 0;
            figures.expired += ran_out ? 1 : 0;
        });
    }
    return {};
}

Result<void> Reading::gaps()
{
    const QString sql = QStringLiteral(
        "SELECT a.created_at_ms, b.begins_ms, b.ends_ms, f.begins_ms, f.ends_ms FROM appointments a "
        "JOIN phases b ON b.appointment = a.id AND b.busy = 1 "
        "JOIN appointments g ON g.staff = b.staff AND g.begins_ms < b.ends_ms AND g.begins_ms > b.begins_ms - %1 "
        "AND g.id <> a.id AND g.status IN ('confirmed', 'arrived', 'done') "
        "JOIN phases f ON f.appointment = g.id AND f.busy = 0 AND f.begins_ms < b.ends_ms AND f.ends_ms > b.begins_ms "
        "WHERE a.status IN ('confirmed', 'arrived', 'done') AND %2");
    Query query(m_connection, sql.arg(milliseconds(kLongestAppointment).count()).arg(window()));
    if (auto done = bindWindow(query).exec(); !done)
        return done;
    while (query.next()) {
        const auto inside = std::min(query.instant(2), query.instant(4)) - std::max(query.instant(1), query.instant(3));
        each(query.instant(0), [&](Period &period) {
            period.figures.gap_minutes += static_cast<int>(std::chrono::duration_cast<minutes>(inside).count());
        });
    }
    return {};
}

/// Days that are over were counted; only the others' rows are read.
Result<void> Reading::calls()
{
    const auto counted = FigureDayTable::read(m_connection, m_window);
    if (!counted)
        return counted.error();
    QHash<QDate, QByteArray> known;
    for (const FigureDayTable::Day &day : *counted)
        if (const QDate date = m_zone.dateOf(day.span.begin); m_zone.day(date) == day.span)
            known.insert(date, day.tally);
    CallTally all;
    for (auto &[date, period] : m_days) {
        std::optional<CallTally> tally = CallTally::fromJson(known.value(date));
        if (!tally) {
            auto read = CallTally::ofRows(m_connection, m_zone.day(date));
            if (!read)
                return read.error();
            tally = std::move(*read);
        }
        period.llm.add(tally->llm);
        period.tts.add(tally->tts);
        period.e2e.add(tally->e2e);
        all.add(*tally);
    }
    m_total.llm = all.llm;
    m_total.tts = all.tts;
    m_total.e2e = all.e2e;
    for (const auto &[name, function] : all.functions)
        m_figures.functions.append({name, function.count, function.errors, function.ms.percentiles()});
    m_figures.placeholders = mostFrequent(all.placeholders);
    return {};
}

} // namespace

Result<Figures> FigureReader::read(Connection &connection, const Zone &zone, Instant now, int days)
{
    if (days < 1 || days > 3660)
        return Error{ErrorCode::InvalidInput, QStringLiteral("days is a number from 1 to 3660")};
    return Reading(connection, zone, now, days).all();
}

} // namespace salon
