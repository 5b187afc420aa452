// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/keybutton.h"

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QShortcut>
#include <QStyleOptionButton>

namespace salon
{

namespace
{
constexpr int kSide = 13;
constexpr int kBetween = 9;
constexpr int kKeyPadding = 5;
} // namespace

KeyButton::KeyButton(const QString &text, const QKeySequence &key, QWidget *scope)
    : QPushButton(text)
    , m_key(key)
{
    setAccessibleName(text);
    setAccessibleDescription(keyText());
    setAutoDefault(false);
    if (key.isEmpty())
        return;
    m_shortcut = new QShortcut(key, scope);
    m_shortcut->setEnabled(false);
    // A bare letter belongs to its page alone; Ctrl+… works from anywhere in the window while the page is seen.
    const bool bare = key[0].keyboardModifiers() == Qt::NoModifier;
    m_shortcut->setContext(bare ? Qt::WidgetWithChildrenShortcut : Qt::WindowShortcut);
    connect(m_shortcut, &QShortcut::activated, this, [this] {
        if (isEnabled())
            click();
        else if (!m_obstacle.isEmpty())
            Q_EMIT obstructed(m_obstacle);
    });
}

void KeyButton::showEvent(QShowEvent *event)
{
    QPushButton::showEvent(event);
    if (m_shortcut)
        m_shortcut->setEnabled(true);
}

void KeyButton::hideEvent(QHideEvent *event)
{
    QPushButton::hideEvent(event);
    if (m_shortcut)
        m_shortcut->setEnabled(false);
}

void KeyButton::setPrimary(bool primary)
{
    if (isPrimary() == primary)
        return;
    setProperty("primary", primary);
    style()->unpolish(this);
    style()->polish(this);
    updateGeometry();
}

bool KeyButton::isPrimary() const
{
    return property("primary").toBool();
}

void KeyButton::setObstacle(const QString &why)
{
    m_obstacle = why;
    setEnabled(why.isEmpty());
    setToolTip(why);
    setAccessibleDescription(why.isEmpty() ? keyText() : why);
}

QString KeyButton::keyText() const
{
    return m_key.toString(QKeySequence::NativeText).replace(QLatin1String("Return"), QStringLiteral("↵"));
}

QFont KeyButton::keyFont() const
{
    return Theme::font(8, QFont::Medium);
}

QSize KeyButton::sizeHint() const
{
    QFont bold = font();
    if (isPrimary())
        bold.setWeight(QFont::DemiBold);
    int width = 2 * kSide + QFontMetrics(bold).horizontalAdvance(text());
    if (!m_key.isEmpty())
        width += kBetween + 2 * kKeyPadding + QFontMetrics(keyFont()).horizontalAdvance(keyText());
    return {width, Theme::kControlHeight};
}

void KeyButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    style()->drawControl(QStyle::CE_PushButton, &option, &painter, this);

    const bool primary = isPrimary();
    QColor colour = primary ? QColor(Qt::white) : Theme::text();
    if (!isEnabled())
        colour = Theme::muted();
    QFont label = font();
    if (primary)
        label.setWeight(QFont::DemiBold);
    painter.setFont(label);
    painter.setPen(colour);
    const int text_width = QFontMetrics(label).horizontalAdvance(text());
    int content = text_width;
    const int key_width = QFontMetrics(keyFont()).horizontalAdvance(keyText()) + 2 * kKeyPadding;
    if (!m_key.isEmpty())
        content += kBetween + key_width;
    const int left = qMax(kSide, (width() - content) / 2);
    painter.drawText(QRect(left, 0, text_width + 4, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (m_key.isEmpty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF key_rect(left + text_width + kBetween + 0.5, (height() - 17) / 2 + 0.5, key_width - 1, 16);
    QColor frame = primary && isEnabled() ? QColor(255, 255, 255, 130) : Theme::hairline();
    painter.setPen(frame);
    painter.drawRoundedRect(key_rect, 4, 4);
    painter.setFont(keyFont());
    painter.setPen(primary && isEnabled() ? QColor(255, 255, 255, 225) : Theme::muted());
    painter.drawText(key_rect, Qt::AlignCenter, keyText());
}

} // namespace salon
