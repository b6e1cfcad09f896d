// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plotpane.h"

#include "widgets/plot/frequencyticker.h"
#include "widgets/plot/paintedlayerable.h"
#include "widgets/plot/pianokeys.h"
#include "widgets/plot/plotcanvas.h"
#include "widgets/plot/plotpainter.h"
#include "widgets/plot/tickers.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QImage>
#include <QPainter>

#include <algorithm>

namespace gabor {

namespace {

constexpr int captionLeft = 1;
constexpr int captionEnds = 2; ///< between a vertical caption and the ends of the pane
constexpr int captionGap = 3;  ///< between it and the longest number
constexpr int tickLength = 4;
constexpr int labelPadding = 4;
constexpr int topMargin = 8;
constexpr int bottomMarginLabelled = 44;
constexpr int bottomMarginBare = 8;
constexpr int pixelsPerTimeTick = 95;
constexpr int fewestTimeTicks = 4; ///< where they may stand closer than is pleasant
constexpr int closestTimeTicks = 60;
constexpr int pixelsPerAmplitudeTick = 42;
constexpr int leastHeightForTicks = 48; ///< below it there is room for the zero alone

/// The first and longest of @p captions that is no longer than @p room; nothing where all are.
QString firstThatFits(const QStringList& captions, const QFontMetrics& metrics, int room)
{
    const auto fits = [&](const QString& caption) { return metrics.horizontalAdvance(caption) <= room; };
    const auto first = std::find_if(captions.begin(), captions.end(), fits);
    return first != captions.end() ? *first : QString();
}

} // namespace

PlotPane::PlotPane(AxisKind vertical, QWidget* parent) : QWidget(parent), m_vertical(vertical)
{
    m_plot = new PlotCanvas(m_overlay, this);
    connect(m_plot, &QCustomPlot::afterReplot, this, &PlotPane::painted);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);

    m_plot->setNoAntialiasingOnDrag(false);
    m_plot->addLayer(QStringLiteral("content"), m_plot->layer(QStringLiteral("grid")), QCustomPlot::limBelow);
    new PaintedLayerable(m_plot, QStringLiteral("content"), m_content, PaintedLayerable::Where::AsImage);
    m_grid = [this](QPainter& painter, const QRect& inside) { paintGrid(painter, inside); };
    new PaintedLayerable(m_plot, QStringLiteral("grid"), m_grid);
    new PaintedLayerable(m_plot, QStringLiteral("grid"), m_marks);
    m_captions = [this](QPainter& painter, const QRect& inside) { paintCaptions(painter, inside); };
    new PaintedLayerable(m_plot, QStringLiteral("axes"), m_captions, PaintedLayerable::Where::Everywhere);

    QCPAxisRect* const frame = m_plot->axisRect();
    frame->setAutoMargins(QCP::msNone);
    frame->setupFullAxesBox(true);
    for (QCPAxis* const axis : {m_plot->xAxis2, m_plot->yAxis2}) {
        axis->setTicks(false);
        axis->setTickLabels(false);
    }
    m_plot->xAxis->setTicker(makeTicker(AxisKind::Time));
    if (vertical == AxisKind::Frequency) {
        m_frequencyTicker.reset(new FrequencyTicker);
        m_plot->yAxis->setTicker(m_frequencyTicker);
    } else {
        m_plot->yAxis->setTicker(makeTicker(vertical));
    }
    for (QCPAxis* const axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(tickLength);
        axis->setSubTickLengthIn(0);
        axis->setSubTickLengthOut(2);
        axis->grid()->setVisible(false);
        axis->grid()->setPen(Qt::NoPen); // painted otherwise, see paintGrid
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->setNumberFormat(QStringLiteral("gb"));
        axis->setTickLabelPadding(labelPadding);
    }
    setTimeAxisLabelled(true);
    setColors(themeColors(palette()));
}

PlotPane::~PlotPane() = default;

void PlotPane::setContent(Painting painting)
{
    m_content = std::move(painting);
}

void PlotPane::setOverlay(Painting painting)
{
    m_overlay = std::move(painting);
}

void PlotPane::setTimeRange(double beginSeconds, double endSeconds)
{
    m_plot->xAxis->setRange(beginSeconds, endSeconds);
}

void PlotPane::setVerticalRange(double low, double high)
{
    m_low = low;
    m_high = high;
    m_plot->yAxis->setRange(placeOf(low), placeOf(high));
}

void PlotPane::setFrequencyAxis(const FrequencyAxis& axis, double lowHz, double highHz)
{
    m_frequencyAxis = axis;
    m_frequencyTicker->setAxis(axis);
    // The keys stand between the frame and the axis with its numbers.
    m_plot->yAxis->setOffset(axis.pianoStrip ? pianoWidth : 0);
    setVerticalRange(lowHz, highHz);
}

double PlotPane::placeOf(double vertical) const
{
    return m_frequencyTicker ? scaleFromHz(vertical, m_frequencyAxis.scale) : vertical;
}

