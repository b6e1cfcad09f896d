// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plotpane.h"

#include "widgets/plot/paintedlayerable.h"
#include "widgets/plot/plotcanvas.h"
#include "widgets/plot/tickers.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QImage>

#include <algorithm>

namespace gabor {

namespace {

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
        axis->setLabelPadding(4);
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
    updateCaptions();
}

void PlotPane::setVerticalRange(double low, double high)
{
    m_plot->yAxis->setRange(low, high);
    updateCaptions();
}

void PlotPane::setTimeAxisLabelled(bool labelled)
{
    m_timeLabelled = labelled;
    m_plot->axisRect()->setMargins(
        {leftMargin, topMargin, rightMargin, labelled ? bottomMarginLabelled : bottomMarginBare});
    m_plot->xAxis->setTickLabels(labelled);
    m_plot->xAxis->setTicks(labelled);
    updateCaptions();
}

void PlotPane::updateCaptions()
{
    const QCPRange time = m_plot->xAxis->range();
    m_plot->xAxis->setLabel(!m_timeLabelled ? QString() : readsAsClock(time) ? tr("Time (h:min:s)") : tr("Time (s)"));
    m_plot->yAxis->setLabel(m_vertical == AxisKind::Frequency
                                ? tr("Frequency (%1)").arg(FrequencyTicker::unitOf(m_plot->yAxis->range()))
                                : tr("Amplitude"));
    // A caption keeps the same distance from the frame whatever the numbers are, so that the panes look alike.
    m_plot->yAxis->setTickLabelPadding(5);
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
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotPane::refreshOverlay()
{
    m_overlayLayer->replot();
}

QImage PlotPane::toImage(double scale)
{
    QImage image((QSizeF(m_plot->size()) * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    m_overlayLayer->setVisible(false);
    m_plot->paintOnto(image);
    m_overlayLayer->setVisible(true);
    return image;
}

void PlotPane::styleAxis(QCPAxis& axis, const ThemeColors& colors) const
{
    const QPen frame(colors.plotFrame, 1);
    axis.setBasePen(frame);
    axis.setTickPen(frame);
    axis.setSubTickPen(frame);
    axis.setTickLabelColor(colors.plotText);
    axis.setLabelColor(colors.plotText);
    QFont small = font();
    small.setPointSizeF(std::max(7.0, font().pointSizeF() - 1));
    axis.setTickLabelFont(small);
    axis.setLabelFont(small);
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
    m_plot->xAxis->ticker()->setTickCount(std::max(2, inside().width() / pixelsPerTimeTick));
    m_plot->yAxis->ticker()->setTickCount(std::max(2, inside().height() / pixelsPerVerticalTick));
    emit insideChanged();
}

} // namespace gabor
