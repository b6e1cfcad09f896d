// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/imagefile.h"
#include "app/figure/figurerequest.h"

#include <QImage>
#include <QObject>
#include <QTimer>

#include <memory>

namespace gabor {

/// Draws a figure with the very widgets of the window, off the screen, and waits until it is finished to the last tile.
/// Several may be at work at once.
class FigureRenderer : public QObject
{
    Q_OBJECT

public:
    /// @param queue  outlives the renderer
    explicit FigureRenderer(JobQueue& queue, QObject* parent = nullptr);
    ~FigureRenderer() override;

    /// @p request has no fault. Another one that is under way is given up.
    void start(const FigureRequest& request);
    /// The same figure, made small while it is drawn, so that it fits into @p box (in pixels): for a look ahead, by
    /// preview().
    void startPreview(const FigureRequest& request, QSize box);
    void cancel();
    /// Not settled yet.
    bool isBusy() const { return m_figure != nullptr && !m_settled; }

    /// After settled(): with the limits of the levels that were found, and fixed, and with the span and the heights of
    /// the panes as they were used: drawn again it gives the same picture.
    const FigureRequest& request() const { return m_request; }
    /// A sentence that says how the figure was made, for its metadata. After settled().
    QString description() const;

    /// After settled(), as often as wanted. Blocks as long as painting takes. Without memory for them the picture has
    /// neither pixels nor document.
    /// @param recipe  carried by the picture; empty: none
    FigurePicture paint(ImageFormat format, const QByteArray& recipe);
    /// The same picture, painted a few rows between one event and the next and announced by painted(): for whoever keeps
    /// a window going meanwhile.
    void paintByAndBy(ImageFormat format, const QByteArray& recipe);
    /// What a figure that was started as a preview looks like, though it is not settled yet; null while nothing is known.
    QImage preview();
    /// Gives the figure's memory back.
    void finish() { cancel(); }

signals:
    void progress(double done);
    /// The figure is complete: it can be painted.
    void settled();
    void failed(const QString& sentence);
    /// Without memory for them @p picture has neither pixels nor document.
    void painted(const gabor::FigurePicture& picture);

private:
    /// Whether somebody sees the figure before it is finished.
    enum class Watched { No, Yes };
    void begin(const FigureRequest& request, double imageScale, Watched watched);
    void beginTiles();
    void look();
    FigurePicture unpainted(ImageFormat format, const QByteArray& recipe) const;
    QImage paintPixels();
    void paintRows(QImage& image, double scale, int firstRow, int endRow);
    void paintScaled(QImage& image, double scale, int firstRow, int endRow);
    void paintNextRows();

    JobQueue& m_queue;
    FigureRequest m_request;
    std::unique_ptr<FigureView> m_figure;
    double m_imageScale = 1; ///< pixels of the heatmap a logical pixel
    bool m_settled = false;
    QTimer m_growth; ///< for sounds that are still being decoded

    QTimer m_painting;        ///< while it is painted by and by
    FigurePicture m_underWay; ///< as far as it has been painted
    int m_rowsPainted = 0;
};

} // namespace gabor
