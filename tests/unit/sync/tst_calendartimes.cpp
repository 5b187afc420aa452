// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/reconcile/calendartimes.h"

#include <QTest>

using namespace salon;

namespace
{

/// "9-10 12-14": hours.
QList<TimeRange> spans(const char *text)
{
    QList<TimeRange> list;
    const QStringList words = QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &one : words)
        list.append({Instant::fromMs(one.section(QLatin1Char('-'), 0, 0).toLongLong()),
                     Instant::fromMs(one.section(QLatin1Char('-'), 1).toLongLong())});
    return list;
}

QString text(const QList<TimeRange> &list)
{
    QStringList words;
    for (const TimeRange &span : list)
        words.append(QStringLiteral("%1-%2").arg(span.begin.ms()).arg(span.end.ms()));
    return words.join(QLatin1Char(' '));
}

} // namespace

class TestCalendarTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutOurOwn_data()
    {
        QTest::addColumn<QByteArray>("busy");
        QTest::addColumn<QByteArray>("own");
        QTest::addColumn<QString>("others");
        const auto row = [](const char *name, const char *busy, const char *own, const char *others) {
            QTest::newRow(name) << QByteArray(busy) << QByteArray(own) << QString::fromLatin1(others);
        };
        row("nothing", "", "9-10", "");
        row("private alone", "9-10", "", "9-10");
        row("our own", "9-10", "9-10", "");
        row("ours joined with a private hour behind", "9-11", "9-10", "10-11");
        row("ours joined with a private hour before", "9-11", "10-11", "9-10");
        row("ours in the midst", "9-14", "11-12", "9-11 12-14");
        row("two of ours in the midst", "9-14", "10-11 12-13", "9-10 11-12 13-14");
        row("two of ours that touch", "9-14", "10-11 11-13", "9-10 13-14");
        row("ours reaches out", "9-10", "8-12", "");
        row("ours overlaps the end", "9-12", "11-14", "9-11");
        row("in no order", "12-13 9-10", "", "9-10 12-13");
        row("overlapping", "9-11 10-12", "", "9-12");
        row("touching", "9-10 10-12", "", "9-12");
        row("beyond the days", "0-5 95-120", "", "2-5 95-100");
        row("around all days", "0-120", "50-60", "2-50 60-100");
    }
    void withoutOurOwn()
    {
        QFETCH(QByteArray, busy);
        QFETCH(QByteArray, own);
        QFETCH(QString, others);
        const TimeRange within{Instant::fromMs(2), Instant::fromMs(100)};
        QCOMPARE(text(otherTimes(spans(busy.constData()), spans(own.constData()), within)), others);
    }
};

QTEST_GUILESS_MAIN(TestCalendarTimes)
#include "tst_calendartimes.moc"
