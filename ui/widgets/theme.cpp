// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QPixmapCache>
#include <QStyleFactory>
#include <QSvgRenderer>

#include <iterator>

namespace salon
{

namespace
{

bool s_dark = false;

QColor pick(const char *light, const char *dark)
{
    return QColor(QLatin1String(s_dark ? dark : light));
}

/// Qt 6.4 has no colour scheme of its own: before our palette is set, the desktop's text is lighter than its window.
bool desktopIsDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

/// @words are the theme's colours.
constexpr char kStyleSheet[] = R"(
QWidget#page, QMainWindow, QDialog { background: @window; }
QFrame#card { background: @surface; border: 1px solid @hairline; border-radius: 10px; }
QFrame#livecard { background: @surface; border: 1px solid @good; border-radius: 10px; }
QFrame#sidebar { background: @sidebar; border: 0; border-right: 1px solid @hairline; }
QFrame#statusbar { background: @surface; border: 0; border-top: 1px solid @hairline; }
QFrame#banner { background: @accenttint; border: 0; border-bottom: 1px solid @hairline; }
QFrame#line { background: @hairline; border: 0; max-height: 1px; min-height: 1px; }
QFrame#column { border: 0; border-right: 1px solid @hairline; }
QLabel#title { font-size: 15pt; font-weight: 700; color: @text; }
QLabel#cardtitle { font-size: 11.5pt; font-weight: 700; }
QLabel#figure { font-size: 18pt; font-weight: 700; }
QLabel#strong { font-weight: 600; }
QLabel#muted, QLabel#small { color: @muted; }
QLabel#small { font-size: 9pt; }
QLabel#caption { color: @muted; font-size: 9pt; font-weight: 600; }
QLabel#wrong { color: @wrong; font-weight: 600; }
QLabel#attention { color: @attention; }
QLineEdit, QComboBox, QDateEdit, QPlainTextEdit { background: @surface; color: @text; border: 1px solid @border;
  border-radius: 7px; padding: 0 10px; min-height: 32px; selection-background-color: @fill; selection-color: white; }
QPlainTextEdit { padding: 6px 8px; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QPlainTextEdit:focus { border: 2px solid @accent; padding: 0 9px; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(:/icons/down.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @hairline; selection-background-color: @accenttint;
  selection-color: @text; outline: 0; padding: 4px; }
QPushButton { background: @surface; color: @text; border: 1px solid @border; border-radius: 7px; padding: 0 12px;
  min-height: 32px; }
QPushButton:hover { background: @hover; }
QPushButton:focus { border: 2px solid @accent; padding: 0 11px; }
QPushButton:disabled { color: @muted; background: @window; }
QPushButton::menu-indicator { image: none; }
QMenu { background: @surface; color: @text; border: 1px solid @hairline; border-radius: 7px; padding: 4px; }
QMenu::item { padding: 7px 20px 7px 12px; border-radius: 5px; }
QMenu::item:selected { background: @accenttint; color: @text; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 8px; }
QPlainTextEdit { background: @window; color: @text; border: 0; border-top: 1px solid @hairline; padding: 6px 8px; }
QProgressBar { background: @window; color: @text; border: 1px solid @hairline; border-radius: 7px; min-height: 24px;
    text-align: center; }
QProgressBar::chunk { background: @accenttint; border-radius: 6px; }
QPushButton:checked { background: @accenttint; color: @accent; border-color: @accent; }
QPushButton[primary="true"] { background: @fill; color: white; border: 1px solid @fill; font-weight: 600; }
QPushButton[primary="true"]:hover { background: #2861c7; }
QPushButton[primary="true"]:focus { border: 2px solid @text; }
QPushButton[primary="true"]:disabled { background: @hairline; color: @muted; border-color: @hairline; }
QTableView, QListView { background: transparent; border: 0; outline: 0; selection-background-color: @accenttint;
  selection-color: @text; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; color: @muted; border: 0; border-bottom: 1px solid @hairline;
  padding: 9px 4px 9px 13px; font-size: 9pt; font-weight: 600; text-align: left; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 2px; }
QScrollBar::handle { background: @border; border-radius: 3px; min-height: 30px; min-width: 30px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: 0;
  width: 0; height: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QToolTip { background: @surface; color: @text; border: 1px solid @hairline; padding: 5px; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid @muted; border-radius: 4px; background: @surface; }
QCheckBox::indicator:checked { background: @fill; border-color: @fill; image: url(:/icons/tick.svg); }
QCheckBox::indicator:focus { border: 2px solid @accent; }
)";

} // namespace

bool Theme::isDark()
{
    return s_dark;
}

QColor Theme::window()
{
    return pick("#f4f5f7", "#16181c");
}

QColor Theme::surface()
{
    return pick("#ffffff", "#1d2025");
}

QColor Theme::sidebar()
{
    return pick("#ffffff", "#1a1c20");
}

QColor Theme::text()
{
    return pick("#1f2430", "#e6e8ec");
}

QColor Theme::muted()
{
    return pick("#667085", "#98a2b3");
}

QColor Theme::hairline()
{
    return pick("#e4e7ec", "#2d3138");
}

QColor Theme::accent()
{
    return pick("#2f6fde", "#6ea0ff");
}

QColor Theme::accentFill()
{
    return QColor(0x2f, 0x6f, 0xde);
}

QColor Theme::ink(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return pick("#475467", "#b3bccb");
    case Tone::Accent:
        return pick("#2861c7", "#6ea0ff");
    case Tone::Good:
        return pick("#12805c", "#5ad19f");
    case Tone::Attention:
        return pick("#b54708", "#f5b35c");
    case Tone::Wrong:
        return pick("#b42318", "#ff8d80");
    }
    return text();
}

QColor Theme::tint(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return pick("#eef0f4", "#2a2e35");
    case Tone::Accent:
        return pick("#e8f0fe", "#1f2d48");
    case Tone::Good:
        return pick("#e3f5ec", "#173327");
    case Tone::Attention:
        return pick("#fef0d9", "#3a2a14");
    case Tone::Wrong:
        return pick("#fde7e4", "#3d1d1a");
    }
    return surface();
}

QColor Theme::serviceInk(qint64 service)
{
    const std::pair<const char *, const char *> inks[] = {{"#12805c", "#5ad19f"}, {"#2861c7", "#6ea0ff"},
                                                          {"#6941c6", "#b39dff"}, {"#b54708", "#f5b35c"},
                                                          {"#0e7490", "#67cfe3"}, {"#a3286b", "#f08fc0"}};
    const auto &ink = inks[std::size_t(service) % std::size(inks)];
    return pick(ink.first, ink.second);
}

QColor Theme::serviceTint(qint64 service)
{
    const std::pair<const char *, const char *> tints[] = {{"#dff3e8", "#173327"}, {"#dbe8fd", "#1f2d48"},
                                                           {"#ece3fa", "#2c2444"}, {"#fbe6d3", "#3a2a14"},
                                                           {"#d9f1f6", "#12323a"}, {"#fae1ee", "#3d1c2f"}};
    const auto &tint = tints[std::size_t(service) % std::size(tints)];
    return pick(tint.first, tint.second);
}

QFont Theme::font(double points, int weight)
{
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    font.setPointSizeF(points);
    font.setWeight(QFont::Weight(weight));
    return font;
}

QPixmap Theme::pixmap(const QString &name, const QColor &colour, int size, double ratio)
{
    const QString key = QStringLiteral("salondesk/%1/%2/%3/%4").arg(name, colour.name()).arg(size).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    pixmap = QPixmap(QSize(size, size) * ratio);
    pixmap.fill(Qt::transparent);
    if (file.open(QIODevice::ReadOnly)) {
        QSvgRenderer renderer(file.readAll().replace("#000000", colour.name().toLatin1()));
        QPainter painter(&pixmap);
        renderer.render(&painter);
    }
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon Theme::icon(const QString &name, const QColor &colour)
{
    QIcon icon;
    for (const double ratio : {1.0, 2.0})
        icon.addPixmap(pixmap(name, colour, 18, ratio));
    return icon;
}

void Theme::apply(QApplication &application, Mode mode)
{
    s_dark = mode == Mode::Dark || (mode == Mode::System && desktopIsDark(QApplication::palette()));
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &colour) { palette.setColor(role, colour); };
    set(QPalette::Window, window());
    set(QPalette::WindowText, text());
    set(QPalette::Base, surface());
    set(QPalette::AlternateBase, window());
    set(QPalette::Text, text());
    set(QPalette::PlaceholderText, muted());
    set(QPalette::Button, surface());
    set(QPalette::ButtonText, text());
    set(QPalette::Light, surface());
    set(QPalette::Midlight, hairline());
    set(QPalette::Mid, hairline());
    set(QPalette::Dark, hairline());
    set(QPalette::Shadow, hairline());
    set(QPalette::Highlight, accentFill());
    set(QPalette::HighlightedText, Qt::white);
    set(QPalette::Link, accent());
    set(QPalette::ToolTipBase, surface());
    set(QPalette::ToolTipText, text());
    for (const QPalette::ColorRole role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, muted());
    QApplication::setPalette(palette);
    QApplication::setFont(font());
    application.setStyleSheet(styleSheet());
}

QString Theme::styleSheet()
{
    QString sheet = QString::fromLatin1(kStyleSheet);
    const std::pair<const char *, QColor> tokens[] = {
        {"@accenttint", tint(Tone::Accent)},
        {"@attention", ink(Tone::Attention)},
        {"@accent", accent()},
        {"@fill", accentFill()},
        {"@window", window()},
        {"@surface", surface()},
        {"@sidebar", sidebar()},
        {"@text", text()},
        {"@muted", muted()},
        {"@hairline", hairline()},
        {"@border", pick("#cfd4dc", "#3d434d")},
        {"@hover", pick("#f4f5f7", "#262a31")},
        {"@good", ink(Tone::Good)},
        {"@wrong", ink(Tone::Wrong)},
    };
    for (const auto &[name, colour] : tokens)
        sheet.replace(QLatin1String(name), colour.name());
    return sheet;
}

} // namespace salon
