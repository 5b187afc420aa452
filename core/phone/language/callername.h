// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/catalogue.h"
#include "core/domain/language.h"

#include <QString>

namespace salon
{

/// What an agent sent as the customer's name, judged before anything is booked under it.
/// Source: facts/origin-behaviour.md (b), utterance semantics.
struct CallerName {
    enum class Kind {
        Missing,   // nothing, a stand-in ("Gast"), a time of day
        Unusable,  // something that nobody is called: markup, digits, a sentence
        StaffWish, // "bei Mia", or a staff member's name: the caller said who should do it
        Person,
    };
    Kind kind = Kind::Missing;
    QString name;

    static CallerName judge(const QString &sent, const Catalogue &catalogue, Language language);
};

/// "lena punkt vogt at beispiel punkt de" -> lena.vogt@beispiel.de; what is no address is empty.
QString cleanedEmail(const QString &sent);

} // namespace salon
