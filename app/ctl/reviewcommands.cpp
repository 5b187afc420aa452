// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/reviewcommands.h"

#include "app/ctl/book.h"
#include "app/ctl/commandcontext.h"
#include "core/base/checks.h"
#include "core/base/random.h"
#include "core/engine/remoteacceptance.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/attempttable.h"
#include "core/storage/customertable.h"
#include "core/storage/outboxtable.h"
#include "core/storage/reviewtable.h"
#include "core/sync/review/reviewactions.h"

#include <QJsonArray>

namespace salon
{

namespace
{

const QString kWho = QStringLiteral("ctl");

QString sentence(ReviewCause cause)
{
    switch (cause) {
    case ReviewCause::MissingEventMap:
        return QStringLiteral("nothing was sent: an event map is missing");
    case ReviewCause::NotConfirmed:
        return QStringLiteral("Cal.com never confirmed it, and it was not found there");
    case ReviewCause::Conflict:
        return QStringLiteral("Cal.com has the time for something else");
    case ReviewCause::Partial:
        return QStringLiteral("only a part of it is at Cal.com");
    case ReviewCause::Rejected:
        return QStringLiteral("Cal.com refuses it as it is");
    case ReviewCause::Auth:
        return QStringLiteral("Cal.com refuses the key");
    case ReviewCause::RemoteMissing:
        return QStringLiteral("it is no longer at Cal.com");
    case ReviewCause::RemoteChanged:
        return QStringLiteral("it was changed at Cal.com");
    case ReviewCause::RemoteCancelled:
        return QStringLiteral("it was cancelled at Cal.com");
    case ReviewCause::Duplicate:
        return QStringLiteral("it is at Cal.com more than once");
    case ReviewCause::ToldDiffers:
        return QStringLiteral("the caller was told something else");
    case ReviewCause::LocalData:
        return QStringLiteral("nothing was sent: a detail is missing here");
    }
    SALON_CHECK(!"every cause has a sentence");
    return {};
}

/// Everything a document about reviews is made from.
struct Desk {
    Connection &connection;
    Catalogue catalogue;
    Instant now;

