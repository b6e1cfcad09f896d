// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/figureview.h"

#include "widgets/panes/figurerow.h"
#include "widgets/panes/figuretext.h"
#include "widgets/panes/paperdress.h"
#include "widgets/panes/soundmarks.h"
#include "widgets/panes/textstrip.h"
#include "widgets/plot/plotpainter.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

/// Room for half of a number at the end of the time axis, where no color bar gives it.
constexpr int roomForLastNumber = 18;
/// The numbers at both ends of a color bar reach beyond it by half of their height.
constexpr int roomForColorNumbers = 8;

/// Of a figure on paper, logical pixels: below it margins are as small as their numbers let them be. A wider one has
/// those of the window, so that it is what the window shows, pixel for pixel.
constexpr int narrowFigure = 720;

} // namespace

FigureView::FigureView(JobQueue& queue, std::size_t byteBudget, QWidget* parent)
    : QWidget(parent), m_waveformFeed(queue), m_readout(queue)
{
    m_overview = new Overview(m_view, m_waveformFeed, this);
    m_waveform = new WaveformPane(m_view, m_waveformFeed, this);
    m_spectrogram = new SpectrogramPane(m_view, queue, byteBudget, this);
    m_colorBar = new ColorBar(this);
    m_marks = new SoundMarks(m_view, *m_waveform, *m_spectrogram, this);
    build();

    connect(m_colorBar, &ColorBar::displayChanged, this, [this](const DisplayParameters& display) {
        setDisplay(display);
        emit displayChanged(m_content.display);
    });
    connect(m_colorBar, &ColorBar::automaticRequested, this, [this] { findLevels(); });
    m_colorBar->setValueSource([this] { return m_spectrogram->pictureValues(); });
    connect(&m_view, &ViewModel::spanChanged, m_colorBar, qOverload<>(&QWidget::update));
    connect(&m_view, &ViewModel::spanChanged, this, &FigureView::fitMargins);
    connect(m_spectrogram, &SpectrogramPane::pictureChanged, this, [this] {
        m_colorBar->update();
        m_readout.setScale(m_content.display.levelScale, m_spectrogram->reference()); // a window may have been designed
        adoptLevels();
        emit progressChanged();
    });
    connect(m_spectrogram, &SpectrogramPane::pictureDrawn, this, &FigureView::progressChanged);
    connect(&m_spectrogram->feed(), &TileFeed::envelopesFound, &m_waveformFeed, &WaveformFeed::takeEnvelopes);
    connect(&m_waveformFeed, &WaveformFeed::changed, this, [this] {
        fitMargins(); // the amplitudes may have got longer numbers
        emit progressChanged();
    });
    connect(&m_view, &ViewModel::cursorChanged, this, &FigureView::readCursor);
    connect(&m_spectrogram->feed(), &TileFeed::outOfMemory, this, &FigureView::outOfMemory);
    connect(m_spectrogram, &SpectrogramPane::outOfMemory, this, &FigureView::outOfMemory, Qt::QueuedConnection);
}

FigureView::~FigureView()
{
    // The panes look at members of this, which would go before them; losing the focus they would paint once more.
    m_colorBar->setValueSource({});
    delete m_body;
    delete m_overview->parentWidget();
}

