// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bridge/glimpsefeed.h"
#include "widgets/bridge/gridfeed.h"
#include "widgets/bridge/tilefeed.h"

#include <QObject>

#include <cstdint>
#include <memory>

namespace gabor {

/// A picture, and what its values are.
struct PictureChoice
{
    PictureFrame frame;
    GridValues values;
};

/// The grid of a picture from the best that is known: a glimpse at first, and then the tiles, as they come.
class PictureFeed : public QObject
{
    Q_OBJECT

public:
    using Haste = GridFeed::Haste;

    /// @param queue       outlives the feed
    /// @param byteBudget  of the tiles that are kept
    PictureFeed(JobQueue& queue, std::size_t byteBudget, QObject* parent = nullptr);

    /// What to analyse and how, without fault.
    void setSpectrum(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec);
    /// Where glimpses of @p source can be had, no long work is begun before one while this lives.
    [[nodiscard]] std::optional<JobQueue::GlimpsesFirst> glimpsesFirst(const SampleSource& source);
    /// Has the tiles of a whole sound begun before there is a view of it, in a picture that will be about so many device
    /// pixels wide. They stay until the view is of a sound; it is to follow, with the same analysis.
    void beginAhead(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec, int pixels);
    /// See TileFeed::setView. No long work on the view is begun before a glimpse of @p choice, where one is wanted.
    void setView(double beginSample, double endSample, int pixelCount, const PictureChoice& choice);
    /// Whether glimpses and sketches come before the truth, as they do at first. An image that nobody watches growing
    /// needs none.
    void setSketching(bool sketching);
    bool isSketching() const { return m_sketching; }

    TileFeed& tiles() { return m_tiles; }
    const TileFeed& tiles() const { return m_tiles; }
    GridFeed& grids() { return m_grids; }
    const GridFeed& grids() const { return m_grids; }

    /// Begins a glimpse of @p choice where tiles do not show it yet, and do not come as soon.
    /// @return whether it is on its way, or such tiles: sooner than a picture of what is known by now could be painted
    bool pictureComes(const PictureChoice& choice);
    /// The grid of @p choice; nothing while it is being gathered, or all of it is still unknown.
    /// Throws std::bad_alloc.
    const LevelGrid* gridOf(const PictureChoice& choice, Haste haste);
    /// See GridFeed::reduceAhead.
    bool reduceAhead(const PictureChoice& choice);
    /// Whether something is known everywhere in the picture, be it at a glimpse.
    bool isWhole(const PictureChoice& choice);
    /// Whether the last grid is of the present analysis and @p choice; what is known of it by now may be more.
    bool isLast(const PictureChoice& choice) const;
    /// Whether the last grid is of @p choice and of every tile that is known by now, and of nothing else.
    bool isOfTiles(const PictureChoice& choice) const;

signals:
    /// More is known.
    void changed();

private:
    bool sketchesTiles(const SampleSource& source, const StftParameters& stft) const;
    bool wantsGlimpse();
    bool quickTilesCome();
    std::shared_ptr<const Glimpse> glimpseOf(const PictureChoice& choice, Haste haste);
    GridRequest requestOf(const PictureChoice& choice, std::shared_ptr<const Glimpse> glimpse) const;
    void fillIn(GridRequest& request, Mosaic mosaic) const;

    JobQueue& m_queue;
    TileFeed m_tiles;
    GlimpseFeed m_glimpses;
    GridFeed m_grids;
    bool m_sketching = true;
    bool m_isAhead = false;       ///< tiles have been begun, and there is no view of the sound yet
    std::uint64_t m_analysis = 0; ///< counts the sounds and the ways they are analysed
};

} // namespace gabor
