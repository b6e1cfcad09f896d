// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/spectrogrampane.h"

#include "core/pixels/rasterize.h"
#include "widgets/theme/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

/// All of a picture without gaps but the transparent columns at its sides; nothing where anything else is transparent.
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
        if (!std::all_of(row(y) + part.left(), row(y) + part.left() + part.width(), isOpaque))
            return {};
    }
    return part;
}

} // namespace

SpectrogramPane::SpectrogramPane(ViewModel& viewModel, JobQueue& queue, std::size_t byteBudget, QWidget* parent)
    : ViewPane(viewModel, AxisKind::Frequency, parent), m_feed(queue, byteBudget)
{
    setObjectName(QStringLiteral("spectrogramPane"));
    setAccessibleName(tr("Spectrogram"));
    setContent([this](QPainter& painter, const QRect& inside) { paintContent(painter, inside); });
    connect(&m_feed, &TileFeed::changed, this, [this] {
        refresh();
        emit pictureChanged();
    });
    followView();
}

void SpectrogramPane::setSpectrum(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec)
{
    if (source.get() != m_feed.source())
        m_picture = {}; // never the picture of another sound
    m_feed.setSpectrum(std::move(source), spec);
    refresh();
}

void SpectrogramPane::setDisplay(const DisplayParameters& display)
{
    if (display == m_display)
        return;
    m_display = display;
    refresh();
}

std::optional<double> SpectrogramPane::frequencyAt(double y) const
{
    return verticalAt(y);
}

void SpectrogramPane::zoomVertical(double factor, double y)
{
    view().zoomFrequency(factor, verticalAt(y));
}

void SpectrogramPane::moveVertical(double pixels)
{
    const PictureSpan& span = view().span();
    view().moveBy(0, pixels * (span.highHz - span.lowHz) / std::max(1, inside().height()));
}

void SpectrogramPane::fitVertical()
{
    view().fitFrequency();
}

void SpectrogramPane::followView()
{
    setVerticalRange(view().span().lowHz, view().span().highHz);
    updateFeedView();
    ViewPane::followView();
}

void SpectrogramPane::resizeEvent(QResizeEvent* event)
{
    ViewPane::resizeEvent(event);
    updateFeedView();
}

void SpectrogramPane::updateFeedView()
{
    const PictureSpan& span = view().span();
    m_feed.setView(span.beginSample, span.endSample, deviceSize(pixelScale()).width());
}

QSize SpectrogramPane::deviceSize(double scale) const
{
    return (QSizeF(inside().size()) * scale).toSize();
}

const LevelGrid& SpectrogramPane::gridFor(QSize size)
{
    const PictureSpan& span = view().span();
    const Mosaic& mosaic = m_feed.mosaic();
    if (m_gridVersion != m_feed.version() || m_gridSpan != span || m_gridSize != size) {
        m_grid = gatherLevels(mosaic, m_feed.cover(), m_feed.spec().stft, m_feed.spec().reduction, view().sampleRate(),
                              m_feed.frameCount(), span, size.width(), size.height(), m_bands);
        m_gridVersion = m_feed.version();
        m_gridSpan = span;
        m_gridSize = size;
        ++m_gridNumber;
    }
    return m_grid;
}

const QImage& SpectrogramPane::pictureFor(QSize size)
{
    const LevelGrid& grid = gridFor(size);
    const bool same =
        m_picture.image.size() == size && m_picture.gridNumber == m_gridNumber && m_picture.display == m_display;
    if (same)
        return m_picture.image;

    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    rasterize(grid, m_display,
              {reinterpret_cast<std::uint32_t*>(image.bits()), size.width(), size.height(), image.bytesPerLine() / 4});
    if (m_feed.mosaic().hasGaps && !m_picture.image.isNull()) {
        // Gaps show the picture before at its new place.
        const PictureSpan now = view().span();
        const PictureSpan& before = m_picture.span;
        const double xScale = size.width() / (now.endSample - now.beginSample);
        const double yScale = size.height() / (now.highHz - now.lowHz);
        const QRectF place(
            QPointF((before.beginSample - now.beginSample) * xScale, (now.highHz - before.highHz) * yScale),
            QPointF((before.endSample - now.beginSample) * xScale, (now.highHz - before.lowHz) * yScale));
        // Whatever lies far outside would only cost time and run over the painter's coordinates.
        const QRectF shared = place.intersected(QRectF(QPointF(0, 0), size));
        if (!shared.isEmpty()) {
            const QSizeF from = m_picture.image.size();
            const QRectF source((shared.left() - place.left()) / place.width() * from.width(),
                                (shared.top() - place.top()) / place.height() * from.height(),
                                shared.width() / place.width() * from.width(),
                                shared.height() / place.height() * from.height());
            QPainter painter(&image);
            painter.setCompositionMode(QPainter::CompositionMode_DestinationOver);
            painter.drawImage(shared, m_picture.image, source);
        }
    }
    const QRect opaque = m_feed.mosaic().hasGaps ? QRect() : opaquePart(image);
    m_picture = {std::move(image), opaque, view().span(), m_gridNumber, m_display};
    return m_picture.image;
}

