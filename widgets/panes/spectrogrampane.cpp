// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/spectrogrampane.h"

#include "core/pixels/levelhistogram.h"
#include "core/pixels/rasterize.h"
#include "widgets/theme/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <new>

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
    : ViewPane(viewModel, AxisKind::Frequency, parent), m_feed(queue, byteBudget), m_grids(queue)
{
    setObjectName(QStringLiteral("spectrogramPane"));
    setAccessibleName(tr("Spectrogram"));
    setContent([this](QPainter& painter, const QRect& inside) { paintContent(painter, inside); });
    const auto announce = [this] {
        refresh();
        emit pictureChanged();
    };
    connect(&m_feed, &TileFeed::changed, this, announce);
    connect(&m_grids, &GridFeed::changed, this, announce);
    followView();
}

void SpectrogramPane::setSpectrum(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec)
{
    if (source.get() != m_feed.source()) { // never the picture of another sound
        m_picture = {};
        m_grids.clear();
    }
    m_feed.setSpectrum(std::move(source), spec);
    refresh();
}

void SpectrogramPane::setDisplay(const DisplayParameters& display)
{
    if (display == m_display)
        return;
    m_display = display;
    showFrequencies();
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
    view().moveBy(0, pixels * (view().highPlace() - view().lowPlace()) / std::max(1, inside().height()));
}

void SpectrogramPane::fitVertical()
{
    view().fitFrequency();
}

void SpectrogramPane::followView()
{
    showFrequencies();
    updateFeedView();
    ViewPane::followView();
}

