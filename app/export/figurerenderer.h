// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panes/figureview.h"

#include <QImage>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace gabor {

/// A figure to be drawn for elsewhere than the screen.
struct FigureRequest
{
    static constexpr int mostPixels = 16384;        ///< a side
    static constexpr int fewestLogicalPixels = 320; ///< a side, below which axes leave no room for a picture

    FigureContent content;
    std::optional<PictureSpan> span; ///< nothing: all of the sound
    QList<int> paneHeights;          ///< in proportion; empty: as usual
    QSize pixels{1600, 900};
    double scale = 1; ///< device pixels a logical pixel: the size of text and lines
};

/// The sentence that says why @p request cannot be drawn, or nothing.
QString faultIn(const FigureRequest& request);

/// Draws a figure with the very widgets of the window, off the screen, and waits until it is finished to the last tile.
class FigureRenderer : public QObject
{
    Q_OBJECT

public:
    /// @param queue  outlives the renderer
    explicit FigureRenderer(JobQueue& queue, QObject* parent = nullptr);
    ~FigureRenderer() override;

    /// @p request has no fault. Another one that is under way is given up.
    void start(const FigureRequest& request);
    void cancel();
    bool isBusy() const { return m_figure != nullptr; }

signals:
    void progress(double done);
    void finished(const QImage& image);
    void failed(const QString& sentence);

private:
    void look();

    JobQueue& m_queue;
    FigureRequest m_request;
    std::unique_ptr<FigureView> m_figure;
    QTimer m_growth; ///< for sounds that are still being decoded
};

} // namespace gabor
