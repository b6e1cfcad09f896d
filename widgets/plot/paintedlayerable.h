// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/plotpane.h"

#include <qcustomplot.h>

namespace gabor {

/// Lets a function paint the inside of an axis rectangle as a part of a QCustomPlot.
class PaintedLayerable final : public QCPLayerable
{
    Q_OBJECT

public:
    PaintedLayerable(QCustomPlot* plot, const QString& layer, const PlotPane::Painting& painting)
        : QCPLayerable(plot, layer), m_painting(painting)
    { }

protected:
    QRect clipRect() const override { return mParentPlot->axisRect()->rect(); }
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter* painter) override
    {
        if (m_painting)
            m_painting(*painter, clipRect());
    }

private:
    const PlotPane::Painting& m_painting; ///< owned by the pane, which owns the plot, too
};

} // namespace gabor
