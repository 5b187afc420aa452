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

/// One case that needs a person. The words for cause and action are the page's.
struct ReviewView {
    ReviewItem item;
    AppointmentView appointment;
    bool operator==(const ReviewView &) const = default;
};

/// What somebody else did to one part of it at Cal.com.
struct RemoteVersion {
    QString phase;
    QString status; // Cal.com's word; empty = it has no such booking
    Instant begins;
    bool operator==(const RemoteVersion &) const = default;
};

/// Told / here / Cal.com side by side, and how it came to this.
struct ReviewDetail {
    ReviewView review;
    QString told; // the sentence the caller heard; empty = no call
    QList<Attempt> attempts;
    QList<QString> missing_segments; // busy segments without an event map
    QList<RemoteVersion> remote;     // to be accepted or pushed back; empty = nothing of that kind
    bool can_retry = false;          // something of it waits to be sent again
    bool can_verify = false;         // something of it left the machine: there is what to look for
    bool operator==(const ReviewDetail &) const = default;
};

struct ReviewQueue {
    Zone zone;
    Instant now;
    QList<ReviewView> rows; // the most urgent first, those put aside at the end
    bool operator==(const ReviewQueue &) const = default;
};

} // namespace salon