    QString iso(Instant at) const { return catalogue.salon.zone.iso(at); }
};

Result<Desk> deskOf(CommandContext &context)
{
    auto book = Book::open(context);
    if (!book)
        return book.error();
    return Desk{book->connection, std::move(book->catalogue), context.clock().now()};
}

QString about(const Desk &desk, const Appointment &appointment)
{
    const Service *service = desk.catalogue.service(appointment.service);
    const Staff *member = desk.catalogue.member(appointment.staff);
    return QStringLiteral("%1, %2, %3")
        .arg(desk.iso(appointment.span.begin), service ? service->name : QString(), member ? member->name : QString());
}

Result<QJsonObject> document(const Desk &desk, const ReviewItem &item)
{
    QString summary = sentence(item.cause);
    QJsonValue deadline;
    if (item.appointment.isNull()) {
        summary += QStringLiteral(" (") + item.group + QLatin1Char(')');
    } else {
        auto appointment = AppointmentTable::read(desk.connection, item.appointment);
        if (!appointment)
            return appointment.error();
        summary += QStringLiteral(": ") + about(desk, *appointment);
        deadline = desk.iso(appointment->span.begin);
    }
    return QJsonObject{
        {QStringLiteral("id"), static_cast<qint64>(item.id.value)},
        {QStringLiteral("appointment_id"),
         item.appointment.isNull() ? QJsonValue() : QJsonValue(static_cast<qint64>(item.appointment.value))},
        {QStringLiteral("cause"), word(item.cause)},
        {QStringLiteral("summary"), summary},
        {QStringLiteral("suggested_action"), word(suggestedAction(item.cause))},
        {QStringLiteral("deadline"), deadline},
        {QStringLiteral("state"), word(item.state)},
        {QStringLiteral("opened_at"), desk.iso(item.opened)},
        {QStringLiteral("snoozed_until"), item.snoozed_until && item.state == ReviewState::Snoozed
                                              ? QJsonValue(desk.iso(*item.snoozed_until))
                                              : QJsonValue()},
        {QStringLiteral("owner"), item.owner.isEmpty() ? QJsonValue() : QJsonValue(item.owner)},
        {QStringLiteral("again"), item.again > 0},
        {QStringLiteral("group"), item.group.isEmpty() ? QJsonValue() : QJsonValue(item.group)}};
}

QString line(const QJsonObject &item)
{
    return QStringLiteral("%1  %2  %3  [%4]\n")
        .arg(item.value(u"id").toInteger(), 4)
        .arg(item.value(u"state").toString(), item.value(u"summary").toString(),
             item.value(u"suggested_action").toString());
}

ExitCode printItems(CommandContext &context, const Desk &desk, const QList<ReviewItem> &items)
{
    QJsonArray rows;
    QString text;
    for (const ReviewItem &item : items) {
        const auto row = document(desk, item);
        if (!row)
            return context.fail(row.error());
        rows.append(*row);
        text += line(*row);
    }
    if (text.isEmpty())
        text = QStringLiteral("nothing needs a person\n");
    return context.print({{QStringLiteral("items"), rows}}, text);
}

ExitCode list(CommandContext &context, const Arguments &)
{
    const auto desk = deskOf(context);
    if (!desk)
        return context.fail(desk.error());
    const auto items = ReviewTable::live(desk->connection, desk->now);
    return items ? printItems(context, *desk, *items) : context.fail(items.error());
}

/// What the book says.
Result<QJsonObject> here(const Desk &desk, const Appointment &appointment)
{
    const auto customer = CustomerTable::read(desk.connection, appointment.customer);
    if (!customer)
        return customer.error();
    QJsonArray phases;
    for (const Phase &phase : appointment.phases)
        phases.append(QJsonObject{{QStringLiteral("key"), phase.key},
                                  {QStringLiteral("name"), phase.name},
                                  {QStringLiteral("start"), desk.iso(phase.span.begin)},
                                  {QStringLiteral("end"), desk.iso(phase.span.end)},
                                  {QStringLiteral("busy"), phase.busy},
                                  {QStringLiteral("sync_status"), word(phase.sync_status)}});
    const Service *service = desk.catalogue.service(appointment.service);
    const Staff *member = desk.catalogue.member(appointment.staff);
    return QJsonObject{{QStringLiteral("status"), word(appointment.status)},
                       {QStringLiteral("start"), desk.iso(appointment.span.begin)},
                       {QStringLiteral("end"), desk.iso(appointment.span.end)},
                       {QStringLiteral("service"), service ? QJsonValue(service->key) : QJsonValue()},
                       {QStringLiteral("staff"), member ? QJsonValue(member->key) : QJsonValue()},
                       {QStringLiteral("customer"), customer->name},
                       {QStringLiteral("sync_status"), word(OutboxTable::derived(appointment.phases))},
                       {QStringLiteral("phases"), phases}};
}

QJsonObject exchange(const Desk &desk, const Attempt &attempt)
{
    return {{QStringLiteral("phase"), attempt.phase_key},
            {QStringLiteral("at"), desk.iso(attempt.at)},
            {QStringLiteral("operation"), attempt.operation},
            {QStringLiteral("outcome"), word(attempt.outcome)},
            {QStringLiteral("http_status"), attempt.http_status ? QJsonValue(*attempt.http_status) : QJsonValue()},
            {QStringLiteral("error"), attempt.error.isEmpty() ? QJsonValue() : QJsonValue(attempt.error)}};
}

/// What Cal.com answered the last send of each phase, and what was found when that was looked up.
Result<QJsonArray> remote(const Desk &desk, const Appointment &appointment)
{
    const auto attempts = AttemptTable::ofAppointment(desk.connection, appointment.id);
    if (!attempts)
        return attempts.error();
    QJsonArray rows;
    for (const Phase &phase : appointment.phases) {
        const AttemptTable::Last last = AttemptTable::lastOf(*attempts, phase.key);
        for (const std::optional<Attempt> &attempt : {last.send, last.lookup})
            if (attempt)
                rows.append(exchange(desk, *attempt));
    }
    return rows;
}

Result<QJsonObject> wholeDocument(const Desk &desk, const ReviewItem &item)
{
    auto row = document(desk, item);
    if (!row)
        return row;
    row->insert(QStringLiteral("evidence"), item.evidence);
    if (item.appointment.isNull())
        return row;
    const auto appointment = AppointmentTable::read(desk.connection, item.appointment);
    if (!appointment)
        return appointment.error();
    const auto book = here(desk, *appointment);
    const auto calcom = remote(desk, *appointment);
    const auto told = ReviewTable::told(desk.connection, appointment->call_id);
    if (!book || !calcom || !told)
        return !book ? book.error() : !calcom ? calcom.error() : told.error();
    row->insert(QStringLiteral("told"), QJsonArray::fromStringList(*told));
    row->insert(QStringLiteral("here"), *book);
    row->insert(QStringLiteral("calcom"), *calcom);
    return row;
}

QString wholeText(const QJsonObject &row)
{
    QString text = line(row);
    for (const QJsonValue &told : row.value(u"told").toArray())
        text += QStringLiteral("      told:    ") + told.toString() + QLatin1Char('\n');
    const QJsonObject book = row.value(u"here").toObject();
    if (!book.isEmpty())
        text += QStringLiteral("      here:    %1, %2, %3\n")
                    .arg(book.value(u"start").toString(), book.value(u"service").toString(),
                         book.value(u"status").toString());
    for (const QJsonValue &value : row.value(u"calcom").toArray()) {
        const QJsonObject attempt = value.toObject();
        text += QStringLiteral("      Cal.com: %1 %2: %3 %4\n")
                    .arg(attempt.value(u"phase").toString(), attempt.value(u"operation").toString(),
                         attempt.value(u"outcome").toString(), attempt.value(u"error").toString());
    }
    return text;
}

ExitCode show(CommandContext &context, const Arguments &arguments)
{
    const auto id = arguments.id(0);
    if (!id)
        return context.fail(id.error());
    const auto desk = deskOf(context);
    if (!desk)
        return context.fail(desk.error());
    const auto item = ReviewTable::read(desk->connection, ReviewId{*id}, desk->now);
    if (!item)
        return context.fail(item.error());
    const auto row = wholeDocument(*desk, *item);
    if (!row)
        return context.fail(row.error());
    return context.print({{QStringLiteral("items"), QJsonArray{*row}}}, wholeText(*row));
}

using Decision = std::function<Result<void>(Transaction &, ReviewId)>;

/// All of them or none.
ExitCode decide(CommandContext &context, const Arguments &arguments, const Decision &decision)
{
    QList<ReviewId> ids;
    for (qsizetype i = 0; i < arguments.words().size(); ++i) {
        const auto id = arguments.id(i);
        if (!id)
            return context.fail(id.error());
        ids.append(ReviewId{*id});
    }
    const auto desk = deskOf(context);
    if (!desk)
        return context.fail(desk.error());
    auto tx = Transaction::begin(desk->connection, context.clock());
    if (!tx)
        return context.fail(tx.error());
    for (const ReviewId id : ids)
        if (auto decided = decision(*tx, id); !decided)
            return context.fail(decided.error());
    if (auto committed = tx->commit(); !committed)
        return context.fail(committed.error());
    QList<ReviewItem> items;
    for (const ReviewId id : ids) {
        const auto item = ReviewTable::read(desk->connection, id, desk->now);
        if (!item)
            return context.fail(item.error());
        items.append(*item);
    }
    return printItems(context, *desk, items);
}

ExitCode retry(CommandContext &context, const Arguments &arguments)
{
    return decide(context, arguments, [](Transaction &tx, ReviewId id) { return ReviewActions::retry(tx, id, kWho); });
}

ExitCode verify(CommandContext &context, const Arguments &arguments)
{
    return decide(context, arguments, [](Transaction &tx, ReviewId id) { return ReviewActions::verify(tx, id, kWho); });
}

ExitCode push(CommandContext &context, const Arguments &arguments)
{
    SystemRandom random;
    return decide(context, arguments,
                  [&](Transaction &tx, ReviewId id) { return ReviewActions::push(tx, random, id, kWho); });
}

/// One after the other: each is a change of the book of its own.
ExitCode accept(CommandContext &context, const Arguments &arguments)
{
    const auto desk = deskOf(context);
    if (!desk)
        return context.fail(desk.error());
    SystemRandom random;
    QList<ReviewItem> items;
    for (qsizetype i = 0; i < arguments.words().size(); ++i) {
        const auto id = arguments.id(i);
        if (!id)
            return context.fail(id.error());
        if (auto accepted =
                RemoteAcceptance::accept(desk->connection, context.clock(), random, ReviewId{*id}, {kWho, Source::Ctl});
            !accepted)
            return context.fail(accepted.error());
        const auto item = ReviewTable::read(desk->connection, ReviewId{*id}, desk->now);
        if (!item)
            return context.fail(item.error());
        items.append(*item);
    }
    return printItems(context, *desk, items);
}

ExitCode settle(CommandContext &context, const Arguments &arguments)
{
    const QString reason = arguments.value("reason").trimmed();
    if (reason.isEmpty())
        return context.usage(QStringLiteral("--reason needs a text"));
    return decide(context, arguments,
                  [&](Transaction &tx, ReviewId id) { return ReviewActions::settle(tx, id, kWho, reason); });
}

ExitCode snooze(CommandContext &context, const Arguments &arguments)
{
    const auto zone = context.zone();
    if (!zone)
        return context.fail(zone.error());
    const auto until = zone->parseIso(arguments.value("until"));
    if (!until)
        return context.fail(until.error());
    return decide(context, arguments,
                  [&](Transaction &tx, ReviewId id) { return ReviewActions::snooze(tx, id, kWho, *until); });
}

ExitCode ignore(CommandContext &context, const Arguments &arguments)
{
    return decide(context, arguments, [](Transaction &tx, ReviewId id) { return ReviewActions::ignore(tx, id, kWho); });
}

ExitCode assign(CommandContext &context, const Arguments &arguments)
{
    const QString owner = arguments.value("to").trimmed();
    return decide(context, arguments,
                  [&](Transaction &tx, ReviewId id) { return ReviewActions::assign(tx, id, kWho, owner); });
}

ExitCode undo(CommandContext &context, const Arguments &arguments)
{
    return decide(context, arguments, [](Transaction &tx, ReviewId id) { return ReviewActions::undo(tx, id, kWho); });
}

} // namespace

QList<Command> reviewCommands()
{
    return {
        {QStringLiteral("review list"), QString(), QStringLiteral("what needs a person"), list},
        {QStringLiteral("review show"), QStringLiteral("ID"),
         QStringLiteral("what was told, what is here, what Cal.com says"), show},
        {QStringLiteral("review retry"), QStringLiteral("ID…"),
         QStringLiteral("sends it again, after a look whether it is there"), retry},
        {QStringLiteral("review verify"), QStringLiteral("ID…"),
         QStringLiteral("looks at Cal.com once more, sends nothing"), verify},
        {QStringLiteral("review accept"), QStringLiteral("ID…"),
         QStringLiteral("the book follows what was done at Cal.com"), accept},
        {QStringLiteral("review push"), QStringLiteral("ID…"), QStringLiteral("Cal.com follows the book again"), push},
        {QStringLiteral("review settle"), QStringLiteral("ID --reason TEXT"),
         QStringLiteral("a person has dealt with it"), settle},
        {QStringLiteral("review snooze"), QStringLiteral("ID --until T"), QStringLiteral("puts it aside for a while"),
         snooze},
        {QStringLiteral("review ignore"), QStringLiteral("ID…"), QStringLiteral("puts it aside until it gets worse"),
         ignore},
        {QStringLiteral("review assign"), QStringLiteral("ID --to NAME"), QStringLiteral("says who takes care of it"),
         assign},
        {QStringLiteral("review undo"), QStringLiteral("ID…"),
         QStringLiteral("takes back the last settle, snooze, ignore or assign"), undo},
    };
}

} // namespace salon
