// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/availability/explanation.h"

#include "core/base/checks.h"

#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

namespace salon
{

namespace
{

/// What the sentences may name: %1 person, %2 object, %3 "Abschnitt B um 11:05", %4 service, %5 from–to,
/// %6 minutes of buffers.
struct Wording {
    const char *german;
    const char *english;
};

Wording wording(Rule rule)
{
    switch (rule) {
    case Rule::Past:
        return {"%2 ist schon vorbei.", "%2 is in the past."};
    case Rule::OffGrid:
        return {"Termine beginnen auf vollen fünf Minuten (%2).", "Appointments begin on five-minute marks (%2)."};
    case Rule::Notice:
        return {"Zu kurzfristig: frühestens um %2.", "Too soon: at %2 at the earliest."};
    case Rule::Horizon:
        return {"So weit voraus wird nicht gebucht (letzter Tag: %2).", "Too far ahead (the last day is %2)."};
    case Rule::ClosedDay:
        return {"Der Salon ist an diesem Tag geschlossen (%2).", "The salon is closed on that day (%2)."};
    case Rule::OpeningHours:
        return {"Außerhalb der Öffnungszeiten (%2): %4 würde %5 dauern.",
                "Outside opening hours (%2): %4 would run %5."};
    case Rule::WorkingHours:
        return {"%3: %1 arbeitet dann nicht (%2).", "%3: %1 does not work then (%2)."};
    case Rule::Break:
        return {"%3 fällt in die Pause von %1 (%2).", "%3 falls into the break of %1 (%2)."};
    case Rule::Absence:
        return {"%1 ist abwesend (%2).", "%1 is absent (%2)."};
    case Rule::Capability:
        return {"%1 bietet %4 nicht an.", "%1 does not do %4."};
    case Rule::EventMap:
        return {"Für %1 fehlen Cal.com-Termintypen: %2.", "Cal.com event types are missing for %1: %2."};
    case Rule::Appointment:
        return {"%3 trifft bei %1 auf %2.", "%3 meets %2 with %1."};
    case Rule::UnassignedAppointment:
        return {"%3 trifft auf einen Termin, der noch niemandem zugeteilt ist: %2.",
                "%3 meets an appointment that nobody is assigned to yet: %2."};
    case Rule::Hold:
        return {"%3 ist bei %1 für einen Anruf vorgemerkt, bis %2.", "%3 is held for a call with %1 until %2."};
    case Rule::Resource:
        return {"%3: %2 ist dann voll belegt.", "%3: %2 is full then."};
    case Rule::BusyBlock:
        return {"%3: %1 ist laut Cal.com belegt (%2).", "%3: %1 is busy at Cal.com (%2)."};
    case Rule::Customer:
        return {"Diese Person hat dann schon einen Termin: %2.", "This person has an appointment then: %2."};
    }
    SALON_CHECK(!"every rule has a sentence");
}

Wording wording(PlanFlaw flaw)
{
    switch (flaw) {
    case PlanFlaw::NobodyBusy:
        return {"%4 ist so nicht buchbar: kein Abschnitt braucht jemanden vom Personal.",
                "%4 cannot be booked like this: no part of it needs anybody."};
    case PlanFlaw::NoLength:
        return {"%4 ist so nicht buchbar: ein Abschnitt hat keine Dauer.",
                "%4 cannot be booked like this: a part of it has no length."};
    case PlanFlaw::OffMarks:
        return {"%4 ist so nicht buchbar: die Minuten sind kein Vielfaches von fünf.",
                "%4 cannot be booked like this: its minutes are no multiples of five."};
    case PlanFlaw::TooLong:
        return {"%4 ist so nicht buchbar: das dauert länger als einen Tag.",
                "%4 cannot be booked like this: it takes longer than a day."};
    case PlanFlaw::TooManyParts:
        return {"%4 ist so nicht buchbar: das sind zu viele Abschnitte.",
                "%4 cannot be booked like this: it has too many parts."};
    case PlanFlaw::None:
        break;
    }
    return wording(Rule::Capability);
}

QString pick(const Wording &words, Language language)
{
    return QString::fromUtf8(language == Language::German ? words.german : words.english);
}

/// One pass over the places, which need not all be there (QString::arg would renumber them); what somebody wrote into
/// a name is never read as a place.
QString filled(const QString &pattern, const QStringList &values)
{
    QString text;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const int place = pattern[i] == QLatin1Char('%') && i + 1 < pattern.size() ? pattern[i + 1].digitValue() : -1;
        if (place < 1 || place > values.size()) {
            text += pattern[i];
            continue;
        }
        text += values[place - 1];
        ++i;
    }
    return text;
}

QString clockTime(const Catalogue &catalogue, Instant at)
{
    return catalogue.salon.zone.clock(at);
}

QString spanText(const Zone &zone, const TimeRange &span, bool german)
{
    const QString text = zone.clock(span.begin) + QStringLiteral("–") + zone.clock(span.end);
    const qint64 days = zone.dateOf(span.begin).daysTo(zone.dateOf(span.end));
    if (days == 1)
        return text + (german ? QStringLiteral(" am nächsten Tag") : QStringLiteral(" the next day"));
    return days == 0 ? text
                     : text + (german ? QStringLiteral(" %1 Tage später") : QStringLiteral(" %1 days later")).arg(days);
}

QString names(const QList<StaffId> &people, const Catalogue &catalogue)
{
    QStringList found;
    for (const StaffId id : people)
        if (const Staff *member = catalogue.member(id))
            found.append(member->name);
    return found.join(QStringLiteral(", "));
}

/// An object is written without a language; dates in a sentence are not.
QString withSpokenDates(QString text, Language language)
{
    static const QRegularExpression iso(QStringLiteral("\\d{4}-\\d{2}-\\d{2}"));
    for (QRegularExpressionMatch match = iso.match(text); match.hasMatch(); match = iso.match(text)) {
        const QDate date = QDate::fromString(match.captured(), Qt::ISODate);
        const QString spoken = language == Language::German
                                   ? date.toString(QStringLiteral("dd.MM.yyyy"))
                                   : QLocale(QLocale::English).toString(date, QStringLiteral("d MMM yyyy"));
        text.replace(match.capturedStart(), match.capturedLength(), spoken);
    }
    return text;
}

/// Two that only their buffers keep apart, and services and people that are switched off, are said in their own words.
Wording wordingOf(const Explanation &why, const Service *service, const Staff *member)
{
    const bool meets = why.rule == Rule::Appointment || why.rule == Rule::UnassignedAppointment;
    if (meets && why.buffer_min > 0)
        return {"%3 liegt zu nah an %2: dazwischen müssen %6 Minuten frei bleiben.",
                "%3 is too close to %2: %6 minutes must stay free between them."};
    if (why.rule == Rule::Capability && why.flaw != PlanFlaw::None)
        return wording(why.flaw);
    if (why.rule == Rule::Capability && service && !service->active)
        return {"%4 wird zurzeit nicht angeboten.", "%4 is not offered at present."};
    if (why.rule == Rule::Capability && !member)
        return {"Niemand bietet %4 an.", "Nobody does %4."};
    if (why.rule == Rule::Capability && !member->active)
        return {"%1 arbeitet zurzeit nicht hier.", "%1 does not work here at present."};
    return wording(why.rule);
}

} // namespace

