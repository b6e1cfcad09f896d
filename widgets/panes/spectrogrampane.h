// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/colorscale.h"
#include "widgets/bridge/heatmapfeed.h"
#include "widgets/bridge/picturefeed.h"
#include "widgets/panes/viewpane.h"

namespace gabor {

/// The heatmap. It is never blank while something is known: gaps show the picture before, moved to its new place.
class SpectrogramPane : public ViewPane
{
    Q_OBJECT

public:
    /// @param queue       outlives the pane
    /// @param byteBudget  of the tiles kept
    SpectrogramPane(ViewModel& view, JobQueue& queue, std::size_t byteBudget, QWidget* parent = nullptr);

    void setSpectrum(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec);
    void setDisplay(const DisplayParameters& display);
    const DisplayParameters& display() const { return m_display; }
    TileFeed& feed() { return m_picture.tiles(); }
    const TileFeed& feed() const { return m_picture.tiles(); }
    /// Whether there is something to see, and room for it, and it has been gathered.
    bool hasPicture();
    /// A worker is gathering a picture of very many bins; meanwhile the one before stands in.
    bool isGathering() const { return grids().isGathering() || grids().isFindingTop(); }
    /// Whether something is known everywhere in the picture, be it at a glimpse.
    bool isWhole();
    /// Whether the picture that has been gathered is of every frame, with nothing of a glimpse or a sketch left in it.
    bool hasFinishedPicture();
    /// Whether what is painted is of the present analysis and place; what is known of it by now may be more.
    bool isShown() const;
    /// See PictureFeed::setSketching.
    void setSketching(bool sketching) { m_picture.setSketching(sketching); }
    /// Workers are gathering or drawing a picture of very many bins or pixels; meanwhile the one before stands in.
    bool isDrawing() const { return grids().isGathering() || m_heatmaps.isDrawing(); }
    /// The picture will be about so many device pixels wide: for tiles to be on their way before the pane has its place. To
    /// be said before there is a sound.
    void expectWidth(int pixels) { m_expectedWidth = pixels; }
    /// See PictureFeed::beginAhead.
    void beginAhead(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec, int pixels)
    {
        m_picture.beginAhead(std::move(source), spec, pixels);
    }
    /// Has the present picture gathered and drawn, so that painting it is a matter of copying pixels. For a pane that is
    /// only painted onto images.
    /// @return whether it is, or there is nothing to draw; otherwise pictureDrawn() tells when to call it again
    bool prepare();
    /// How the display's scale lies to the levels of the grid.
    LevelReference reference() const;
    /// The same for another display of the present analysis.
    LevelReference referenceOf(const DisplayParameters& display) const;

    /// The level that the picture shows at a place: of the strongest (or mean) cell of those behind the pixel.
    /// Nothing outside the cells or where it is not known yet.
    std::optional<float> levelAt(double sample, double hz);
    /// The level that is to have the last color in what is seen, at whatever size: see topLevel(). Nothing while there is
    /// no picture, or one of phases.
    std::optional<float> highLevel();
    /// Whether highLevel() is at hand. If not, a worker looks for it, and pictureChanged() tells.
    bool findHighLevel() { return m_picture.grids().findTop(); }
    /// Values of the present picture on the display's scale, evenly spread over it; silence and gaps are left out.
    std::vector<float> pictureValues();

signals:
    /// What is known of the picture has changed.
    void pictureChanged();
    /// Workers have gathered or drawn something of it.
    void pictureDrawn();
    /// There was no memory to paint the picture on the screen. Emitted while painting: connect it queued.
    void outOfMemory();

protected:
    std::optional<double> frequencyAt(double y) const override;
    void zoomVertical(double factor, double y) override;
    void moveVertical(double pixels) override;
    void fitVertical() override;
    void followView() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void paintContent(QPainter& painter, const QRect& inside);
    GridValues gridValues() const;
    const GridFeed& grids() const { return m_picture.grids(); }
    GridFeed::Haste haste() const;
    void showMore();
    PictureChoice present() const;
    HeatmapRequest heatmapRequest();
    const Heatmap* heatmapOfLastGrid(GridFeed::Haste haste);
    void drawAhead();
    void goOnAhead(bool isMoreLeft);
    void takeGrid();
    void showFrequencies();
    PictureFrame frameOf(QSize size) const;
    void paintPicture(QPainter& painter, const QRect& inside);
    void paintUncovered(QPainter& painter, const QRect& inside) const;
    void paintPadded(QPainter& painter, const QRect& inside) const;
    void paintHint(QPainter& painter, const QRect& inside) const;
    QSize deviceSize(double scale) const;
    void updateFeedView();

    PictureFeed m_picture;
    DisplayParameters m_display;

    HeatmapFeed m_heatmaps;
    std::optional<int> m_expectedWidth; ///< until the pane has its place
    bool m_isPainted = false;           ///< has ever been
    bool m_goesOnAhead = false;         ///< drawAhead() comes again
};

} // namespace gabor
