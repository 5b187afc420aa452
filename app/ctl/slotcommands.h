// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/command.h"
#include "core/availability/slotsearch.h"

#include <QJsonArray>
#include <QJsonObject>

namespace salon
{

/// explain and slots: why a time is or is not free, and which are.
QList<Command> slotCommands();

QJsonObject explanationDocument(const Catalogue &catalogue, const Explanation &why, Language language);
QJsonArray offersDocument(const Catalogue &catalogue, const QList<Offer> &offers);
/// "2025-11-26 10:00  Mia Sommer", a line each.
QString offersText(const Catalogue &catalogue, const QList<Offer> &offers);

} // namespace salon
