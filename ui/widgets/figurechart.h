// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QChartView>

#include <optional>
#include <QList>
#include <QStringList>

class QCategoryAxis;
class QValueAxis;

namespace salon
{

/// A chart of some days (or functions) with a dashed target line. Its numbers are also its accessible description.
class FigureChart final : public QChartView
{
    Q_OBJECT
public:
    struct Bars {
        QString name;
        Tone tone = Tone::Accent;
        QList<double> values;
    };
    struct Target {
        double value = 0;
        QString text;
    };
    explicit FigureChart(const QString &name, QWidget *parent = nullptr);

    /// Points without a value are left out; the line goes on to the next one.
    void setLine(const QStringList &labels, const QList<std::optional<double>> &values, const Target &target,
                 double floor, double top);
    void setBars(const QStringList &labels, const QList<Bars> &bars, const std::optional<Target> &target);

private:
    void restart(const QStringList &labels, double floor, double top);
    void addTarget(const Target &target, int count);
    void describe(const QStringList &labels, const QList<Bars> &bars);
    QCategoryAxis *m_days = nullptr;
    QValueAxis *m_values = nullptr;
};

} // namespace salon
