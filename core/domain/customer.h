// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <QList>
#include <QString>

namespace salon
{

struct Customer {
    CustomerId id;
    QString key; // from the salon file, else empty
    QString name;
    QString phone; // E.164, or as given when it is no valid number; empty = none
    QString email;
    QString notes; // for the desk only, never spoken
    QList<QString> tags;
    bool operator==(const Customer &) const = default;
};

} // namespace salon
