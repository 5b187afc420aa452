// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/salonfile/documentparts.h"

#include "core/base/limits.h"
#include "core/domain/holidays.h"

#include <algorithm>
#include <QLocale>
#include <QRegularExpression>

namespace salon::salonfile
{

namespace
{

constexpr int kDayMinutes = limits::kLongestService_min;
constexpr int kMaxAheadDays = 3660;
constexpr qint64 kGridMs = 5 * 60 * 1000;

const QStringList &weekdays()
{
    static const QStringList words{QStringLiteral("mon"), QStringLiteral("tue"), QStringLiteral("wed"),
                                   QStringLiteral("thu"), QStringLiteral("fri"), QStringLiteral("sat"),
                                   QStringLiteral("sun")};
    return words;
}

/// "09:05" as minutes; 24:00 is the end of a day. -1 = no such time.
int timeOfDay(const QJsonValue &value)
{
    static const QRegularExpression form(QStringLiteral("^([01][0-9]|2[0-4]):([0-5][0-9])$"));
    const auto match = form.match(value.toString());
    const int minute = match.captured(1).toInt() * 60 + match.captured(2).toInt();
    return match.hasMatch() && minute <= kDayMinutes ? minute : -1;
}

DayBlock blockOf(const QJsonValue &value, const QString &path, FirstError &error)
{
    const QJsonArray ends = value.toArray();
    if (ends.size() != 2) {
        error.say(path, QStringLiteral("must be two times such as [\"09:00\", \"18:00\"]"));
        return {};
    }
    for (qsizetype i = 0; i < 2; ++i) {
        const int minute = timeOfDay(ends.at(i));
        const QString place = QStringLiteral("%1[%2]").arg(path).arg(i);
        if (minute < 0)
            error.say(place, QStringLiteral("must be a time such as 09:00"));
        if (minute % 5 != 0)
            error.say(place, QStringLiteral("must be a multiple of 5 minutes"));
    }
    const DayBlock block{timeOfDay(ends.at(0)), timeOfDay(ends.at(1))};
    if (block.ends_min <= block.begins_min)
        error.say(path, QStringLiteral("must end after it begins"));
    return block;
}

WeekHours hoursOf(JsonReader &owner, const char *key, FirstError &error)
{
    WeekHours hours;
    JsonReader week(owner.object(key), owner.pathOf(key), error);
    for (qsizetype day = 0; day < weekdays().size(); ++day) {
        const QByteArray name = weekdays().at(day).toLatin1();
        QList<DayBlock> blocks;
        week.list(name.constData(), [&](const QJsonValue &value, const QString &path) {
            const DayBlock block = blockOf(value, path, error);
            for (const DayBlock &other : blocks)
                if (block.begins_min < other.ends_min && other.begins_min < block.ends_min)
                    error.say(path, QStringLiteral("overlaps another block of the day"));
            blocks.append(block);
        });
        std::sort(blocks.begin(), blocks.end());
        if (!blocks.isEmpty())
            hours.insert(int(day) + 1, blocks);
    }
    week.finish();
    return hours;
}

ClosedDays closedDaysOf(const QJsonValue &json, const QString &path, FirstError &error)
{
    JsonReader reader(json, path, error);
    ClosedDays closed;
    const auto from = reader.date("from");
    const auto to = reader.date("to");
    if (!from)
        reader.say("from", QStringLiteral("is missing"));
    closed.from = from.value_or(QDate());
    closed.to = to.value_or(closed.from);
    if (closed.to < closed.from)
        reader.say("to", QStringLiteral("must not be before from"));
    closed.reason = reader.text("reason");
    reader.finish();
    return closed;
}

Resource resourceOf(const QJsonValue &json, const QString &path, FirstError &error)
{
    JsonReader reader(json, path, error);
    const Resource resource{.key = reader.neededText("key"),
                            .name = reader.neededText("name"),
                            .count = reader.integer("count", 1, 1, 1000)};
    reader.finish();
    return resource;
}

TimeRange rangeOf(JsonReader &reader, const Zone &zone)
{
    const auto start = reader.instant("start", zone);
    const auto end = reader.instant("end", zone);
    if (!start)
        reader.say("start", QStringLiteral("is missing"));
    if (!end)
        reader.say("end", QStringLiteral("is missing"));
    const TimeRange range{start.value_or(Instant()), end.value_or(Instant())};
    if (start && end && range.end <= range.begin)
        reader.say("end", QStringLiteral("must be after start"));
    for (const auto &[key, at] : {std::pair("start", range.begin), std::pair("end", range.end)})
        if (at.ms() % kGridMs != 0)
            reader.say(key, QStringLiteral("must lie on a multiple of 5 minutes"));
    return range;
}

QString priceOf(JsonReader &reader)
{
    static const QRegularExpression form(QStringLiteral("^[0-9]{1,7}(\\.[0-9]{1,2})?$"));
    const QString price = reader.text("price");
    if (!price.isEmpty() && !form.match(price).hasMatch())
        reader.say("price", QStringLiteral("must be a decimal text such as 32.00"));
    return price;
}

Segment segmentOf(const QJsonValue &json, const QString &path, FirstError &error)
{
    JsonReader reader(json, path, error);
    Segment segment{.key = reader.neededText("key"), .name = reader.neededText("name")};
    if (!reader.has("minutes"))
        reader.say("minutes", QStringLiteral("is missing"));
    segment.minutes = reader.minutes("minutes", 5, 1, kDayMinutes);
    segment.busy = reader.word("staff", {QStringLiteral("busy"), QStringLiteral("free")}) == QLatin1String("busy");
    const QStringList doers{QStringLiteral("same"), QStringLiteral("any_able")};
    segment.by = reader.word("by", doers, doers.first()) == doers.first() ? SegmentBy::Same : SegmentBy::AnyAble;
    segment.resource = reader.text("resource");
    reader.finish();
    return segment;
}

SalonDocument::PhaseEntry phaseOf(const QJsonValue &json, const QString &path, FirstError &error)
{
    JsonReader reader(json, path, error);
    SalonDocument::PhaseEntry phase{.key = reader.neededText("key")};
    if (!reader.has("minutes"))
        reader.say("minutes", QStringLiteral("is missing"));
    phase.minutes = reader.minutes("minutes", 5, 1, kDayMinutes);
    phase.busy = reader.word("staff", {QStringLiteral("busy"), QStringLiteral("free")}) == QLatin1String("busy");
    phase.by = reader.text("by");
    if (!phase.busy && !phase.by.isEmpty())
        reader.say("by", QStringLiteral("belongs to a busy phase only"));
    phase.calcom_uid = reader.text("calcom_uid");
    if (!phase.busy && !phase.calcom_uid.isEmpty())
        reader.say("calcom_uid", QStringLiteral("belongs to a busy phase only"));
    reader.finish();
    return phase;
}

/// Same length of keys, one busy part at least, no longer than a day: what holds for segments and for phases.
template <typename Part>
void checkParts(const QList<Part> &parts, const QString &path, FirstError &error)
{
    if (parts.size() > limits::kMaxSegments)
        error.say(path, QStringLiteral("must not have more than %1 parts").arg(limits::kMaxSegments));
    int total_min = 0;
    bool has_busy = false;
    QSet<QString> keys;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const Part &part = parts.at(i);
        total_min += part.minutes;
        has_busy = has_busy || part.busy;
        if (keys.contains(part.key))
            error.say(QStringLiteral("%1[%2].key").arg(path).arg(i), QStringLiteral("is there already"));
        keys.insert(part.key);
    }
    if (!has_busy)
        error.say(path, QStringLiteral("must have a part in which the staff member is busy"));
    if (total_min > kDayMinutes)
        error.say(path, QStringLiteral("must not take longer than a day"));
}

template <typename T, typename Less>
void sortUnique(QList<T> &list, Less less, const QString &path, FirstError &error)
{
    std::sort(list.begin(), list.end(), less);
    for (qsizetype i = 1; i < list.size(); ++i)
        if (!less(list.at(i - 1), list.at(i)))
            error.say(path, QStringLiteral("holds the same time twice"));
}

template <typename E>
E wordOf(JsonReader &reader, const char *key, const QStringList &words, const QString &fallback)
{
    return fromWord<E>(reader.word(key, words, fallback)).value_or(E{});
}

/// Empty, or of this form.
QString shaped(JsonReader &reader, const char *key, const char *form, const char *what)
{
    const QString text = reader.text(key);
    if (!text.isEmpty() && !QRegularExpression(QLatin1String(form)).match(text).hasMatch())
        reader.say(key, QStringLiteral("must be %1").arg(QLatin1String(what)));
    return text;
}

QString countryOf(JsonReader &reader)
{
    const QString country = reader.text("country");
    if (country.isEmpty())
        return country;
    const QString known = holidayCountries().join(QStringLiteral(", "));
    const QString meant = country.trimmed().toUpper();
    const bool is_country = meant.size() == 2 && QLocale::codeToTerritory(meant) != QLocale::AnyTerritory;
    if (is_country && country != meant)
        reader.say("country", QStringLiteral("must be written %1").arg(meant));
    else if (!is_country)
        reader.say("country", QStringLiteral("is no country such as DE (public holidays are known for %1)").arg(known));
    return country;
}

/// Where states have holidays of their own, it must be one of them: any other word would silently take them away.
QString subdivisionOf(JsonReader &reader, const QString &country)
{
    const QString state = reader.text("subdivision");
    const QStringList known = holidaySubdivisions(country);
    if (country.isEmpty() && !state.isEmpty())
        reader.say("country", QStringLiteral("is missing beside subdivision"));
    if (state.isEmpty() || known.isEmpty() || known.contains(state))
        return state;
    const QString meant = state.trimmed().toUpper().section(QLatin1Char('-'), -1);
    if (known.contains(meant))
        reader.say("subdivision", QStringLiteral("must be written %1").arg(meant));
    else
        reader.say("subdivision", QStringLiteral("is no state of %1 whose public holidays are known: %2")
                                      .arg(country, known.join(QStringLiteral(", "))));
    return state;
}

} // namespace

