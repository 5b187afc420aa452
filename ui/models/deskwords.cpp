// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/deskwords.h"

#include "core/domain/calloutcome.h"

#include <QLocale>

namespace salon
{

QString DeskWords::time(const Zone &zone, Instant at)
{
    return zone.clock(at);
}

QString DeskWords::times(const Zone &zone, const TimeRange &span)
{
    return time(zone, span.begin) + QStringLiteral("–") + time(zone, span.end);
}

QString DeskWords::shortDate(QDate date)
{
    //: A short date in Qt's format letters, after the weekday
    const QString day = QLocale().toString(date, tr("d MMM"));
    return QLocale().dayName(date.dayOfWeek(), QLocale::ShortFormat).remove(u'.') + u' ' + day;
}

QString DeskWords::longDate(QDate date)
{
    //: A long date in Qt's format letters
    return QLocale().toString(date, tr("dddd, d MMMM"));
}

QString DeskWords::dateAndTime(const Zone &zone, Instant at)
{
    return shortDate(zone.dateOf(at)) + u' ' + time(zone, at);
}

QString DeskWords::fromNow(const Zone &zone, Instant now, Instant at)
{
    const qint64 days = zone.dateOf(now).daysTo(zone.dateOf(at));
    if (days == 1)
        return tr("tomorrow");
    if (days > 1)
        return tr("in %n day(s)", nullptr, int(days));
    if (days < 0)
        return tr("%n day(s) ago", nullptr, int(-days));
    const auto distance = std::chrono::duration_cast<minutes>(at - now).count();
    const auto shown = distance < 0 ? -distance : distance;
    const QString text = shown < 60 ? tr("%1 min").arg(shown) : tr("%1 h %2 min").arg(shown / 60).arg(shown % 60);
    return distance < 0 ? tr("%1 ago").arg(text) : tr("in %1").arg(text);
}

QString DeskWords::span(milliseconds length)
{
    const auto total = std::chrono::duration_cast<seconds>(length).count();
    return QStringLiteral("%1:%2").arg(total / 60).arg(total % 60, 2, 10, QLatin1Char('0'));
}

QString DeskWords::number(const QString &e164)
{
    return e164.isEmpty() ? tr("number withheld") : e164;
}

QString DeskWords::decimal(double value, int digits)
{
    return QLocale().toString(value, 'f', digits);
}

Badge DeskWords::status(AppointmentStatus status)
{
    switch (status) {
    case AppointmentStatus::Confirmed:
        return {Tone::Accent, QStringLiteral("calendar"), tr("booked")};
    case AppointmentStatus::Arrived:
        return {Tone::Good, QStringLiteral("person"), tr("arrived")};
    case AppointmentStatus::Done:
        return {Tone::Neutral, QStringLiteral("check"), tr("done")};
    case AppointmentStatus::NoShow:
        return {Tone::Attention, QStringLiteral("warning"), tr("did not come")};
    case AppointmentStatus::Cancelled:
        return {Tone::Neutral, QStringLiteral("cross"), tr("cancelled")};
    }
    return {};
}

Badge DeskWords::overbooked()
{
    return {Tone::Attention, QStringLiteral("warning"), tr("overbooked")};
}

Badge DeskWords::sync(const AppointmentView &view)
{
    if (view.appointment.status == AppointmentStatus::Cancelled)
        return cancelledSync(view.sync);
    const QString parts = QStringLiteral("%1/%2").arg(view.synced_phases).arg(view.busy_phases);
    switch (view.sync) {
    case SyncStatus::None:
        return {Tone::Neutral, QStringLiteral("dash"), tr("only here")};
    case SyncStatus::Pending:
        return {Tone::Neutral, QStringLiteral("clock"), tr("%1 waiting").arg(parts)};
    case SyncStatus::Synced:
        return {Tone::Good, QStringLiteral("check"), parts};
    case SyncStatus::Partial:
    case SyncStatus::Review:
        return {Tone::Wrong, QStringLiteral("warning"), tr("%1 check").arg(parts)};
    }
    return {};
}

/// What became of a cancelled appointment's bookings at Cal.com.
Badge DeskWords::cancelledSync(SyncStatus sync)
{
    switch (sync) {
    case SyncStatus::None:
        return {Tone::Neutral, QStringLiteral("dash"), tr("never at Cal.com")};
    case SyncStatus::Pending:
        return {Tone::Neutral, QStringLiteral("clock"), tr("being cancelled there")};
    case SyncStatus::Synced:
        return {Tone::Neutral, QStringLiteral("check"), tr("cancelled there too")};
    case SyncStatus::Partial:
    case SyncStatus::Review:
        return {Tone::Wrong, QStringLiteral("warning"), tr("check the cancellation")};
    }
    return {};
}

Badge DeskWords::phaseBadge(const Phase &phase, AppointmentStatus status)
{
    if (status == AppointmentStatus::Cancelled)
        return cancelledSync(phase.sync_status);
    switch (phase.sync_status) {
    case SyncStatus::None:
        return {Tone::Neutral, QStringLiteral("dash"), tr("only here")};
    case SyncStatus::Pending:
        return {Tone::Neutral, QStringLiteral("clock"), tr("waiting")};
    case SyncStatus::Synced:
        return {Tone::Good, QStringLiteral("check"), tr("at Cal.com")};
    case SyncStatus::Partial:
    case SyncStatus::Review:
        return {Tone::Wrong, QStringLiteral("warning"), tr("not confirmed")};
    }
    return {};
}

QString DeskWords::source(Source source)
{
    switch (source) {
    case Source::Phone:
        return tr("by phone");
    case Source::Desk:
        return tr("at the desk");
    case Source::Calcom:
        return tr("from Cal.com");
    case Source::Ctl:
        return tr("by command line");
    case Source::Import:
        return tr("imported");
    }
    return {};
}

QString DeskWords::staff(const QString &name, const QString &account)
{
    if (name.isEmpty())
        return tr("Not assigned");
    return account.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, account);
}

