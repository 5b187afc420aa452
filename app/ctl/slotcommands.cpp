// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/slotcommands.h"

#include "app/ctl/book.h"
#include "app/ctl/commandcontext.h"
#include "app/ctl/salonnames.h"
#include "core/booking/slotreader.h"
#include "core/domain/phonenumber.h"
#include "core/storage/customertable.h"
#include "core/storage/flagtable.h"

#include <QLocale>
#include <QRegularExpression>

namespace salon
{

namespace
{

constexpr int kMostDays = 400;
constexpr int kMostSlots = 100'000;

QJsonValue keyOf(const Staff *member)
{
    return member ? QJsonValue(member->key) : QJsonValue();
}

/// "mon,wed"
Result<QList<int>> weekdaysOf(const QString &text)
{
    QList<int> days;
    for (const QString &name : text.trimmed().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        int day = 1;
        while (day <= 7 && QLocale::c().dayName(day, QLocale::ShortFormat).toLower() != name.toLower())
            ++day;
        if (day > 7)
            return Error{ErrorCode::InvalidInput, QStringLiteral("%1 is no weekday (mon, tue, …)").arg(name)};
        days.append(day);
    }
    return days;
}

/// "14:00-18:30"; the end may be 24:00
Result<DayBlock> blockOf(const QString &text)
{
    static const QRegularExpression shape(QStringLiteral("^(\\d\\d):([0-5]\\d)-(\\d\\d):([0-5]\\d)$"));
    const QRegularExpressionMatch parts = shape.match(text);
    const auto minute = [&](int hour) { return parts.captured(hour).toInt() * 60 + parts.captured(hour + 1).toInt(); };
    const DayBlock block{minute(1), minute(3)};
    if (!parts.hasMatch() || block.begins_min > 24 * 60 || block.ends_min > 24 * 60)
        return Error{ErrorCode::InvalidInput, QStringLiteral("%1 is no time of day (HH:MM-HH:MM)").arg(text)};
    if (block.begins_min >= block.ends_min)
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("%1 must end after it begins, on the same day (until 24:00 at most)").arg(text)};
    return block;
}

/// Where to look, as the command line and the switches say.
Result<SearchRange> rangeOf(Connection &connection, const Arguments &arguments)
{
    const auto flags = FlagTable::read(connection);
    if (!flags)
        return flags.error();
    const auto from = dateOf(arguments.value("from"));
    if (!from && dateOf(arguments.value("from").left(10)))
        return Error{ErrorCode::InvalidInput,
                     from.error().detail + QStringLiteral("; --between 10:00-18:00 looks at times of day")};
    if (!from)
        return from.error();
    const auto weekdays = weekdaysOf(arguments.value("weekdays"));
    if (!weekdays)
        return weekdays.error();
    if (arguments.has("weekdays") && weekdays->isEmpty())
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("--weekdays names no day: give some (mon,tue,…) or leave it out")};
    SearchRange range{.from = *from, .weekdays = *weekdays, .order = flags->offer_order};
    if (!arguments.has("between"))
        return range;
    const auto between = blockOf(arguments.value("between"));
    if (!between)
        return between.error();
    range.within = *between;
    return range;
}

/// Whose wish it is: by number of the row, or by phone number in any spelling.
Result<CustomerId> customerOf(const Book &book, const QString &text)
{
    bool is_id = false;
    const CustomerId id{text.toLongLong(&is_id)};
    if (is_id && !text.startsWith(QLatin1Char('0')) && !text.startsWith(QLatin1Char('+'))) {
        const auto customer = CustomerTable::read(book.connection, id);
        return customer ? Result<CustomerId>(customer->id) : customer.error();
    }
    const auto number = normalizedNumber(text, book.catalogue.salon.country);
    if (!number)
        return Error{ErrorCode::InvalidInput, QStringLiteral("%1 is neither an id nor a phone number").arg(text)};
    const auto found = CustomerTable::byPhone(book.connection, *number);
    if (!found)
        return found.error();
    if (found->isEmpty())
        return Error{ErrorCode::InvalidInput, QStringLiteral("nobody has the number %1").arg(*number)};
    return found->first().id;
}

ExitCode explain(CommandContext &context, const Arguments &arguments)
{
    auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    auto wish = wishOf(*book, arguments);
    if (!wish)
        return context.fail(wish.error());
    if (arguments.has("customer")) {
        const auto customer = customerOf(*book, arguments.value("customer"));
        if (!customer)
            return context.fail(customer.error());
        wish->customer = *customer;
    }
    const auto start = startOf(context, book->catalogue.salon.zone, arguments);
    if (!start)
        return context.fail(start.error());
    SlotReader slots(book->connection, std::move(book->catalogue), context.clock().now(), *wish);
    const Catalogue &salon = slots.catalogue();
    const Language language = languageOf(context, salon);
    const auto why = slots.explain(*wish, *start, language);
    if (!why)
        return context.fail(why.error());
    const QString help = remedy(*why, salon, language);
    return context.print(explanationDocument(salon, *why, language),
                         why->text + QLatin1Char('\n') + (help.isEmpty() ? QString() : help + QLatin1Char('\n')));
}