QString weekdayWord(int weekday)
{
    return weekdays().at(weekday - 1);
}

Salon salonOf(const QJsonValue &json, const QString &path, FirstError &error)
{
    JsonReader reader(json, path, error);
    Salon salon;
    salon.name = reader.neededText("name");
    salon.zone = Zone(reader.neededText("time_zone"));
    if (!salon.zone.isValid())
        reader.say("time_zone", QStringLiteral("is no known time zone such as Europe/Berlin"));
    salon.locale = shaped(reader, "locale", "^[a-z]{2}(_[A-Z]{2})?\\z", "a language such as de or de_DE");
    salon.country = countryOf(reader);
    salon.subdivision = subdivisionOf(reader, salon.country);
    salon.currency = shaped(reader, "currency", "^[A-Z]{3}\\z", "three letters such as EUR");
    salon.notice_min = reader.minutes("notice_min", 15, 0, 365 * kDayMinutes);
    salon.grid_min = reader.minutes("grid_min", 15, 5, kDayMinutes);
    salon.horizon_days = reader.integer("horizon_days", 365, 1, kMaxAheadDays);
    reader.finish();
    return salon;
}

Branch branchOf(const QJsonValue &json, const QString &path, FirstError &error)
{
    JsonReader reader(json, path, error);
    Branch branch{.key = reader.neededText("key"), .name = reader.neededText("name")};
    branch.phone_numbers = reader.texts("phone_numbers");
    branch.opening_hours = hoursOf(reader, "opening_hours", error);
    reader.list("closed", [&](const QJsonValue &value, const QString &place) {
        branch.closed.append(closedDaysOf(value, place, error));
    });
    sortUnique(
        branch.closed,
        [](const ClosedDays &a, const ClosedDays &b) { return std::pair(a.from, a.to) < std::pair(b.from, b.to); },
        reader.pathOf("closed"), error);
    reader.list("resources", [&](const QJsonValue &value, const QString &place) {
        const Resource resource = resourceOf(value, place, error);
        for (const Resource &other : branch.resources)
            if (other.key == resource.key)
                error.say(place + QStringLiteral(".key"), QStringLiteral("is there already"));
        branch.resources.append(resource);
    });
    reader.finish();
    return branch;
}

