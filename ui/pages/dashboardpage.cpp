// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboardpage.h"

#include "ui/models/deskwords.h"
#include "ui/models/rowmodel.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/figurechart.h"
#include "ui/widgets/statestack.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace salon
{

namespace
{

constexpr double kSyncTarget = 95;
constexpr double kReviewTarget = 5;
constexpr double kAnswerTargetMs = 150;

QString inMilliseconds(const std::optional<double> &ms)
{
    if (!ms)
        return QStringLiteral("–");
    return DashboardPage::tr("%1 ms").arg(DeskWords::decimal(*ms, *ms < 10 ? 1 : 0));
}

/// A name in one word that may still be broken after each of its parts.
QString breakable(QString function)
{
    return function.replace(u'_', QStringLiteral("_\u200b"));
}

/// Two lines of a function's name fit below a bar.
QString shortName(const QString &function)
{
    const QStringList words = function.split(u'_');
    return words.size() < 2 ? function : words[0] + QStringLiteral("<br>") + words[1];
}

} // namespace

DashboardPage::DashboardPage(Desk &desk)
    : Page(desk, tr("Dashboard"),
           {QStringLiteral("appointments"), QStringLiteral("phases"), QStringLiteral("reviews"),
            QStringLiteral("attempts"), QStringLiteral("function_calls")})
{
    m_range = new QButtonGroup(this);
    for (const int days : {7, 30}) {
        auto *button = new QPushButton(tr("%n day(s)", nullptr, days));
        button->setAccessibleName(button->text());
        button->setCheckable(true);
        button->setChecked(days == m_days);
        m_range->addButton(button, days);
        tools()->addWidget(button);
    }
    m_function_rows = new RowModel(
        {tr("Function"), tr("Calls"), QStringLiteral("p50"), QStringLiteral("p95"), QStringLiteral("p99")}, this);
    m_function_table = new CardTable(m_function_rows, tr("Answers on the phone by function"));
    m_function_table->setWidths({100, 62, 66, 66, 88}, 0);
    auto *grid_box = new QWidget;
    auto *grid = new QGridLayout(grid_box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(Theme::kGap);
    grid->addWidget(buildTile(m_sync, tr("Mirrored to Cal.com"), nullptr), 0, 0);
    grid->addWidget(buildTile(m_reviews, tr("Reviews a day"), nullptr), 0, 1);
    grid->addWidget(buildTile(m_functions, tr("Answers on the phone"), m_function_table), 1, 0);
    grid->addWidget(buildTile(m_verifications, tr("Post-sync verification"), nullptr), 1, 1);
    for (int i = 0; i < 2; ++i) {
        grid->setColumnStretch(i, 1);
        grid->setRowStretch(i, 2 + i);
    }
    m_state = new StateStack(grid_box);
    body()->addWidget(m_state);
    setFocusProxy(m_function_table);
    m_state->showLoading();
    connect(m_range, &QButtonGroup::idClicked, this, [this](int days) {
        m_days = days;
        reload();
    });
    connect(m_state, &StateStack::retried, this, &DashboardPage::reload);
}

QWidget *DashboardPage::buildTile(Tile &tile, const QString &title, QWidget *below)
{
    auto *surface = new QFrame;
    auto *layout = card(surface, QMargins(16, 12, 16, 12));
    layout->setSpacing(4);
    auto *heading = new QLabel(title);
    heading->setObjectName(QStringLiteral("caption"));
    tile.figure = new QLabel;
    tile.figure->setObjectName(QStringLiteral("figure"));
    tile.figure->setAccessibleName(title);
    tile.facts = new QLabel;
    tile.facts->setObjectName(QStringLiteral("muted"));
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(tile.figure, 0, Qt::AlignBaseline);
    row->addWidget(tile.facts, 1, Qt::AlignBaseline);
    tile.chart = new FigureChart(title);
    layout->addWidget(heading);
    layout->addLayout(row);
    layout->addWidget(tile.chart, 1);
    if (below) {
        tile.chart->setMinimumHeight(146);
        layout->addWidget(below, 1);
    }
    return surface;
}

void DashboardPage::reload()
{
    desk().figures(this, m_days, [this](const Result<Figures> &figures) { showFigures(figures); });
}

void DashboardPage::showFigures(const Result<Figures> &figures)
{
    if (!figures) {
        m_state->showError(DeskWords::error(figures.error()));
        return;
    }
    setFacts(DeskWords::shortDate(figures->from) + QStringLiteral(" – ") + DeskWords::shortDate(figures->to));
    const bool nothing =
        figures->totals.sync.created == 0 && figures->functions.isEmpty() && figures->totals.reviews.opened == 0;
    if (nothing) {
        m_state->showEmpty(QStringLiteral("dashboard"), tr("No figures yet"),
                           tr("With the first bookings and calls the charts begin."));
        return;
    }
    m_state->showContent();
    QStringList days;
    for (const DayFigures &day : figures->days)
        days << (m_days <= 7 ? QLocale().toString(day.date, QStringLiteral("ddd"))
                             : QLocale().toString(day.date, tr("d MMM")));
    showSync(*figures, days);
    showReviews(*figures, days);
    showVerifications(*figures, days);
    showFunctions(*figures);
}

void DashboardPage::showSync(const Figures &figures, const QStringList &days)
{
    const auto rate = figures.totals.sync.syncSuccessRate();
    m_sync.figure->setText(rate ? tr("%1 %").arg(DeskWords::decimal(*rate * 100, 1)) : QStringLiteral("–"));
    m_sync.facts->setText(
        tr("%1 of %n appointment(s)", nullptr, figures.totals.sync.created).arg(figures.totals.sync.synced));
    QList<std::optional<double>> values;
    double lowest = kSyncTarget;
    for (const DayFigures &day : figures.days) {
        const auto of_day = day.figures.sync.syncSuccessRate();
        values << (of_day ? std::optional<double>(*of_day * 100) : std::nullopt);
        lowest = of_day ? std::min(lowest, *of_day * 100) : lowest;
    }
    const double floor = lowest >= 90 ? 90 : lowest >= 60 ? 60 : 0;
    m_sync.chart->setLine(days, values, {kSyncTarget, tr("target 95 %")}, floor, 100);
}

void DashboardPage::showReviews(const Figures &figures, const QStringList &days)
{
    m_reviews.figure->setText(DeskWords::decimal(figures.totals.reviews.opened_per_day, 1));
    m_reviews.facts->setText(tr("a day · %n open", nullptr, figures.totals.reviews.open));
    FigureChart::Bars opened{tr("Reviews opened"), Tone::Accent, {}};
    for (const DayFigures &day : figures.days)
        opened.values << day.figures.reviews.opened;
    m_reviews.chart->setBars(days, {opened}, FigureChart::Target{kReviewTarget, tr("target: fewer than 5")});
}

void DashboardPage::showVerifications(const Figures &figures, const QStringList &days)
{
    const VerificationFigures &all = figures.totals.verifications;
    m_verifications.figure->setText(tr("%1 of %2").arg(all.recovered).arg(all.triggered));
    m_verifications.facts->setText(tr("rescued without anybody's help"));
    FigureChart::Bars recovered{tr("rescued"), Tone::Good, {}};
    FigureChart::Bars missing{tr("not found"), Tone::Wrong, {}};
    for (const DayFigures &day : figures.days) {
        recovered.values << day.figures.verifications.recovered;
        missing.values << day.figures.verifications.not_found;
    }
    m_verifications.chart->setBars(days, {recovered, missing}, std::nullopt);
}

void DashboardPage::showFunctions(const Figures &figures)
{
    std::optional<double> slowest;
    QList<Row> rows;
    for (const FunctionFigures &function : figures.functions) {
        const auto p99 = function.latency.p99_ms;
        if (p99)
            slowest = std::max(slowest.value_or(0), *p99);
        const double share = p99.value_or(0) / kAnswerTargetMs * 100;
        const Tone tone = share < 66 ? Tone::Good : share <= 100 ? Tone::Attention : Tone::Wrong;
        const QString icon = share <= 100 ? QStringLiteral("check") : QStringLiteral("warning");
        rows.append({function.name,
                     {{breakable(function.name)},
                      {QString::number(function.count), {}, {}, false, true},
                      {inMilliseconds(function.latency.p50_ms), {}, {}, false, true},
                      {inMilliseconds(function.latency.p95_ms), {}, {}, false, true},
                      {{}, {}, {tone, icon, inMilliseconds(p99)}}}});
    }
    m_function_rows->setRows(rows);
    FigureChart::Bars bars{tr("p99 in milliseconds"), Tone::Accent, {}};
    QStringList names;
    for (const FunctionFigures &function : figures.functions) {
        names << shortName(function.name);
        bars.values << function.latency.p99_ms.value_or(0);
    }
    m_functions.chart->setBars(names, {bars}, FigureChart::Target{kAnswerTargetMs, tr("target 150 ms")});
    m_functions.figure->setText(inMilliseconds(slowest));
    m_functions.facts->setText(tr("slowest p99 · target 150 ms"));
}

} // namespace salon