QString Explanation::deskObject() const
{
    return customer_name.isEmpty() ? object : customer_name + QStringLiteral(", ") + object;
}

QString sentence(const Explanation &why, const Catalogue &catalogue, Language language)
{
    const bool german = language == Language::German;
    const Staff *member = catalogue.member(why.staff);
    const Service *service = catalogue.service(why.service);
    const QString person = member ? member->name : german ? QStringLiteral("Niemand") : QStringLiteral("Nobody");
    const QString span = spanText(catalogue.salon.zone, why.span, german);
    if (why.available)
        return (german ? QStringLiteral("Frei bei %1, %2.") : QStringLiteral("Free with %1, %2.")).arg(person, span);
    const QString segment = (german ? QStringLiteral("%1 um %2") : QStringLiteral("%1 at %2"))
                                .arg(why.segment_name, clockTime(catalogue, why.segment_begin));
    return filled(pick(wordingOf(why, service, member), language),
                  {person, withSpokenDates(why.deskObject(), language), segment, service ? service->name : why.object,
                   span, QString::number(why.buffer_min)});
}

QString remedy(const Explanation &why, const Catalogue &catalogue, Language language)
{
    if (why.available)
        return {};
    const auto say = [&](const char *german, const char *english) { return pick({german, english}, language); };
    switch (why.rule) {
    case Rule::Capability:
        if (const Service *service = catalogue.service(why.service); service && !service->active)
            return {};
        if (why.flaw != PlanFlaw::None)
            return say("Die Abschnitte der Leistung in der Salondatei berichtigen.",
                       "Correct the service's segments in the salon file.");
        return why.able.isEmpty()
                   ? say("Unter „Personal“ eintragen, wer diese Leistung anbietet.", "Enter who does this service.")
                   : say("Das können: %1.", "Able to do it: %1.").arg(names(why.able, catalogue));
    case Rule::EventMap:
        return why.able.isEmpty()
                   ? say("Die fehlenden Termintypen unter „Termintypen“ ergänzen.", "Complete the event maps.")
                   : say("Termintypen ergänzen oder buchen bei: %1.", "Complete the event maps, or book with: %1.")
                         .arg(names(why.able, catalogue));
    case Rule::UnassignedAppointment:
        return say("Den offenen Termin jemandem zuteilen.", "Assign the open appointment to somebody.");
    case Rule::Appointment:
    case Rule::Customer:
    case Rule::BusyBlock:
    case Rule::Hold:
    case Rule::Resource:
        return say("Eine andere Zeit wählen oder bewusst überbuchen.", "Choose another time, or overbook knowingly.");
    case Rule::Notice:
        return say("Wer schon da ist, kann bewusst trotzdem eingetragen werden.",
                   "Who is here already can be entered knowingly all the same.");
    case Rule::Past:
    case Rule::OffGrid:
    case Rule::Horizon:
    case Rule::ClosedDay:
    case Rule::OpeningHours:
    case Rule::WorkingHours:
    case Rule::Break:
    case Rule::Absence:
        return {};
    }
    SALON_CHECK(!"every rule decides");
}

} // namespace salon