SalonDocument::StaffEntry staffOf(const QJsonValue &json, const QString &path, const Zone &zone, FirstError &error)
{
    JsonReader reader(json, path, error);
    Staff staff{.key = reader.neededText("key"), .name = reader.neededText("name")};
    staff.email = reader.text("email");
    staff.calcom_user_id = reader.id("calcom_user_id");
    staff.active = reader.flag("active", true);
    staff.working_hours = hoursOf(reader, "working_hours", error);
    if (reader.has("working_hours_b"))
        staff.working_hours_b = hoursOf(reader, "working_hours_b", error);
    staff.week_a_of = reader.date("week_a_of");
    if (staff.working_hours_b && !staff.week_a_of)
        reader.say("week_a_of", QStringLiteral("is missing beside working_hours_b"));
    const auto by_span = [](const auto &a, const auto &b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    };
    reader.list("absences", [&](const QJsonValue &value, const QString &place) {
        JsonReader absence(value, place, error);
        const TimeRange span = rangeOf(absence, zone);
        staff.absences.append({.span = span, .reason = absence.text("reason")});
        absence.finish();
    });
    sortUnique(
        staff.absences, [&](const Absence &a, const Absence &b) { return by_span(a.span, b.span); },
        reader.pathOf("absences"), error);
    reader.list("extra_hours", [&](const QJsonValue &value, const QString &place) {
        JsonReader extra(value, place, error);
        staff.extra_hours.append(rangeOf(extra, zone));
        extra.finish();
    });
    sortUnique(staff.extra_hours, by_span, reader.pathOf("extra_hours"), error);
    const QString branch = reader.neededText("branch");
    reader.finish();
    return {staff, branch};
}

