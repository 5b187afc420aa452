// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace salon
{

/// The small line above a field: its shortcut goes there, and the field bears its name for screen readers.
class Caption final : public QLabel
{
    Q_OBJECT
public:
    Caption(const QString &text, QWidget *field);
};

} // namespace salon
