// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/plotpane.h"

#include <qcustomplot.h>

namespace gabor {

/// Lets a function paint as a part of a QCustomPlot: the inside of its axis rectangle, or all of it.
class PaintedLayerable final : public QCPLayerable
{
    Q_OBJECT

public:
    enum class Where { InsideFrame, Everywhere };

    PaintedLayerable(QCustomPlot* plot, const QString& layer, const PlotPane::Painting& painting,
                     Where where = Where::InsideFrame)
        : QCPLayerable(plot, layer), m_painting(painting), m_where(where)
    { }

protected:
    QRect clipRect() const override
    {
        return m_where == Where::InsideFrame ? mParentPlot->axisRect()->rect() : mParentPlot->viewport();
    }
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter* painter) override
    {
        if (m_painting)
            m_painting(*painter, mParentPlot->axisRect()->rect());
    }

private:
    const PlotPane::Painting& m_painting; ///< owned by the pane, which owns the plot, too
    Where m_where;
};

} // namespace gabor
