// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/colormap.h"
#include "widgets/panes/levelaxis.h"
#include "widgets/theme/theme.h"

#include <QRectF>

#include <span>

class QFontMetricsF;
class QLocale;
class QPainter;

namespace gabor {

/// Where the parts of a color bar stand, and what they show.
struct ColorBarLook
{
    QRectF bar;
    double histogramWidth = 0; ///< beside the bar; the numbers follow
    double captionMiddle = 0;  ///< x; the caption runs upwards
    LevelAxis axis;
    LevelLimits limits;
    ColormapChoice colormap;

    double yOf(double value) const;
    double valueAt(double y) const;
};

/// The colors between the limits, and nothing of them beyond.
/// @param pixelScale  device pixels a logical pixel: each row of them has one color
void paintColors(QPainter& painter, const ColorBarLook& look, double pixelScale, const ThemeColors& colors);

/// How often each value occurs, as a soft shape beside the bar. Lengths are the roots of frequencies, so that what is
/// rare can be seen beside the hiss that fills most of a picture.
/// @param values  on the axis' scale
void paintHistogram(QPainter& painter, const ColorBarLook& look, std::span<const float> values,
                    const ThemeColors& colors);

/// From the middle of the caption to the edge of what it stands in.
double halfCaption(const QFontMetricsF& metrics);

/// The width that a bar needs with its numbers and its caption.
double widthBeside(const ColorBarLook& look, const QFontMetricsF& metrics, const QLocale& locale);

/// Ticks, numbers and the caption that says what they are, in the painter's font.
void paintNumbers(QPainter& painter, const ColorBarLook& look, const QLocale& locale, const ThemeColors& colors);

inline constexpr double gripRadius = 6;
void paintGrip(QPainter& painter, const ColorBarLook& look, double value, const ThemeColors& colors);

} // namespace gabor
