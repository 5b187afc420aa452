// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QPushButton;

namespace salon
{

class CardTable;
class RowModel;
class StateStack;

/// Which service with which person can be mirrored to Cal.com, and every gap by name.
class EventMapsPage final : public Page
{
    Q_OBJECT
public:
    explicit EventMapsPage(Desk &desk);
    void reload() override;

private:
    void showMatrix(const Result<EventMapMatrix> &matrix);
    void fillMatrix();
    void fillGaps();

    EventMapMatrix m_matrix;
    QPushButton *m_only_gaps;
    RowModel *m_rows;
    CardTable *m_table;
    StateStack *m_state;
    RowModel *m_gap_rows;
    CardTable *m_gaps;
    StateStack *m_gap_state;
};

} // namespace salon
