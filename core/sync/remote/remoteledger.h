// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/calcom/account.h"
#include "core/calcom/webhookevent.h"
#include "core/domain/catalogue.h"
#include "core/domain/remotebooking.h"
#include "core/storage/connection.h"
#include "core/storage/transaction.h"
#include "core/sync/remote/remotedecision.h"
#include "core/sync/syncsettings.h"

#include <functional>
#include <optional>

namespace salon
{

/// A booking Cal.com is to be asked for before anything is decided about an event.
struct RemoteQuestion {
    CalcomEvent event;
    SyncSettings::Key key;
    calcom::Account account;
};

/// One step: a question, or an event was decided without one, or nothing is due.
struct RemoteTurn {
    std::optional<RemoteQuestion> question;
    bool is_step = false; // there may be more right now
    bool rests = false;   // switched off by a person, or Cal.com is not configured
    std::optional<Instant> next_due;
};

/// What Cal.com said: the booking as it is now, under its newest uid.
struct RemoteAnswer {
    std::optional<calcom::Booking> booking;
    QStringList uids;     // the newest first
    bool is_gone = false; // no such booking
    QString error;
    std::optional<milliseconds> wait_hint;
};

/// The write lane's half of what Cal.com tells us: each event is decided in one transaction, by what Cal.com says when
/// it is asked; a webhook alone only shows that our own doing has arrived.
/// What is no booking of ours goes to `foreign`, which ends the event in its own transaction.
/// Thread: the write lane. Errors: Database, Busy: nothing was written; try again.
class RemoteLedger
{
public:
    using Foreign = std::function<Result<void>(Connection &, CalcomEventId, const RemoteBooking &)>;
    RemoteLedger(const Clock &clock, Random &random, SyncSettings settings, Foreign foreign);
    Result<RemoteTurn> next(Connection &connection);
    Result<void> settle(Connection &connection, const RemoteQuestion &question, const RemoteAnswer &answer);

private:
    Result<RemoteTurn> look(Transaction &tx, CalcomEvent event);
    Result<bool> lookLocally(Transaction &tx, CalcomEvent &event, const calcom::WebhookEvent &told);
    Result<RemoteTurn> ask(Transaction &tx, CalcomEvent event, const calcom::WebhookEvent &told);
    Result<void> decide(Transaction &tx, CalcomEvent &event, const MirroredPhase &local, const RemoteAnswer &answer);
    Result<void> bind(Transaction &tx, const MirroredPhase &local, const calcom::Booking &booking);

    const Clock &m_clock;
    Random &m_random;
    const SyncSettings m_settings;
    const Foreign m_foreign;
};

} // namespace salon
