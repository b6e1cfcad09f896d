// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace gabor {

/// A QCustomPlot that can paint itself onto any image exactly as it does onto its own paint buffers, at the image's
/// device pixel ratio. (Its own export functions switch to vector or non-cosmetic drawing, which looks different.)
class PlotCanvas final : public QCustomPlot
{
    Q_OBJECT

public:
    using QCustomPlot::QCustomPlot;

    void paintOnto(QImage& image, QPoint place)
    {
        QCPPainter painter(&image);
        painter.translate(place);
        painter.fillRect(viewport(), mBackgroundBrush);
        draw(&painter);
    }
};

} // namespace gabor
