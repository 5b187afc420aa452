// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QString>

class QApplication;

namespace salon
{

/// What a colour says; it never says it alone: a word or an icon stands beside it.
enum class Tone { Neutral, Accent, Good, Attention, Wrong };

/// The look's tokens, defined here and nowhere else. Thread: GUI.
/// Source: the look's table of tokens (window, surface, text, hairline, accent, tones with their tints).
class Theme
{
public:
    enum class Mode { System, Light, Dark };
    static constexpr int kCardRadius = 10;
    static constexpr int kControlRadius = 7;
    static constexpr int kPillRadius = 9;
    static constexpr int kMargin = 20;
    static constexpr int kGap = 14;
    static constexpr int kRowHeight = 40;
    static constexpr int kControlHeight = 34;

    /// Style, palette, font and style sheet of the whole application.
    static void apply(QApplication &application, Mode mode);
    static bool isDark();

    static QColor window();
    static QColor surface();
    static QColor sidebar();
    static QColor text();
    static QColor muted();
    static QColor hairline();
    static QColor accent();
    static QColor accentFill();
    static QColor ink(Tone tone);
    static QColor tint(Tone tone);
    /// Services are told apart in the calendar by a few calm colours; what they are is written there, too.
    static QColor serviceInk(qint64 service);
    static QColor serviceTint(qint64 service);

    static QFont font(double points = 10, int weight = QFont::Normal);
    /// One of resources/icons, drawn in this colour.
    static QIcon icon(const QString &name, const QColor &colour);
    static QPixmap pixmap(const QString &name, const QColor &colour, int size, double ratio);

private:
    static QString styleSheet();
};

} // namespace salon
