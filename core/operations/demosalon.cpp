// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/demosalon.h"

#include "core/base/zone.h"
#include "core/domain/holidays.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace salon
{

namespace
{

const QDate kDayInFile(2025, 11, 26);
constexpr int kSaturday = 6;
constexpr int kMostDays = 400; // further away than this nothing in the file is

QByteArray fileContent()
{
    QFile file(u":/demo/demo-salon.json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// On which days the salon of the file opens.
struct OpenDays {
    QSet<int> weekdays;
    QString country;
    QString subdivision;
    bool contains(QDate day) const
    {
        return weekdays.contains(day.dayOfWeek()) && !publicHoliday(country, subdivision, day);
    }
};

OpenDays openDays(const QJsonObject &document)
{
    static const QStringList kDays{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    const QJsonObject salon = document.value(u"salon"_s).toObject();
    OpenDays open{{}, salon.value(u"country"_s).toString(), salon.value(u"subdivision"_s).toString()};
    const QJsonObject branch = document.value(u"branches"_s).toArray().first().toObject();
    for (const QString &day : branch.value(u"opening_hours"_s).toObject().keys())
        open.weekdays.insert(int(kDays.indexOf(day)) + 1);
    return open;
}

/// The day as many open days away from `to` as `date` is from `from`.
QDate movedByOpenDays(QDate date, QDate from, QDate to, const OpenDays &open)
{
    const int step = date < from ? -1 : 1;
    int left = 0;
    for (QDate day = from; day != date && day.isValid(); day = day.addDays(step))
        left += open.contains(day.addDays(step)) ? 1 : 0;
    QDate moved = to;
    for (int i = 0; left > 0 && i < kMostDays; ++i) {
        moved = moved.addDays(step);
        left -= open.contains(moved) ? 1 : 0;
    }
    return moved;
}

QString movedInstant(const QString &text, const Zone &zone, QDate day, QTime time)
{
    const Result<Instant> at = zone.toInstant(day, time);
    return at ? zone.iso(*at) : text;
}

QJsonArray movedAppointments(QJsonArray appointments, const Zone &zone, QDate day, const OpenDays &open)
{
    for (qsizetype i = 0; i < appointments.size(); ++i) {
        QJsonObject one = appointments.at(i).toObject();
        const QString text = one.value(u"start"_s).toString();
        const Result<Instant> start = zone.parseIso(text);
        if (!start)
            continue;
        const QDate moved = movedByOpenDays(zone.dateOf(*start), kDayInFile, day, open);
        one.insert(u"start"_s, movedInstant(text, zone, moved, zone.timeOf(*start)));
        appointments.replace(i, one);
    }
    return appointments;
}

QJsonArray movedAbsences(QJsonArray absences, const Zone &zone, qint64 days)
{
    for (qsizetype i = 0; i < absences.size(); ++i) {
        QJsonObject one = absences.at(i).toObject();
        for (const QString &key : {u"start"_s, u"end"_s}) {
            const QString text = one.value(key).toString();
            if (const Result<Instant> at = zone.parseIso(text))
                one.insert(key, movedInstant(text, zone, zone.dateOf(*at).addDays(days), zone.timeOf(*at)));
        }
        absences.replace(i, one);
    }
    return absences;
}

QJsonArray movedClosedDays(QJsonArray closed, qint64 days)
{
    for (qsizetype i = 0; i < closed.size(); ++i) {
        QJsonObject one = closed.at(i).toObject();
        for (const QString &key : {u"from"_s, u"to"_s}) {
            const QDate date = QDate::fromString(one.value(key).toString(), Qt::ISODate);
            one.insert(key, date.addDays(days).toString(Qt::ISODate));
        }
        closed.replace(i, one);
    }
    return closed;
}

/// Replaces a list inside each object of a list.
template <typename Change>
void changeEach(QJsonObject &salon, const QString &list, const QString &key, Change change)
{
    QJsonArray objects = salon.value(list).toArray();
    for (qsizetype i = 0; i < objects.size(); ++i) {
        QJsonObject one = objects.at(i).toObject();
        one.insert(key, change(one.value(key).toArray()));
        objects.replace(i, one);
    }
    salon.insert(list, objects);
}

} // namespace

QDate DemoSalon::dayFor(QDate today)
{
    const OpenDays open = openDays(QJsonDocument::fromJson(fileContent()).object());
    QDate day = today;
    for (int i = 0; i < 14 && (day.dayOfWeek() >= kSaturday || !open.contains(day)); ++i)
        day = day.addDays(-1);
    return day;
}

Result<QByteArray> DemoSalon::file(QDate day)
{
    QJsonObject salon = QJsonDocument::fromJson(fileContent()).object();
    const Zone zone(salon.value(u"salon"_s).toObject().value(u"time_zone"_s).toString());
    if (salon.isEmpty() || !zone.isValid())
        return Error{ErrorCode::InvalidInput, u"the demo salon is not readable"_s};
    const OpenDays open = openDays(salon);
    const qint64 days = kDayInFile.daysTo(day);
    salon.insert(u"appointments"_s, movedAppointments(salon.value(u"appointments"_s).toArray(), zone, day, open));
    changeEach(salon, u"staff"_s, u"absences"_s,
               [&](const QJsonArray &absences) { return movedAbsences(absences, zone, days); });
    changeEach(salon, u"branches"_s, u"closed"_s,
               [&](const QJsonArray &closed) { return movedClosedDays(closed, days); });
    return QJsonDocument(salon).toJson();
}

} // namespace salon
