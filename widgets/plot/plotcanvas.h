// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/plotpainter.h"

#include <qcustomplot.h>

namespace gabor {

/// A QCustomPlot that can paint itself onto any image exactly as it does onto its own paint buffers, at the image's
/// device pixel ratio, or onto another device with vectors. (Its own export functions always paint non-cosmetic lines,
/// which look different.)
class PlotCanvas final : public QCustomPlot
{
    Q_OBJECT

public:
    using QCustomPlot::QCustomPlot;

    void paintOnto(PlotPainter& onto, QPoint place)
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

    /// While it paints itself onto a device where contents shall be images: who paints them. Otherwise null.
    PlotPainter* imagePainter() const { return m_onto != nullptr && m_onto->imageScale() ? m_onto : nullptr; }

private:
    PlotPainter* m_onto = nullptr;
};

} // namespace gabor
