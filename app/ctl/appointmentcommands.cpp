// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/appointmentcommands.h"

#include "app/ctl/appointmentdocument.h"
#include "app/ctl/book.h"
#include "app/ctl/commandcontext.h"
#include "app/ctl/salonnames.h"
#include "app/ctl/slotcommands.h"
#include "core/base/limits.h"
#include "core/booking/bookingdesk.h"
#include "core/domain/phonenumber.h"
#include "core/storage/appointmenttable.h"
#include "core/storage/customertable.h"

#include <algorithm>
#include <optional>
#include <QJsonArray>
#include <QRegularExpression>

namespace salon
{

namespace
{

Actor actor()
{
    return {QStringLiteral("ctl"), Source::Ctl};
}

ExitCode printShown(CommandContext &context, Book &book, AppointmentId id,
                    const std::optional<QList<QString>> &missing_maps = std::nullopt)
{
    auto document = appointmentShowDocument(book.connection, book.catalogue, id);
    if (!document)
        return context.fail(document.error());
    if (missing_maps)
        document->insert(QStringLiteral("missing_event_maps"), QJsonArray::fromStringList(*missing_maps));
    const Zone &zone = book.catalogue.salon.zone;
    QString text = appointmentLine(zone, *document);
    for (const QJsonValue phase : document->value(QLatin1String("phases")).toArray()) {
        const bool is_helped = phase[QLatin1String("busy")].toBool() &&
                               phase[QLatin1String("staff")] != document->value(QLatin1String("staff"));
        text += QStringLiteral("       %1-%2  %3%4  %5\n")
                    .arg(clockOf(zone, phase[QLatin1String("start")]), clockOf(zone, phase[QLatin1String("end")]),
                         phase[QLatin1String("name")].toString(),
                         is_helped ? QStringLiteral(" by ") + phase[QLatin1String("staff_name")].toString() : QString(),
                         phase[QLatin1String("sync_status")].toString());
    }
    return context.print(*document, text);
}

/// A rule's "no": the reason as the document, with what is free instead.
ExitCode refuse(CommandContext &context, const Catalogue &catalogue, Explanation why, const QList<Offer> &alternatives)
{
    const Language language = languageOf(context, catalogue);
    why.text = sentence(why, catalogue, language);
    context.message(why.text);
    const QString help = remedy(why, catalogue, language);
    if (!help.isEmpty())
        context.message(help);
    QJsonObject document = explanationDocument(catalogue, why, language);
    document.insert(QStringLiteral("alternatives"), offersDocument(catalogue, alternatives));
    (void)context.print(document, offersText(catalogue, alternatives));
    return ExitCode::Refused;
}

void warnOfMissingMaps(CommandContext &context, const char *done, const QList<QString> &segments)
{
    if (!segments.isEmpty())
        context.message(QStringLiteral("%1, but event maps are missing for segment %2: it will need a review")
                            .arg(QLatin1String(done), segments.join(QStringLiteral(", "))));
}

/// The book's "no" to a change that no rule of time is about: the appointment as it is, and why.
ExitCode refuseAsItIs(CommandContext &context, Book &book, const Appointment &appointment, const QString &text)
{
    const auto document = appointmentShowDocument(book.connection, book.catalogue, appointment.id);
    if (!document)
        return context.fail(document.error());
    context.message(text);
    (void)context.print({{QStringLiteral("appointment"), *document}, {QStringLiteral("text"), text}}, QString());
    return ExitCode::Refused;
}

ExitCode finish(CommandContext &context, Book &book, const Result<ChangeOutcome> &outcome)
{
    if (!outcome)
        return context.fail(outcome.error());
    switch (outcome->kind) {
    case ChangeOutcome::Kind::Done:
        if (outcome->became_overbooked)
            context.message(QStringLiteral("the time was given to somebody else meanwhile: it is overbooked now"));
        return printShown(context, book, outcome->appointment.id);
    case ChangeOutcome::Kind::Refused:
        return refuse(context, book.catalogue, outcome->refusal, outcome->alternatives);
    case ChangeOutcome::Kind::Stale:
        return refuseAsItIs(context, book, outcome->appointment, QStringLiteral("somebody else changed it meanwhile"));
    case ChangeOutcome::Kind::WrongStatus:
        return refuseAsItIs(context, book, outcome->appointment,
                            QStringLiteral("appointment %1 is %2")
                                .arg(outcome->appointment.id.value)
                                .arg(word(outcome->appointment.status)));
    }
    return ExitCode::Database;
}

Result<AppointmentFilter> filterOf(const Zone &zone, const Arguments &arguments)
{
    AppointmentFilter filter;
    if (arguments.has("from")) {
        const auto from = dateOf(arguments.value("from"));
        if (!from)
            return from.error();
        filter.not_before = zone.startOfDay(*from);
    }
    if (arguments.has("to")) {
        const auto to = dateOf(arguments.value("to"));
        if (!to)
            return to.error();
        filter.before = zone.startOfDay(to->addDays(1));
    }
    if (arguments.has("status"))
        filter.status = fromWord<AppointmentStatus>(arguments.value("status"));
    return filter;
}

ExitCode list(CommandContext &context, const Arguments &arguments)
{
    if (arguments.has("status") && !fromWord<AppointmentStatus>(arguments.value("status")))
        return context.usage(QStringLiteral("--status takes confirmed, arrived, done, no_show or cancelled"));
    auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto filter = filterOf(book->catalogue.salon.zone, arguments);
    if (!filter)
        return context.fail(filter.error());
    const auto appointments = AppointmentTable::list(book->connection, *filter);
    if (!appointments)
        return context.fail(appointments.error());
    QHash<CustomerId, Customer> customers;
    QJsonArray array;
    QString text;
    for (const Appointment &appointment : *appointments) {
        if (!customers.contains(appointment.customer)) {
            const auto customer = CustomerTable::read(book->connection, appointment.customer);
            if (!customer)
                return context.fail(customer.error());
            customers.insert(appointment.customer, *customer);
        }
        const QJsonObject document =
            appointmentDocument(book->catalogue, customers.value(appointment.customer), appointment);
        array.append(document);
        text += appointmentLine(book->catalogue.salon.zone, document);
    }
    return context.print({{QStringLiteral("appointments"), array}}, text);
}

ExitCode show(CommandContext &context, const Arguments &arguments)
{
    const auto id = arguments.id(0);
    if (!id)
        return context.fail(id.error());
    auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    return printShown(context, *book, {*id});
}

Error invalid(const char *option, const QString &sentence)
{
    return {ErrorCode::InvalidInput, QStringLiteral("--%1 %2").arg(QLatin1String(option), sentence)};
}

/// The bounds of a salon file's texts, so that whatever is booked here can be exported and read back; and nothing that
/// a terminal or a form would not show. Notes may have lines.
Result<void> checkText(const Arguments &arguments, const char *option, bool may_have_lines = false)
{
    const QString text = arguments.value(option);
    if (text.size() > limits::kMaxTextCharacters)
        return invalid(option, QStringLiteral("is longer than %1 characters").arg(limits::kMaxTextCharacters));
    const bool is_readable = std::none_of(text.cbegin(), text.cend(), [&](QChar c) {
        const bool is_layout = c == QLatin1Char('\n') || c == QLatin1Char('\t');
        return c.category() == QChar::Other_Control && !(may_have_lines && is_layout);
    });
    return is_readable ? Result<void>() : invalid(option, QStringLiteral("must not hold control characters"));
}

Result<void> checkContact(const Catalogue &catalogue, const Arguments &arguments)
{
    static const QRegularExpression address(QStringLiteral("^[^@\\s]+@[^@\\s]+\\.[^@\\s.]+$"));
    for (const char *option : {"name", "phone", "email"})
        if (auto checked = checkText(arguments, option); !checked)
            return checked;
    const QString phone = arguments.value("phone").trimmed();
    if (!phone.isEmpty() && !normalizedNumber(phone, catalogue.salon.country))
        return invalid("phone", QStringLiteral("%1 is no phone number").arg(phone));
    const QString email = arguments.value("email").trimmed();
    if (!email.isEmpty() && !address.match(email).hasMatch())
        return invalid("email", QStringLiteral("%1 is no e-mail address").arg(email));
    return checkText(arguments, "notes", true);
}

Result<BookingRequest> requestOf(CommandContext &context, const Book &book, const Arguments &arguments)
{
    if (auto checked = checkContact(book.catalogue, arguments); !checked)
        return checked.error();
    const auto wish = wishOf(book, arguments);
    if (!wish)
        return wish.error();
    const auto start = startOf(context, book.catalogue.salon.zone, arguments);
    if (!start)
        return start.error();
    BookingRequest request{.branch = wish->branch,
                           .service = wish->service,
                           .staff = wish->staff,
                           .start = *start,
                           .name = arguments.value("name"),
                           .phone = arguments.value("phone"),
                           .email = arguments.value("email"),
                           .notes = arguments.value("notes"),
                           .source = Source::Ctl,
                           .overbook = arguments.has("overbook"),
                           .actor = actor()};
    if (arguments.has("customer")) {
        bool is_number = false;
        request.customer = CustomerId{arguments.value("customer").toLongLong(&is_number)};
        if (!is_number)
            return Error{ErrorCode::InvalidInput, QStringLiteral("%1 is no id").arg(arguments.value("customer"))};
    }
    return request;
}

ExitCode bookOne(CommandContext &context, const Arguments &arguments)
{
    if (arguments.has("customer") == arguments.has("name"))
        return context.usage(QStringLiteral("give either --customer or --name"));
    if (arguments.has("customer") && (arguments.has("phone") || arguments.has("email")))
        return context.usage(QStringLiteral("--phone and --email go with --name"));
    auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto request = requestOf(context, *book, arguments);
    if (!request)
        return context.fail(request.error());
    const auto outcome = BookingDesk(context.clock(), context.random()).book(book->connection, *request);
    if (!outcome)
        return context.fail(outcome.error());
    if (outcome->kind == BookingOutcome::Kind::Refused)
        return refuse(context, book->catalogue, outcome->refusal, outcome->alternatives);
    warnOfMissingMaps(context, "booked", outcome->missing_maps);
    return printShown(context, *book, outcome->appointment.id, outcome->missing_maps);
}

ExitCode moveOne(CommandContext &context, const Arguments &arguments)
{
    const auto id = arguments.id(0);
    if (!id)
        return context.fail(id.error());
    auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto start = startOf(context, book->catalogue.salon.zone, arguments);
    if (!start)
        return context.fail(start.error());
    MoveRequest request{.start = *start, .overbook = arguments.has("overbook")};
    if (arguments.has("staff")) {
        const auto member = memberNamed(book->catalogue, arguments.value("staff"));
        if (!member)
            return context.fail(member.error());
        request.staff = (*member)->id;
    }
    BookingDesk desk(context.clock(), context.random());
    const auto outcome = desk.move(book->connection, {*id}, request, std::nullopt, actor());
    if (!outcome || outcome->kind != ChangeOutcome::Kind::Done)
        return finish(context, *book, outcome);
    warnOfMissingMaps(context, "moved", outcome->missing_maps);
    return printShown(context, *book, outcome->appointment.id, outcome->missing_maps);
}

ExitCode cancelOne(CommandContext &context, const Arguments &arguments)
{
    const QString reason = arguments.value("reason").trimmed();
    if (reason.isEmpty())
        return context.usage(QStringLiteral("--reason needs a text"));
    if (auto checked = checkText(arguments, "reason", true); !checked)
        return context.fail(checked.error());
    const auto id = arguments.id(0);
    if (!id)
        return context.fail(id.error());
    auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    BookingDesk desk(context.clock(), context.random());
    return finish(context, *book, desk.cancel(book->connection, {*id}, reason, std::nullopt, actor()));
}

ExitCode setStatus(CommandContext &context, const Arguments &arguments)
{
    const auto id = arguments.id(0);
    if (!id)
        return context.fail(id.error());
    const auto status = fromWord<AppointmentStatus>(arguments.word(1));
    const bool is_settable = status == AppointmentStatus::Arrived || status == AppointmentStatus::Done ||
                             status == AppointmentStatus::NoShow;
    if (!is_settable)
        return context.usage(QStringLiteral("the status is arrived, done or no_show"));
    auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    BookingDesk desk(context.clock(), context.random());
    return finish(context, *book, desk.setStatus(book->connection, {*id}, *status, std::nullopt, actor()));
}

} // namespace

QList<Command> appointmentCommands()
{
    const auto command = [](const char *name, const char *usage, const char *summary,
                            ExitCode (*run)(CommandContext &, const Arguments &)) {
        return Command{.name = QStringLiteral("appointments ") + QLatin1String(name),
                       .usage = QString::fromUtf8(usage),
                       .summary = QString::fromUtf8(summary),
                       .run = run};
    };
    return {
        command("list", "[--from DATE] [--to DATE] [--status S]", "the book, cancelled ones included", list),
        command("show", "ID", "one appointment with phases, attempts and journal", show),
        command("book",
                "--service S --start T [--staff S] (--customer ID | --name N [--phone P] [--email E]) [--notes T] "
                "[--overbook]",
                "a new appointment", bookOne),
        command("move", "ID --start T [--staff S] [--overbook]", "to another time or person", moveOne),
        command("cancel", "ID --reason TEXT", "frees the time at once", cancelOne),
        command("status", "ID arrived|done|no_show", "who came and who did not", setStatus),
    };
}

} // namespace salon
