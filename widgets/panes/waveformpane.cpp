// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/waveformpane.h"

#include "widgets/panes/envelopepainting.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <new>

namespace gabor {

namespace {

constexpr double headroom = 1.1;
/// Samples are marked by dots where they stand at least so many pixels apart.
constexpr double dotSpacing = 6;
constexpr double smallestHeight = 1e-9;

} // namespace

WaveformPane::WaveformPane(ViewModel& viewModel, WaveformFeed& feed, QWidget* parent)
    : ViewPane(viewModel, AxisKind::Amplitude, parent), m_feed(feed)
{
    setObjectName(QStringLiteral("waveformPane"));
    setAccessibleName(tr("Waveform"));
    setContent([this](QPainter& painter, const QRect& inside) { paintContent(painter, inside); });
    connect(&m_feed, &WaveformFeed::changed, this, [this] {
        if (m_fitted)
            fitAmplitude();
        refresh();
    });
    setVerticalRange(m_low, m_high);
    followView();
}

void WaveformPane::fitAmplitude()
{
    m_fitted = true;
    const Envelope all = m_feed.overAll();
    const double reach =
        all.empty() ? 1.0 : static_cast<double>(std::max(std::abs(all.minimum), std::abs(all.maximum)));
    const double high = reach > 0 ? reach * headroom : 1.0;
    if (high == m_high && -high == m_low)
        return;
    setAmplitudeRange(-high, high);
}

Envelope WaveformPane::amplitudeAt(double sample, double sampleCount) const
{
    if (sampleCount > 1)
        return m_feed.over(sample - sampleCount / 2, sample + sampleCount / 2);
    const double nearest = std::round(sample);
    return m_feed.over(nearest, nearest + 1);
}

void WaveformPane::setAmplitudeRange(double low, double high)
{
    m_low = low;
    m_high = high;
    setVerticalRange(low, high);
    refresh();
}

void WaveformPane::zoomVertical(double factor, double y)
{
    m_fitted = false;
    const double around = verticalAt(y);
    const double low = around + (m_low - around) * factor;
    const double high = around + (m_high - around) * factor;
    if (high - low > smallestHeight)
        setAmplitudeRange(low, high);
}

void WaveformPane::moveVertical(double pixels)
{
    // Dragging the plot itself moves time; a fitted amplitude axis stays fitted under a hand that is not quite steady.
    if (m_fitted)
        return;
    const double amplitude = pixels * (m_high - m_low) / std::max(1, inside().height());
    setAmplitudeRange(m_low + amplitude, m_high + amplitude);
}

void WaveformPane::followView()
{
    updateFeedView();
    ViewPane::followView();
}

void WaveformPane::resizeEvent(QResizeEvent* event)
{
    ViewPane::resizeEvent(event);
    updateFeedView();
}

void WaveformPane::updateFeedView()
{
    m_feed.setView(view().span().beginSample, view().span().endSample,
                   static_cast<int>(inside().width() * pixelScale()));
}

void WaveformPane::paintContent(QPainter& painter, const QRect& inside)
{
    if (m_feed.source() == nullptr || inside.isEmpty())
        return;
    painter.setPen(themeColors(palette()).grid);
    const double zero = std::floor(yOfVertical(0)) + 0.5;
    painter.drawLine(QPointF(inside.left(), zero), QPointF(inside.right(), zero));
    if (const WaveformFeed::Samples* const samples = m_feed.samples())
        paintSamples(painter, *samples);
    else
        paintEnvelopes(painter, inside);
}

void WaveformPane::paintEnvelopes(QPainter& painter, const QRect& inside) const
{
    const double scale = pixelScaleOf(painter);
    const QSize size = (QSizeF(inside.size()) * scale).toSize();
    const PictureSpan& span = view().span();
    const double samplesPerPixel = (span.endSample - span.beginSample) / size.width();
    const ThemeColors colors = themeColors(palette());
    QImage image = paintedEnvelopes(size, m_low, m_high, {colors.waveformPeak, colors.waveformRms}, [&](int x) {
        const double begin = span.beginSample + x * samplesPerPixel;
        return m_feed.over(begin, begin + samplesPerPixel);
    });
    // On the screen the next frame may have it; an image would lack it for good.
    if (image.isNull() && !size.isEmpty() && isForElsewhere())
        throw std::bad_alloc();
    painter.drawImage(QRectF(inside.topLeft(), QSizeF(size) / scale), image);
}

void WaveformPane::paintSamples(QPainter& painter, const WaveformFeed::Samples& samples) const
{
    const PictureSpan& span = view().span();
    const auto size = static_cast<std::int64_t>(samples.values.size());
    // One sample beyond each edge, so that the line runs through it.
    const std::int64_t first =
        std::max<std::int64_t>(0, static_cast<std::int64_t>(std::floor(span.beginSample)) - 1 - samples.firstSample);
    const std::int64_t end =
        std::min<std::int64_t>(size, static_cast<std::int64_t>(std::ceil(span.endSample)) + 2 - samples.firstSample);
    QPolygonF line;
    line.reserve(static_cast<qsizetype>(std::max<std::int64_t>(0, end - first)));
    for (std::int64_t i = first; i < end; ++i)
        line << QPointF(xOfSample(static_cast<double>(samples.firstSample + i)),
                        yOfVertical(static_cast<double>(samples.values[static_cast<std::size_t>(i)])));
    const ThemeColors colors = themeColors(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    // A cosmetic pen of width 1: wider ones take seconds on noise.
    painter.setPen(QPen(colors.waveformPeak, 1));
    painter.drawPolyline(line);
    if (xOfSample(1) - xOfSample(0) >= dotSpacing) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.waveformRms);
        for (const QPointF& point : line)
            painter.drawEllipse(point, 2.2, 2.2);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace gabor
