// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/phone/functions/namesakes.h"

#include "core/booking/bookingdesk.h"
#include "core/booking/slotreader.h"

#include <algorithm>
#include <QJsonArray>

namespace salon
{

namespace
{

/// Those of them who do it at all; all of them where nobody does.
QList<StaffId> able(const CallContext &context, const SlotWish &wish, QList<StaffId> found)
{
    QList<StaffId> kept = found;
    kept.removeIf([&](StaffId id) {
        SlotWish one = wish;
        one.staff = id;
        return SlotSearch::able(context.catalogue(), one).isEmpty();
    });
    return wish.service.isNull() || kept.isEmpty() ? found : kept;
}

QJsonArray listed(const CallContext &context, const QList<StaffId> &people)
{
    QJsonArray staff;
    for (const StaffId id : people) {
        const Staff *member = context.catalogue().member(id);
        staff.append(QJsonObject{{QStringLiteral("staff"), member->name}, {QStringLiteral("staff_key"), member->key}});
    }
    return staff;
}

FunctionReply question(const CallContext &context, const QList<StaffId> &people)
{
    QStringList names;
    for (const StaffId id : people)
        names.append(context.catalogue().member(id)->name);
    names.removeDuplicates();
    const Phrases &phrases = context.phrases();
    return FunctionReply::refused("multiple_found",
                                  names.size() == 1 ? phrases.say(Phrase::AskWhichNamesake, names)
                                                    : phrases.say(Phrase::AskWhichStaff, {phrases.anyOf(names)}),
                                  {{QStringLiteral("staff"), listed(context, people)}});
}

/// When that person could begin: at the start that was asked for, else as soon as there is a place; nothing = not free.
std::optional<Instant> firstFree(SlotReader &slots, const CallContext &context, const SlotWish &wish, const When &when)
{
    const QDate today = context.zone().dateOf(context.now());
    const QDate from = std::max(when.date.date.value_or(today), today);
    if (when.date.state == DateWish::State::Known && when.time.time) {
        const auto start = context.zone().toInstant(from, *when.time.time, when.time.side);
        const auto judgement = start ? slots.judge(wish, *start) : Result<Explanation>(start.error());
        return judgement && judgement->available ? std::optional(*start) : std::nullopt;
    }
    SearchRange range{from, BookingDesk::kSearchDays, 1};
    range.within = when.time.window;
    const auto offers = slots.offers(wish, range);
    return offers && !offers->isEmpty() ? std::optional(offers->constFirst().span.begin) : std::nullopt;
}

StaffId whoIsFree(const CallContext &context, SlotWish wish, const When &when, const QList<StaffId> &people)
{
    SlotReader slots(context.connection(), context.catalogue(), context.now(), wish);
    StaffId best = people.constFirst();
    std::optional<Instant> soonest;
    for (const StaffId id : people) {
        wish.staff = id;
        const auto free = firstFree(slots, context, wish, when);
        if (!free || (soonest && *soonest <= *free))
            continue;
        soonest = free;
        best = id;
    }
    return best;
}

} // namespace

Namesakes::Choice Namesakes::choose(const CallContext &context, const SlotWish &wish, const When &when,
                                    const QList<StaffId> &found)
{
    const QList<StaffId> people = able(context, wish, found);
    if (people.size() == 1)
        return {context.catalogue().member(people.constFirst()), {}};
    const StaffId before = context.staffWished();
    if (people.contains(before))
        return {context.catalogue().member(before), {}};
    if (wish.service.isNull() || !context.wereAskedAbout(people))
        return {nullptr, question(context, people)};
    return {context.catalogue().member(whoIsFree(context, wish, when, people)), {}};
}

} // namespace salon
