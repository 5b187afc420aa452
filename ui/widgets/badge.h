// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

class QPainter;

namespace salon
{

/// A state in one word, with an icon and a colour that say the same.
struct Badge {
    Tone tone = Tone::Neutral;
    QString icon; // of resources/icons; may be empty
    QString text;
    bool operator==(const Badge &) const = default;
    bool isEmpty() const { return text.isEmpty(); }

    QSize size(const QFont &font) const;
    /// Draws it with its top left corner there and gives the rectangle it took.
    QRect paint(QPainter &painter, QPoint at, int max_width) const;
    /// Where there is no room for the word: a disc with the icon. The word must then be said elsewhere.
    static constexpr int kIconOnly = 16;
    void paintIcon(QPainter &painter, QPoint at) const;
    static QFont font();
};

/// A badge as a widget; not there while it is empty. Reachable by name for screen readers; takes no focus.
class BadgeLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit BadgeLabel(QWidget *parent = nullptr);
    void setBadge(const Badge &badge);
    const Badge &badge() const { return m_badge; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Badge m_badge;
};

} // namespace salon
