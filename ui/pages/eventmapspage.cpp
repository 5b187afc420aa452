// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/eventmapspage.h"

#include "ui/models/deskwords.h"
#include "ui/models/rowmodel.h"
#include "ui/widgets/cardtable.h"
#include "ui/widgets/sidepanel.h"
#include "ui/widgets/statestack.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace salon
{

namespace
{
constexpr int kColumn = 98;
constexpr int kRoomyColumn = 112;
} // namespace

EventMapsPage::EventMapsPage(Desk &desk)
    : Page(desk, tr("Event maps"),
           {QStringLiteral("event_maps"), QStringLiteral("capabilities"), QStringLiteral("services"),
            QStringLiteral("staff")})
{
    m_only_gaps = new QPushButton(tr("Only gaps"));
    m_only_gaps->setAccessibleName(m_only_gaps->text());
    m_only_gaps->setCheckable(true);
    tools()->addWidget(m_only_gaps);
    m_rows = new RowModel({tr("Service")}, this);
    m_table = new CardTable(m_rows, tr("Services by staff"));
    m_table->setObjectName(QStringLiteral("matrix"));
    m_state = new StateStack(m_table);
    m_gap_rows = new RowModel({tr("Service"), tr("Segment")}, this);
    m_gaps = new CardTable(m_gap_rows, tr("Missing event maps"));
    m_gaps->setWidths({150, 150}, 1, {180, 150});
    m_gaps->setObjectName(QStringLiteral("gaps"));
    m_gap_state = new StateStack(m_gaps);
    auto *left = new QFrame;
    card(left, QMargins(1, 1, 1, 1))->addWidget(m_state);
    auto *right = new SidePanel(tr("Gaps"));
    right->setFacts(tr("Staff without complete maps are not offered on the phone."));
    right->add(m_gap_state, 1);
    body()->addLayout(SidePanel::beside(left, right));
    setFocusProxy(m_table);
    m_state->showLoading();
    m_gap_state->showLoading();
    connect(m_only_gaps, &QPushButton::toggled, this, &EventMapsPage::fillMatrix);
    connect(m_state, &StateStack::retried, this, &EventMapsPage::reload);
    connect(m_gap_state, &StateStack::retried, this, &EventMapsPage::reload);
}

void EventMapsPage::reload()
{
    desk().eventMaps(this, [this](const Result<EventMapMatrix> &matrix) { showMatrix(matrix); });
}

void EventMapsPage::showMatrix(const Result<EventMapMatrix> &matrix)
{
    if (!matrix) {
        m_state->showError(DeskWords::error(matrix.error()));
        m_gap_state->showError(DeskWords::error(matrix.error()));
        return;
    }
    m_matrix = *matrix;
    if (m_matrix.missing == 0)
        setFacts(tr("%n map(s), all complete", nullptr, m_matrix.required));
    else
        setFacts(tr("%n pair(s) without complete maps", nullptr, m_matrix.pairs) + QStringLiteral(" · ") +
                 tr("%1 of %2 maps missing").arg(m_matrix.missing).arg(m_matrix.required));
    fillMatrix();
    fillGaps();
}

void EventMapsPage::fillMatrix()
{
    QStringList headers{tr("Service")};
    QList<int> widths{144};
    QList<int> wanted{144};
    for (const auto &column : std::as_const(m_matrix.columns)) {
        headers << DeskWords::staff(column.name, column.account);
        widths << kColumn;
        wanted << kRoomyColumn;
    }
    m_rows->setHeaders(headers);
    m_table->setWidths(widths, 0, wanted);
    QList<Row> rows;
    for (const auto &row : std::as_const(m_matrix.rows)) {
        int segments = 0;
        bool complete = true;
        QList<Cell> cells;
        for (const auto &cell : row.cells) {
            segments = std::max(segments, cell.required);
            const QString share =
                QStringLiteral("%1/%2").arg(cell.required - int(cell.missing.size())).arg(cell.required);
            switch (cell.state) {
            case EventMapMatrix::State::NotOffered:
                cells.append({{}, {}, {Tone::Neutral, QStringLiteral("dash"), tr("not offered")}});
                break;
            case EventMapMatrix::State::Complete:
                cells.append({{}, {}, {Tone::Good, QStringLiteral("check"), share}});
                break;
            case EventMapMatrix::State::Missing:
                complete = false;
                cells.append({{}, {}, {Tone::Wrong, QStringLiteral("cross"), share}});
                break;
            }
        }
        cells.prepend({row.name, tr("%n segment(s) to mirror", nullptr, segments), {}, true});
        if (!complete || !m_only_gaps->isChecked())
            rows.append({QString::number(row.service.value), cells});
    }
    m_rows->setRows(rows);
    if (rows.isEmpty())
        m_state->showEmpty(QStringLiteral("maps"), m_only_gaps->isChecked() ? tr("No gaps") : tr("No services yet"),
                           m_only_gaps->isChecked() ? tr("Every service can be mirrored with everybody who does it.")
                                                    : tr("Services come with the salon file."));
    else
        m_state->showContent();
}

void EventMapsPage::fillGaps()
{
    QList<Row> rows;
    for (const auto &row : std::as_const(m_matrix.rows)) {
        for (int i = 0; i < row.cells.size(); ++i) {
            const auto &column = m_matrix.columns[i];
            for (const QString &segment : row.cells[i].missing)
                rows.append({QStringLiteral("%1/%2/%3").arg(row.service.value).arg(column.staff.value).arg(segment),
                             {{row.name, DeskWords::staff(column.name, column.account), {}, true},
                              {segment, {}, {Tone::Wrong, QStringLiteral("cross"), tr("missing")}}}});
        }
    }
    m_gap_rows->setRows(rows);
    if (rows.isEmpty())
        m_gap_state->showEmpty(QStringLiteral("check"), tr("No gaps"),
                               tr("Every service can be mirrored with everybody who does it."));
    else
        m_gap_state->showContent();
}

} // namespace salon