ExitCode listSlots(CommandContext &context, const Arguments &arguments)
{
    const auto days = arguments.number("days", 1, 1, kMostDays);
    const auto limit = arguments.number("limit", kMostSlots, 1, kMostSlots);
    for (const auto *number : {&days, &limit})
        if (!*number)
            return context.usage(number->error().detail);
    auto book = Book::open(context);
    if (!book)
        return context.fail(book.error());
    const auto wish = wishOf(*book, arguments);
    if (!wish)
        return context.fail(wish.error());
    auto range = rangeOf(book->connection, arguments);
    if (!range)
        return context.fail(range.error());
    range->days = int(*days);
    range->limit = int(*limit);
    SlotReader slots(book->connection, std::move(book->catalogue), context.clock().now(), *wish);
    const auto offers = slots.offers(*wish, *range);
    if (!offers)
        return context.fail(offers.error());
    const Catalogue &salon = slots.catalogue();
    return context.print({{QStringLiteral("slots"), offersDocument(salon, *offers)}}, offersText(salon, *offers));
}

} // namespace

QJsonObject explanationDocument(const Catalogue &catalogue, const Explanation &why, Language language)
{
    const Staff *member = catalogue.member(why.staff);
    QJsonObject document{
        {QStringLiteral("available"), why.available},
        {QStringLiteral("rule"), why.available ? QJsonValue() : QJsonValue(word(why.rule))},
        {QStringLiteral("object"), why.available ? QJsonValue() : QJsonValue(why.deskObject())},
        {QStringLiteral("text"), why.text},
        {QStringLiteral("staff"), keyOf(member)},
        {QStringLiteral("staff_name"), member ? QJsonValue(member->name) : QJsonValue()},
        {QStringLiteral("remedy"), remedy(why, catalogue, language)},
    };
    if (!why.segment.isEmpty()) {
        document.insert(QStringLiteral("segment"), why.segment);
        document.insert(QStringLiteral("segment_name"), why.segment_name);
    }
    if (why.available && member)
        document.insert(QStringLiteral("missing_event_maps"),
                        QJsonArray::fromStringList(catalogue.missingMaps(member->id, why.service, why.assistants)));
    if (why.meets.begin < why.meets.end) {
        const Zone &zone = catalogue.salon.zone;
        document.insert(QStringLiteral("meets"), QJsonObject{{QStringLiteral("start"), zone.iso(why.meets.begin)},
                                                             {QStringLiteral("end"), zone.iso(why.meets.end)}});
    }
    return document;
}

QJsonArray offersDocument(const Catalogue &catalogue, const QList<Offer> &offers)
{
    QJsonArray array;
    for (const Offer &offer : offers) {
        const Staff *member = catalogue.member(offer.staff);
        const Service *service = catalogue.service(offer.service);
        array.append(QJsonObject{{QStringLiteral("start"), catalogue.salon.zone.iso(offer.span.begin)},
                                 {QStringLiteral("end"), catalogue.salon.zone.iso(offer.span.end)},
                                 {QStringLiteral("staff"), keyOf(member)},
                                 {QStringLiteral("staff_name"), member ? member->name : QString()},
                                 {QStringLiteral("service"), service ? service->key : QString()},
                                 {QStringLiteral("service_name"), service ? service->name : QString()}});
    }
    return array;
}

QString offersText(const Catalogue &catalogue, const QList<Offer> &offers)
{
    QString text;
    for (const Offer &offer : offers) {
        const Staff *member = catalogue.member(offer.staff);
        text += QStringLiteral("%1 %2  %3\n")
                    .arg(offer.date.toString(Qt::ISODate), catalogue.salon.zone.clock(offer.span.begin),
                         member ? member->name : QString());
    }
    return text;
}

QList<Command> slotCommands()
{
    return {{.name = QStringLiteral("explain"),
             .usage = QStringLiteral("--service S --start T [--staff S] [--customer ID]"),
             .summary = QStringLiteral("why a start is free or not"),
             .run = explain},
            {.name = QStringLiteral("slots"),
             .usage = QStringLiteral("--service S --from DATE --days N [--staff S] [--limit K] [--weekdays DAYS] "
                                     "[--between TIMES]"),
             .summary = QStringLiteral("what is free"),
             .run = listSlots}};
}

} // namespace salon
