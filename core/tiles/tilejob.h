// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"
#include "core/dsp/frameanalyzer.h"
#include "core/tiles/leveltile.h"
#include "core/tiles/spectrumspec.h"
#include "core/waveform/envelope.h"

#include <atomic>
#include <memory>
#include <optional>
#include <stop_token>

namespace gabor {

/// All that a tile is computed from.
struct TileRequest
{
    std::shared_ptr<const SampleSource> source;
    std::shared_ptr<const AnalysisWindow> window; ///< of spec.stft
    SpectrumSpec spec;
    TileId id;
    std::int64_t frameCount = 0; ///< whole frames in what can be read of the sound now
    bool isSketch = false;       ///< take one frame of each column instead of all
    PlanChoice plans = PlanChoice::Reproducible;
    std::int64_t envelopeBlockLength = 0;                    ///< 0: no envelopes are wanted
    std::shared_ptr<std::atomic<std::int64_t>> framesDone{}; ///< counts them for who waits; may be nothing
};

/// Frames that can be computed now of a sound that may still be growing. Those that reach over its end wait until the end
/// is known.
std::int64_t readableFrameCount(const SampleSource& source, const StftParameters& stft);

/// A tile, and what else came of reading the sound for it.
struct ComputedTile
{
    std::shared_ptr<const LevelTile> tile;
    EnvelopeRun envelopes; ///< of the blocks that were asked for; none where a tile looks only here and there
};

/// Columns of the tile of @p request that frames fall into, counted from its first.
ColumnRange columnsWithin(const TileRequest& request);

/// The tile of @p request without its levels. There are columns within it.
std::shared_ptr<LevelTile> emptyTile(const TileRequest& request);

/// Computes @p columns of @p tile, which is of @p request: the same levels in however many parts it is done. Any thread, and
/// several with columns of their own at once; they begin at an even frame. Throws std::bad_alloc.
/// @param isPart  more columns come behind these: envelopes reach as far as those of the next columns begin
/// @return nothing when @p stop came before
std::optional<EnvelopeRun> fillColumns(const TileRequest& request, ColumnRange columns, bool isPart, LevelTile& tile,
                                       const std::stop_token& stop);

/// The tile of @p request, or nothing when @p stop came before it was whole: a torn tile never leaves.
/// Nothing, too, when no frame falls into it. Any thread. Throws std::bad_alloc.
ComputedTile computeTileAndEnvelopes(const TileRequest& request, const std::stop_token& stop);
/// The tile alone.
std::shared_ptr<const LevelTile> computeTile(const TileRequest& request, const std::stop_token& stop);

/// The tile one lod coarser, made of its two halves without a transform.
/// @param first   the even child, true (no sketch)
/// @param second  the odd child, true, or nothing where the sound ends before it
/// @param frameCount  whole frames of the sound, which say how many of them each column holds
std::shared_ptr<const LevelTile> reduceTiles(const LevelTile& first, const LevelTile* second, Reduction reduction,
                                             std::int64_t frameCount);

} // namespace gabor