double PlotPane::verticalOf(double place) const
{
    return m_frequencyTicker ? hzFromScale(place, m_frequencyAxis.scale) : place;
}

void PlotPane::setTimeAxisLabelled(bool labelled)
{
    m_timeLabelled = labelled;
    placeFrame();
    m_plot->xAxis->setTickLabels(labelled);
    m_plot->xAxis->setTicks(labelled);
}

void PlotPane::setAxesShown(bool shown)
{
    m_axesShown = shown;
    for (QCPAxis* const axis : {m_plot->xAxis, m_plot->xAxis2, m_plot->yAxis, m_plot->yAxis2})
        axis->setVisible(shown);
    placeFrame();
    placeTicks();
    emit insideChanged();
}

void PlotPane::setGridShown(bool shown)
{
    m_gridShown = shown;
    for (QCPAxis* const axis : {m_plot->xAxis, m_plot->yAxis})
        axis->grid()->setVisible(shown); // has ticks computed where the axis shows none
    refresh();
}

void PlotPane::placeFrame()
{
    const QMargins withAxes{m_leftMargin, topMargin, rightMargin,
                            m_timeLabelled ? bottomMarginLabelled : bottomMarginBare};
    m_plot->axisRect()->setMargins(m_axesShown ? withAxes : QMargins());
}

void PlotPane::placeTicks()
{
    const int width = inside().width();
    m_plot->xAxis->ticker()->setTickCount(
        std::max({2, width / pixelsPerTimeTick, std::min(fewestTimeTicks, width / closestTimeTicks)}));
    const int height = inside().height();
    if (m_frequencyTicker)
        m_frequencyTicker->setRoom(height, QFontMetricsF(smallFont()).height());
    else
        m_plot->yAxis->ticker()->setTickCount(
            std::max(height < leastHeightForTicks ? 1 : 3, height / pixelsPerAmplitudeTick));
}

/// Over colors a light line on a dark seam, both translucent: seen on every color, and every color is seen through it.
void PlotPane::paintGrid(QPainter& painter, const QRect& inside) const
{
    if (!m_gridShown)
        return;
    const std::vector<QPen> pens = m_vertical == AxisKind::Frequency
        ? std::vector{QPen(QColor(0, 0, 0, 60), 3, Qt::SolidLine, Qt::FlatCap),
                      QPen(QColor(255, 255, 255, 140), 1, Qt::SolidLine, Qt::FlatCap)}
        : std::vector{QPen(themeColors(palette()).grid, 1)};
    for (const QPen& pen : pens) {
        painter.setPen(pen);
        for (const double tick : m_plot->xAxis->tickVector()) {
            const double x = std::floor(m_plot->xAxis->coordToPixel(tick)) + 0.5;
            if (x > inside.left() + 1 && x < inside.right())
                painter.drawLine(QPointF(x, inside.top()), QPointF(x, inside.bottom() + 1));
        }
        for (const double tick : m_plot->yAxis->tickVector()) {
            const double y = std::floor(m_plot->yAxis->coordToPixel(tick)) + 0.5;
            if (y > inside.top() + 1 && y < inside.bottom())
                painter.drawLine(QPointF(inside.left(), y), QPointF(inside.right() + 1, y));
        }
    }
}

/// The captions stand at the edges of the pane, at the same place whatever the numbers beside them are, which
/// QCustomPlot's own do not: so those of several panes stand in one line.
void PlotPane::paintCaptions(QPainter& painter, const QRect& inside) const
{
    if (!m_axesShown)
        return;
    painter.setPen(themeColors(palette()).plotText);
    painter.setFont(smallFont());
    const int lineHeight = painter.fontMetrics().height();
    if (m_timeLabelled) {
        const QString unit = !readsAsClock(m_plot->xAxis->range()) ? tr("s")
            : m_plot->xAxis->range().upper >= 3600                 ? tr("h:min:s")
                                                                   : tr("min:s");
        const QString caption = firstThatFits({tr("Time (%1)").arg(unit), unit}, painter.fontMetrics(), inside.width());
        painter.drawText(QRect(inside.left(), height() - lineHeight - 4, inside.width(), lineHeight), Qt::AlignCenter,
                         caption);
    }
    if (m_frequencyAxis.pianoStrip)
        paintPiano(painter, inside);
    painter.setPen(themeColors(palette()).plotText);
    paintVerticalCaption(painter, inside);
}

/// Beside the middle of the frame, or as near to it as the pane's ends let it stand. Better short than cut off, and none
/// where long numbers take its place.
void PlotPane::paintVerticalCaption(QPainter& painter, const QRect& inside) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    if (m_leftMargin - numbersWidth(metrics) < captionLeft + metrics.ascent())
        return;
    const QStringList captions = m_frequencyTicker ? m_frequencyTicker->captionsOver(m_plot->yAxis->range(), locale())
                                                   : QStringList{tr("Amplitude"), tr("Amp.", "short for amplitude")};
    const QString caption = firstThatFits(captions, metrics, height() - 2 * captionEnds);
    const int half = (metrics.horizontalAdvance(caption) + 1) / 2 + captionEnds;
    painter.translate(captionLeft, std::clamp(inside.center().y(), half, std::max(half, height() - half)));
    painter.rotate(-90);
    painter.drawText(QRect(-height() / 2, 0, height(), metrics.height()), Qt::AlignCenter, caption);
}

