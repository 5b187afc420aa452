// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/phrases.h"

#include "core/base/checks.h"

/// What every phrase says, and its name for those who say it otherwise.
namespace salon
{

namespace
{

struct Sentence {
    Phrase phrase;
    const char *name;
    const char *german;
    const char *english;
};

constexpr Sentence kSentences[] = {
    {Phrase::Greeting, "greeting", "Guten Tag! Wie kann ich Ihnen helfen?", "Hello! How can I help you?"},
    {Phrase::GreetingByName, "greeting_by_name", "Guten Tag, %1! Wie kann ich Ihnen helfen?",
     "Hello, %1! How can I help you?"},
    {Phrase::AskDate, "ask_date", "Für welchen Tag darf ich nachsehen?", "Which day would you like?"},
    {Phrase::AskWhether, "ask_whether", "Meinen Sie %1?", "Do you mean %1?"},
    {Phrase::AskChoice, "ask_choice", "Was passt Ihnen besser: %1?", "Which suits you better: %1?"},
    {Phrase::AskWhichDate, "ask_which_date", "Da bin ich nicht sicher: Meinen Sie %1?",
     "I am not sure: do you mean %1?"},
    {Phrase::AskIsItDate, "ask_is_it_date", "Meinen Sie wirklich %1?", "Do you really mean %1?"},
    {Phrase::DateNotUnderstood, "date_not_understood", "Den Tag habe ich nicht verstanden. Welches Datum meinen Sie?",
     "I did not get the day. Which date do you mean?"},
    {Phrase::NoSuchDay, "no_such_day", "Diesen Tag gibt es nicht. Welches Datum meinen Sie?",
     "There is no such day. Which date do you mean?"},
    {Phrase::AskTime, "ask_time", "Um wie viel Uhr passt es Ihnen am %1?", "What time suits you on %1?"},
    {Phrase::AskTimeOnly, "ask_time_only", "Um wie viel Uhr passt es Ihnen?", "What time suits you?"},
    {Phrase::TimeNotUnderstood, "time_not_understood",
     "Die Uhrzeit habe ich nicht verstanden. Um wie viel Uhr soll es sein?",
     "I did not get the time. What time should it be?"},
    {Phrase::NoSuchTime, "no_such_time",
     "%1 gibt es nicht, weil dann die Uhren vorgestellt werden. Um wie viel Uhr soll es sein?",
     "%1 does not exist, because the clocks go forward then. What time should it be?"},
    {Phrase::AskService, "ask_service", "Was darf es sein? Wir haben zum Beispiel %1.",
     "What would you like? We offer, for example, %1."},
    {Phrase::ServiceUnknown, "service_unknown", "%1 kenne ich leider nicht. Wir haben zum Beispiel %2.",
     "I am afraid I do not know %1. We offer, for example, %2."},
    {Phrase::ThatServiceUnknown, "that_service_unknown",
     "Das habe ich unter unseren Leistungen nicht gefunden. Wir haben zum Beispiel %1.",
     "I did not find that among our services. We offer, for example, %1."},
    {Phrase::AskWhichService, "ask_which_service", "Was genau meinen Sie: %1?", "Which one do you mean: %1?"},
    {Phrase::AskWhichServiceFirst, "ask_which_service_first",
     "Das sind mehrere Leistungen: %1. Ich trage sie nacheinander ein. Womit fangen wir an?",
     "That is more than one service: %1. I book them one after the other. Which one first?"},
    {Phrase::AskForWhomFirst, "ask_for_whom_first",
     "Ich trage einen Termin nach dem anderen ein. Für wen ist der erste, und was darf es da sein?",
     "I book one appointment after the other. Who is the first one for, and what would you like?"},
    {Phrase::AskTheUsual, "ask_the_usual", "Wieder %1?", "%1 again?"},
    {Phrase::StaffUnknown, "staff_unknown", "%1 arbeitet nicht bei uns. Zu wem möchten Sie, oder ist es Ihnen gleich?",
     "%1 does not work here. Who would you like, or does it not matter?"},
    {Phrase::ThatStaffUnknown, "that_staff_unknown",
     "Unter diesem Namen arbeitet niemand bei uns. Zu wem möchten Sie, oder ist es Ihnen gleich?",
     "Nobody of that name works here. Who would you like, or does it not matter?"},
    {Phrase::AskWhichStaff, "ask_which_staff",
     "Bei uns gibt es mehrere Personen, auf die das passt: %1. Wen meinen Sie, oder ist es Ihnen gleich?",
     "More than one person fits that: %1. Who do you mean, or does it not matter?"},
    {Phrase::AskName, "ask_name", "Auf welchen Namen darf ich den Termin eintragen?",
     "What name should I put the appointment under?"},
    {Phrase::AskNameNotStaff, "ask_name_not_staff", "Und wie ist Ihr eigener Name, bitte?",
     "And what is your own name, please?"},
    {Phrase::CallUnknown, "call_unknown",
     "Das kann ich diesem Anruf gerade nicht sicher zuordnen. Bitte rufen Sie noch einmal an.",
     "I cannot safely connect this with your call at the moment. Please call again."},
    {Phrase::UnknownFunction, "unknown_function",
     "Das kann ich am Telefon leider nicht erledigen. Soll jemand Sie zurückrufen?",
     "I am afraid I cannot do that on the phone. Should somebody call you back?"},
    {Phrase::InvalidArguments, "invalid_arguments", "Das habe ich nicht verstanden. Können Sie es bitte anders sagen?",
     "I did not understand that. Could you say it differently, please?"},
    {Phrase::HoldTheLine, "hold_the_line",
     "Das dauert gerade einen Moment länger. Bitte bleiben Sie kurz dran, ich versuche es gleich noch einmal.",
     "This is taking a moment longer. Please stay on the line, I will try again right away."},
    {Phrase::NothingFound, "nothing_found", "Dazu habe ich leider nichts gefunden.",
     "I am afraid I found nothing for that."},
    {Phrase::WebCall, "web_call", "Über einen Testanruf kann ich keinen Termin eintragen.",
     "I cannot book an appointment from a test call."},
    {Phrase::Free, "free", "Ja, %1 bei %2 ist am %3 frei.", "Yes, %1 with %2 is available on %3."},
    {Phrase::FreeWindow, "free_window", "Ja, für %1 hätte ich %2 frei.", "Yes, for %1 we have time %2."},
    {Phrase::Reserved, "reserved", "Ich halte Ihnen %1 bei %2 am %3 für einen Moment frei.",
     "I am keeping %1 with %2 on %3 free for you for a moment."},
    {Phrase::Released, "released", "Die Zeit ist wieder freigegeben.", "That time is open again."},
    {Phrase::NothingReserved, "nothing_reserved", "Für diesen Anruf halte ich gerade nichts frei.",
     "I am not keeping any time free for this call."},
    {Phrase::NotReserved, "not_reserved", "%1 bei %2 am %3 ist im Moment frei. Vormerken kann ich die Zeit aber nicht.",
     "%1 with %2 on %3 is free at the moment, but I cannot keep it for you."},
    {Phrase::NotReservedThat, "not_reserved_that", "Diese Zeit halte ich für diesen Anruf nicht frei.",
     "I am not keeping that time free for this call."},
    {Phrase::NothingInWindow, "nothing_in_window", "In dieser Zeit ist für %1 leider nichts frei.",
     "I am afraid nothing is free for %1 in that time."},
    {Phrase::NothingInWindowWith, "nothing_in_window_with", "In dieser Zeit ist bei %2 für %1 leider nichts frei.",
     "I am afraid %2 has nothing free for %1 in that time."},
    {Phrase::Booked, "booked", "Ihr Termin ist eingetragen: %1 bei %2 am %3.",
     "Your appointment is booked: %1 with %2 on %3."},
    {Phrase::BookedAlready, "booked_already", "Auf den Namen %4 ist das schon eingetragen: %1 bei %2 am %3.",
     "That is already booked in the name of %4: %1 with %2 on %3."},
    {Phrase::BookingCancelled, "booking_cancelled",
     "Dieser Termin wurde inzwischen abgesagt: %1 bei %2 am %3. Soll ich ihn noch einmal eintragen?",
     "This appointment has been cancelled since: %1 with %2 on %3. Should I book it once more?"},
    {Phrase::BookedForAnother, "booked_for_another",
     "Am %3 ist schon %1 auf den Namen %4 eingetragen. Soll ich für %5 noch einen Termin eintragen?",
     "On %3 %1 is already booked in the name of %4. Should I book another appointment for %5?"},
    {Phrase::AppointmentStays, "appointment_stays", "Gut, es bleibt dabei: %1.", "All right, it stays as it is: %1."},
    {Phrase::Offer, "offer", "Frei wäre %1.", "We have time %1."},
    {Phrase::NoOffer, "no_offer", "In den nächsten Tagen ist leider nichts anderes frei. Soll jemand Sie zurückrufen?",
     "I am afraid nothing else is free in the next days. Should somebody call you back?"},
    {Phrase::NoOfferWith, "no_offer_with",
     "Bei %1 ist in den nächsten Tagen leider nichts anderes frei. Soll jemand Sie zurückrufen?",
     "I am afraid %1 has nothing else free in the next days. Should somebody call you back?"},
    {Phrase::NoOfferThatDay, "no_offer_that_day", "An diesem Tag ist leider nichts anderes frei.",
     "I am afraid nothing else is free on that day."},
    {Phrase::NoOfferThatDayWith, "no_offer_that_day_with", "Bei %1 ist an diesem Tag leider nichts anderes frei.",
     "I am afraid %1 has nothing else free on that day."},
    {Phrase::OfferCallback, "offer_callback", "Soll jemand Sie zurückrufen?", "Should somebody call you back?"},
    {Phrase::NextFree, "next_free", "Der nächste freie Termin für %1 ist am %2.",
     "The next free time for %1 is on %2."},
    {Phrase::PastDate, "past_date", "%1 ist schon vorbei.", "%1 is already over."},
    {Phrase::TooSoon, "too_soon", "Das ist leider zu kurzfristig. Termine sind erst ab %1 möglich.",
     "I am afraid that is too short notice. Appointments are possible from %1."},
    {Phrase::TooFarAhead, "too_far_ahead", "So weit im Voraus nehmen wir noch keine Termine an, zurzeit nur bis %1.",
     "We do not take appointments that far ahead, at present only until %1."},
    {Phrase::OutsideOpeningHours, "outside_opening_hours", "Zu dieser Zeit haben wir nicht geöffnet.",
     "We are not open at that time."},
    {Phrase::PastClosing, "past_closing", "Das würde bis %1 dauern, so lange haben wir nicht geöffnet.",
     "That would last until %1, and we are not open that long."},
    {Phrase::OutsideWorkingHours, "outside_working_hours", "Zu dieser Zeit arbeitet dafür leider niemand lange genug.",
     "I am afraid nobody is working long enough at that time."},
    {Phrase::StaffNotWorking, "staff_not_working", "%1 arbeitet dann nicht.", "%1 is not working then."},
    {Phrase::StaffNotWorkingSoLong, "staff_not_working_so_long", "%1 arbeitet dann nicht lange genug.",
     "%1 is not working long enough then."},
    {Phrase::StaffOnBreak, "staff_on_break", "%1 hat von %2 bis %3 Pause.", "%1 has a break from %2 to %3."},
    {Phrase::StaffAbsent, "staff_absent", "%1 ist an diesem Tag nicht da.", "%1 is not in on that day."},
    {Phrase::StaffAbsentThen, "staff_absent_then", "%1 ist zu dieser Zeit nicht da.", "%1 is not in at that time."},
    {Phrase::OffGrid, "off_grid", "Termine beginnen bei uns alle fünf Minuten.",
     "Our appointments start every five minutes."},
    {Phrase::StaffCannot, "staff_cannot", "%1 bietet %2 nicht an.", "%1 does not offer %2."},
    {Phrase::NobodyCan, "nobody_can", "%1 bieten wir zurzeit nicht an.", "We do not offer %1 at present."},
    {Phrase::NotSyncable, "not_syncable", "%1 kann ich bei %2 am Telefon nicht buchen.",
     "I cannot book %1 with %2 on the phone."},
    {Phrase::NobodySyncable, "nobody_syncable",
     "%1 kann ich am Telefon zurzeit nicht buchen. Soll jemand Sie zurückrufen?",
     "I cannot book %1 on the phone at present. Should somebody call you back?"},
    {Phrase::WhoCan, "who_can", "Möglich ist es bei %1.", "It is possible with %1."},
    {Phrase::SlotTaken, "slot_taken", "Zu dieser Zeit ist leider nichts mehr frei.", "I am afraid that time is taken."},
    {Phrase::StaffTaken, "staff_taken", "%1 hat um %2 leider keine Zeit mehr.",
     "I am afraid %1 has no time left at %2."},
    {Phrase::StaffTakenSoon, "staff_taken_soon", "%1 hat ab %2 leider nicht lange genug Zeit.",
     "I am afraid %1 does not have enough time from %2."},
    {Phrase::CustomerBusy, "customer_busy", "Um diese Zeit haben Sie bei uns schon einen Termin.",
     "You already have an appointment with us at that time."},
    {Phrase::CustomerHas, "customer_has", "Um diese Zeit haben Sie bei uns schon einen Termin: %1 am %2.",
     "You already have an appointment with us at that time: %1 on %2."},
    {Phrase::CallbackNoted, "callback_noted",
     "Ich habe notiert, dass Sie zurückgerufen werden möchten. Der Salon meldet sich bei Ihnen.",
     "I have noted that you would like to be called back. The salon will call you."},
    {Phrase::CallbackNotedAlready, "callback_noted_already",
     "Ihr Rückrufwunsch ist schon notiert. Der Salon meldet sich bei Ihnen.",
     "Your request is already noted. The salon will call you."},
    {Phrase::AskCallbackNumber, "ask_callback_number", "Unter welcher Nummer dürfen wir Sie zurückrufen?",
     "Which number may we call you back on?"},
    {Phrase::DateIs, "date_is", "Das ist %1.", "That is %1."},
    {Phrase::OpenOn, "open_on", "Am %1 haben wir von %2 geöffnet.", "On %1 we are open from %2."},
    {Phrase::ClosedOn, "closed_on", "Am %1 haben wir geschlossen.", "On %1 we are closed."},
    {Phrase::ClosedFor, "closed_for", "Am %1 haben wir geschlossen: %2.", "On %1 we are closed: %2."},
    {Phrase::ServiceList, "service_list", "Wir bieten %1 an.", "We offer %1."},
    {Phrase::ServiceFacts, "service_facts", "%1 dauert %2.", "%1 takes %2."},
    {Phrase::ServiceWith, "service_with", "%1 bei %2", "%1 with %2"},
    {Phrase::ServiceFactsPrice, "service_facts_price", "%1 dauert %2 und kostet %3.", "%1 takes %2 and costs %3."},
    {Phrase::NoAppointments, "no_appointments", "Für Ihre Nummer ist zurzeit kein Termin eingetragen.",
     "There is no appointment for your number at present."},
    {Phrase::AppointmentList, "appointment_list", "Eingetragen ist %1.", "You have %1."},
    {Phrase::NeedCallerNumber, "need_caller_number",
     "Ohne Ihre Rufnummer darf ich zu Terminen nichts sagen. Soll jemand Sie zurückrufen?",
     "Without your number I may not say anything about appointments. Should somebody call you back?"},
    {Phrase::SeveralOfNumber, "several_of_number",
     "Unter Ihrer Nummer sind mehrere Personen eingetragen, daher darf ich zu Terminen nichts sagen.",
     "More than one person is known under your number, so I may not say anything about appointments."},
    {Phrase::PastAppointmentList, "past_appointment_list", "Zuletzt bei uns war %1.", "Your last visits were %1."},
    {Phrase::NoPastAppointments, "no_past_appointments", "Für Ihre Nummer ist kein früherer Termin eingetragen.",
     "There is no earlier appointment for your number."},
    {Phrase::Visit, "visit", "%1 am %2", "%1 on %2"},
    {Phrase::VisitWith, "visit_with", "%1 bei %2 am %3", "%1 with %2 on %3"},
    {Phrase::MomentWith, "moment_with", "%1 bei %2", "%1 with %2"},
    {Phrase::AskWhichAppointment, "ask_which_appointment", "Welchen Termin meinen Sie: %1?",
     "Which appointment do you mean: %1?"},
    {Phrase::AppointmentNotFound, "appointment_not_found", "Diesen Termin finde ich unter Ihrer Nummer nicht.",
     "I cannot find that appointment under your number."},
    {Phrase::AppointmentBegun, "appointment_begun", "Dieser Termin hat schon begonnen oder ist vorbei.",
     "That appointment has already begun or is over."},
    {Phrase::AskCancel, "ask_cancel", "Soll ich diesen Termin absagen: %1?", "Should I cancel this appointment: %1?"},
    {Phrase::Cancelled, "cancelled", "Ihr Termin ist abgesagt: %1.", "Your appointment is cancelled: %1."},
    {Phrase::CancelledAlready, "cancelled_already", "Dieser Termin ist schon abgesagt: %1.",
     "This appointment is already cancelled: %1."},
    {Phrase::AskMove, "ask_move", "Soll ich diesen Termin verlegen: %1? Er wäre dann am %2.",
     "Should I move this appointment: %1? It would then be on %2."},
    {Phrase::Moved, "moved", "Ihr Termin ist verlegt. Neu eingetragen ist %1.",
     "Your appointment is moved. You now have %1."},
    {Phrase::MovedAlready, "moved_already", "So ist Ihr Termin schon eingetragen: %1.",
     "Your appointment already is like that: %1."},
    {Phrase::AskNewTime, "ask_new_time", "Auf wann möchten Sie den Termin verlegen: %1?",
     "When would you like to move this appointment to: %1?"},
    {Phrase::FeeDue, "fee_due", "Dafür fallen %1 an.", "There is a charge of %1 for that."},
    {Phrase::CancelTooLate, "cancel_too_late", "Absagen kann ich diesen Termin am Telefon nur bis %1 vorher.",
     "On the phone I can cancel this appointment only until %1 before."},
    {Phrase::MoveTooLate, "move_too_late", "Verlegen kann ich diesen Termin am Telefon nur bis %1 vorher.",
     "On the phone I can move this appointment only until %1 before."},
    {Phrase::CancelTooOften, "cancel_too_often",
     "Mehr Termine kann ich in diesem Zeitraum am Telefon leider nicht absagen.",
     "I am afraid I cannot cancel more appointments on the phone within this period."},
    {Phrase::MoveTooOften, "move_too_often", "Noch einmal verlegen kann ich diesen Termin am Telefon leider nicht.",
     "I am afraid I cannot move this appointment once more on the phone."},
    {Phrase::CancelledByPhone, "cancelled_by_phone", "am Telefon abgesagt", "cancelled on the phone"},
    {Phrase::WantsToCancel, "wants_to_cancel", "Möchte absagen: %1", "Wants to cancel: %1"},
    {Phrase::WantsToMove, "wants_to_move", "Möchte verlegen: %1", "Wants to move: %1"},
    {Phrase::ChangeNeedsKnownCaller, "change_needs_known_caller",
     "Ändern kann ich einen Termin nur, wenn Ihre Nummer mir sicher sagt, wer anruft.",
     "I can change an appointment only if your number tells me safely who is calling."},
    {Phrase::ChangeFailed, "change_failed", "Das hat gerade leider nicht geklappt.",
     "I am afraid that did not work just now."},
    {Phrase::ChangeLeftToSalon, "change_left_to_salon",
     "Ich habe es für den Salon notiert, damit Sie zurückgerufen werden.",
     "I have noted it for the salon so that you will be called back."},
    {Phrase::ChangeLeftNeedsNumber, "change_left_needs_number",
     "Ich habe es für den Salon notiert. Unter welcher Nummer dürfen wir Sie zurückrufen?",
     "I have noted it for the salon. Which number may we call you back on?"},
    {Phrase::NotedValues, "noted_values", "Vielen Dank, das habe ich notiert.", "Thank you, I have noted that."},
};

const Sentence &sentence(Phrase phrase)
{
    for (const Sentence &candidate : kSentences)
        if (candidate.phrase == phrase)
            return candidate;
    SALON_CHECK(!"every phrase is in the table");
}

} // namespace

QString Phrases::text(Phrase phrase, Language language)
{
    const Sentence &found = sentence(phrase);
    return QString::fromUtf8(language == Language::German ? found.german : found.english);
}

QString Phrases::name(Phrase phrase)
{
    return QLatin1String(sentence(phrase).name);
}

std::optional<Phrase> Phrases::named(const QString &name)
{
    for (const Sentence &candidate : kSentences)
        if (name == QLatin1String(candidate.name))
            return candidate.phrase;
    return std::nullopt;
}

} // namespace salon
