// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plotcanvas.h"

namespace gabor {

PlotCanvas::PlotCanvas(const Overlay& overlay, QWidget* parent) : QCustomPlot(parent), m_overlay(overlay)
{
    // QCustomPlot draws into three transparent buffers and lays them over each other with every frame, whether anything has
    // changed or not, and does so at once when it is resized. As long as it believes to be at it, it does nothing of this.
    mReplotting = true;
}

void PlotCanvas::refresh()
{
    m_stale = true;
    update();
}

void PlotCanvas::paintOnto(PlotPainter& onto, QPoint place)
{
    QCPPainter& painter = onto.plotPainter();
    m_onto = &onto;
    painter.save();
    painter.translate(place);
    painter.fillRect(viewport(), mBackgroundBrush);
    draw(&painter);
    painter.restore();
    m_onto = nullptr;
}

void PlotCanvas::drawPicture(double pixelRatio)
{
    setBufferDevicePixelRatio(pixelRatio); // which the numbers that QCustomPlot keeps as images are made for
    const QSize size = (QSizeF(this->size()) * pixelRatio).toSize();
    if (m_picture.size() != size)
        m_picture = QImage(size, QImage::Format_RGB32);
    m_picture.setDevicePixelRatio(pixelRatio);
    if (m_picture.isNull())
        return;
    emit beforeReplot();
    QCPPainter painter(&m_picture);
    painter.fillRect(viewport(), mBackgroundBrush);
    draw(&painter);
    painter.end();
    m_stale = false;
    emit afterReplot();
}

void PlotCanvas::paintEvent(QPaintEvent*)
{
    const double pixelRatio = devicePixelRatioF();
    if (m_stale || m_picture.devicePixelRatio() != pixelRatio)
        drawPicture(pixelRatio);
    QPainter painter(this);
    painter.drawImage(0, 0, m_picture);
    if (!m_overlay)
        return;
    const QRect inside = axisRect()->rect();
    painter.setClipRect(inside);
    m_overlay(painter, inside);
}

void PlotCanvas::resizeEvent(QResizeEvent*)
{
    setViewport(rect());
    m_stale = true;
}

} // namespace gabor
