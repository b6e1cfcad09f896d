// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/plotcanvas.h"
#include "widgets/plot/plotpane.h"

#include <qcustomplot.h>

#include <new>

namespace gabor {

/// Lets a function paint as a part of a QCustomPlot: the inside of its axis rectangle, or all of it.
class PaintedLayerable final : public QCPLayerable
{
    Q_OBJECT

public:
    enum class Where {
        InsideFrame,
        Everywhere,
        AsImage ///< inside the frame; an image where the plot is painted with vectors
    };

    PaintedLayerable(PlotCanvas* plot, const QString& layer, const PlotPane::Painting& painting,
                     Where where = Where::InsideFrame)
        : QCPLayerable(plot, layer), m_plot(*plot), m_painting(painting), m_where(where)
    { }

protected:
    QRect clipRect() const override
    {
        // QCustomPlot clips one row higher than it is told.
        return m_where == Where::Everywhere ? m_plot.viewport() : m_plot.axisRect()->rect().translated(0, 1);
    }
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter* painter) override
    {
        if (!m_painting)
            return;
        const QRect inside = m_plot.axisRect()->rect();
        if (m_where == Where::AsImage && m_plot.imagePainter() != nullptr)
            drawAsImage(*m_plot.imagePainter(), inside);
        else
            m_painting(*painter, inside);
    }

private:
    void drawAsImage(PlotPainter& onto, const QRect& inside) const
    {
        const double scale = *onto.imageScale();
        QImage image((QSizeF(inside.size()) * scale).toSize(), QImage::Format_RGB32);
        if (image.isNull())
            throw std::bad_alloc();
        image.fill(m_plot.axisRect()->backgroundBrush().color());
        QPainter content(&image);
        content.scale(scale, scale);
        content.translate(-inside.topLeft());
        m_painting(content, inside);
        content.end();
        onto.drawContent(QRectF(inside), image);
    }

    PlotCanvas& m_plot;
    const PlotPane::Painting& m_painting; ///< owned by the pane, which owns the plot, too
    Where m_where;
};

} // namespace gabor
