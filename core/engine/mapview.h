// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ids.h"

#include <QList>
#include <QString>

namespace salon
{

/// The matrix service x staff of event maps.
struct EventMapMatrix {
    enum class State { NotOffered, Complete, Missing };
    struct Column {
        StaffId staff;
        QString name;
        QString account; // tells people of one name apart; else empty
        bool operator==(const Column &) const = default;
    };
    struct Cell {
        State state = State::NotOffered;
        int required = 0;
        QList<QString> missing; // names of busy segments without a map
        bool operator==(const Cell &) const = default;
    };
    struct Row {
        ServiceId service;
        QString name;
        QList<Cell> cells; // one per column
        bool operator==(const Row &) const = default;
    };
    QList<Column> columns;
    QList<Row> rows;
    int required = 0;
    int missing = 0;
    int pairs = 0; // staff/service pairs that lack maps
    bool operator==(const EventMapMatrix &) const = default;
};

} // namespace salon
