// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/bandtile.h"
#include "core/pixels/gridaxis.h"
#include "core/tiles/spectrumspec.h"
#include "core/tiles/tileplan.h"

#include <optional>
#include <vector>

namespace gabor {

/// Levels at the vertices of a picture, ready to be coloured. Independent of colours, limits and shading.
struct LevelGrid
{
    std::vector<double> xs;    ///< pixels from the left, rising
    std::vector<double> ys;    ///< pixels from the bottom, rising
    std::vector<float> levels; ///< [y][x], dB; -inf is silence, NaN is 'not known yet'

    std::size_t columnCount() const { return xs.size(); }
    std::size_t rowCount() const { return ys.size(); }
    const float* row(std::size_t y) const { return levels.data() + y * xs.size(); }
};

/// The visible part of time and frequency.
struct PictureSpan
{
    double beginSample = 0;
    double endSample = 0; ///< > beginSample
    double lowHz = 0;
    double highHz = 0; ///< > lowHz

    friend bool operator==(const PictureSpan&, const PictureSpan&) = default;
};

/// Gathers the levels of a picture of @p width × @p height pixels from tiles, reducing what falls into one pixel.
/// @param mosaic  the best that is known of @p cover
/// @param bands   keeps what the next picture of the same frequencies can use again
LevelGrid gatherLevels(const Mosaic& mosaic, const TileCover& cover, const StftParameters& stft, Reduction reduction,
                       double sampleRate, std::int64_t frameCount, const PictureSpan& span, int width, int height,
                       BandCache& bands);
/// The same for a picture that stands alone.
LevelGrid gatherLevels(const Mosaic& mosaic, const TileCover& cover, const StftParameters& stft, Reduction reduction,
                       double sampleRate, std::int64_t frameCount, const PictureSpan& span, int width, int height);

/// The level that @p share of a grid's levels do not exceed; silence and gaps do not count.
/// Nothing when there is no level at all. Takes at most some ten thousand of them, evenly spread.
std::optional<float> levelPercentile(const LevelGrid& grid, double share);

} // namespace gabor
