// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/reviewwords.h"

#include "ui/models/deskwords.h"

#include <algorithm>

namespace salon
{

namespace
{

constexpr int kUrgentHours = 4;
constexpr int kSoonHours = 72;

/// How near the appointment is, said by word and colour.
Badge deadline(const ReviewView &review, const Zone &zone, Instant now)
{
    const Instant begin = review.appointment.appointment.span.begin;
    const auto left = begin - now;
    Tone tone = Tone::Neutral;
    if (left < std::chrono::hours(kUrgentHours))
        tone = Tone::Wrong;
    else if (left < std::chrono::hours(kSoonHours))
        tone = Tone::Attention;
    return {tone, QStringLiteral("clock"), DeskWords::dateAndTime(zone, begin)};
}

QString what(const AppointmentView &view)
{
    return view.service_name + QStringLiteral(" · ") + view.staff_name;
}

} // namespace

ReviewStep ReviewWords::stepFor(const ReviewView &review)
{
    const ReviewMeans &means = review.means;
    const ReviewStep send_or_look = means.to_send > 0 ? ReviewStep::Send : ReviewStep::Settle;
    switch (review.item.cause) {
    case ReviewCause::MissingEventMap:
        return means.lacks_map ? ReviewStep::Maps : send_or_look;
    case ReviewCause::NotConfirmed:
        return means.to_look_for > 0 ? ReviewStep::Look : send_or_look;
    case ReviewCause::Conflict:
        return ReviewStep::OtherTime;
    case ReviewCause::Partial:
    case ReviewCause::Rejected:
    case ReviewCause::Auth:
    case ReviewCause::LocalData:
        return send_or_look;
    case ReviewCause::RemoteMissing:
        return review.is_changed_there ? ReviewStep::Push : ReviewStep::Settle;
    case ReviewCause::RemoteChanged:
    case ReviewCause::RemoteCancelled:
        return review.is_changed_there ? ReviewStep::Accept : send_or_look;
    case ReviewCause::Duplicate:
        return review.is_changed_there ? ReviewStep::TakeBack
                                       : (means.to_look_for > 0 ? ReviewStep::Look : send_or_look);
    case ReviewCause::ToldDiffers:
        return ReviewStep::Call;
    }
    return ReviewStep::Settle;
}

QString ReviewWords::step(ReviewStep step)
{
    switch (step) {
    case ReviewStep::Send:
        return tr("Send what is missing");
    case ReviewStep::Look:
        return tr("Look at Cal.com again");
    case ReviewStep::OtherTime:
        return tr("Find another time …");
    case ReviewStep::Accept:
        return tr("Take over from Cal.com");
    case ReviewStep::Push:
        return tr("Book it again at Cal.com");
    case ReviewStep::TakeBack:
        return tr("Cancel the second one");
    case ReviewStep::Call:
        return tr("Call the customer");
    case ReviewStep::Maps:
        return tr("Add the event maps");
    case ReviewStep::Settle:
        return tr("Settle by hand …");
    }
    return {};
}

QString ReviewWords::cause(ReviewCause cause)
{
    switch (cause) {
    case ReviewCause::MissingEventMap:
        return tr("No event map for this person");
    case ReviewCause::NotConfirmed:
        return tr("Not confirmed, not found");
    case ReviewCause::Conflict:
        return tr("Time is taken there");
    case ReviewCause::Partial:
        return tr("A part is missing there");
    case ReviewCause::Rejected:
        return tr("Cal.com refuses it");
    case ReviewCause::Auth:
        return tr("Cal.com refuses the key");
    case ReviewCause::RemoteMissing:
        return tr("Gone at Cal.com");
    case ReviewCause::RemoteChanged:
        return tr("Moved at Cal.com");
    case ReviewCause::RemoteCancelled:
        return tr("Cancelled at Cal.com");
    case ReviewCause::Duplicate:
        return tr("Twice at Cal.com");
    case ReviewCause::ToldDiffers:
        return tr("The caller was told otherwise");
    case ReviewCause::LocalData:
        return tr("A detail is missing here");
    }
    return {};
}

QStringList ReviewWords::headers()
{
    return {tr("Appointment"), tr("Customer"), tr("Told"), tr("Cal.com"), tr("Cause"), tr("Suggestion")};
}

Cell ReviewWords::told(const ReviewView &review)
{
    const Appointment &appointment = review.appointment.appointment;
    Cell cell;
    if (review.item.cause == ReviewCause::ToldDiffers)
        cell.badge = {Tone::Attention, QStringLiteral("phone"), tr("differs")};
    else
        cell.text = appointment.source == Source::Phone ? tr("booked ✓") : DeskWords::source(appointment.source);
    cell.sub = tr("here: %1").arg(DeskWords::status(appointment.status).text);
    return cell;
}

Cell ReviewWords::there(const ReviewView &review)
{
    Cell cell{{}, {}, DeskWords::sync(review.appointment)};
    if (review.appointment.busy_phases > 0 && review.appointment.appointment.status != AppointmentStatus::Cancelled)
        cell.badge.text =
            QStringLiteral("%1/%2").arg(review.appointment.synced_phases).arg(review.appointment.busy_phases);
    QStringList parts;
    for (const Phase &phase : review.appointment.appointment.phases)
        if (phase.busy)
            parts << phase.key + (phase.sync_status == SyncStatus::Synced ? QStringLiteral("✓") : QStringLiteral("✗"));
    cell.sub = parts.join(u' ');
    return cell;
}

QString ReviewWords::tries(const ReviewView &review, const Zone &zone, Instant now)
{
    QStringList facts;
    if (review.attempts > 0)
        facts << tr("%n attempt(s)", nullptr, review.attempts);
    if (review.next_try)
        facts << tr("next %1").arg(DeskWords::time(zone, *review.next_try));
    const Appointment &appointment = review.appointment.appointment;
    if (!appointment.call_id.isEmpty())
        facts << tr("from a call");
    if (!review.item.owner.isEmpty())
        facts << who(review.item.owner);
    if (review.item.again > 0)
        facts << tr("again");
    facts << DeskWords::fromNow(zone, now, review.item.opened);
    return facts.join(QStringLiteral(" · "));
}

Row ReviewWords::row(const ReviewView &review, const Zone &zone, Instant now)
{
    const AppointmentView &a = review.appointment;
    const bool salon_wide = review.item.appointment.isNull();
    const bool aside = review.item.state == ReviewState::Snoozed;
    Cell when{{}, DeskWords::fromNow(zone, now, a.appointment.span.begin), deadline(review, zone, now)};
    if (salon_wide)
        when = {{}, {}, {Tone::Wrong, QStringLiteral("warning"), tr("whole salon")}};
    if (aside) {
        when.badge.tone = Tone::Neutral;
        when.sub = review.item.snoozed_until
                       ? tr("put aside until %1").arg(DeskWords::dateAndTime(zone, *review.item.snoozed_until))
                       : tr("ignored until it gets worse");
    }
    Cell customer{a.who(), what(a), {}, true, aside};
    if (salon_wide)
        customer = {tr("Key"), {}, {}, true, aside};
    return {QString::number(review.item.id.value),
            {when, customer, salon_wide ? Cell() : told(review), salon_wide ? Cell() : there(review),
             Cell{cause(review.item.cause), tries(review, zone, now), {}, false, aside},
             Cell{step(stepFor(review)), {}, {}, !aside, aside}}};
}

Row ReviewWords::endedRow(const ReviewView &review, const Zone &zone, Instant now)
{
    const AppointmentView &a = review.appointment;
    const bool salon_wide = review.item.appointment.isNull();
    const bool by_person = review.item.state == ReviewState::Settled;
    const Instant closed = review.item.closed.value_or(now);
    Cell when{DeskWords::dateAndTime(zone, closed), DeskWords::fromNow(zone, now, closed)};
    Cell how{{}, by_person ? review.item.settled_reason : QString()};
    how.badge = by_person ? Badge{Tone::Accent, QStringLiteral("person"), who(review.item.owner)}
                          : Badge{Tone::Good, QStringLiteral("check"), tr("by itself")};
    return {QString::number(review.item.id.value),
            {when, Cell{salon_wide ? tr("Key") : a.who(), salon_wide ? QString() : what(a), {}, true},
             salon_wide ? Cell() : told(review), salon_wide ? Cell() : there(review),
             Cell{cause(review.item.cause), {}, {}, false, true}, how}};
}

QString ReviewWords::searchText(const ReviewView &review)
{
    const AppointmentView &a = review.appointment;
    return QStringList{a.who(),
                       a.customer_name,
                       a.customer_phone,
                       a.service_name,
                       a.staff_name,
                       QStringLiteral("#%1").arg(a.appointment.id.value),
                       cause(review.item.cause),
                       review.item.owner}
        .join(u'\n');
}

QString ReviewWords::groupId(const ReviewView &review)
{
    return QStringLiteral("group/%1/%2").arg(word(review.item.cause), review.item.group);
}

QString ReviewWords::groupTitle(const QList<ReviewView> &group)
{
    const ReviewView &first = group.first();
    if (first.item.cause == ReviewCause::MissingEventMap)
        return tr("%n case(s): event maps are missing for %1 with %2", nullptr, int(group.size()))
            .arg(first.appointment.service_name, first.appointment.staff_name);
    return tr("%n case(s): %1", nullptr, int(group.size())).arg(cause(first.item.cause));
}

Row ReviewWords::groupRow(const QList<ReviewView> &group)
{
    const bool is_map = stepFor(group.first()) == ReviewStep::Maps;
    return {groupId(group.first()),
            {Cell{{}, {}, {Tone::Accent, QStringLiteral("review"), QString::number(group.size())}}, Cell(), Cell(),
             Cell(), Cell{groupTitle(group), {}, {}, true},
             Cell{is_map ? tr("Fix once") : tr("Decide together"), {}, {}, true}}};
}

QString ReviewWords::who(const QString &who)
{
    if (who == u"desk")
        return tr("the desk");
    if (who == u"ctl")
        return tr("the command line");
    if (who.startsWith(u"phone"))
        return tr("the phone");
    if (who == u"calcom")
        return tr("Cal.com");
    return who;
}

QString ReviewWords::done(const HistoryView &entry)
{
    static const QHash<QString, const char *> words{
        {QStringLiteral("book"), QT_TR_NOOP("booked")},
        {QStringLiteral("move"), QT_TR_NOOP("moved")},
        {QStringLiteral("cancel"), QT_TR_NOOP("cancelled")},
        {QStringLiteral("status"), QT_TR_NOOP("status changed")},
        {QStringLiteral("retry"), QT_TR_NOOP("sent again")},
        {QStringLiteral("verify"), QT_TR_NOOP("had Cal.com asked")},
        {QStringLiteral("accept"), QT_TR_NOOP("took over from Cal.com")},
        {QStringLiteral("push"), QT_TR_NOOP("sent the book's version")},
        {QStringLiteral("settle"), QT_TR_NOOP("settled")},
        {QStringLiteral("snooze"), QT_TR_NOOP("put aside")},
        {QStringLiteral("ignore"), QT_TR_NOOP("ignored until it gets worse")},
        {QStringLiteral("assign"), QT_TR_NOOP("given to")},
        {QStringLiteral("undo"), QT_TR_NOOP("took it back")},
    };
    const char *known = words.value(entry.action);
    return known ? tr(known) : entry.action;
}

QList<Row> ReviewWords::timeline(const ReviewDetail &detail, const Zone &zone)
{
    QList<std::pair<Instant, Row>> all;
    const auto at = [&](Instant when) {
        return Cell{zone.timeOf(when).toString(QStringLiteral("HH:mm:ss")),
                    DeskWords::shortDate(zone.dateOf(when)),
                    {},
                    false,
                    true};
    };
    for (const Attempt &attempt : detail.attempts)
        all.append({attempt.at,
                    {QStringLiteral("attempt %1").arg(attempt.id.value),
                     {at(attempt.at),
                      {DeskWords::attemptWhat(attempt)},
                      {{}, DeskWords::attemptNote(attempt), DeskWords::attempt(attempt)}}}});
    for (qsizetype i = 0; i < detail.history.size(); ++i) {
        const HistoryView &entry = detail.history[i];
        all.append(
            {entry.at,
             {QStringLiteral("history %1").arg(i), {at(entry.at), {who(entry.who)}, {done(entry), entry.note}}}});
    }
    std::stable_sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QList<Row> rows;
    for (auto entry = all.crbegin(); entry != all.crend(); ++entry)
        rows.append(entry->second);
    return rows;
}

QString ReviewWords::exchange(const Attempt &attempt, const Zone &zone)
{
    QStringList lines{QStringLiteral("%1  %2").arg(zone.iso(attempt.at), DeskWords::attemptWhat(attempt))};
    if (!attempt.request.isEmpty())
        lines << attempt.request;
    QString answer = attempt.http_status ? QStringLiteral("→ HTTP %1").arg(*attempt.http_status) : tr("→ no answer");
    if (attempt.took)
        answer += QStringLiteral(", %1 ms").arg(attempt.took->count());
    lines << answer;
    if (!attempt.error.isEmpty())
        lines << attempt.error;
    if (!attempt.request_id.isEmpty())
        lines << QStringLiteral("request id ") + attempt.request_id;
    return lines.join(u'\n');
}

} // namespace salon
