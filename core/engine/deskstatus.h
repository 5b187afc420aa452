// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace salon
{

/// What this process does at present, for the status bar, /readyz and the log.
struct DeskStatus {
    bool ready = false;          // the database is open and at this program's schema
    bool listening = false;      // this process holds the listener lease and its socket
    bool standing_by = false;    // another process answers the callers; this one would if that one died
    QString listen_address;      // ADDR:PORT while listening
    QString operations_address;  // ADDR:PORT of the operations socket, if this process has it
    QString listener_problem;    // why it does not listen although it should; plain words
    bool syncing = false;        // this process holds the sync lease
    bool remote_off = false;     // no Cal.com work at all: a shifted clock without a configured base
    bool has_phone_key = false;  // without one, function calls are answered 503
    bool has_calcom_key = false; // without one, the outbox waits
    int clock_off_s = 0;         // how far the phone agent's clock is ahead of ours; behind: negative
    int calcom_off_s = 0;        // how far Cal.com's clock is ahead of ours; behind: negative
    bool calcom_offline = false; // Cal.com cannot be reached: sends wait, it is asked now and then
    bool calcom_limping = false; // it answers with errors or not in time: the same
    int calls_without_event = 0; // calls happen, but the agent's webhook tells nothing of them
    bool operator==(const DeskStatus &) const = default;
};

} // namespace salon

Q_DECLARE_METATYPE(salon::DeskStatus)
