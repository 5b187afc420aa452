// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reconcile/reconcileledger.h"

#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/calcom/webhookevent.h"
#include "core/storage/busyblocktable.h"
#include "core/storage/calcomeventtable.h"
#include "core/storage/cataloguetable.h"
#include "core/storage/mirrortable.h"
#include "core/sync/syncswitch.h"

#include <algorithm>
#include <QCryptographicHash>

namespace salon
{

namespace
{

milliseconds restAfter(const MirrorStatus &status)
{
    return status.problem.isEmpty() ? milliseconds(limits::kCompareRest) : limits::kCompareAgain;
}

Result<MirrorBook> bookOf(Connection &connection, const ReconcileRound &round, const RemoteLists &lists)
{
    const auto catalogue = CatalogueTable::load(connection);
    const auto instance = CatalogueTable::instance(connection);
    if (!catalogue || !instance)
        return !catalogue ? catalogue.error() : instance.error();
    auto entries = MirrorTable::entries(connection, round.span);
    if (!entries)
        return entries.error();
    const auto listed = MirrorTable::ofBookings(connection, lists.bookings.keys());
    if (!listed)
        return listed.error();
    for (const MirrorEntry &entry : *listed)
        if (entry.begins < round.span.begin || entry.begins >= round.span.end)
            entries->append(entry);
    MirrorBook book{.span = round.span, .instance = *instance, .begun = round.begun, .entries = *entries};
    for (const Staff &member : catalogue->staff)
        book.hosts.insert(member.id, member.calcom_user_id.value_or(0));
    const auto blocks = BusyBlockTable::ofSpan(connection, round.span);
    if (!blocks)
        return blocks.error();
    for (const BusyBlockTable::Row &row : *blocks)
        book.blocks.insert(row.calcom_uid, {.uids = {row.calcom_uid},
                                            .span = row.block.span,
                                            .host_id = book.hosts.value(row.block.staff),
                                            .is_live = true});
    return book;
}

} // namespace

ReconcileLedger::ReconcileLedger(const Clock &clock, SyncSettings settings)
    : m_clock(clock)
    , m_settings(std::move(settings))
{
}

Result<ReconcileTurn> ReconcileLedger::next(Connection &connection)
{
    auto tx = Transaction::begin(connection, m_clock);
    if (!tx)
        return tx.error();
    const auto paused = SyncSwitch::isPaused(connection);
    const auto status = MirrorStatus::read(connection);
    const auto wished = MirrorStatus::wished(connection);
    if (!paused || !status || !wished)
        return !paused ? paused.error() : !status ? status.error() : wished.error();
    ReconcileTurn turn;
    if (*paused || !m_settings.isConfigured())
        return turn;
    const bool is_wished = *wished && (!status->compared || **wished > *status->compared);
    const Instant due = status->compared ? *status->compared + restAfter(*status) : tx->now();
    if (!is_wished && due > tx->now()) {
        turn.next_due = due;
        return turn;
    }
    auto round = roundOf(*tx);
    if (!round)
        return round.error();
    round->is_wished = is_wished;
    turn.round = std::move(*round);
    return turn;
}

/// Each key once, and the team's bookings with the salon's.
Result<ReconcileRound> ReconcileLedger::roundOf(Transaction &tx) const
{
    const auto catalogue = CatalogueTable::load(tx.connection());
    if (!catalogue)
        return catalogue.error();
    ReconcileRound round;
    round.begun = tx.now();
    round.span = {tx.now(), tx.now() + limits::kCompareAhead};
    QList<std::pair<SyncSettings::Key, std::int64_t>> keys;
    if (const auto salon = m_settings.keyOf({}))
        keys.append({*salon, 0});
    for (const Staff &member : catalogue->staff)
        if (m_settings.staff_keys.contains(member.key) && member.active)
            keys.append({*m_settings.keyOf(member.key), member.calcom_user_id.value_or(0)});
    for (const auto &[key, host] : std::as_const(keys)) {
        const auto until = SyncSwitch::keyPausedUntil(tx.connection(), key.label);
        if (!until)
            return until.error();
        if (*until && **until > tx.now()) {
            round.problems.append(QStringLiteral("the key \"%1\" was refused and rests").arg(key.label));
            continue;
        }
        const calcom::Account account(m_settings.base_url, key.value, m_settings.timeout);
        round.lists.append({.key = key, .account = account, .host = host});
        if (host == 0 && m_settings.team > 0)
            round.lists.append({.key = key, .account = account, .team = m_settings.team});
    }
    return round;
}

Result<ReconcileResult> ReconcileLedger::settle(Connection &connection, const ReconcileRound &round,
                                                const ReconcileReading &reading)
{
    auto tx = Transaction::begin(connection, m_clock);
    if (!tx)
        return tx.error();
    const auto book = bookOf(connection, round, reading.lists);
    if (!book)
        return book.error();
    const Reconciliation found = Reconciliation::of(*book, reading.lists);
    ReconcileResult result;
    if (reading.may_ask && !found.unseen.isEmpty()) {
        for (const MirrorHint &hint : found.unseen.mid(0, limits::kComparedSingly))
            result.ask.append(hint.uid);
        return result;
    }
    auto before = MirrorStatus::read(connection);
    if (!before)
        return before.error();
    MirrorStatus &status = result.status;
    status.state = reading.problems.isEmpty() ? found.state() : MirrorState::Unknown;
    status.compared = round.begun;
    status.agreed = status.state == MirrorState::Ok ? round.begun : before->agreed;
    for (const MirrorHint &drift : found.drifts)
        ++status.differences[word(drift.difference)];
    status.parts = found.compared;
    status.unseen = int(found.unseen.size());
    status.problem = reading.problems.join(QStringLiteral("; "));
    if (auto hinted = hint(*tx, round, found.drifts + found.unseen.mid(0, limits::kComparedSingly)); !hinted)
        return hinted.error();
    for (auto key = reading.sight.keys.cbegin(); key != reading.sight.keys.cend(); ++key)
        if (auto learnt = KeySight::learn(*tx, key.key(), *key); !learnt)
            return learnt.error();
    if (auto written = MirrorStatus::write(*tx, status); !written)
        return written.error();
    if (auto committed = tx->commit(); !committed)
        return committed.error();
    qCInfo(lcSync).noquote() << "compared with Cal.com:" << word(*status.state) << "-" << status.parts << "parts,"
                             << status.drifts() << "differences," << status.unseen << "not to be seen";
    return result;
}

Result<void> ReconcileLedger::hint(Transaction &tx, const ReconcileRound &round, const QList<MirrorHint> &hints) const
{
    for (const MirrorHint &hint : hints) {
        const QByteArray body = calcom::WebhookEvent::hint(hint.uid, hint.host, round.begun);
        const QByteArray fingerprint = QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
        const auto added = CalcomEventTable::insert(tx, QLatin1String(calcom::WebhookEvent::kHint),
                                                    QString::fromLatin1(fingerprint), QString::fromUtf8(body));
        if (!added)
            return added.error();
    }
    return {};
}

} // namespace salon
