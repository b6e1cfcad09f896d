// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plotcanvas.h"

#include <cmath>

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

void PlotCanvas::drawPlot(QPaintDevice& device, double pixelRatio)
{
    setBufferDevicePixelRatio(pixelRatio); // which the numbers that QCustomPlot keeps as images are made for
    QCPPainter painter(&device);
    updateLayout(); // which says where the frame is: what lies inside it has a ground of its own, which draw() fills
    for (const QRect& part : QRegion(viewport()) - axisRect()->rect())
        painter.fillRect(part, mBackgroundBrush);
    draw(&painter);
}

void PlotCanvas::keepPicture(double pixelRatio)
{
    const QSize size = (QSizeF(this->size()) * pixelRatio).toSize();
    if (m_picture.size() != size)
        m_picture = QImage(size, QImage::Format_RGB32);
    m_picture.setDevicePixelRatio(pixelRatio);
    m_isKept = !m_picture.isNull();
    if (m_isKept)
        drawPlot(m_picture, pixelRatio);
}

/// What is new goes right onto the screen, as what is painted next is often new again. Only what comes back unchanged, as
/// it does under a moving overlay, is worth another copy.
void PlotCanvas::paintEvent(QPaintEvent*)
{
    const double pixelRatio = devicePixelRatioF();
    const bool isNew = m_stale || m_drawnRatio != pixelRatio;
    // Elsewhere a widget may begin between two pixels of the screen, and an image of whole pixels is the sharper one.
    const bool beginsOnPixel = pixelRatio == std::floor(pixelRatio);
    if (isNew)
        emit beforeReplot();
    if (isNew && beginsOnPixel) {
        m_isKept = false;
        drawPlot(*this, pixelRatio);
    } else if (isNew || !m_isKept) {
        keepPicture(pixelRatio);
    }
    if (isNew) {
        m_stale = false;
        m_drawnRatio = pixelRatio;
        emit afterReplot();
    }
    QPainter painter(this);
    if (m_isKept)
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
