// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"

#include <QCoreApplication>

#include <functional>

class QWidget;

namespace salon
{

/// What is asked before a case is settled, put aside or given away; for one case or for many. Nothing blocks.
/// Thread: GUI.
class ReviewQuestions
{
    Q_DECLARE_TR_FUNCTIONS(ReviewQuestions)
public:
    static void settle(QWidget *window, std::function<void(const QString &reason)> then);
    static void snooze(QWidget *window, const Zone &zone, Instant now, std::function<void(Instant until)> then);
    static void assign(QWidget *window, const QStringList &people, std::function<void(const QString &owner)> then);
};

} // namespace salon
