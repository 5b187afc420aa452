// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/availability/slotsearch.h"
#include "core/phone/callcontext.h"
#include "core/phone/functionreply.h"
#include "core/phone/functions/slotrequest.h"

#include <QJsonArray>

/// How a judged start is put into words and fields. Thread: any.
namespace salon::slotanswer
{

/// The rule's word in replies; interfaces.md section 4.
QString codeOf(Rule rule);

/// {date, time, start, staff, staff_key, spoken}, in the order given.
QJsonArray offers(const CallContext &context, const QList<Offer> &found);
/// What a caller was just told is free is not offered to others for a moment. Nothing to do where no holds are kept.
Result<void> holdSoftly(const CallContext &context, const SlotWish &wish, const QList<Offer> &named);
/// "am Mittwoch, den 26. November um 9 Uhr, 9 Uhr 15 oder 10 Uhr"
QString spokenOffers(const CallContext &context, const QList<Offer> &found);
/// "Frei wäre am …", or that nothing else is free: with the person who was asked for, or with anybody.
QString offerSentence(const CallContext &context, const Staff *person, const QList<Offer> &found);

/// Nobody is called what the caller said.
QString staffUnknown(const CallContext &context, const QString &said);

/// service, service_key, staff, staff_key. Null where there is none.
void addWho(QJsonObject &fields, const CallContext &context, ServiceId service, StaffId staff);

/// A "no" in the caller's words, never naming whose appointment is in the way, with what is free instead.
/// `fields` come with available or booked = false.
FunctionReply refusal(const CallContext &context, const SlotRequest &request, const Explanation &why,
                      const QList<Offer> &alternatives, QJsonObject fields);

/// The person who was asked for can never do this service: says so before any time is judged, with who can and when;
/// the same where nobody at all can. Nothing where somebody who was asked can.
Result<std::optional<FunctionReply>> neverPossible(const CallContext &context, const SlotRequest &request,
                                                   const QJsonObject &fields);

/// A day that is over, with what is free from now on.
Result<FunctionReply> dayIsOver(const CallContext &context, const SlotRequest &request, QJsonObject fields);

} // namespace salon::slotanswer
