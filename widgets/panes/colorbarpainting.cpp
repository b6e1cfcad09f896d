// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/colorbarpainting.h"

#include "core/pixels/levelhistogram.h"
#include "widgets/plot/leveltext.h"

#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

constexpr int pixelsPerTick = 28;
constexpr double tickLength = 4;

/// Weighs each count with its neighbours, so that chance does not fray the shape.
std::vector<double> smoothed(const std::vector<int>& counts)
{
    std::vector<double> result(counts.size());
    const auto at = [&counts](std::size_t i) { return static_cast<double>(counts[std::min(i, counts.size() - 1)]); };
    for (std::size_t i = 0; i < counts.size(); ++i)
        result[i] = (at(i == 0 ? 0 : i - 1) + 2 * at(i) + at(i + 1)) / 4;
    return result;
}

std::vector<LevelTick> ticksOf(const ColorBarLook& look, const QLocale& locale)
{
    return levelTicks(look.axis, look.bar.height() / pixelsPerTick, locale);
}

/// What lies between @p edge, which runs upwards, and the vertical line through its ends.
/// Of a larger shape Qt has parts filled by threads that it starts for that, and waits for them: longer than the filling
/// takes, and as long as other programs like. Painted within a few rows of pixels at a time it is filled at once.
void fillBeside(QPainter& painter, const QPolygonF& edge, const QColor& fill)
{
    constexpr int rows = 20;
    const QTransform toDevice = painter.deviceTransform();
    const QTransform fromDevice = toDevice.inverted();
    const QRect area = toDevice.mapRect(edge.boundingRect()).toAlignedRect();
    const double foot = edge.first().x();
    auto first = edge.begin(); // the last point below the rows
    for (int bottom = area.bottom() + 1; bottom > area.top(); bottom -= rows) {
        const QRectF strip = fromDevice.mapRect(QRectF(area.left(), bottom - rows, area.width(), rows));
        while (first + 1 != edge.end() && (first + 1)->y() >= strip.bottom())
            ++first;
        QPolygonF part{QPointF(foot, first->y())};
        auto point = first;
        do
            part << *point;
        while (point->y() > strip.top() && ++point != edge.end());
        part << QPointF(foot, part.last().y());
        QPainterPath path;
        path.addPolygon(part);
        path.closeSubpath();
        painter.setClipRect(strip);
        painter.fillPath(path, fill);
    }
}

double numbersLeft(const ColorBarLook& look)
{
    constexpr double padding = 3;
    return look.bar.right() + std::max(tickLength, look.histogramWidth) + padding;
}

double numbersRight(const ColorBarLook& look, const QFontMetricsF& metrics, const QLocale& locale)
{
    double widest = 0;
    for (const LevelTick& tick : ticksOf(look, locale))
        widest = std::max(widest, metrics.horizontalAdvance(tick.text));
    return numbersLeft(look) + widest;
}

} // namespace

double ColorBarLook::yOf(double value) const
{
    const LevelLimits& range = axis.range;
    return bar.top() + (range.high - value) / (range.high - range.low) * bar.height();
}

double ColorBarLook::valueAt(double y) const
{
    const LevelLimits& range = axis.range;
    return range.high - (y - bar.top()) / bar.height() * (range.high - range.low);
}

void paintColors(QPainter& painter, const ColorBarLook& look, double pixelScale, const ThemeColors& colors)
{
    const ColorTable& table = colorTable(look.colormap);
    const QRectF& bar = look.bar;
    painter.fillRect(bar, colors.border);
    const int top = static_cast<int>(std::lround(look.yOf(look.limits.high) * pixelScale));
    const int bottom = static_cast<int>(std::lround(look.yOf(look.limits.low) * pixelScale));
    if (bottom > top) {
        QImage column(1, bottom - top, QImage::Format_RGB32);
        for (int row = 0; row < column.height(); ++row) {
            const int entry = 255 - static_cast<int>((row + 0.5) * 256.0 / column.height());
            column.setPixel(0, row, table[static_cast<std::size_t>(std::clamp(entry, 0, 255))]);
        }
        painter.drawImage(QRectF(bar.left(), top / pixelScale, bar.width(), column.height() / pixelScale), column);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors.plotFrame, 1));
    painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
}