/// On the scale of the view, which knows of another one before the display comes.
void SpectrogramPane::showFrequencies()
{
    FrequencyAxis axis = m_display.frequencyAxis;
    axis.scale = view().frequencyScale();
    setFrequencyAxis(axis, view().span().lowHz, view().span().highHz);
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

PictureFrame SpectrogramPane::frameOf(QSize size) const
{
    return {view().span(), view().frequencyScale(), size.width(), size.height()};
}

LevelReference SpectrogramPane::reference() const
{
    return referenceOf(m_display);
}

LevelReference SpectrogramPane::referenceOf(const DisplayParameters& display) const
{
    const AnalysisWindow* const window = m_feed.window();
    if (window == nullptr)
        return {};
    return levelReference(display.levelScale, window->sum, window->sumOfSquares, view().sampleRate(),
                          display.calibrationDb);
}

/// Nothing while it is being gathered; on images it never is.
const LevelGrid* SpectrogramPane::gridFor(QSize size)
{
    const PictureFrame frame = frameOf(size);
    const GridValues values{m_display.levelScale == LevelScale::Phase ? GridValues::Kind::Phases
                                                                      : GridValues::Kind::Levels,
                            reference().edgeOffsetDb};
    const Mosaic& mosaic = m_feed.mosaic();
    if (m_grids.isLast(m_feed.version(), frame, values))
        return &m_grids.last();
    return m_grids.gridOf({m_feed.version(), mosaic, m_feed.cover(), m_feed.spec().stft, m_feed.spec().reduction,
                           view().sampleRate(), m_feed.frameCount(), frame, values},
                          isForElsewhere() ? GridFeed::Haste::Now : GridFeed::Haste::MayTakeAWhile);
}

/// Makes the picture of @p grid, which is the feed's last; nothing where it has been made.
void SpectrogramPane::draw(const LevelGrid& grid, const PictureFrame& frame)
{
    const QSize size(frame.width, frame.height);
    const ColorScale scale = colorScale(m_display, reference());
    const bool same = m_picture.image.size() == size && m_picture.gridNumber == m_grids.number()
        && m_picture.shading == m_display.shading && m_picture.scale == scale;
    if (same)
        return;

    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        throw std::bad_alloc();
    rasterize(grid, m_display.shading, scale,
              {reinterpret_cast<std::uint32_t*>(image.bits()), size.width(), size.height(), image.bytesPerLine() / 4});
    if (m_feed.mosaic().hasGaps)
        fillGaps(image, frame);
    const QRect opaque = m_feed.mosaic().hasGaps ? QRect() : opaquePart(image);
    m_picture = {std::move(image), opaque, frame, m_grids.number(), m_display.shading, scale};
}

/// The last that was gathered, at the place where it belongs now.
QImage SpectrogramPane::pictureBefore(QSize size)
{
    if (m_grids.number() != 0)
        draw(m_grids.last(), m_grids.lastFrame());
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        throw std::bad_alloc();
    image.fill(Qt::transparent);
    fillGaps(image, frameOf(size));
    return image;
}

/// Gaps show the picture before at its new place.
void SpectrogramPane::fillGaps(QImage& image, const PictureFrame& now) const
{
    const PictureFrame& before = m_picture.frame;
    if (m_picture.image.isNull() || before.frequencyScale != now.frequencyScale)
        return;
    const auto placeOf = [scale = now.frequencyScale](double hz) { return scaleFromHz(hz, scale); };
    const double xScale = now.width / (now.span.endSample - now.span.beginSample);
    const double top = placeOf(now.span.highHz);
    const double yScale = now.height / (top - placeOf(now.span.lowHz));
    const QRectF place(
        QPointF((before.span.beginSample - now.span.beginSample) * xScale,
                (top - placeOf(before.span.highHz)) * yScale),
        QPointF((before.span.endSample - now.span.beginSample) * xScale, (top - placeOf(before.span.lowHz)) * yScale));
    // Whatever lies far outside would only cost time and run over the painter's coordinates.
    const QRectF shared = place.intersected(QRectF(QPointF(0, 0), image.size()));
    if (shared.isEmpty())
        return;
    const QSizeF from = m_picture.image.size();
    const QRectF source((shared.left() - place.left()) / place.width() * from.width(),
                        (shared.top() - place.top()) / place.height() * from.height(),
                        shared.width() / place.width() * from.width(),
                        shared.height() / place.height() * from.height());
    QPainter painter(&image);
    painter.setCompositionMode(QPainter::CompositionMode_DestinationOver);
    painter.drawImage(shared, m_picture.image, source);
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
    try {
        paintPicture(painter, inside);
    } catch (const std::bad_alloc&) {
        if (isForElsewhere())
            throw; // an image without its heatmap would be a lie; a window says so, and goes on
        emit outOfMemory();
    }
    paintPadded(painter, inside);
}

void SpectrogramPane::paintPicture(QPainter& painter, const QRect& inside)
{
    const double scale = pixelScaleOf(painter);
    const QSize device = deviceSize(scale);
    const LevelGrid* const grid = gridFor(device);
    if (grid == nullptr) {
        painter.drawImage(QRectF(inside.topLeft(), QSizeF(device) / scale), pictureBefore(device));
        return;
    }
    draw(*grid, frameOf(device));
    const QImage& image = m_picture.image;
    if (const QRect opaque = m_picture.opaque; !opaque.isEmpty()) {
        const QImage part(image.constScanLine(opaque.top()) + static_cast<qsizetype>(opaque.left()) * 4, opaque.width(),
                          opaque.height(), image.bytesPerLine(), QImage::Format_RGB32);
        const QSizeF size = QSizeF(opaque.size()) / scale;
        painter.drawImage(QRectF(QPointF(inside.topLeft()) + QPointF(opaque.topLeft()) / scale, size), part);
        return;
    }
    painter.drawImage(QRectF(inside.topLeft(), QSizeF(image.size()) / scale), image);
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

/// Marks the columns whose window reaches over an end of the sound: part of what they show is zeros.
void SpectrogramPane::paintPadded(QPainter& painter, const QRect& inside) const
{
    const StftParameters& stft = m_feed.spec().stft;
    if (stft.boundary == FrameBoundary::Inside || !m_feed.source()->isComplete())
        return;
    const std::int64_t samples = m_feed.source()->availableSamples();
    const std::int64_t frames = m_feed.frameCount();
    // The first that lies inside, and the first after those that do.
    const std::int64_t begin = std::min(frames, (-frameBegin(stft, 0) + stft.hop - 1) / stft.hop);
    const std::int64_t end = std::max(begin, lastingFrameCount(stft, samples));
    const auto edge = [&](std::int64_t frame) {
        return xOfSample(frameCenter(stft, static_cast<double>(frame) - 0.5));
    };
    const QRectF picture =
        QRectF(inside).intersected(QRectF(QPointF(edge(0), inside.top()), QPointF(edge(frames), inside.bottom() + 1)));
    // White lines with black ones beside them are seen on every color map.
    const auto mark = [&](double from, double to) {
        const QRectF part = picture.intersected(QRectF(QPointF(from, inside.top()), QPointF(to, inside.bottom() + 1)));
        if (part.isEmpty())
            return;
        painter.save();
        painter.fillRect(part, QBrush(QColor(255, 255, 255, 150), Qt::BDiagPattern));
        painter.setBrushOrigin(1, 0);
        painter.fillRect(part, QBrush(QColor(0, 0, 0, 110), Qt::BDiagPattern));
        painter.restore();
    };
    mark(edge(0), edge(begin));
    mark(edge(end), edge(frames));
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
    const LevelGrid* const known = gridFor(size);
    if (known == nullptr)
        return std::nullopt;
    const LevelGrid& grid = *known;
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
    const double low = view().lowPlace();
    const double place = scaleFromHz(hz, view().frequencyScale());
    const auto y = nearest(grid.ys, (place - low) / (view().highPlace() - low) * size.height());
    if (!x || !y)
        return std::nullopt;
    const float level = grid.row(*y)[*x];
    return std::isnan(level) ? std::nullopt : std::optional(level);
}

std::optional<float> SpectrogramPane::highLevel()
{
    if (!hasPicture() || m_display.levelScale == LevelScale::Phase)
        return std::nullopt;
    return topLevel(*gridFor(deviceSize(pixelScale())));
}

std::vector<float> SpectrogramPane::pictureValues()
{
    if (!hasPicture())
        return {};
    std::vector<float> values = sampledValues(*gridFor(deviceSize(pixelScale())));
    putOnScale(values, m_display.levelScale, reference());
    return values;
}

bool SpectrogramPane::hasPicture()
{
    return m_feed.source() != nullptr && m_feed.frameCount() > 0 && !inside().isEmpty()
        && gridFor(deviceSize(pixelScale())) != nullptr;
}

} // namespace gabor
