// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/domain/outbox.h"
#include "core/engine/dayview.h"

#include <QList>
#include <QString>

namespace salon
{

/// What can be done about a case; it is what a bulk action is counted from before it begins.
struct ReviewMeans {
    ReviewId id;
    int to_send = 0;     // parts that wait to be sent again
    int to_look_for = 0; // parts of them that may be at Cal.com
    bool lacks_map = false;
    bool operator==(const ReviewMeans &) const = default;
};

/// One case that needs a person. The words for cause and action are the page's.
struct ReviewView {
    ReviewItem item;
    AppointmentView appointment;
    int attempts = 0;                // exchanges with Cal.com about it
    std::optional<Instant> next_try; // something of it is still under way
    ReviewMeans means;
    bool is_changed_there = false; // somebody else changed it at Cal.com: either side can be taken
    bool operator==(const ReviewView &) const = default;
};

/// What somebody else did to one part of it at Cal.com.
struct RemoteVersion {
    QString phase;
    QString status; // Cal.com's word; empty = it has no such booking
    Instant begins;
    bool operator==(const RemoteVersion &) const = default;
};

/// What a person, the phone or Cal.com did about the appointment or the case. Actions are the journal's.
struct HistoryView {
    Instant at;
    QString who;
    QString action;
    QString note; // a reason, an owner
    bool operator==(const HistoryView &) const = default;
};

/// Told / here / Cal.com side by side, and how it came to this.
struct ReviewDetail {
    ReviewView review;
    QString told; // the sentence the caller heard; empty = no call
    QList<Attempt> attempts;
    QList<HistoryView> history;      // oldest first
    QList<QString> missing_segments; // busy segments without an event map
    QList<RemoteVersion> remote;     // to be accepted or pushed back; empty = nothing of that kind
    bool operator==(const ReviewDetail &) const = default;
};

struct ReviewQueue {
    Zone zone;
    Instant now;
    QList<ReviewView> rows;  // the most urgent first, those put aside at the end
    QList<ReviewView> ended; // of the last days, the latest first: settled by a person, or closed by themselves
    QStringList people;      // who a case can be given to: the names at the desk
    bool operator==(const ReviewQueue &) const = default;
};

} // namespace salon