QString DeskWords::version(const Zone &zone, const AppointmentView &view)
{
    return QStringList{shortDate(zone.dateOf(view.appointment.span.begin)) + QLatin1Char(' ') +
                           times(zone, view.appointment.span),
                       staff(view.staff_name, {}), status(view.appointment.status).text}
        .join(QStringLiteral(", "));
}

QString DeskWords::changedMeanwhile(const Zone &zone, const AppointmentView &seen, const AppointmentView &now)
{
    return tr("Somebody changed this appointment meanwhile. It was: %1. It is now: %2.")
        .arg(version(zone, seen), version(zone, now));
}

QString DeskWords::cause(const ReviewView &review)
{
    switch (review.item.cause) {
    case ReviewCause::MissingEventMap:
        return tr("There is no event type at Cal.com for this service with this person, so nothing was sent.");
    case ReviewCause::NotConfirmed:
        return tr("Cal.com did not confirm the booking, and several look-ups did not find it.");
    case ReviewCause::Conflict:
        return tr("Cal.com says that this time is already taken there.");
    case ReviewCause::Partial:
        return tr("Some phases are at Cal.com, at least one is missing.");
    case ReviewCause::Rejected:
        return tr("Cal.com refused the request for a definite reason.");
    case ReviewCause::Auth:
        return tr("Cal.com does not accept the key. Until it is renewed, nothing is sent with it.");
    case ReviewCause::RemoteMissing:
        return tr("The booking is no longer at Cal.com.");
    case ReviewCause::RemoteChanged:
        return tr("The booking was moved at Cal.com.");
    case ReviewCause::RemoteCancelled:
        return tr("The booking was cancelled at Cal.com.");
    case ReviewCause::Duplicate:
        return tr("The same appointment is at Cal.com more than once.");
    case ReviewCause::ToldDiffers:
        return tr("The caller was told something else than what the book says.");
    case ReviewCause::LocalData:
        return tr("Something that Cal.com needs is missing here, for example the e-mail address for bookings.");
    }
    return {};
}

Badge DeskWords::attempt(const Attempt &attempt)
{
    switch (attempt.outcome) {
    case AttemptOutcome::Sent:
        return {Tone::Neutral, QStringLiteral("clock"), tr("sent")};
    case AttemptOutcome::Ok:
        return {Tone::Good, QStringLiteral("check"), tr("confirmed")};
    case AttemptOutcome::Recovered:
        return {Tone::Good, QStringLiteral("check"), tr("found and taken over")};
    case AttemptOutcome::NotFound:
        return {Tone::Neutral, QStringLiteral("search"), tr("not found")};
    case AttemptOutcome::Conflict:
        return {Tone::Wrong, QStringLiteral("warning"), tr("taken there")};
    case AttemptOutcome::Rejected:
        return {Tone::Wrong, QStringLiteral("cross"), tr("refused")};
    case AttemptOutcome::Retry:
        return {Tone::Attention, QStringLiteral("refresh"), tr("unclear")};
    case AttemptOutcome::NotSent:
        return {Tone::Attention, QStringLiteral("dash"), tr("not sent")};
    case AttemptOutcome::Interrupted:
        return {Tone::Attention, QStringLiteral("warning"), tr("interrupted")};
    }
    return {};
}

