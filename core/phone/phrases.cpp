// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/phrases.h"

#include "core/base/checks.h"

#include <QHash>

namespace salon
{

namespace
{

struct Sentence {
    Phrase phrase;
    const char *german;
    const char *english;
};

const Sentence kSentences[] = {
    {Phrase::Greeting, "Guten Tag! Wie kann ich Ihnen helfen?", "Hello! How can I help you?"},
    {Phrase::GreetingByName, "Guten Tag, %1! Wie kann ich Ihnen helfen?", "Hello, %1! How can I help you?"},
    {Phrase::AskDate, "Für welchen Tag darf ich nachsehen?", "Which day would you like?"},
    {Phrase::AskWhether, "Meinen Sie %1?", "Do you mean %1?"},
    {Phrase::AskChoice, "Was passt Ihnen besser: %1?", "Which suits you better: %1?"},
    {Phrase::AskWhichDate, "Da bin ich nicht sicher: Meinen Sie %1?", "I am not sure: do you mean %1?"},
    {Phrase::AskIsItDate, "Meinen Sie wirklich %1?", "Do you really mean %1?"},
    {Phrase::DateNotUnderstood, "Den Tag habe ich nicht verstanden. Welches Datum meinen Sie?",
     "I did not get the day. Which date do you mean?"},
    {Phrase::NoSuchDay, "Diesen Tag gibt es nicht. Welches Datum meinen Sie?",
     "There is no such day. Which date do you mean?"},
    {Phrase::AskTime, "Um wie viel Uhr passt es Ihnen am %1?", "What time suits you on %1?"},
    {Phrase::AskTimeOnly, "Um wie viel Uhr passt es Ihnen?", "What time suits you?"},
    {Phrase::TimeNotUnderstood, "Die Uhrzeit habe ich nicht verstanden. Um wie viel Uhr soll es sein?",
     "I did not get the time. What time should it be?"},
    {Phrase::NoSuchTime, "%1 gibt es nicht, weil dann die Uhren vorgestellt werden. Um wie viel Uhr soll es sein?",
     "%1 does not exist, because the clocks go forward then. What time should it be?"},
    {Phrase::AskService, "Was darf es sein? Wir haben zum Beispiel %1.",
     "What would you like? We offer, for example, %1."},
    {Phrase::ServiceUnknown, "%1 kenne ich leider nicht. Wir haben zum Beispiel %2.",
     "I am afraid I do not know %1. We offer, for example, %2."},
    {Phrase::AskWhichService, "Was genau meinen Sie: %1?", "Which one do you mean: %1?"},
    {Phrase::AskWhichServiceFirst,
     "Das sind mehrere Leistungen: %1. Ich trage sie nacheinander ein. Womit fangen wir an?",
     "That is more than one service: %1. I book them one after the other. Which one first?"},
    {Phrase::StaffUnknown, "%1 arbeitet nicht bei uns. Zu wem möchten Sie, oder ist es Ihnen gleich?",
     "%1 does not work here. Who would you like, or does it not matter?"},
    {Phrase::AskWhichStaff,
     "Bei uns gibt es mehrere Personen, auf die das passt: %1. Wen meinen Sie, oder ist es Ihnen gleich?",
     "More than one person fits that: %1. Who do you mean, or does it not matter?"},
    {Phrase::AskName, "Auf welchen Namen darf ich den Termin eintragen?",
     "What name should I put the appointment under?"},
    {Phrase::AskNameNotStaff, "Und wie ist Ihr eigener Name, bitte?", "And what is your own name, please?"},
    {Phrase::CallUnknown, "Das kann ich diesem Anruf gerade nicht sicher zuordnen. Bitte rufen Sie noch einmal an.",
     "I cannot safely connect this with your call at the moment. Please call again."},
    {Phrase::UnknownFunction, "Das kann ich am Telefon leider nicht erledigen. Soll jemand Sie zurückrufen?",
     "I am afraid I cannot do that on the phone. Should somebody call you back?"},
    {Phrase::InvalidArguments, "Das habe ich nicht verstanden. Können Sie es bitte anders sagen?",
     "I did not understand that. Could you say it differently, please?"},
    {Phrase::HoldTheLine,
     "Das dauert gerade einen Moment länger. Bitte bleiben Sie kurz dran, ich versuche es gleich noch einmal.",
     "This is taking a moment longer. Please stay on the line, I will try again right away."},
    {Phrase::NothingFound, "Dazu habe ich leider nichts gefunden.", "I am afraid I found nothing for that."},
    {Phrase::WebCall, "Über einen Testanruf kann ich keinen Termin eintragen.",
     "I cannot book an appointment from a test call."},
    {Phrase::Free, "Ja, %1 bei %2 ist am %3 frei.", "Yes, %1 with %2 is available on %3."},
    {Phrase::FreeWindow, "Ja, für %1 hätte ich %2 frei.", "Yes, for %1 we have time %2."},
    {Phrase::Reserved, "Ich halte Ihnen %1 bei %2 am %3 für einen Moment frei.",
     "I am keeping %1 with %2 on %3 free for you for a moment."},
    {Phrase::Released, "Die Zeit ist wieder freigegeben.", "That time is open again."},
    {Phrase::NothingReserved, "Für diesen Anruf halte ich gerade nichts frei.",
     "I am not keeping any time free for this call."},
    {Phrase::NotReserved, "%1 bei %2 am %3 ist im Moment frei. Vormerken kann ich die Zeit aber nicht.",
     "%1 with %2 on %3 is free at the moment, but I cannot keep it for you."},
    {Phrase::NotReservedThat, "Diese Zeit halte ich für diesen Anruf nicht frei.",
     "I am not keeping that time free for this call."},
    {Phrase::NothingInWindow, "In dieser Zeit ist für %1 leider nichts frei.",
     "I am afraid nothing is free for %1 in that time."},
    {Phrase::NothingInWindowWith, "In dieser Zeit ist bei %2 für %1 leider nichts frei.",
     "I am afraid %2 has nothing free for %1 in that time."},
    {Phrase::Booked, "Ihr Termin ist eingetragen: %1 bei %2 am %3.", "Your appointment is booked: %1 with %2 on %3."},
    {Phrase::BookedAlready, "Auf den Namen %4 ist das schon eingetragen: %1 bei %2 am %3.",
     "That is already booked in the name of %4: %1 with %2 on %3."},
    {Phrase::BookingCancelled,
     "Dieser Termin wurde inzwischen abgesagt: %1 bei %2 am %3. Soll ich ihn noch einmal eintragen?",
     "This appointment has been cancelled since: %1 with %2 on %3. Should I book it once more?"},
    {Phrase::Offer, "Frei wäre %1.", "We have time %1."},
    {Phrase::NoOffer, "In den nächsten Tagen ist leider nichts anderes frei. Soll jemand Sie zurückrufen?",
     "I am afraid nothing else is free in the next days. Should somebody call you back?"},
    {Phrase::NoOfferWith, "Bei %1 ist in den nächsten Tagen leider nichts anderes frei. Soll jemand Sie zurückrufen?",
     "I am afraid %1 has nothing else free in the next days. Should somebody call you back?"},
    {Phrase::NoOfferThatDay, "An diesem Tag ist leider nichts anderes frei.",
     "I am afraid nothing else is free on that day."},
    {Phrase::NoOfferThatDayWith, "Bei %1 ist an diesem Tag leider nichts anderes frei.",
     "I am afraid %1 has nothing else free on that day."},
    {Phrase::OfferCallback, "Soll jemand Sie zurückrufen?", "Should somebody call you back?"},
    {Phrase::NextFree, "Der nächste freie Termin für %1 ist am %2.", "The next free time for %1 is on %2."},
    {Phrase::PastDate, "%1 ist schon vorbei.", "%1 is already over."},
    {Phrase::TooSoon, "Das ist leider zu kurzfristig. Termine sind erst ab %1 möglich.",
     "I am afraid that is too short notice. Appointments are possible from %1."},
    {Phrase::TooFarAhead, "So weit im Voraus nehmen wir noch keine Termine an, zurzeit nur bis %1.",
     "We do not take appointments that far ahead, at present only until %1."},
    {Phrase::OutsideOpeningHours, "Zu dieser Zeit haben wir nicht geöffnet.", "We are not open at that time."},
    {Phrase::PastClosing, "Das würde bis %1 dauern, so lange haben wir nicht geöffnet.",
     "That would last until %1, and we are not open that long."},
    {Phrase::OutsideWorkingHours, "Zu dieser Zeit arbeitet dafür leider niemand lange genug.",
     "I am afraid nobody is working long enough at that time."},
    {Phrase::StaffNotWorking, "%1 arbeitet dann nicht.", "%1 is not working then."},
    {Phrase::StaffNotWorkingSoLong, "%1 arbeitet dann nicht lange genug.", "%1 is not working long enough then."},
    {Phrase::StaffOnBreak, "%1 hat von %2 bis %3 Pause.", "%1 has a break from %2 to %3."},
    {Phrase::StaffAbsent, "%1 ist an diesem Tag nicht da.", "%1 is not in on that day."},
    {Phrase::StaffAbsentThen, "%1 ist zu dieser Zeit nicht da.", "%1 is not in at that time."},
    {Phrase::OffGrid, "Termine beginnen bei uns alle fünf Minuten.", "Our appointments start every five minutes."},
    {Phrase::StaffCannot, "%1 bietet %2 nicht an.", "%1 does not offer %2."},
    {Phrase::NobodyCan, "%1 bieten wir zurzeit nicht an.", "We do not offer %1 at present."},
    {Phrase::NotSyncable, "%1 kann ich bei %2 am Telefon nicht buchen.", "I cannot book %1 with %2 on the phone."},
    {Phrase::NobodySyncable, "%1 kann ich am Telefon zurzeit nicht buchen. Soll jemand Sie zurückrufen?",
     "I cannot book %1 on the phone at present. Should somebody call you back?"},
    {Phrase::WhoCan, "Möglich ist es bei %1.", "It is possible with %1."},
    {Phrase::SlotTaken, "Zu dieser Zeit ist leider nichts mehr frei.", "I am afraid that time is taken."},
    {Phrase::StaffTaken, "%1 hat um %2 leider keine Zeit mehr.", "I am afraid %1 has no time left at %2."},
    {Phrase::StaffTakenSoon, "%1 hat ab %2 leider nicht lange genug Zeit.",
     "I am afraid %1 does not have enough time from %2."},
    {Phrase::CustomerBusy, "Um diese Zeit haben Sie bei uns schon einen Termin.",
     "You already have an appointment with us at that time."},
    {Phrase::CustomerHas, "Um diese Zeit haben Sie bei uns schon einen Termin: %1 am %2.",
     "You already have an appointment with us at that time: %1 on %2."},
    {Phrase::CallbackNoted, "Ich habe notiert, dass Sie zurückgerufen werden möchten. Der Salon meldet sich bei Ihnen.",
     "I have noted that you would like to be called back. The salon will call you."},
    {Phrase::CallbackNotedAlready, "Ihr Rückrufwunsch ist schon notiert. Der Salon meldet sich bei Ihnen.",
     "Your request is already noted. The salon will call you."},
    {Phrase::AskCallbackNumber, "Unter welcher Nummer dürfen wir Sie zurückrufen?",
     "Which number may we call you back on?"},
    {Phrase::DateIs, "Das ist %1.", "That is %1."},
    {Phrase::OpenOn, "Am %1 haben wir von %2 geöffnet.", "On %1 we are open from %2."},
    {Phrase::ClosedOn, "Am %1 haben wir geschlossen.", "On %1 we are closed."},
    {Phrase::ClosedFor, "Am %1 haben wir geschlossen: %2.", "On %1 we are closed: %2."},
    {Phrase::ServiceList, "Wir bieten %1 an.", "We offer %1."},
    {Phrase::ServiceFacts, "%1 dauert %2.", "%1 takes %2."},
    {Phrase::ServiceWith, "%1 bei %2", "%1 with %2"},
    {Phrase::ServiceFactsPrice, "%1 dauert %2 und kostet %3.", "%1 takes %2 and costs %3."},
    {Phrase::NoAppointments, "Für Ihre Nummer ist zurzeit kein Termin eingetragen.",
     "There is no appointment for your number at present."},
    {Phrase::AppointmentList, "Eingetragen ist %1.", "You have %1."},
    {Phrase::NeedCallerNumber, "Ohne Ihre Rufnummer darf ich zu Terminen nichts sagen. Soll jemand Sie zurückrufen?",
     "Without your number I may not say anything about appointments. Should somebody call you back?"},
    {Phrase::SeveralOfNumber,
     "Unter Ihrer Nummer sind mehrere Personen eingetragen, daher darf ich zu Terminen nichts sagen.",
     "More than one person is known under your number, so I may not say anything about appointments."},
    {Phrase::PastAppointmentList, "Zuletzt bei uns war %1.", "Your last visits were %1."},
    {Phrase::NoPastAppointments, "Für Ihre Nummer ist kein früherer Termin eingetragen.",
     "There is no earlier appointment for your number."},
    {Phrase::Visit, "%1 am %2", "%1 on %2"},
    {Phrase::VisitWith, "%1 bei %2 am %3", "%1 with %2 on %3"},
    {Phrase::MomentWith, "%1 bei %2", "%1 with %2"},
    {Phrase::AskWhichAppointment, "Welchen Termin meinen Sie: %1?", "Which appointment do you mean: %1?"},
    {Phrase::AppointmentNotFound, "Diesen Termin finde ich unter Ihrer Nummer nicht.",
     "I cannot find that appointment under your number."},
    {Phrase::AppointmentBegun, "Dieser Termin hat schon begonnen oder ist vorbei.",
     "That appointment has already begun or is over."},
    {Phrase::AskCancel, "Soll ich diesen Termin absagen: %1?", "Should I cancel this appointment: %1?"},
    {Phrase::Cancelled, "Ihr Termin ist abgesagt: %1.", "Your appointment is cancelled: %1."},
    {Phrase::CancelledAlready, "Dieser Termin ist schon abgesagt: %1.", "This appointment is already cancelled: %1."},
    {Phrase::AskMove, "Soll ich diesen Termin verlegen: %1? Er wäre dann am %2.",
     "Should I move this appointment: %1? It would then be on %2."},
    {Phrase::Moved, "Ihr Termin ist verlegt. Neu eingetragen ist %1.", "Your appointment is moved. You now have %1."},
    {Phrase::MovedAlready, "So ist Ihr Termin schon eingetragen: %1.", "Your appointment already is like that: %1."},
    {Phrase::AskNewTime, "Auf wann möchten Sie den Termin verlegen: %1?",
     "When would you like to move this appointment to: %1?"},
    {Phrase::FeeDue, "Dafür fallen %1 an.", "There is a charge of %1 for that."},
    {Phrase::CancelTooLate, "Absagen kann ich diesen Termin am Telefon nur bis %1 vorher.",
     "On the phone I can cancel this appointment only until %1 before."},
    {Phrase::MoveTooLate, "Verlegen kann ich diesen Termin am Telefon nur bis %1 vorher.",
     "On the phone I can move this appointment only until %1 before."},
    {Phrase::CancelTooOften, "Mehr Termine kann ich in diesem Zeitraum am Telefon leider nicht absagen.",
     "I am afraid I cannot cancel more appointments on the phone within this period."},
    {Phrase::MoveTooOften, "Noch einmal verlegen kann ich diesen Termin am Telefon leider nicht.",
     "I am afraid I cannot move this appointment once more on the phone."},
    {Phrase::CancelledByPhone, "am Telefon abgesagt", "cancelled on the phone"},
    {Phrase::WantsToCancel, "Möchte absagen: %1", "Wants to cancel: %1"},
    {Phrase::WantsToMove, "Möchte verlegen: %1", "Wants to move: %1"},
    {Phrase::ChangeNeedsKnownCaller, "Ändern kann ich einen Termin nur, wenn Ihre Nummer mir sicher sagt, wer anruft.",
     "I can change an appointment only if your number tells me safely who is calling."},
    {Phrase::ChangeFailed, "Das hat gerade leider nicht geklappt.", "I am afraid that did not work just now."},
    {Phrase::ChangeLeftToSalon, "Ich habe es für den Salon notiert, damit Sie zurückgerufen werden.",
     "I have noted it for the salon so that you will be called back."},
    {Phrase::ChangeLeftNeedsNumber,
     "Ich habe es für den Salon notiert. Unter welcher Nummer dürfen wir Sie zurückrufen?",
     "I have noted it for the salon. Which number may we call you back on?"},
    {Phrase::NotedValues, "Vielen Dank, das habe ich notiert.", "Thank you, I have noted that."},
};

const Sentence &sentence(Phrase phrase)
{
    for (const Sentence &candidate : kSentences)
        if (candidate.phrase == phrase)
            return candidate;
    SALON_CHECK(!"every phrase is in the table");
}

const QStringList &weekdays(Language language)
{
    static const QStringList german =
        QStringLiteral("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag").split(u' ');
    static const QStringList english =
        QStringLiteral("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split(u' ');
    return language == Language::German ? german : english;
}

const QStringList &months(Language language)
{
    static const QStringList german =
        QStringLiteral("Januar Februar März April Mai Juni Juli August September Oktober November Dezember")
            .split(u' ');
    static const QStringList english =
        QStringLiteral("January February March April May June July August September October November December")
            .split(u' ');
    return language == Language::German ? german : english;
}

QString joined(const QStringList &items, const QString &last)
{
    if (items.size() < 2)
        return items.join(QString());
    return items.mid(0, items.size() - 1).join(QStringLiteral(", ")) + last + items.constLast();
}

} // namespace

QString Phrases::text(Phrase phrase, Language language)
{
    const Sentence &found = sentence(phrase);
    return QString::fromUtf8(language == Language::German ? found.german : found.english);
}

QString Phrases::say(Phrase phrase, const QStringList &parts) const
{
    // Part by part would fill a placeholder that a name brought along.
    const QString pattern = text(phrase, m_language);
    QString out;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool is_place = pattern.at(i) == u'%' && i + 1 < pattern.size() && pattern.at(i + 1).isDigit();
        if (is_place)
            out += parts.value(pattern.at(++i).digitValue() - 1);
        else
            out += pattern.at(i);
    }
    return out.replace(QLatin1String(".."), QLatin1String(".")); // "at 2 p.m." ends a sentence by itself
}

QString Phrases::weekday(QDate date) const
{
    return weekdays(m_language).value(date.dayOfWeek() - 1);
}

QString Phrases::weekdayShort(QDate date) const
{
    return weekday(date).left(m_language == Language::German ? 2 : 3);
}

QString Phrases::dayAndMonth(QDate date) const
{
    const QString month = months(m_language).value(date.month() - 1);
    const QString day = QString::number(date.day());
    return m_language == Language::German ? QStringLiteral("%1, den %2. %3").arg(weekday(date), day, month)
                                          : QStringLiteral("%1, %2 %3").arg(weekday(date), month, day);
}

QString Phrases::date(QDate date) const
{
    const bool is_other_year = m_today.isValid() && date.year() != m_today.year();
    return is_other_year ? dateWithYear(date) : dayAndMonth(date);
}

QString Phrases::dateWithYear(QDate day) const
{
    return dayAndMonth(day) + (m_language == Language::German ? QStringLiteral(" ") : QStringLiteral(", ")) +
           QString::number(day.year());
}

QString Phrases::time(QTime time, std::optional<AutumnSide> side) const
{
    const bool german = m_language == Language::German;
    QString which;
    if (side == AutumnSide::First)
        which = german ? QStringLiteral(" vor der Zeitumstellung") : QStringLiteral(" before the clocks change");
    else if (side == AutumnSide::Second)
        which = german ? QStringLiteral(" nach der Zeitumstellung") : QStringLiteral(" after the clocks change");
    if (german)
        return (time.minute() == 0 ? QStringLiteral("%1 Uhr").arg(time.hour())
                                   : QStringLiteral("%1 Uhr %2").arg(time.hour()).arg(time.minute())) +
               which;
    const int hour = time.hour() % 12 == 0 ? 12 : time.hour() % 12;
    const QString half = time.hour() < 12 ? QStringLiteral("a.m.") : QStringLiteral("p.m.");
    return (time.minute() == 0
                ? QStringLiteral("%1 %2").arg(hour).arg(half)
                : QStringLiteral("%1:%2 %3").arg(hour).arg(time.minute(), 2, 10, QLatin1Char('0')).arg(half)) +
           which;
}

QString Phrases::midnight() const
{
    return m_language == Language::German ? QStringLiteral("24 Uhr") : QStringLiteral("midnight");
}

QString Phrases::dateAndTime(QDate day, QTime at, std::optional<AutumnSide> side) const
{
    return date(day) + (m_language == Language::German ? QStringLiteral(" um ") : QStringLiteral(" at ")) +
           time(at, side);
}

QString Phrases::moment(const Zone &zone, Instant at) const
{
    return dateAndTime(zone.dateOf(at), zone.timeOf(at), zone.sideOf(at));
}

QString Phrases::anyOf(const QStringList &items) const
{
    return joined(items, m_language == Language::German ? QStringLiteral(" oder ") : QStringLiteral(" or "));
}

QString Phrases::allOf(const QStringList &items) const
{
    return joined(items, m_language == Language::German ? QStringLiteral(" und ") : QStringLiteral(" and "));
}

QString Phrases::duration(int minutes) const
{
    const bool german = m_language == Language::German;
    const int hours = minutes / 60;
    const int rest = minutes % 60;
    QStringList parts;
    if (hours == 1)
        parts.append(german ? QStringLiteral("eine Stunde") : QStringLiteral("one hour"));
    else if (hours > 1)
        parts.append((german ? QStringLiteral("%1 Stunden") : QStringLiteral("%1 hours")).arg(hours));
    if (rest > 0 || hours == 0)
        parts.append((german ? QStringLiteral("%1 Minuten") : QStringLiteral("%1 minutes")).arg(rest));
    return parts.join(german ? QStringLiteral(" und ") : QStringLiteral(" and "));
}

QString Phrases::amount(const QString &decimal, const QString &currency) const
{
    const bool german = m_language == Language::German;
    const QString plain = decimal.endsWith(QLatin1String(".00")) ? decimal.chopped(3) : decimal;
    const QString unit = currency != QLatin1String("EUR") ? currency
                         : german                         ? QStringLiteral("Euro")
                                                          : QStringLiteral("euros");
    return (german ? QString(plain).replace(u'.', u',') : plain) + QLatin1Char(' ') + unit;
}

} // namespace salon
