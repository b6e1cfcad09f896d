// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

class QApplication;
class QPalette;

namespace gabor {

enum class ThemeChoice { System, Light, Dark };

/// Every color that the program paints with itself. Text on its ground has a contrast of at least 4.5:1.
struct ThemeColors
{
    bool dark = true;

    QColor window;     ///< behind everything
    QColor panel;      ///< raised ground: control panel, tool bar buttons
    QColor field;      ///< ground of what can be typed into or chosen from
    QColor border;     ///< of fields and panels; a hint, never the only sign of anything
    QColor text;       ///< on window, panel and field
    QColor mutedText;  ///< captions and units, on the same grounds
    QColor accent;     ///< what is chosen, filled
    QColor accentText; ///< on accent
    QColor link;       ///< accent as text, on window and panel
    QColor warning;    ///< as text, on window and panel
    QColor error;      ///< as text, on window and panel

    QColor plotBackground;
    QColor plotFrame; ///< frame and ticks of a plot
    QColor plotText;  ///< axis numbers and titles, on window and on plotBackground
    QColor grid;
    QColor waveformPeak;  ///< from the lowest to the highest sample
    QColor waveformRms;   ///< the body inside the peaks
    QColor selectionFill; ///< translucent
    QColor selectionEdge;
    QColor cursor; ///< crosshair under the pointer
    QColor playhead;
    QColor marker; ///< what a file gives a name to, on plotBackground
};

ThemeColors themeColors(bool dark);

/// The colors that go with @p palette: dark if its window text is lighter than its window. A widget that paints itself
/// calls this with its own palette and repaints on QEvent::PaletteChange; nothing else has to tell it of a new theme.
ThemeColors themeColors(const QPalette& palette);

/// The palette of a theme for every widget that does not paint itself.
QPalette themePalette(const ThemeColors& colors);

/// Dresses the whole program: Fusion, a palette, a small style sheet. May be called again at any time.
/// System follows the lightness of the palette that the platform gave before the first call.
void applyTheme(QApplication& app, ThemeChoice choice);

} // namespace gabor
