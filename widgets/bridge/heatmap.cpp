// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/heatmap.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <new>
#include <span>

namespace gabor {

namespace {

/// What of one picture is seen in another, both in pixels.
struct Stretch
{
    QRectF target;
    QRectF source;
};

/// @p length, or @p other where it differs by rounding alone: then the painter copies and need not stretch.
double snapped(double length, double other)
{
    return std::abs(length - other) < 1e-6 ? other : length;
}

/// Empty where nothing is shared.
Stretch stretchInto(const PictureFrame& now, const Heatmap& heatmap)
{
    const PictureFrame& before = heatmap.frame;
    if (heatmap.image.isNull() || before.frequencyScale != now.frequencyScale)
        return {};
    const auto placeOf = [scale = now.frequencyScale](double hz) { return scaleFromHz(hz, scale); };
    const double xScale = now.width / (now.span.endSample - now.span.beginSample);
    const double top = placeOf(now.span.highHz);
    const double yScale = now.height / (top - placeOf(now.span.lowHz));
    const QRectF place(
        QPointF((before.span.beginSample - now.span.beginSample) * xScale,
                (top - placeOf(before.span.highHz)) * yScale),
        QPointF((before.span.endSample - now.span.beginSample) * xScale, (top - placeOf(before.span.lowHz)) * yScale));
    // Whatever lies far outside would only cost time and run over the painter's coordinates.
    const QRectF shared = place.intersected(QRectF(0, 0, now.width, now.height));
    if (shared.isEmpty())
        return {};
    const QSizeF from = heatmap.image.size();
    return {shared,
            {(shared.left() - place.left()) / place.width() * from.width(),
             (shared.top() - place.top()) / place.height() * from.height(),
             snapped(shared.width() / place.width() * from.width(), shared.width()),
             snapped(shared.height() / place.height() * from.height(), shared.height())}};
}

/// The pixels of @p part without their opacity, which is full there. They stay those of @p image, which outlives it.
QImage opaqueView(const QImage& image, QRect part)
{
    return {image.constScanLine(part.top()) + static_cast<qsizetype>(part.left()) * 4, part.width(), part.height(),
            image.bytesPerLine(), QImage::Format_RGB32};
}

} // namespace

QImage emptyHeatmapImage(QSize size)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        throw std::bad_alloc();
    image.fill(Qt::transparent);
    return image;
}

QRect opaquePart(const QImage& image)
{
    const auto isOpaque = [](QRgb pixel) { return pixel >= 0xff000000U; };
    const auto row = [&](int y) { return reinterpret_cast<const QRgb*>(image.constScanLine(y)); };
    const int middle = image.height() / 2;
    const QRgb* const end = row(middle) + image.width();
    const QRgb* const first = std::find_if(row(middle), end, isOpaque);
    const QRgb* const last = std::find_if_not(first, end, isOpaque);
    const QRect part(static_cast<int>(first - row(middle)), 0, static_cast<int>(last - first), image.height());
    for (int y = 0; y < image.height(); ++y) {
        // All bits that the pixels share: without a way out of the loop it goes through many pixels at a time.
        QRgb shared = 0xffffffffU;
        for (const QRgb pixel : std::span(row(y) + part.left(), static_cast<std::size_t>(part.width())))
            shared &= pixel;
        if (!isOpaque(shared))
            return {};
    }
    return part;
}

void fillGaps(QImage& image, const PictureFrame& now, const Heatmap& before)
{
    const Stretch stretch = stretchInto(now, before);
    if (stretch.target.isEmpty())
        return;
    QPainter painter(&image);
    painter.setCompositionMode(QPainter::CompositionMode_DestinationOver);
    painter.drawImage(stretch.target, before.image, stretch.source);
}

void drawHeatmap(QPainter& painter, QPointF topLeft, const Heatmap& heatmap, double scale)
{
    const QRect opaque = heatmap.opaque;
    if (opaque.isEmpty()) {
        painter.drawImage(QRectF(topLeft, QSizeF(heatmap.image.size()) / scale), heatmap.image);
        return;
    }
    painter.drawImage(QRectF(topLeft + QPointF(opaque.topLeft()) / scale, QSizeF(opaque.size()) / scale),
                      opaqueView(heatmap.image, opaque));
}

void drawStretched(QPainter& painter, QPointF topLeft, const PictureFrame& now, const Heatmap& heatmap, double scale)
{
    if (heatmap.frame == now) {
        drawHeatmap(painter, topLeft, heatmap, scale);
        return;
    }
    const Stretch stretch = stretchInto(now, heatmap);
    if (stretch.target.isEmpty())
        return;
    const QRectF target(topLeft + stretch.target.topLeft() / scale, stretch.target.size() / scale);
    painter.drawImage(target, heatmap.image, stretch.source);
}

} // namespace gabor
