// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/colorscale.h"
#include "core/pixels/levelgrid.h"

#include <QImage>
#include <QPointF>
#include <QRect>

class QPainter;

namespace gabor {

/// The picture of a spectrogram, and what it is of.
struct Heatmap
{
    QImage image; ///< ARGB32, premultiplied; null: there is none
    QRect opaque; ///< part without a transparent pixel, which is cheaper to draw; empty: unknown
    PictureFrame frame;
};

/// A transparent image. Throws std::bad_alloc where there is no memory for it.
QImage emptyHeatmapImage(QSize size);

/// All of @p image but the transparent columns at its sides; nothing where anything else is transparent.
QRect opaquePart(const QImage& image);

/// Whatever is transparent in @p image, which shows @p now, shows @p before where it belongs.
void fillGaps(QImage& image, const PictureFrame& now, const Heatmap& before);

/// Draws @p heatmap pixel by pixel.
/// @param scale    device pixels of a logical one
/// @param topLeft  logical
void drawHeatmap(QPainter& painter, QPointF topLeft, const Heatmap& heatmap, double scale);

/// Draws a heatmap of another time or frequency where it belongs in @p now, as far as it does.
void drawStretched(QPainter& painter, QPointF topLeft, const PictureFrame& now, const Heatmap& heatmap, double scale);

} // namespace gabor
