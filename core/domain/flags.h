// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

/// The switches of a running salon: stored in the database, effective in every process within a second.
namespace salon
{

enum class EventMapCheck { Block, Warn, Off };
enum class AvailabilityPolicy { Strict, Interleave };
/// In which order a day's free starts are named. GapFriendly: those first beside which the least time stays free that
/// is too short for the shortest service of the person, then by time; of several people who are free, whoever wastes
/// least.
enum class OfferOrder { Earliest, GapFriendly };

/// The flags' values as the rules read them. Shape: built from the stored rows, defaults where none is stored.
struct Flags {
    bool post_sync_verification = true;
    bool parallel_sync = true;
    bool optimistic_reservation = true;
    EventMapCheck event_map_check = EventMapCheck::Block; // binds the phone; the desk books with a warning
    AvailabilityPolicy availability_policy = AvailabilityPolicy::Strict;
    OfferOrder offer_order = OfferOrder::Earliest; // of a list; the next free start is always the earliest
    bool book_from_web_calls = false;
    bool store_transcripts = false;
    QSet<QString> functions_off; // phone functions switched off, by published name
    bool operator==(const Flags &) const = default;

    static Flags fromStored(const QHash<QString, QString> &name_to_value);
};

/// One flag as admins see it.
struct FlagDefinition {
    QString name;
    QString default_value;
    QList<QString> values; // what may be set
    QString text;          // what it does, in one English sentence
};

/// All flags, one function.<name> per published phone function included, in the order they are listed.
const QList<FlagDefinition> &flagDefinitions();
std::optional<FlagDefinition> flagDefinition(const QString &name);
/// The phone functions that are fixed outside, by their first name; aliases are not listed.
const QList<QString> &publishedFunctions();

} // namespace salon
