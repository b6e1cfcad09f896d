// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/plotpainter.h"

#include <qcustomplot.h>

#include <QImage>

#include <functional>

namespace gabor {

/// A QCustomPlot that paints itself when it is due on the screen and not before: however much changes between two frames,
/// it is drawn once, and never while nobody sees it. Onto images it paints itself exactly as onto the screen, at the image's
/// device pixel ratio, or onto another device with vectors. (QCustomPlot's own export functions always paint non-cosmetic
/// lines, which look different.)
class PlotCanvas final : public QCustomPlot
{
    Q_OBJECT

public:
    /// Paints what is above the plot, inside the frame.
    using Overlay = std::function<void(QPainter& painter, const QRect& inside)>;

    /// @param overlay  painted on the screen alone, whenever it is painted there; the plot below is kept as an image for it
    ///                 as soon as it comes back unchanged
    PlotCanvas(const Overlay& overlay, QWidget* parent);

    /// The plot is drawn anew with the next frame of the screen.
    void refresh();
    /// The overlay alone is.
    void refreshOverlay() { update(); }

    void paintOnto(PlotPainter& onto, QPoint place);

    /// While it paints itself onto a device where contents shall be images: who paints them. Otherwise null.
    PlotPainter* imagePainter() const { return m_onto != nullptr && m_onto->imageScale() ? m_onto : nullptr; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void drawPlot(QPaintDevice& device, double pixelRatio);
    void keepPicture(double pixelRatio);

    const Overlay& m_overlay; ///< owned by the pane, which owns the plot, too
    PlotPainter* m_onto = nullptr;
    QImage m_picture; ///< the plot, where m_isKept
    bool m_isKept = false;
    bool m_stale = true;
    double m_drawnRatio = 0;
};

} // namespace gabor
