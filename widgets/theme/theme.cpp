// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include "widgets/theme/programstyle.h"
#include "widgets/theme/stylesheet.h"

#include <QApplication>
#include <QPalette>
#include <QVariant>

namespace gabor {
namespace {

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::WindowText).lightnessF() > palette.color(QPalette::Window).lightnessF();
}

/// Qt 6.4 cannot tell the platform's color scheme; its first palette can. Kept with the application that got it.
bool platformIsDark(QApplication& app)
{
    static constexpr auto property = "gaborPlatformIsDark";
    if (!app.property(property).isValid())
        app.setProperty(property, isDark(QApplication::palette()));
    return app.property(property).toBool();
}

ThemeColors darkColors()
{
    return {.dark = true,
            .window = QColor(0x22252a),
            .panel = QColor(0x2a2e34),
            .field = QColor(0x16181b),
            .border = QColor(0x454c56),
            .text = QColor(0xe8eaed),
            .mutedText = QColor(0x9fa6af),
            .accent = QColor(0x3fc1a0),
            .accentText = QColor(0x0b1a16),
            .link = QColor(0x4fd0af),
            .warning = QColor(0xf0b849),
            .error = QColor(0xff8f85),
            .plotBackground = QColor(0x16181b),
            .plotFrame = QColor(0x8b929b),
            .plotText = QColor(0xb4bac2),
            .grid = QColor(0x2f343b),
            .waveformPeak = QColor(0x3a86c8),
            .waveformRms = QColor(0x8fcaf6),
            .selectionFill = QColor(255, 255, 255, 36),
            .selectionEdge = QColor(0xffffff),
            .cursor = QColor(0xf4f6f8),
            .playhead = QColor(0xe8564a),
            .marker = QColor(0xf0b849)};
}

ThemeColors lightColors()
{
    return {.dark = false,
            .window = QColor(0xeceef1),
            .panel = QColor(0xf8f9fa),
            .field = QColor(0xffffff),
            .border = QColor(0xbcc2cb),
            .text = QColor(0x1c2026),
            .mutedText = QColor(0x565f6b),
            .accent = QColor(0x0f7f66),
            .accentText = QColor(0xffffff),
            .link = QColor(0x0b6f59),
            .warning = QColor(0x8a5a00),
            .error = QColor(0xb3261e),
            .plotBackground = QColor(0xffffff),
            .plotFrame = QColor(0x6b7480),
            .plotText = QColor(0x454d58),
            .grid = QColor(0xdfe3e8),
            .waveformPeak = QColor(0x7db8e8),
            .waveformRms = QColor(0x2367a8),
            .selectionFill = QColor(15, 60, 110, 34),
            .selectionEdge = QColor(0x12365c),
            .cursor = QColor(0x1c2026),
            .playhead = QColor(0xc8352a),
            .marker = QColor(0xa86a00)};
}

} // namespace

ThemeColors themeColors(bool dark)
{
    return dark ? darkColors() : lightColors();
}

ThemeColors themeColors(const QPalette& palette)
{
    ThemeColors colors = themeColors(isDark(palette));
    colors.window = palette.color(QPalette::Window); // a figure's is that of paper
    return colors;
}

QPalette themePalette(const ThemeColors& colors)
{
    QPalette palette(colors.panel, colors.window); // derives the bevels that Fusion shades with
    const QColor button = colors.dark ? QColor(0x343941) : QColor(0xffffff);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.field);
    palette.setColor(QPalette::AlternateBase, colors.panel);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.mutedText);
    palette.setColor(QPalette::Button, button);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.error);
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, colors.accentText);
    palette.setColor(QPalette::Link, colors.link);
    palette.setColor(QPalette::LinkVisited, colors.link);
    palette.setColor(QPalette::ToolTipBase, colors.field);
    palette.setColor(QPalette::ToolTipText, colors.text);
    const QColor faded = colors.dark ? QColor(0x767d86) : QColor(0x8b929c);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faded);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.border);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, faded);
    return palette;
}

void applyTheme(QApplication& app, ThemeChoice choice)
{
    const bool dark = choice == ThemeChoice::System ? platformIsDark(app) : choice == ThemeChoice::Dark;
    platformIsDark(app);                           // the first call remembers, whatever it chooses
    if (app.findChild<ProgramStyle*>() == nullptr) // a style sheet has a style of its own before the one that was set
        QApplication::setStyle(new ProgramStyle);
    const ThemeColors colors = themeColors(dark);
    QApplication::setPalette(themePalette(colors));
    app.setStyleSheet(themeStyleSheet(colors));
}

} // namespace gabor
