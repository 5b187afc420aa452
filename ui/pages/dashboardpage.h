// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QButtonGroup;
class QLabel;

namespace salon
{

class CardTable;
class FigureChart;
class RowModel;
class StateStack;

/// The owner's figures: mirrored or not, reviews, verifications, how fast the phone is answered, with their targets.
class DashboardPage final : public Page
{
    Q_OBJECT
public:
    explicit DashboardPage(Desk &desk);
    void reload() override;

private:
    struct Tile {
        QLabel *figure = nullptr;
        QLabel *facts = nullptr;
        FigureChart *chart = nullptr;
    };
    QWidget *buildTile(Tile &tile, const QString &title, QWidget *below);
    void showFigures(const Result<Figures> &figures);
    void showSync(const Figures &figures, const QStringList &days);
    void showReviews(const Figures &figures, const QStringList &days);
    void showVerifications(const Figures &figures, const QStringList &days);
    void showFunctions(const Figures &figures);

    int m_days = 7;
    QButtonGroup *m_range;
    StateStack *m_state;
    Tile m_sync;
    Tile m_reviews;
    Tile m_verifications;
    Tile m_functions;
    RowModel *m_function_rows;
    CardTable *m_function_table;
};

} // namespace salon