void SpectrogramPane::paintContent(QPainter& painter, const QRect& inside)
{
    if (m_feed.source() == nullptr || inside.isEmpty())
        return;
    if (m_feed.frameCount() == 0) {
        paintHint(painter, inside);
        return;
    }
    paintUncovered(painter, inside);
    const double scale = painter.device()->devicePixelRatioF();
    QImage image = pictureFor(deviceSize(scale)); // shares its pixels
    if (const QRect opaque = m_picture.opaque; !opaque.isEmpty()) {
        const QImage part(image.constScanLine(opaque.top()) + static_cast<qsizetype>(opaque.left()) * 4, opaque.width(),
                          opaque.height(), image.bytesPerLine(), QImage::Format_RGB32);
        const QSizeF size = QSizeF(opaque.size()) / scale;
        painter.drawImage(QRectF(QPointF(inside.topLeft()) + QPointF(opaque.topLeft()) / scale, size), part);
        return;
    }
    image.setDevicePixelRatio(scale);
    painter.drawImage(inside.topLeft(), image);
}

/// Marks the parts at both ends of the sound where no whole window fits, so that they are not taken for silence.
void SpectrogramPane::paintUncovered(QPainter& painter, const QRect& inside) const
{
    const StftParameters& stft = m_feed.spec().stft;
    const double first = xOfSample(frameCenter(stft, 0));
    const double last = xOfSample(frameCenter(stft, static_cast<double>(m_feed.frameCount() - 1)));
    const QBrush hatching(themeColors(palette()).grid, Qt::BDiagPattern);
    if (first > inside.left())
        painter.fillRect(QRectF(inside.topLeft(), QPointF(first, inside.bottom() + 1)), hatching);
    if (last < inside.right() && m_feed.source()->isComplete())
        painter.fillRect(QRectF(QPointF(last, inside.top()), QPointF(inside.right() + 1, inside.bottom() + 1)),
                         hatching);
}

/// Why there is nothing to see.
void SpectrogramPane::paintHint(QPainter& painter, const QRect& inside) const
{
    if (!m_feed.source()->isComplete())
        return;
    painter.setPen(themeColors(palette()).plotText);
    painter.drawText(inside, Qt::AlignCenter | Qt::TextWordWrap,
                     tr("The sound (samples: %1) is shorter than the window (%2). A shorter window shows it.")
                         .arg(locale().toString(static_cast<qlonglong>(m_feed.source()->availableSamples())),
                              locale().toString(m_feed.spec().stft.windowLength)));
}

std::optional<float> SpectrogramPane::levelAt(double sample, double hz)
{
    if (m_feed.source() == nullptr || m_feed.frameCount() == 0 || inside().isEmpty())
        return std::nullopt;
    const QSize size = deviceSize(pixelScale());
    const LevelGrid& grid = gridFor(size);
    const PictureSpan& span = view().span();
    const auto nearest = [](const std::vector<double>& positions, double at) -> std::optional<std::size_t> {
        const auto after = std::lower_bound(positions.begin(), positions.end(), at);
        if (positions.empty())
            return std::nullopt;
        if (after == positions.end())
            return positions.size() - 1;
        const auto index = static_cast<std::size_t>(after - positions.begin());
        return index > 0 && at - positions[index - 1] < positions[index] - at ? index - 1 : index;
    };
    const auto x = nearest(grid.xs, (sample - span.beginSample) / (span.endSample - span.beginSample) * size.width());
    const auto y = nearest(grid.ys, (hz - span.lowHz) / (span.highHz - span.lowHz) * size.height());
    if (!x || !y)
        return std::nullopt;
    const float level = grid.row(*y)[*x];
    return std::isnan(level) ? std::nullopt : std::optional(level);
}

std::optional<float> SpectrogramPane::highLevel()
{
    if (m_feed.source() == nullptr || m_feed.frameCount() == 0 || inside().isEmpty())
        return std::nullopt;
    return levelPercentile(gridFor(deviceSize(pixelScale())), 0.999);
}

} // namespace gabor
