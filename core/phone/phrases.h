// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/zone.h"
#include "core/domain/language.h"
#include "core/phone/phrase.h"

#include <optional>
#include <QDate>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTime>

namespace salon
{

/// Sentences for callers, in the caller's language, fit to be spoken: short, polite, no markup, no promise of a message
/// that nobody sends. Thread: any.
class Phrases
{
public:
    /// A day of another year than `today`'s is spoken with its year. `own`: what the salon says in its own words.
    explicit Phrases(Language language, QDate today = {}, QHash<Phrase, QString> own = {})
        : m_language(language)
        , m_today(today)
        , m_own(std::move(own))
    {
    }

    /// %1, %2 … are filled in order.
    QString say(Phrase phrase, const QStringList &parts = {}) const;
    /// As it comes with the program.
    static QString text(Phrase phrase, Language language);
    /// "ask_which_service": what a phrase is called outside.
    static QString name(Phrase phrase);
    static std::optional<Phrase> named(const QString &name);

    /// "Mittwoch, den 26. November" · "Wednesday, November 26"
    QString date(QDate date) const;
    QString dateWithYear(QDate date) const;
    QString weekday(QDate date) const;
    QString weekdayShort(QDate date) const;
    /// "14 Uhr 30" · "2:30 p.m."
    /// A time that comes twice says which of the two it is.
    QString time(QTime time, std::optional<AutumnSide> side = {}) const;
    /// The end of a day.
    QString midnight() const;
    QString dateAndTime(QDate date, QTime time, std::optional<AutumnSide> side = {}) const;
    QString moment(const Zone &zone, Instant at) const;
    /// "A, B oder C"
    QString anyOf(const QStringList &items) const;
    QString allOf(const QStringList &items) const;
    /// "2 Stunden 10 Minuten"
    QString duration(int minutes) const;
    /// "15 Euro" · "12,50 Euro", of a decimal text such as "12.50"
    QString amount(const QString &decimal, const QString &currency) const;
    Language language() const { return m_language; }

private:
    QString dayAndMonth(QDate date) const;

    Language m_language;
    QDate m_today;
    QHash<Phrase, QString> m_own;
};

} // namespace salon