QString DeskWords::attemptWhat(const Attempt &attempt)
{
    QString what = tr("Look-up");
    if (attempt.operation == QLatin1String("create"))
        what = tr("Create");
    else if (attempt.operation == QLatin1String("cancel"))
        what = tr("Cancel");
    else if (attempt.operation == QLatin1String("reschedule"))
        what = tr("Move");
    return attempt.phase_key.isEmpty() ? what : what + u' ' + attempt.phase_key;
}

QString DeskWords::attemptNote(const Attempt &attempt)
{
    const std::pair<const char *, QString> whole[] = {
        {"the appointment has begun", tr("The appointment had already begun.")},
        {"the customer has no name", tr("The customer has no name.")},
        {"calcom/placeholder_email is not set", tr("The e-mail address for bookings is not set.")},
        {"the attendee address belongs to a staff member", tr("The address for bookings is a staff member's own.")},
        {"the phase is gone", tr("The book has changed meanwhile.")},
        {"the book has moved on", tr("The book has changed meanwhile.")},
        {"the program ended while this was being sent", tr("The program ended while this was being sent.")},
        {"no connection", tr("There was no connection.")},
        {"connection lost after sending", tr("The connection broke after sending.")},
        {"no answer in time", tr("There was no answer in time.")},
        {"the answer shows no booking of ours that is accepted", tr("The answer shows no booking of ours.")},
        {"the list of bookings has no end", tr("The list of bookings has no end.")},
        {"the booking that was found stands for another phase already",
         tr("The booking that was found stands for another phase already.")},
    };
    for (const auto &[error, text] : whole)
        if (attempt.error == QLatin1String(error))
            return text;
    const QLatin1String no_map("no event type for segment ");
    const QLatin1String parent(" but the managed parent");
    if (attempt.error.startsWith(no_map) && attempt.error.endsWith(parent))
        return tr("For segment %1 only the managed parent is known.").arg(attempt.phase_key);
    if (attempt.error.startsWith(no_map))
        return tr("There is no event type for segment %1.").arg(attempt.phase_key);
    if (attempt.error.startsWith(QLatin1String("there is no API key for ")))
        return tr("There is no key for this person.");
    if (attempt.error.startsWith(QLatin1String("unreadable answer: ")))
        return tr("The answer could not be read.");
    const QString status = attempt.http_status ? QString::number(*attempt.http_status) : QString();
    if (status.isEmpty() || attempt.error.startsWith(status))
        return attempt.error;
    return attempt.error.isEmpty() ? QStringLiteral("HTTP ") + status : status + u' ' + attempt.error;
}

Badge DeskWords::callOutcome(const CallView &view)
{
    if (view.is_live)
        return {Tone::Good, QStringLiteral("phone"), tr("live")};
    const QString &outcome = view.call.outcome;
    if (outcome == word(CallOutcome::Booked))
        return {Tone::Good, QStringLiteral("check"), tr("booked")};
    if (outcome == word(CallOutcome::Changed))
        return {Tone::Good, QStringLiteral("check"), tr("changed")};
    if (outcome == word(CallOutcome::Callback))
        return {Tone::Attention, QStringLiteral("phone"), tr("call back")};
    if (outcome == word(CallOutcome::Question))
        return {Tone::Neutral, QStringLiteral("check"), tr("answered")};
    if (outcome == word(CallOutcome::HungUp))
        return {Tone::Neutral, QStringLiteral("dash"), tr("hung up")};
    if (outcome == word(CallOutcome::Failed))
        return {Tone::Wrong, QStringLiteral("warning"), tr("failed")};
    if (view.call.disconnection_reason == kTurnedAway)
        return {Tone::Neutral, QStringLiteral("dash"), tr("turned away")};
    return {Tone::Neutral, QStringLiteral("dash"), tr("nothing booked")};
}

QString DeskWords::error(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Busy:
        return tr("The book is busy at the moment. Please try again.");
    case ErrorCode::NotFound:
        return tr("This entry no longer exists.");
    case ErrorCode::InvalidInput:
        return tr("Something in the entry is not right.");
    case ErrorCode::Refused:
        return tr("That is not possible as things are now.");
    case ErrorCode::Database:
    case ErrorCode::SchemaTooNew:
        return tr("The database does not answer as it should.");
    case ErrorCode::Network:
    case ErrorCode::Remote:
    case ErrorCode::Timeout:
        return tr("Cal.com could not be reached.");
    case ErrorCode::Internal:
        return tr("Something unexpected happened. The log says more.");
    }
    return {};
}

} // namespace salon
