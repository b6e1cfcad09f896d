// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/figureview.h"

#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

/// What the automatic limits leave of the levels: as much as an eye can tell apart in one picture.
constexpr double automaticRangeDb = 80;

/// A pane and what stands beside it, so that all panes have the same width.
QWidget* besideEachOther(QWidget* pane, QWidget* beside)
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(pane, 1);
    layout->addWidget(beside);
    return row;
}

QWidget* emptyColumn(int width)
{
    auto* column = new QWidget;
    column->setFixedWidth(width);
    return column;
}

} // namespace

FigureView::FigureView(JobQueue& queue, std::size_t byteBudget, QWidget* parent)
    : QWidget(parent), m_waveformFeed(queue), m_readout(queue)
{
    m_overview = new Overview(m_view, m_waveformFeed);
    m_waveform = new WaveformPane(m_view, m_waveformFeed);
    m_spectrogram = new SpectrogramPane(m_view, queue, byteBudget);
    m_colorBar = new ColorBar;
    build();

    connect(m_colorBar, &ColorBar::displayChanged, this, [this](const DisplayParameters& display) {
        setDisplay(display);
        emit displayChanged(m_content.display);
    });
    connect(m_colorBar, &ColorBar::automaticRequested, this, [this] { findLevels(); });
    connect(m_spectrogram, &SpectrogramPane::pictureChanged, this, [this] {
        adoptLevels();
        emit progressChanged();
    });
    connect(&m_waveformFeed, &WaveformFeed::changed, this, &FigureView::progressChanged);
    connect(&m_view, &ViewModel::cursorChanged, this, &FigureView::readCursor);
    connect(&m_spectrogram->feed(), &TileFeed::outOfMemory, this, &FigureView::outOfMemory);
}

FigureView::~FigureView()
{
    // The panes look at members of this, which would go before them; losing the focus they would paint once more.
    delete m_splitter;
    delete m_overview->parentWidget();
}

