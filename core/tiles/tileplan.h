// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"
#include "core/dsp/stftparameters.h"
#include "core/tiles/leveltile.h"

#include <functional>
#include <memory>
#include <vector>

namespace gabor {

/// What of a spectrogram a picture needs: which columns of which level of detail.
struct TileCover
{
    int lod = 0;
    ColumnRange columns; ///< existing columns at that lod that touch the picture
    /// Where transforms are so long that a sketch of every column would keep the eye waiting, a coarser one comes
    /// before: by so many lods.
    int sketchShift = 0;

    friend bool operator==(const TileCover&, const TileCover&) = default;
};

/// Processor time of one frame of a sketch in microseconds, as measured: more than n log n where the transform leaves the
/// nearest caches.
double microsecondsPerFrame(int nfft);

/// By how many lods a first sketch of so many columns is coarser, so that it takes no more than two workers do in a
/// twentieth of a second.
int sketchShiftFor(std::int64_t columns, int nfft);

/// The coarsest level of detail whose columns are at most one pixel wide, or coarser where that would need more than
/// @p byteBudget for the tiles in view.
/// @param beginSample, endSample  the visible run of time, in samples
/// @param pixelCount  device pixels that show it, > 0
/// @param frameCount  whole frames that can be computed now
TileCover coverFor(double beginSample, double endSample, int pixelCount, const StftParameters& stft,
                   std::int64_t frameCount, std::size_t byteBudget);

/// What a cache holds for one SpectrumSpec: the tile at a place, or nothing.
using TileLookup = std::function<std::shared_ptr<const LevelTile>(TileId)>;

/// One piece of work that brings a picture nearer to the truth.
struct WantedTile
{
    enum class Work {
        Sketch,  ///< one frame a column, so that there is a picture at once
        Compute, ///< every frame
        Reduce   ///< join two finer tiles that are there already
    };
    TileId id;
    Work work;

    friend bool operator==(const WantedTile&, const WantedTile&) = default;
};

/// The work that @p cover still needs, the most useful first: reductions, then coarse sketches, then sketches, then whole
/// tiles from the middle of the picture outwards.
std::vector<WantedTile> wantedTiles(const TileCover& cover, const TileGrid& grid, std::int64_t frameCount,
                                    const TileLookup& lookup);

/// A run of columns of the cover's lod and the tile that shows them best.
struct MosaicPiece
{
    ColumnRange columns;
    std::shared_ptr<const LevelTile> tile;
    int lodShift = 0; ///< how many lods coarser the tile is than the cover

    /// Levels of @p column (at the cover's lod), from 0 Hz upwards.
    std::span<const float> levelsOf(std::int64_t column, const TileGrid& grid) const;
};

/// The best that is known of @p cover: true tiles, else sketches, else coarser true tiles or the cover's coarse sketches;
/// gaps where nothing is known.
struct Mosaic
{
    std::vector<MosaicPiece> pieces; ///< in order, not overlapping
    bool hasGaps = false;
    bool isProvisional = false; ///< something shown is a sketch or coarser than it should be, or there are gaps
};

Mosaic bestMosaic(const TileCover& cover, const TileGrid& grid, std::int64_t frameCount, const TileLookup& lookup);

} // namespace gabor
