// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/frequencyscale.h"
#include "core/pixels/bandtile.h"
#include "core/pixels/gridaxis.h"
#include "core/tiles/spectrumspec.h"
#include "core/tiles/tileplan.h"

#include <optional>
#include <vector>

namespace gabor {

/// Values at the vertices of a picture, ready to be coloured. Independent of colours, limits and shading.
struct LevelGrid
{
    std::vector<double> xs;     ///< of the vertices, pixels from the left, rising
    std::vector<double> ys;     ///< pixels from the bottom, rising
    std::vector<double> xEdges; ///< of the cells around the vertices: one more than xs
    std::vector<double> yEdges;
    std::vector<float> levels; ///< [y][x]; -inf is silence, NaN is 'not known yet'

    std::size_t columnCount() const { return xs.size(); }
    std::size_t rowCount() const { return ys.size(); }
    const float* row(std::size_t y) const { return levels.data() + y * xs.size(); }
};

/// The visible part of time and frequency.
struct PictureSpan
{
    double beginSample = 0;
    double endSample = 0; ///< > beginSample
    double lowHz = 0;     ///< above 0 on a logarithmic scale
    double highHz = 0;    ///< > lowHz

    friend bool operator==(const PictureSpan&, const PictureSpan&) = default;
};

/// What part of a sound a picture shows, and how large.
struct PictureFrame
{
    PictureSpan span;
    FrequencyScale frequencyScale = FrequencyScale::Linear;
    int width = 0; ///< pixels
    int height = 0;

    friend bool operator==(const PictureFrame&, const PictureFrame&) = default;
};

/// What is known of a spectrogram, and what it is of.
struct KnownSpectrogram
{
    const Mosaic& mosaic; ///< the best that is known of cover
    const TileCover& cover;
    const StftParameters& stft;
    Reduction reduction;
    double sampleRate;
    std::int64_t frameCount;
};

/// Reduces the tiles of @p known to the rows of a picture, each once: gatherLevels() then finds them in @p bands.
/// @return one for every piece of the mosaic; valid until @p bands is filled for another picture
std::vector<const BandTile*> reduceBands(const KnownSpectrogram& known, const PictureFrame& frame,
                                         const GridValues& values, BandCache& bands);

/// Gathers the values of a picture from tiles, reducing what falls into one pixel.
/// @param bands  keeps what the next picture of the same frequencies can use again
LevelGrid gatherLevels(const KnownSpectrogram& known, const PictureFrame& frame, const GridValues& values,
                       BandCache& bands);
/// The same for a picture that stands alone.
LevelGrid gatherLevels(const KnownSpectrogram& known, const PictureFrame& frame, const GridValues& values = {});

/// How many values of tiles gatherLevels() would have to look at, beyond what @p bands keeps ready: what it costs.
std::size_t valuesToReduce(const KnownSpectrogram& known, const PictureFrame& frame, const GridValues& values,
                           const BandCache& bands);

/// The level that @p share of a grid's levels do not exceed; silence and gaps do not count.
/// Nothing when there is no level at all. Takes at most some ten thousand of them, evenly spread.
std::optional<float> levelPercentile(const LevelGrid& grid, double share);

/// The level that automatic limits give the last colour: the one that 99.9 % of a grid's levels do not exceed, but at most
/// 10 dB below the highest, so that a click in an hour of hiss, one column of thousands, stands out from it.
std::optional<float> topLevel(const LevelGrid& grid);

} // namespace gabor