/// From the left of the longest number to the frame.
int PlotPane::numbersWidth(const QFontMetrics& metrics) const
{
    QVector<double> ticks;
    QVector<QString> labels;
    QCPAxis& axis = *m_plot->yAxis;
    axis.ticker()->generate(axis.range(), m_plot->locale(), u'g', axis.numberPrecision(), ticks, nullptr, &labels);
    int widest = 0;
    for (qsizetype i = 0; i < labels.size(); ++i) {
        if (axis.range().contains(ticks[i]))
            widest = std::max(widest, metrics.horizontalAdvance(labels[i]));
    }
    return widest + labelPadding + tickLength + axis.offset();
}

int PlotPane::neededLeftMargin() const
{
    const QFontMetrics metrics(smallFont());
    return std::min(leftMargin, captionLeft + metrics.height() + captionGap + numbersWidth(metrics));
}

void PlotPane::setLeftMargin(int margin)
{
    if (margin == m_leftMargin)
        return;
    m_leftMargin = margin;
    placeFrame();
    placeTicks();
    emit insideChanged();
}

void PlotPane::paintPiano(QPainter& painter, const QRect& inside) const
{
    const ThemeColors colors = themeColors(palette());
    QFont font = smallFont();
    font.setPointSizeF(smallFont().pointSizeF() - 2.5);
    const QRectF strip(inside.left() - pianoWidth, inside.top(), pianoWidth, inside.height());
    paintPianoKeys(painter, strip.adjusted(1, 0, 0, 0),
                   {m_frequencyAxis.scale, m_low, m_high, strip.height(), painter.fontMetrics().height() * 1.0},
                   m_frequencyAxis.a4Hz, font, colors.dark);
    painter.setPen(QPen(colors.plotFrame, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(strip);
}

QFont PlotPane::smallFont() const
{
    QFont small = font();
    small.setPointSizeF(std::max(7.0, font().pointSizeF() - 1));
    return small;
}

QRect PlotPane::inside() const
{
    // Not asked of the plot, which lays itself out only when it is painted.
    return m_plot->geometry().marginsRemoved(m_plot->axisRect()->margins());
}

double PlotPane::secondsAt(double x) const
{
    const QRect area = inside();
    const QCPRange range = m_plot->xAxis->range();
    return range.lower + (x - area.left()) / std::max(1, area.width()) * range.size();
}

double PlotPane::verticalAt(double y) const
{
    const QRect area = inside();
    const QCPRange range = m_plot->yAxis->range();
    return verticalOf(range.upper - (y - area.top()) / std::max(1, area.height()) * range.size());
}

double PlotPane::xOfSeconds(double seconds) const
{
    const QRect area = inside();
    const QCPRange range = m_plot->xAxis->range();
    return area.left() + (seconds - range.lower) / range.size() * area.width();
}

double PlotPane::yOfVertical(double value) const
{
    const QRect area = inside();
    const QCPRange range = m_plot->yAxis->range();
    return area.top() + (range.upper - placeOf(value)) / range.size() * area.height();
}

void PlotPane::refresh()
{
    if (m_offScreen)
        return;
    m_plot->refresh();
}

void PlotPane::refreshOverlay()
{
    if (m_offScreen)
        return;
    m_plot->refreshOverlay();
}

void PlotPane::paintOnto(PlotPainter& painter, QPoint place)
{
    m_plot->paintOnto(painter, place);
}

QImage PlotPane::toImage(double scale)
{
    QImage image((QSizeF(size()) * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    PlotPainter painter(image);
    paintOnto(painter, QPoint(0, 0));
    return image;
}

void PlotPane::styleAxis(QCPAxis& axis, const ThemeColors& colors) const
{
    const QPen frame(colors.plotFrame, 1);
    axis.setBasePen(frame);
    axis.setTickPen(frame);
    axis.setSubTickPen(frame);
    axis.setTickLabelColor(colors.plotText);
    axis.setTickLabelFont(smallFont());
}

void PlotPane::setColors(const ThemeColors& colors)
{
    m_plot->setBackground(colors.window);
    m_plot->axisRect()->setBackground(colors.plotBackground);
    for (QCPAxis* const axis : {m_plot->xAxis, m_plot->xAxis2, m_plot->yAxis, m_plot->yAxis2})
        styleAxis(*axis, colors);
    if (!testAttribute(Qt::WA_PendingResizeEvent)) // which places them, when the system's fonts have been found
        placeTicks();                              // labels may be of another height
    refresh();
}

void PlotPane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        setColors(themeColors(palette()));
}

void PlotPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_plot->setGeometry(rect());
    placeTicks();
    emit insideChanged();
}

} // namespace gabor
