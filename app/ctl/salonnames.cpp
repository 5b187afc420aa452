// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/salonnames.h"

#include "app/ctl/book.h"
#include "app/ctl/commandcontext.h"
#include "core/booking/bookingsteps.h"
#include "core/domain/names.h"

#include <algorithm>
#include <QRegularExpression>

namespace salon
{

namespace
{

template <typename T, typename IsNamed>
Result<const T *> named(const QList<T> &all, const char *what, const QString &text, IsNamed is_named)
{
    const T *found = nullptr;
    for (const T &one : all) {
        if (one.key == text)
            return &one;
        if (!is_named(one))
            continue;
        if (found)
            return Error{ErrorCode::InvalidInput,
                         QStringLiteral("%1 could mean %2 or %3: give the key").arg(text, found->key, one.key)};
        found = &one;
    }
    if (!found)
        return Error{ErrorCode::InvalidInput, QStringLiteral("unknown %1: %2").arg(QLatin1String(what), text)};
    return found;
}

} // namespace

Result<const Service *> serviceNamed(const Catalogue &catalogue, const QString &text)
{
    return named(catalogue.services, "service", text, [&](const Service &service) {
        return sameName(service.name, text) ||
               std::any_of(service.synonyms.cbegin(), service.synonyms.cend(),
                           [&](const QString &synonym) { return sameName(synonym, text); });
    });
}

Result<const Staff *> memberNamed(const Catalogue &catalogue, const QString &text)
{
    return named(catalogue.staff, "staff member", text,
                 [&](const Staff &member) { return sameName(member.name, text); });
}

Result<SlotWish> wishOf(const Book &book, const Arguments &arguments)
{
    const Catalogue &catalogue = book.catalogue;
    const auto service = serviceNamed(catalogue, arguments.value("service"));
    if (!service)
        return service.error();
    SlotWish wish{.service = (*service)->id};
    if (auto bound = applyFlags(book.connection, Source::Ctl, wish); !bound)
        return bound.error();
    if (arguments.has("staff")) {
        const auto member = memberNamed(catalogue, arguments.value("staff"));
        if (!member)
            return member.error();
        wish.staff = (*member)->id;
        wish.branch = (*member)->branch;
    } else if (catalogue.branches.size() == 1) {
        wish.branch = catalogue.branches.first().id;
    } else {
        return Error{ErrorCode::InvalidInput, QStringLiteral("there are several branches: give --staff")};
    }
    return wish;
}

Result<QDate> dateOf(const QString &text)
{
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!date.isValid() || text.size() != 10) // Qt passes over what follows a date
        return Error{ErrorCode::InvalidInput, QStringLiteral("%1 is no date (YYYY-MM-DD)").arg(text)};
    return date;
}

Result<Instant> startOf(CommandContext &context, const Zone &zone, const Arguments &arguments)
{
    static const QRegularExpression offset(QStringLiteral("(Z|[+-]\\d{2}:?\\d{2})\\s*$"));
    const QString text = arguments.value("start");
    const auto start = zone.parseIso(text);
    if (start && zone.sideOf(*start) && !offset.match(text.mid(11)).hasMatch())
        context.message(QStringLiteral("%1 comes twice, because the clocks go back: %2 is meant, give the offset for "
                                       "the other one")
                            .arg(text, zone.iso(*start)));
    return start;
}

Language languageOf(const CommandContext &context, const Catalogue &catalogue)
{
    const QString asked = context.options().language;
    const QString language = asked.isEmpty() ? catalogue.salon.locale : asked;
    return language.startsWith(QLatin1String("de")) ? Language::German : Language::English;
}

} // namespace salon
