// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/domain/language.h"
#include "core/phone/language/when.h"

namespace salon
{

/// Reads day and time out of what a caller said or an agent wrote: one small engine over the vocabulary's tables.
/// The caller's language first, the other one where that gives nothing. Past days, days that contradict their weekday
/// and inferred years more than six months ahead are not corrected but handed back, and so is what could mean two
/// things. Letter case and blanks make no difference; of a long text only the beginning is read.
/// Thread: any. Source: facts/origin-behaviour.md (i), with the rule of each row.
class WhenParser
{
public:
    using Field = WhenField;

    WhenParser(const Zone &zone, Instant now, Language language);

    When parse(const QString &utterance, Field field) const;
    /// Fields of one request together; what two of them say differently is unclear.
    When parseFields(const QString &date, const QString &time, const QString &both) const;

    QDate today() const { return m_today; }

private:
    When read(const QString &utterance, Field field, Language language) const;
    Zone m_zone;
    Instant m_now;
    QDate m_today;
    Language m_language;
};

/// Is this text a time of day and nothing else ("Acht Uhr", "um 8")? Such a thing is nobody's name.
bool isTimeOfDay(const QString &text, Language language);

} // namespace salon