void FigureView::build()
{
    m_waveform->setTimeAxisLabelled(false);
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->setObjectName(QStringLiteral("paneSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(7);
    m_splitter->addWidget(besideEachOther(m_waveform, emptyColumn(m_colorBar->width())));
    m_splitter->addWidget(besideEachOther(m_spectrogram, m_colorBar));
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 4);
    m_splitter->setSizes({170, 680});
    m_waveform->setMinimumHeight(60);
    m_spectrogram->setMinimumHeight(120);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(besideEachOther(m_overview, emptyColumn(m_colorBar->width())));
    layout->addWidget(m_splitter, 1);
    connect(m_spectrogram, &PlotPane::insideChanged, this, &FigureView::alignColorBar);
}

void FigureView::setContent(const FigureContent& content)
{
    const bool otherSound = content.source != m_content.source;
    const bool otherNumbers = otherSound || content.spec != m_content.spec;
    const bool levelsRequested = content.display.automaticLevels && !m_content.display.automaticLevels;
    const LevelsWanted wanted = otherNumbers || levelsRequested ? LevelsWanted::FromAnyPicture : m_levelsWanted;
    m_content = content;
    // No limits from a picture that is half of the old sound and half of the new one.
    m_levelsWanted = LevelsWanted::Never;
    if (otherNumbers)
        m_soundComplete = content.source->isComplete();
    if (otherSound)
        m_view.reset(static_cast<double>(content.source->expectedSamples()), content.source->description().sampleRate);
    m_waveformFeed.setChannel(content.source, content.spec.channel);
    m_spectrogram->setSpectrum(content.source, content.spec);
    m_readout.setSpectrum(content.source, content.spec);
    if (otherSound)
        m_waveform->fitAmplitude();
    m_levelsWanted = wanted;
    setDisplay(content.display);
    adoptLevels();
    readCursor();
}

void FigureView::setDisplay(const DisplayParameters& display)
{
    m_content.display = display;
    if (!display.automaticLevels)
        m_levelsWanted = LevelsWanted::Never;
    m_spectrogram->setDisplay(display);
    m_colorBar->setDisplay(display);
}

void FigureView::soundGrew()
{
    if (!m_content.source)
        return;
    // Asked before the feeds are told: what completes in between is finished only with the next look.
    m_soundComplete = m_content.source->isComplete();
    m_view.setLimits(static_cast<double>(m_content.source->expectedSamples()),
                     m_content.source->description().sampleRate);
    m_spectrogram->feed().soundGrew();
    m_waveformFeed.soundGrew();
    if (m_soundComplete) {
        adoptLevels();
        emit progressChanged();
    }
}

void FigureView::findLevels()
{
    DisplayParameters display = m_content.display;
    display.automaticLevels = true;
    m_levelsWanted = LevelsWanted::FromAnyPicture;
    setDisplay(display);
    adoptLevels();
    emit displayChanged(m_content.display);
}

/// Twice at most, so that colors do not swim while a picture is being finished.
void FigureView::adoptLevels()
{
    if (m_levelsWanted == LevelsWanted::Never)
        return;
    TileFeed& feed = m_spectrogram->feed();
    const bool finished = feed.isSettled() && m_soundComplete;
    if (feed.mosaic().hasGaps || (m_levelsWanted == LevelsWanted::FromFinishedPicture && !finished))
        return;
    const std::optional<float> high = m_spectrogram->highLevel();
    m_levelsWanted = finished ? LevelsWanted::Never : LevelsWanted::FromFinishedPicture;
    if (!high)
        return;
    DisplayParameters display = m_content.display;
    display.highDb = std::ceil(static_cast<double>(*high));
    display.lowDb = display.highDb - automaticRangeDb;
    if (display == m_content.display)
        return;
    setDisplay(display);
    emit displayChanged(display);
}

void FigureView::readCursor()
{
    constexpr double reachPixels = 8; // as near as a pointer can be expected to come
    const auto& cursor = m_view.cursor();
    if (!cursor || !cursor->hz) {
        m_readout.clear();
        return;
    }
    const PictureSpan& span = m_view.span();
    const double hzPerPixel = (span.highHz - span.lowHz) / std::max(1, m_spectrogram->inside().height());
    m_readout.read(cursor->sample, *cursor->hz, reachPixels * hzPerPixel);
}

void FigureView::setTool(Tool tool)
{
    m_waveform->setTool(tool);
    m_spectrogram->setTool(tool);
}

void FigureView::setWheelScrolls(bool scrolls)
{
    m_waveform->setWheelScrolls(scrolls);
    m_spectrogram->setWheelScrolls(scrolls);
}

QByteArray FigureView::splitterState() const
{
    return m_splitter->saveState();
}

bool FigureView::restoreSplitter(const QByteArray& state)
{
    return m_splitter->restoreState(state);
}

QList<int> FigureView::paneHeights() const
{
    return m_splitter->sizes();
}

void FigureView::setPaneHeights(const QList<int>& heights)
{
    m_splitter->setSizes(heights);
}

FigureView::Progress FigureView::progress() const
{
    if (!m_content.source)
        return {0, false};
    const TileFeed& feed = m_spectrogram->feed();
    const auto expected = static_cast<double>(std::max<std::int64_t>(1, m_content.source->expectedSamples()));
    const double tiles = feed.tileCount() > 0 ? static_cast<double>(feed.tilesDone()) / feed.tileCount() : 1.0;
    const double waveform = static_cast<double>(m_waveformFeed.samplesDone()) / expected;
    const double decoded = static_cast<double>(m_content.source->availableSamples()) / expected;
    const bool settled = feed.isSettled() && m_waveformFeed.isSettled() && m_soundComplete;
    return {settled ? 1.0 : std::min({tiles, waveform, decoded}), settled};
}

QSize FigureView::imageSize() const
{
    return m_splitter->size();
}

QImage FigureView::toImage(double scale)
{
    QImage image((QSizeF(imageSize()) * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(themeColors(palette()).window);
    const auto placeOf = [this](const QWidget* part) { return part->mapTo(m_splitter, QPoint(0, 0)); };
    m_waveform->paintOnto(image, placeOf(m_waveform));
    m_spectrogram->paintOnto(image, placeOf(m_spectrogram));
    m_colorBar->paintOnto(image, placeOf(m_colorBar));
    return image;
}

void FigureView::setOverviewVisible(bool visible)
{
    m_overview->parentWidget()->setVisible(visible);
}

void FigureView::setPixelScale(double scale)
{
    m_waveform->setPixelScale(scale);
    m_spectrogram->setPixelScale(scale);
}

void FigureView::alignColorBar()
{
    const QRect inside = m_spectrogram->inside();
    m_colorBar->setFrame(inside.top(), inside.height());
}

} // namespace gabor
