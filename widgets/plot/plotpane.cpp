// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plotpane.h"

#include "widgets/plot/paintedlayerable.h"
#include "widgets/plot/plotcanvas.h"
#include "widgets/plot/tickers.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QImage>
#include <QPainter>

#include <algorithm>

namespace gabor {

namespace {

constexpr int captionLeft = 8;
constexpr int topMargin = 8;
constexpr int bottomMarginLabelled = 44;
constexpr int bottomMarginBare = 8;
constexpr int pixelsPerTimeTick = 95;
constexpr int pixelsPerVerticalTick = 42;

} // namespace

PlotPane::PlotPane(AxisKind vertical, QWidget* parent) : QWidget(parent), m_vertical(vertical)
{
    m_plot = new PlotCanvas(this);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);

    m_plot->setNoAntialiasingOnDrag(false);
    m_plot->addLayer(QStringLiteral("content"), m_plot->layer(QStringLiteral("grid")), QCustomPlot::limBelow);
    m_plot->addLayer(QStringLiteral("painted overlay"), m_plot->layer(QStringLiteral("overlay")),
                     QCustomPlot::limBelow);
    m_overlayLayer = m_plot->layer(QStringLiteral("painted overlay"));
    m_overlayLayer->setMode(QCPLayer::lmBuffered);
    new PaintedLayerable(m_plot, QStringLiteral("content"), m_content);
    new PaintedLayerable(m_plot, QStringLiteral("painted overlay"), m_overlay);
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
    m_plot->yAxis->setTicker(makeTicker(vertical));
    for (QCPAxis* const axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(4);
        axis->setSubTickLengthIn(0);
        axis->setSubTickLengthOut(2);
        axis->grid()->setVisible(false);
        axis->setNumberFormat(QStringLiteral("gb"));
        axis->setTickLabelPadding(5);
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
    m_plot->yAxis->setRange(low, high);
}

void PlotPane::setTimeAxisLabelled(bool labelled)
{
    m_timeLabelled = labelled;
    m_plot->axisRect()->setMargins(
        {leftMargin, topMargin, rightMargin, labelled ? bottomMarginLabelled : bottomMarginBare});
    m_plot->xAxis->setTickLabels(labelled);
    m_plot->xAxis->setTicks(labelled);
}

/// The captions stand at the edges of the pane, at the same place whatever the numbers beside them are, which
/// QCustomPlot's own do not: so those of several panes stand in one line.
void PlotPane::paintCaptions(QPainter& painter, const QRect& inside) const
{
    painter.setPen(themeColors(palette()).plotText);
    painter.setFont(smallFont());
    const int lineHeight = painter.fontMetrics().height();
    if (m_timeLabelled) {
        const QString caption = !readsAsClock(m_plot->xAxis->range()) ? tr("Time (s)")
            : m_plot->xAxis->range().upper >= 3600                    ? tr("Time (h:min:s)")
                                                                      : tr("Time (min:s)");
        painter.drawText(QRect(inside.left(), height() - lineHeight - 4, inside.width(), lineHeight), Qt::AlignCenter,
                         caption);
    }
    const QString unit = FrequencyTicker::unitOf(m_plot->yAxis->range());
    QString caption = m_vertical == AxisKind::Frequency ? tr("Frequency (%1)").arg(unit) : tr("Amplitude");
    if (painter.fontMetrics().horizontalAdvance(caption) > height()) // better short than cut off
        caption = m_vertical == AxisKind::Frequency ? unit : QString();
    painter.translate(captionLeft, inside.center().y());
    painter.rotate(-90);
    painter.drawText(QRect(-height() / 2, 0, height(), lineHeight), Qt::AlignCenter, caption);
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
    return range.upper - (y - area.top()) / std::max(1, area.height()) * range.size();
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
    return area.top() + (range.upper - value) / range.size() * area.height();
}

void PlotPane::refresh()
{
    if (m_offScreen)
        return;
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotPane::refreshOverlay()
{
    if (m_offScreen)
        return;
    m_overlayLayer->replot();
}

void PlotPane::paintOnto(QImage& image, QPoint place)
{
    m_overlayLayer->setVisible(false);
    m_plot->paintOnto(image, place);
    m_overlayLayer->setVisible(true);
}

QImage PlotPane::toImage(double scale)
{
    QImage image((QSizeF(size()) * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    paintOnto(image, QPoint(0, 0));
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
    m_plot->xAxis->ticker()->setTickCount(std::max(3, inside().width() / pixelsPerTimeTick));
    m_plot->yAxis->ticker()->setTickCount(std::max(3, inside().height() / pixelsPerVerticalTick));
    emit insideChanged();
}

} // namespace gabor
