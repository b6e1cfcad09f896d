// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/spectrogrampane.h"

#include "core/pixels/levelhistogram.h"
#include "core/pixels/rasterize.h"
#include "widgets/theme/theme.h"

#include <QPainter>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <new>
#include <utility>

namespace gabor {

namespace {

/// Qt hands a pattern that is higher to other threads, and waits for them: at the start of the program longer than all of
/// its painting takes.
constexpr int highestFill = 40;

/// Fills @p area with @p brush, pixel for pixel as QPainter::fillRect() does.
void fillQuickly(QPainter& painter, const QRectF& area, const QBrush& brush)
{
    for (double top = area.top(); top < area.bottom(); top += highestFill)
        painter.fillRect(
            QRectF(QPointF(area.left(), top), QPointF(area.right(), std::min(top + highestFill, area.bottom()))),
            brush);
}

} // namespace

SpectrogramPane::SpectrogramPane(ViewModel& viewModel, JobQueue& queue, std::size_t byteBudget, QWidget* parent)
    : ViewPane(viewModel, AxisKind::Frequency, parent), m_picture(queue, byteBudget), m_heatmaps(queue)
{
    setObjectName(QStringLiteral("spectrogramPane"));
    setAccessibleName(tr("Spectrogram"));
    setContent([this](QPainter& painter, const QRect& inside) { paintContent(painter, inside); });
    connect(&m_picture, &PictureFeed::changed, this, &SpectrogramPane::showMore);
    connect(&m_picture.grids(), &GridFeed::changed, this, &SpectrogramPane::takeGrid);
    connect(&m_heatmaps, &HeatmapFeed::changed, this, [this] {
        refresh();
        emit pictureDrawn();
    });
    followView();
}

void SpectrogramPane::setSpectrum(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec)
{
    if (source.get() != feed().source()) // never the picture of another sound
        m_heatmaps.clear();
    const auto glimpseBeforeTiles = m_picture.glimpsesFirst(*source);
    m_picture.setSpectrum(std::move(source), spec);
    showMore();
}

void SpectrogramPane::setDisplay(const DisplayParameters& display)
{
    if (display == m_display)
        return;
    m_display = display;
    m_picture.pictureComes(present()); // of phases instead of levels, perhaps
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
    m_expectedWidth.reset();
    ViewPane::resizeEvent(event);
    updateFeedView();
}

void SpectrogramPane::updateFeedView()
{
    const PictureSpan& span = view().span();
    const int width = m_expectedWidth.value_or(deviceSize(pixelScale()).width());
    m_picture.setView(span.beginSample, span.endSample, width, present());
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
    const std::shared_ptr<const AnalysisWindow> window = feed().window();
    if (window == nullptr)
        return {};
    return levelReference(display.levelScale, window->sum, window->sumOfSquares, view().sampleRate(),
                          display.calibrationDb);
}

GridValues SpectrogramPane::gridValues() const
{
    return {m_display.levelScale == LevelScale::Phase ? GridValues::Kind::Phases : GridValues::Kind::Levels,
            reference().edgeOffsetDb};
}

/// There is no later for what is painted onto an image.
GridFeed::Haste SpectrogramPane::haste() const
{
    return isForElsewhere() ? GridFeed::Haste::Now : GridFeed::Haste::MayTakeAWhile;
}

/// What is on its way comes sooner than a picture of what is known by now could be painted.
void SpectrogramPane::showMore()
{
    if (m_picture.pictureComes(present()))
        return;
    refresh();
    emit pictureChanged();
    if (!m_isPainted)
        drawAhead();
}

/// The first picture of a window is drawn while the rest of the window is painted. Of an image that nobody watches, no
/// picture but the last is needed.
void SpectrogramPane::drawAhead()
{
    try {
        if (isVisible() && !m_picture.isSketching())
            goOnAhead(m_picture.reduceAhead(present()));
        else if (isVisible() && hasPicture())
            m_heatmaps.begin(heatmapRequest());
    } catch (const std::bad_alloc&) {
        // painting says so
    }
}

/// In another round of events, so that whatever else has come meanwhile does not wait.
void SpectrogramPane::goOnAhead(bool isMoreLeft)
{
    if (!isMoreLeft || std::exchange(m_goesOnAhead, true))
        return;
    QTimer::singleShot(0, this, [this] {
        m_goesOnAhead = false;
        if (!m_isPainted)
            drawAhead();
    });
}

PictureChoice SpectrogramPane::present() const
{
    return {frameOf(deviceSize(pixelScale())), gridValues()};
}

bool SpectrogramPane::isWhole()
{
    return m_picture.isWhole(present());
}

bool SpectrogramPane::hasFinishedPicture()
{
    return feed().isSettled() && hasPicture() && m_picture.isOfTiles(present());
}

bool SpectrogramPane::isShown() const
{
    return m_picture.isLast(present()) && !m_heatmaps.isDrawing();
}

/// In the present colors; nothing while it is being drawn, or there is none.
const Heatmap* SpectrogramPane::heatmapOfLastGrid(GridFeed::Haste haste)
{
    if (grids().number() == 0)
        return nullptr;
    return m_heatmaps.heatmapOf(heatmapRequest(), haste);
}

HeatmapRequest SpectrogramPane::heatmapRequest()
{
    return {
        grids().number(), grids().last(), grids().lastFrame(), m_display.shading, colorScale(m_display, reference()),
        !isWhole()};
}

/// Has a grid that has come drawn without waiting for the next paint. (Not where nobody sees it: it may not be the last.)
void SpectrogramPane::takeGrid()
{
    emit pictureChanged(); // which may give it other limits
    try {
        if (isForElsewhere() || m_picture.gridOf(present(), haste()) == nullptr
            || heatmapOfLastGrid(haste()) != nullptr)
            refresh();
    } catch (const std::bad_alloc&) {
        emit outOfMemory();
    }
    emit pictureDrawn();
}

bool SpectrogramPane::prepare()
{
    if (feed().source() == nullptr || feed().frameCount() == 0 || inside().isEmpty())
        return true;
    try {
        return m_picture.gridOf(present(), GridFeed::Haste::MayTakeAWhile) != nullptr && !isGathering()
            && heatmapOfLastGrid(GridFeed::Haste::MayTakeAWhile) != nullptr;
    } catch (const std::bad_alloc&) {
        emit outOfMemory();
        return false;
    }
}

void SpectrogramPane::paintContent(QPainter& painter, const QRect& inside)
{
    m_isPainted = true;
    if (feed().source() == nullptr || inside.isEmpty())
        return;
    if (feed().frameCount() == 0) {
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

/// On the screen the picture before stands in for one that is being gathered or drawn.
void SpectrogramPane::paintPicture(QPainter& painter, const QRect& inside)
{
    const double scale = pixelScaleOf(painter);
    const QSize device = deviceSize(scale);
    const bool isGathered = m_picture.gridOf({frameOf(device), gridValues()}, haste()) != nullptr;
    const Heatmap* const heatmap = heatmapOfLastGrid(haste());
    if (isGathered && heatmap != nullptr)
        drawHeatmap(painter, inside.topLeft(), *heatmap, scale);
    else
        drawStretched(painter, inside.topLeft(), frameOf(device), m_heatmaps.last(), scale);
}

/// Marks the parts at both ends of the sound where no whole window fits, so that they are not taken for silence.
void SpectrogramPane::paintUncovered(QPainter& painter, const QRect& inside) const
{
    const StftParameters& stft = feed().spec().stft;
    const double first = xOfSample(frameCenter(stft, 0));
    const double last = xOfSample(frameCenter(stft, static_cast<double>(feed().frameCount() - 1)));
    const QBrush hatching(themeColors(palette()).grid, Qt::BDiagPattern);
    if (first > inside.left())
        fillQuickly(painter, QRectF(inside.topLeft(), QPointF(first, inside.bottom() + 1)), hatching);
    if (last < inside.right() && feed().source()->isComplete())
        fillQuickly(painter, QRectF(QPointF(last, inside.top()), QPointF(inside.right() + 1, inside.bottom() + 1)),
                    hatching);
}

/// Marks the columns whose window reaches over an end of the sound: part of what they show is zeros.
void SpectrogramPane::paintPadded(QPainter& painter, const QRect& inside) const
{
    const StftParameters& stft = feed().spec().stft;
    if (stft.boundary == FrameBoundary::Inside || !feed().source()->isComplete())
        return;
    const std::int64_t samples = feed().source()->availableSamples();
    const std::int64_t frames = feed().frameCount();
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
    if (!feed().source()->isComplete())
        return;
    painter.setPen(themeColors(palette()).plotText);
    painter.drawText(inside, Qt::AlignCenter | Qt::TextWordWrap,
                     tr("The sound (samples: %1) is shorter than the window (%2). A shorter window shows it.")
                         .arg(locale().toString(static_cast<qlonglong>(feed().source()->availableSamples())),
                              locale().toString(feed().spec().stft.windowLength)));
}

std::optional<float> SpectrogramPane::levelAt(double sample, double hz)
{
    if (feed().source() == nullptr || feed().frameCount() == 0 || inside().isEmpty())
        return std::nullopt;
    const QSize size = deviceSize(pixelScale());
    const LevelGrid* const known = m_picture.gridOf({frameOf(size), gridValues()}, GridFeed::Haste::MayTakeAWhile);
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
    return m_picture.grids().topOfLast();
}

std::vector<float> SpectrogramPane::pictureValues()
{
    // While another grid is being gathered the one before stands in for it, if its values are of the same kind.
    if (!hasPicture()
        && (feed().source() == nullptr || grids().number() == 0 || grids().lastValues().kind != gridValues().kind))
        return {};
    std::vector<float> values = sampledValues(*grids().last());
    putOnScale(values, m_display.levelScale, reference());
    return values;
}

bool SpectrogramPane::hasPicture()
{
    try {
        return feed().source() != nullptr && feed().frameCount() > 0 && !inside().isEmpty()
            && m_picture.gridOf(present(), GridFeed::Haste::MayTakeAWhile) != nullptr;
    } catch (const std::bad_alloc&) {
        return false; // painting says so
    }
}

} // namespace gabor