void paintHistogram(QPainter& painter, const ColorBarLook& look, std::span<const float> values,
                    const ThemeColors& colors)
{
    constexpr double partHeight = 3;
    const LevelLimits& range = look.axis.range;
    const auto partCount = static_cast<std::size_t>(std::max(4.0, look.bar.height() / partHeight));
    const std::vector<double> counts = smoothed(countsOfParts(values, range.low, range.high, partCount));
    const double most = *std::max_element(counts.begin(), counts.end());
    if (most <= 0)
        return;
    const double left = look.bar.right() + 1;
    const double height = look.bar.height() / static_cast<double>(partCount);
    QPolygonF edge{QPointF(left, look.bar.bottom())};
    for (std::size_t i = 0; i < partCount; ++i)
        edge << QPointF(left + std::sqrt(counts[i] / most) * look.histogramWidth,
                        look.bar.bottom() - (static_cast<double>(i) + 0.5) * height);
    edge << QPointF(left, look.bar.top());
    QColor fill = colors.mutedText;
    fill.setAlphaF(0.45F);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    fillBeside(painter, edge, fill);
    painter.restore();
}

double halfCaption(const QFontMetricsF& metrics)
{
    constexpr double edge = 2; // beside it
    return metrics.height() / 2 + edge;
}

double widthBeside(const ColorBarLook& look, const QFontMetricsF& metrics, const QLocale& locale)
{
    constexpr double gap = 2;
    return numbersRight(look, metrics, locale) + gap + 2 * halfCaption(metrics);
}

void paintNumbers(QPainter& painter, const ColorBarLook& look, const QLocale& locale, const ThemeColors& colors)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double lineHeight = metrics.height();
    // Ticks stand at the bar: close to a number they would look like its minus sign.
    const double tickLeft = look.bar.right();
    for (const LevelTick& tick : ticksOf(look, locale)) {
        const double y = look.yOf(tick.value);
        painter.setPen(QPen(colors.plotFrame, 1));
        painter.drawLine(QPointF(tickLeft, y), QPointF(tickLeft + tickLength, y));
        painter.setPen(colors.plotText);
        painter.drawText(QRectF(numbersLeft(look), y - lineHeight / 2, 0, lineHeight),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, tick.text);
    }
    // Better short than cut off, and none where it would not be read.
    const QStringList captions{scaleCaption(look.axis.scale), scaleName(look.axis.scale)};
    const auto caption = std::find_if(captions.begin(), captions.end(), [&](const QString& each) {
        return metrics.horizontalAdvance(each) <= look.bar.height();
    });
    if (caption == captions.end() || numbersRight(look, metrics, locale) > look.captionMiddle - metrics.ascent() / 2)
        return;
    painter.save();
    painter.translate(look.captionMiddle, look.bar.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-look.bar.height() / 2, -lineHeight / 2, look.bar.height(), lineHeight),
                     Qt::AlignCenter | Qt::TextDontClip, *caption);
    painter.restore();
}

void paintGrip(QPainter& painter, const ColorBarLook& look, double value, const ThemeColors& colors)
{
    const QPointF middle(look.bar.center().x(), look.yOf(value));
    painter.setPen(QPen(colors.text, 1.5));
    painter.drawLine(QPointF(look.bar.left() - 5, middle.y()), QPointF(look.bar.right() + 5, middle.y()));
    painter.setPen(QPen(colors.border, 1));
    painter.setBrush(Qt::white);
    painter.drawEllipse(middle, gripRadius, gripRadius);
}

} // namespace gabor
