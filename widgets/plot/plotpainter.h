// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QList>

#include <memory>
#include <optional>

class QCPPainter;
class QPaintDevice;
class QPainter;

namespace gabor {

/// A painter for plots and for what stands beside them, onto any device.
class PlotPainter
{
public:
    /// Paints as on a screen of the image's device pixel ratio, pixel by pixel the same.
    explicit PlotPainter(QImage& image);
    /// Text and lines go to @p device as such, and whatever a plot shows inside its frame as one image with @p imageScale
    /// pixels a logical pixel.
    /// @param collected  not null: takes these images, in place of which placeholders are painted: for whoever wants to
    ///                   encode them elsewhere
    PlotPainter(QPaintDevice& device, double imageScale, QList<QImage>* collected = nullptr);
    ~PlotPainter();

    QPainter& painter();
    QCPPainter& plotPainter() { return *m_painter; }
    /// Nothing: contents are painted onto the device as they are.
    std::optional<double> imageScale() const { return m_imageScale; }
    /// What a plot shows inside its frame, as an image.
    void drawContent(const QRectF& place, const QImage& image);

    /// One pixel that stands for collected image @p index.
    static QImage placeholder(qsizetype index);

private:
    std::unique_ptr<QCPPainter> m_painter;
    std::optional<double> m_imageScale;
    QList<QImage>* m_collected = nullptr;
};

} // namespace gabor
