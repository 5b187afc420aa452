// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

namespace salon
{

/// The one message that travels upwards: these rows of this table were committed, by this process or another.
/// An empty id list means: anything may have changed (after a lost connection), read again.
struct StoreChanged {
    QString table; // empty with empty ids = everything
    QList<qint64> ids;
    bool operator==(const StoreChanged &) const = default;
};

} // namespace salon

Q_DECLARE_METATYPE(salon::StoreChanged)
