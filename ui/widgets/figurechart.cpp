// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figurechart.h"

#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QLocale>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace salon
{

namespace
{
constexpr int kMostLabels = 10;
}

FigureChart::FigureChart(const QString &name, QWidget *parent)
    : QChartView(parent)
{
    setAccessibleName(name);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Theme::surface());
    setMinimumHeight(110);
    setFocusPolicy(Qt::NoFocus);
    chart()->setBackgroundVisible(false);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setMargins(QMargins(0, 4, 4, 0));
    chart()->legend()->setFont(Theme::font(8.5));
    chart()->legend()->setLabelColor(Theme::muted());
    chart()->legend()->setAlignment(Qt::AlignTop);
    chart()->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
}

void FigureChart::restart(const QStringList &labels, double floor, double top)
{
    chart()->removeAllSeries();
    for (QAbstractAxis *axis : chart()->axes()) {
        chart()->removeAxis(axis);
        delete axis;
    }
    m_days = new QCategoryAxis;
    m_days->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    const int every = labels.size() <= kMostLabels ? 1 : int(labels.size() + kMostLabels - 1) / kMostLabels;
    for (int i = int(labels.size() - 1) % every; i < labels.size(); i += every)
        m_days->append(labels[i], i);
    m_days->setRange(-0.6, double(labels.size()) - 0.4);
    m_days->setGridLineVisible(false);
    m_values = new QValueAxis;
    m_values->setTickType(QValueAxis::TicksDynamic);
    m_values->setTickAnchor(floor);
    m_values->setTickInterval((top - floor) / (top - floor <= 10 && floor > 0 ? 5 : 4)); // whole numbers
    m_values->setRange(floor, top + (top - floor) * 0.04); // a point on the top line is not cut
    m_values->setLabelFormat(QStringLiteral("%.0f"));
    m_values->setGridLineColor(Theme::hairline());
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(m_days), static_cast<QAbstractAxis *>(m_values)}) {
        axis->setLabelsColor(Theme::muted());
        axis->setLabelsFont(Theme::font(8.5));
        axis->setLineVisible(false);
    }
    chart()->addAxis(m_days, Qt::AlignBottom);
    chart()->addAxis(m_values, Qt::AlignLeft);
}

void FigureChart::addTarget(const Target &target, int count)
{
    auto *line = new QLineSeries;
    line->setName(target.text);
    line->setPen(QPen(Theme::ink(Tone::Attention), 1.6, Qt::DashLine));
    line->append(-0.6, target.value);
    line->append(count - 0.4, target.value);
    chart()->addSeries(line);
    line->attachAxis(m_days);
    line->attachAxis(m_values);
}

void FigureChart::setLine(const QStringList &labels, const QList<std::optional<double>> &values, const Target &target,
                          double floor, double top)
{
    restart(labels, floor, top);
    auto *line = new QLineSeries;
    line->setName(accessibleName());
    line->setPen(QPen(Theme::accent(), 2.5));
    line->setPointsVisible(true);
    Bars numbers{accessibleName()};
    for (int i = 0; i < values.size(); ++i) {
        if (values[i])
            line->append(i, *values[i]);
        numbers.values << values[i].value_or(std::nan(""));
    }
    chart()->addSeries(line);
    line->attachAxis(m_days);
    line->attachAxis(m_values);
    addTarget(target, int(labels.size()));
    chart()->legend()->markers(line).first()->setVisible(false);
    describe(labels, {numbers});
}

void FigureChart::setBars(const QStringList &labels, const QList<Bars> &bars, const std::optional<Target> &target)
{
    double highest = target ? target->value : 1;
    for (int i = 0; i < labels.size(); ++i) {
        double sum = 0;
        for (const Bars &set : bars)
            sum += set.values.value(i);
        highest = std::max(highest, sum);
    }
    // A top that divides into four whole steps reads best.
    const double magnitude = std::pow(10.0, std::floor(std::log10(std::max(1.0, highest / 4))));
    const double step = std::max(1.0, std::ceil(highest * 1.05 / 4 / magnitude) * magnitude);
    restart(labels, 0, step * 4);
    auto *series = new QStackedBarSeries;
    series->setBarWidth(labels.size() > kMostLabels ? 0.6 : 0.42);
    for (const Bars &one : bars) {
        auto *set = new QBarSet(one.name);
        set->setColor(one.tone == Tone::Accent ? Theme::accent() : Theme::ink(one.tone));
        set->setBorderColor(Qt::transparent);
        for (const double value : one.values)
            set->append(value);
        series->append(set);
    }
    chart()->addSeries(series);
    series->attachAxis(m_days);
    series->attachAxis(m_values);
    if (target)
        addTarget(*target, int(labels.size()));
    if (bars.size() == 1)
        chart()->legend()->markers(series).first()->setVisible(false);
    chart()->legend()->setMarkerShape(bars.size() > 1 ? QLegend::MarkerShapeCircle : QLegend::MarkerShapeFromSeries);
    describe(labels, bars);
}

void FigureChart::describe(const QStringList &labels, const QList<Bars> &bars)
{
    QStringList said;
    for (const Bars &set : bars) {
        QStringList numbers;
        for (int i = 0; i < labels.size(); ++i)
            numbers << labels[i] + u' ' +
                           (std::isnan(set.values.value(i)) ? QStringLiteral("–")
                                                            : QLocale().toString(set.values.value(i), 'g', 4));
        said << set.name + QStringLiteral(": ") + numbers.join(QStringLiteral(", "));
    }
    setAccessibleDescription(said.join(QStringLiteral(". ")));
}

} // namespace salon