Service serviceOf(const QJsonValue &json, const QString &path, FirstError &error)
{
    JsonReader reader(json, path, error);
    Service service{.key = reader.neededText("key"), .name = reader.neededText("name")};
    service.synonyms = reader.texts("synonyms");
    service.price = priceOf(reader);
    service.category = reader.text("category");
    service.active = reader.flag("active", true);
    service.buffer_before_min = reader.minutes("buffer_before_min", 0, 0, limits::kMaxBuffer_min);
    service.buffer_after_min = reader.minutes("buffer_after_min", 0, 0, limits::kMaxBuffer_min);
    const QStringList policies{QStringLiteral("free"), QStringLiteral("blocked")};
    const bool is_free = reader.word("gap_policy", policies, policies.first()) == policies.first();
    service.gap_policy = is_free ? GapPolicy::Free : GapPolicy::Blocked;
    reader.list("segments", [&](const QJsonValue &value, const QString &place) {
        service.segments.append(segmentOf(value, place, error));
    });
    checkParts(service.segments, reader.pathOf("segments"), error);
    reader.finish();
    return service;
}

SalonDocument::CapabilityEntry capabilityOf(const QJsonValue &json, const QString &path, FirstError &error)
{
    JsonReader reader(json, path, error);
    SalonDocument::CapabilityEntry entry{.staff = reader.neededText("staff"), .service = reader.neededText("service")};
    entry.value.primary = reader.flag("primary", false);
    entry.value.price = priceOf(reader);
    const QJsonObject own = reader.object("minutes");
    JsonReader minutes(own, reader.pathOf("minutes"), error);
    for (auto segment = own.constBegin(); segment != own.constEnd(); ++segment) {
        const QByteArray key = segment.key().toUtf8();
        const int value = minutes.minutes(key.constData(), 0, 1, kDayMinutes);
        if (value > 0)
            entry.value.minutes.insert(segment.key(), value);
    }
    reader.finish();
    return entry;
}

SalonDocument::EventMapEntry eventMapOf(const QJsonValue &json, const QString &path, FirstError &error)
{
    JsonReader reader(json, path, error);
    SalonDocument::EventMapEntry entry{.staff = reader.neededText("staff"), .service = reader.neededText("service")};
    entry.value.segment = reader.neededText("segment");
    const auto type = reader.id("event_type_id");
    if (!type)
        reader.say("event_type_id", QStringLiteral("is missing"));
    entry.value.event_type_id = type.value_or(0);
    entry.value.child_event_type_id = reader.id("child_event_type_id");
    reader.finish();
    return entry;
}

Customer customerOf(const QJsonValue &json, const QString &path, FirstError &error)
{
    JsonReader reader(json, path, error);
    const Customer customer{.key = reader.neededText("key"),
                            .name = reader.neededText("name"),
                            .phone = reader.text("phone"),
                            .email = reader.text("email"),
                            .notes = reader.text("notes"),
                            .tags = reader.texts("tags")};
    reader.finish();
    return customer;
}

SalonDocument::AppointmentEntry appointmentOf(const QJsonValue &json, const QString &path, const Zone &zone,
                                              FirstError &error)
{
    static const QStringList statuses{QStringLiteral("confirmed"), QStringLiteral("arrived"), QStringLiteral("done"),
                                      QStringLiteral("no_show"), QStringLiteral("cancelled")};
    static const QStringList sources{QStringLiteral("phone"), QStringLiteral("desk"), QStringLiteral("calcom"),
                                     QStringLiteral("ctl"), QStringLiteral("import")};
    JsonReader reader(json, path, error);
    SalonDocument::AppointmentEntry entry;
    entry.branch = reader.text("branch");
    entry.service = reader.neededText("service");
    entry.staff = reader.text("staff");
    entry.customer = reader.neededText("customer");
    Appointment &value = entry.value;
    value.key = reader.text("key");
    const auto start = reader.instant("start", zone);
    if (!start)
        reader.say("start", QStringLiteral("is missing"));
    value.span.begin = start.value_or(Instant());
    if (value.span.begin.ms() % kGridMs != 0)
        reader.say("start", QStringLiteral("must lie on a multiple of 5 minutes"));
    value.status = wordOf<AppointmentStatus>(reader, "status", statuses, QStringLiteral("confirmed"));
    value.source = wordOf<Source>(reader, "source", sources, QStringLiteral("import"));
    value.attendee_name = reader.text("attendee_name");
    value.notes = reader.text("notes");
    value.call_id = reader.text("call_id");
    value.overbooked = reader.flag("overbooked", false);
    reader.list("phases", [&](const QJsonValue &item, const QString &place) {
        entry.phases.append(phaseOf(item, place, error));
    });
    if (reader.has("phases"))
        checkParts(entry.phases, reader.pathOf("phases"), error);
    reader.finish();
    return entry;
}

} // namespace salon::salonfile