void FigureView::build()
{
    m_waveform->setTimeAxisLabelled(false);
    m_body = new QWidget(this);
    m_splitter = new QSplitter(Qt::Vertical, m_body);
    m_splitter->setObjectName(QStringLiteral("paneSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(7);
    m_besideWaveform = emptyColumn(m_colorBar->width(), this);
    m_splitter->addWidget(besideEachOther(m_waveform, m_besideWaveform, m_splitter));
    m_splitter->addWidget(besideEachOther(m_spectrogram, m_colorBar, m_splitter));
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 4);
    m_splitter->setSizes({170, 680});
    m_waveform->setMinimumHeight(60);
    m_spectrogram->setMinimumHeight(120);

    m_title = new TextStrip({PlotPane::leftMargin, 8, 12, 0}, m_body);
    QFont titleFont = font();
    titleFont.setBold(true);
    m_title->setFont(titleFont);
    m_title->hide();
    m_description = new TextStrip({12, 2, 12, 8}, m_body);
    m_description->hide();
    auto* bodyLayout = new QVBoxLayout(m_body);
    bodyLayout->setContentsMargins(0, 0, 0, 0);
    bodyLayout->setSpacing(0);
    bodyLayout->addWidget(m_title);
    bodyLayout->addWidget(m_splitter, 1);
    bodyLayout->addWidget(m_description);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(besideEachOther(m_overview, emptyColumn(m_colorBar->width(), this), this));
    layout->addWidget(m_body, 1);
    connect(m_spectrogram, &PlotPane::insideChanged, this, &FigureView::alignColorBar);
}

void FigureView::setContent(const FigureContent& content)
{
    const bool otherSound = content.source != m_content.source;
    const bool otherNumbers = otherSound || content.spec != m_content.spec;
    const bool levelsRequested = needsNewLimits(m_content.display, content.display);
    LevelSearch search = m_levelSearch;
    if (otherNumbers || levelsRequested)
        search.begin();
    m_content = content;
    // No limits from a picture that is half of the old sound and half of the new one.
    m_levelSearch.end();
    if (otherNumbers)
        m_soundComplete = content.source->isComplete();
    if (otherSound) {
        const SoundDescription& sound = content.source->description();
        m_view.reset(static_cast<double>(content.source->expectedSamples()), sound.sampleRate);
        m_marks->setMarkers(sound.metadata.markers);
    }
    m_waveformFeed.setChannel(content.source, content.spec.channel);
    m_spectrogram->feed().setEnvelopeBlockLength(m_waveformFeed.blockLength());
    m_spectrogram->setSpectrum(content.source, content.spec);
    m_readout.setSpectrum(content.source, content.spec);
    if (otherSound)
        m_waveform->fitAmplitude();
    m_levelSearch = search;
    setDisplay(content.display);
    adoptLevels();
    readCursor();
}

void FigureView::setDisplay(const DisplayParameters& display)
{
    m_content.display = display;
    if (!display.automaticLevels)
        m_levelSearch.end();
    m_view.setFrequencyScale(display.frequencyAxis.scale);
    m_spectrogram->setDisplay(display);
    m_colorBar->setDisplay(display);
    m_readout.setScale(display.levelScale, m_spectrogram->reference());
    describe();
    fitMargins();
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
    m_levelSearch.begin();
    setDisplay(display);
    adoptLevels();
    emit displayChanged(m_content.display);
}

void FigureView::changeDisplay(const DisplayParameters& wished)
{
    const DisplayParameters& now = m_content.display;
    DisplayParameters display = wished;
    if (wished.levelScale != now.levelScale || wished.calibrationDb != now.calibrationDb) {
        display.levelScale = now.levelScale;
        display =
            onScale(display, wished.levelScale, m_spectrogram->referenceOf(now), m_spectrogram->referenceOf(wished));
    }
    emit displayChanged(display);
}

void FigureView::adoptLevels()
{
    const auto found = m_levelSearch.look(*m_spectrogram, m_content.display, m_soundComplete);
    if (!found)
        return;
    setDisplay(*found);
    emit displayChanged(*found);
}

void FigureView::readCursor()
{
    constexpr double reachPixels = 8; // as near as a pointer can be expected to come
    const auto& cursor = m_view.cursor();
    if (!cursor || !cursor->hz) {
        m_readout.clear();
        return;
    }
    const double y = m_spectrogram->yOfVertical(*cursor->hz);
    const double reachHz =
        (m_spectrogram->verticalAt(y - reachPixels) - m_spectrogram->verticalAt(y + reachPixels)) / 2;
    m_readout.read(cursor->sample, *cursor->hz, reachHz);
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
    fitMargins();
}

FigureView::Progress FigureView::progress() const
{
    if (!m_content.source)
        return {0, false};
    const TileFeed& feed = m_spectrogram->feed();
    const auto expected = static_cast<double>(std::max<std::int64_t>(1, m_content.source->expectedSamples()));
    const double waveform = static_cast<double>(m_waveformFeed.samplesDone()) / expected;
    const double decoded = static_cast<double>(m_content.source->availableSamples()) / expected;
    const bool settled = feed.isSettled() && !m_spectrogram->isGathering() && m_soundComplete && !m_contentWaiting
        && (!m_parts.waveform || m_waveformFeed.isSettled());
    // The waveform comes with the tiles, or is quickly read after them.
    const double drawn = 0.95 * feed.doneShare() + 0.05 * (m_parts.waveform ? waveform : 1.0);
    return {settled ? 1.0 : std::min(drawn, decoded), settled};
}

QSize FigureView::imageSize() const
{
    return m_body->size();
}

QImage FigureView::toImage(double scale)
{
    QImage image((QSizeF(imageSize()) * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(themeColors(palette()).window);
    PlotPainter painter(image);
    paintOnto(painter);
    return image;
}

void FigureView::paintOnto(PlotPainter& painter)
{
    paintRows(painter, 0, imageSize().height());
}

void FigureView::paintRows(PlotPainter& painter, double begin, double end)
{
    const auto placeOf = [this](const QWidget* part) { return part->mapTo(m_body, QPoint(0, 0)); };
    painter.painter().fillRect(QRect(QPoint(0, 0), imageSize()), themeColors(palette()).window);
    constexpr int reach = 2; // of an antialiased frame beyond its pane
    const int waveformTop = placeOf(m_waveform).y();
    const bool isWaveformWanted = waveformTop - reach < end && waveformTop + m_waveform->height() + reach > begin;
    if (m_parts.waveform && isWaveformWanted)
        m_waveform->paintOnto(painter, placeOf(m_waveform));
    m_spectrogram->paintOnto(painter, placeOf(m_spectrogram));
    if (m_parts.colorBar)
        m_colorBar->paintOnto(painter, placeOf(m_colorBar));
    if (m_parts.title)
        m_title->paintOnto(painter.painter(), placeOf(m_title));
    if (m_parts.description)
        m_description->paintOnto(painter.painter(), placeOf(m_description));
}

void FigureView::setParts(const FigureParts& parts)
{
    m_parts = parts;
    m_title->setVisible(parts.title);
    m_description->setVisible(parts.description);
    m_splitter->widget(0)->setVisible(parts.waveform);
    m_colorBar->setVisible(parts.colorBar);
    m_besideWaveform->setVisible(parts.colorBar);
    m_marks->setShown(parts.markers, parts.waveform);
    const int room = parts.axes && !parts.colorBar ? roomForLastNumber : 0;
    for (int row = 0; row < m_splitter->count(); ++row)
        m_splitter->widget(row)->layout()->setContentsMargins(0, 0, room, 0);
    for (PlotPane* const pane : {static_cast<PlotPane*>(m_waveform), static_cast<PlotPane*>(m_spectrogram)}) {
        pane->setAxesShown(parts.axes);
        pane->setGridShown(parts.grid);
    }
    alignColorBar();
    fitMargins();
}

void FigureView::setTitle(const QString& title)
{
    m_title->setText(title);
}

void FigureView::dressForPaper(bool dark)
{
    m_onPaper = true;
    gabor::dressForPaper({this, m_waveform, m_spectrogram, m_colorBar, m_title, m_description}, dark);
}

void FigureView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitMargins();
}

/// Nothing here changes a height, which numbers depend on, so what fits now fits afterwards.
void FigureView::fitMargins()
{
    if (!m_onPaper)
        return;
    const bool narrow = m_body->width() < narrowFigure;
    const int left = !narrow
        ? PlotPane::leftMargin
        : std::max(m_spectrogram->neededLeftMargin(), m_parts.waveform ? m_waveform->neededLeftMargin() : 0);
    const int right = narrow ? m_colorBar->neededWidth() : m_colorBar->sizeHint().width();
    m_colorBar->setFixedWidth(right);
    m_besideWaveform->setFixedWidth(right);
    // Panes have their sizes before anybody asks for them.
    for (int row = 0; row < m_splitter->count(); ++row)
        m_splitter->widget(row)->layout()->activate();
    m_waveform->setLeftMargin(left);
    m_spectrogram->setLeftMargin(left);
    m_title->setTextLeft(left);
}

void FigureView::describe()
{
    if (!m_content.source || !m_parts.description)
        return;
    m_description->setText(figureDescription(m_content));
    m_body->layout()->activate(); // panes have their sizes before anybody asks for them
}

void FigureView::setOverviewVisible(bool visible)
{
    m_overview->parentWidget()->setVisible(visible);
}

void FigureView::setPixelScale(double scale)
{
    m_waveform->setPixelScale(scale);
    m_spectrogram->setPixelScale(scale);
    // A small figure is rather crowded than larger than its image.
    m_waveform->setMinimumHeight(24);
    m_spectrogram->setMinimumHeight(80);
    layout()->setSizeConstraint(QLayout::SetNoConstraint);
}

void FigureView::alignColorBar()
{
    const QRect inside = m_spectrogram->inside();
    const int room = m_parts.axes ? 0 : roomForColorNumbers;
    m_colorBar->setFrame(inside.top() + room, inside.height() - 2 * room);
}

} // namespace gabor
