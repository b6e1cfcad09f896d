// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/figurerenderer.h"

#include <QTimer>
#include <QWidget>

namespace gabor {

/// A small picture of the figure to be, drawn as it will be drawn; the one before stays until there is another.
class FigurePreview : public QWidget
{
    Q_OBJECT

public:
    /// @param queue  outlives the preview
    explicit FigurePreview(JobQueue& queue, QWidget* parent = nullptr);

    /// Draws @p request, which has no fault, soon.
    void setFigure(const FigureRequest& request);
    /// What it shows, of the shape of the figure; null until something is known.
    const QImage& picture() const { return m_picture; }
    /// The picture is finished.
    bool isSettled() const { return m_settled; }

    QSize sizeHint() const override { return {520, 400}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void draw();
    void take();

    FigureRenderer m_renderer;
    std::optional<FigureRequest> m_request;
    QTimer m_delay;   ///< until nothing has been changed for a moment
    QTimer m_refresh; ///< while the picture grows
    QImage m_picture;
    bool m_settled = false;
};

} // namespace gabor
