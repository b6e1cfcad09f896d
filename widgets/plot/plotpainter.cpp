// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plotpainter.h"

#include <qcustomplot.h>

namespace gabor {

PlotPainter::PlotPainter(QImage& image) : m_painter(std::make_unique<QCPPainter>(&image))
{
    m_painter->setMode(QCPPainter::pmNoCaching); // numbers in the cache are of the screen's scale
}

PlotPainter::PlotPainter(QPaintDevice& device, double imageScale, QList<QImage>* collected)
    : m_painter(std::make_unique<QCPPainter>(&device)), m_imageScale(imageScale), m_collected(collected)
{
    m_painter->setModes({QCPPainter::pmVectorized, QCPPainter::pmNoCaching});
    // Cells of a heatmap stay sharp, and PDF takes no JPEG for them.
    m_painter->setRenderHint(QPainter::SmoothPixmapTransform, false);
    m_painter->setRenderHint(QPainter::LosslessImageRendering);
}

PlotPainter::~PlotPainter() = default;

void PlotPainter::drawContent(const QRectF& place, const QImage& image)
{
    if (m_collected == nullptr) {
        m_painter->drawImage(place, image);
        return;
    }
    m_painter->drawImage(place, placeholder(m_collected->size()));
    m_collected->append(image);
}

QImage PlotPainter::placeholder(qsizetype index)
{
    QImage image(1, 1, QImage::Format_RGB32);
    image.setPixel(0, 0, qRgb(1, 2, static_cast<int>(index)));
    return image;
}

QPainter& PlotPainter::painter()
{
    return *m_painter;
}

} // namespace gabor
