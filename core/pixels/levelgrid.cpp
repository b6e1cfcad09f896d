// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/levelgrid.h"

#include "core/base/vectorized.h"
#include "core/dsp/levels.h"
#include "core/pixels/picturecells.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace gabor {

namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

/// Columns of a row that belong to one vertex and are known, counted from the cover's first.
struct KnownColumns
{
    std::size_t first = 0;
    std::size_t count = 0; ///< 0: nothing is known here
};

std::vector<KnownColumns> knownColumns(const Mosaic& mosaic, const TileCover& cover, const GridAxis& times)
{
    std::vector<KnownColumns> known(times.size());
    std::size_t piece = 0;
    for (std::size_t x = 0; x < times.size(); ++x) {
        const GridVertex& vertex = times[x];
        while (piece < mosaic.pieces.size() && mosaic.pieces[piece].columns.end <= vertex.firstCell)
            ++piece;
        // A pixel may take its columns from two pieces; behind a gap it does without.
        std::int64_t end = vertex.firstCell;
        std::int64_t begin = vertex.endCell;
        for (std::size_t i = piece; i < mosaic.pieces.size() && mosaic.pieces[i].columns.begin < vertex.endCell; ++i) {
            const ColumnRange shared{std::max(vertex.firstCell, mosaic.pieces[i].columns.begin),
                                     std::min(vertex.endCell, mosaic.pieces[i].columns.end)};
            if (begin < vertex.endCell && shared.begin > end)
                break;
            begin = std::min(begin, shared.begin);
            end = shared.end;
        }
        if (begin < end)
            known[x] = {static_cast<std::size_t>(begin - cover.columns.begin), static_cast<std::size_t>(end - begin)};
    }
    return known;
}

/// The columns of pixels that have one or two each: the usual case where a picture is not zoomed in.
struct ColumnPairs
{
    std::vector<std::int32_t> first; ///< of a pixel of which nothing is known, the one after the cover's last
    std::vector<std::int32_t> last;
};

/// Nothing where a pixel has more than two.
std::optional<ColumnPairs> columnPairs(const std::vector<KnownColumns>& known, std::size_t columnCount)
{
    constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
    if (columnCount >= most || std::any_of(known.begin(), known.end(), [](KnownColumns k) { return k.count > 2; }))
        return std::nullopt;
    ColumnPairs pairs;
    for (const KnownColumns& columns : known) {
        const std::size_t first = columns.count > 0 ? columns.first : columnCount;
        pairs.first.push_back(static_cast<std::int32_t>(first));
        pairs.last.push_back(static_cast<std::int32_t>(columns.count > 1 ? first + 1 : first));
    }
    return pairs;
}

GABOR_VECTORIZED void higherOfPairs(const float* row, const std::int32_t* first, const std::int32_t* last,
                                    std::size_t count, float* out)
{
    for (std::size_t x = 0; x < count; ++x) {
        const float one = row[first[x]];
        const float other = row[last[x]];
        out[x] = other > one ? other : one;
    }
}

/// Lays the values of row @p y of every piece side by side, as the cover's columns.
void layOutRow(const Mosaic& mosaic, const TileCover& cover, const TileGrid& grid,
               const std::vector<const BandTile*>& bandTiles, std::size_t y, std::vector<float>& row)
{
    for (std::size_t i = 0; i < mosaic.pieces.size(); ++i) {
        const MosaicPiece& piece = mosaic.pieces[i];
        const float* const values = bandTiles[i]->row(y);
        const std::int64_t firstOfTile = grid.columnsOf(piece.tile->id()).begin;
        float* out = row.data() + (piece.columns.begin - cover.columns.begin);
        if (piece.lodShift == 0) {
            std::copy_n(values + (piece.columns.begin - firstOfTile), piece.columns.size(), out);
        } else {
            for (std::int64_t column = piece.columns.begin; column < piece.columns.end; ++column)
                *out++ = values[(column >> piece.lodShift) - firstOfTile];
        }
    }
}

/// How the columns that fall into one pixel become one value.
enum class ColumnReduction { Highest, Mean, First };

ColumnReduction columnReduction(Reduction reduction, const GridValues& values)
{
    if (values.kind == GridValues::Kind::Phases || reduction == Reduction::Sample)
        return ColumnReduction::First;
    return reduction == Reduction::MeanPower ? ColumnReduction::Mean : ColumnReduction::Highest;
}

/// @param join  takes what is joined so far and the next column
template <class Join>
void joinColumns(const std::vector<float>& row, const std::vector<KnownColumns>& known, std::span<float> out, Join join)
{
    for (std::size_t x = 0; x < known.size(); ++x) {
        const float* const columns = row.data() + known[x].first;
        float value = known[x].count > 0 ? columns[0] : unknown;
        for (std::size_t i = 1; i < known[x].count; ++i)
            value = join(value, columns[i]);
        out[x] = value;
    }
}

void reduceRow(const std::vector<float>& row, const std::vector<KnownColumns>& known, ColumnReduction reduction,
               std::span<float> out)
{
    switch (reduction) {
    case ColumnReduction::Highest:
        joinColumns(row, known, out, [](float a, float b) { return std::max(a, b); });
        break;
    case ColumnReduction::Mean:
        joinColumns(row, known, out, [](float a, float b) { return a + b; });
        for (std::size_t x = 0; x < known.size(); ++x)
            out[x] /= static_cast<float>(std::max<std::size_t>(known[x].count, 1));
        decibelsFromPowers(out, out);
        break;
    case ColumnReduction::First:
        joinColumns(row, known, out, [](float a, float) { return a; });
        break;
    }
}

} // namespace

std::vector<const BandTile*> reduceBands(const KnownSpectrogram& known, const PictureFrame& frame,
                                         const GridValues& values, BandCache& bands)
{
    bands.begin(frequencyAxis(known.stft, known.sampleRate, frame), known.stft.nfft, known.reduction, values);
    std::vector<const BandTile*> bandTiles;
    for (const MosaicPiece& piece : known.mosaic.pieces)
        bandTiles.push_back(&bands.bandOf(piece.tile));
    bands.end();
    return bandTiles;
}

LevelGrid gatherLevels(const KnownSpectrogram& known, const PictureFrame& frame, const GridValues& values,
                       BandCache& bands)
{
    const StftParameters& stft = known.stft;
    const TileGrid grid(stft.binCount());
    const PictureAxes axes(known.cover, stft, known.sampleRate, known.frameCount, frame);
    const GridAxis& times = axes.times();
    const GridAxis& frequencies = axes.frequencies();

    const std::vector<const BandTile*> bandTiles = reduceBands(known, frame, values, bands);

    LevelGrid result = axes.emptyGrid();
    const std::vector<KnownColumns> columnsKnown = knownColumns(known.mosaic, known.cover, times);
    const ColumnReduction reduction = columnReduction(known.reduction, values);
    const auto columnCount = static_cast<std::size_t>(known.cover.columns.size());
    const std::optional<ColumnPairs> pairs =
        reduction == ColumnReduction::Highest ? columnPairs(columnsKnown, columnCount) : std::nullopt;
    std::vector<float> row(columnCount + 1, unknown); // the last stays so
    for (std::size_t y = 0; y < frequencies.size(); ++y) {
        layOutRow(known.mosaic, known.cover, grid, bandTiles, y, row);
        const auto out = std::span(result.levels).subspan(y * times.size(), times.size());
        if (pairs)
            higherOfPairs(row.data(), pairs->first.data(), pairs->last.data(), out.size(), out.data());
        else
            reduceRow(row, columnsKnown, reduction, out);
    }
    return result;
}

LevelGrid gatherLevels(const KnownSpectrogram& known, const PictureFrame& frame, const GridValues& values)
{
    BandCache bands;
    return gatherLevels(known, frame, values, bands);
}

std::size_t valuesToReduce(const KnownSpectrogram& known, const PictureFrame& frame, const GridValues& values,
                           const BandCache& bands)
{
    const GridAxis frequencies = frequencyAxis(known.stft, known.sampleRate, frame);
    const bool sameBands = bands.isFor(frequencies, known.stft.nfft, known.reduction, values);
    std::size_t count = 0;
    for (const MosaicPiece& piece : known.mosaic.pieces) {
        if (!sameBands || !bands.has(*piece.tile))
            count +=
                static_cast<std::size_t>(piece.tile->columnCount()) * static_cast<std::size_t>(piece.tile->binCount());
    }
    return count;
}

std::optional<float> levelPercentile(const LevelGrid& grid, double share)
{
    constexpr std::size_t mostSamples = 1 << 15;
    const std::size_t step = std::max<std::size_t>(1, grid.levels.size() / mostSamples) | 1U;
    std::vector<float> sampled;
    sampled.reserve(grid.levels.size() / step + 1);
    for (std::size_t at = 0; at < grid.levels.size(); at += step) {
        if (std::isfinite(grid.levels[at]))
            sampled.push_back(grid.levels[at]);
    }
    if (sampled.empty())
        return std::nullopt;
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(sampled.size() - 1) + 0.5);
    std::nth_element(sampled.begin(), sampled.begin() + rank, sampled.end());
    return sampled[static_cast<std::size_t>(rank)];
}

std::optional<float> topLevel(const LevelGrid& grid)
{
    constexpr double usualShare = 0.999;
    constexpr float headroomDb = 10;
    const std::optional<float> usual = levelPercentile(grid, usualShare);
    if (!usual)
        return std::nullopt;
    float highest = *usual;
    for (const float level : grid.levels) { // NaN is higher than nothing
        if (level > highest && level < std::numeric_limits<float>::infinity())
            highest = level;
    }
    return std::max(*usual, highest - headroomDb);
}

} // namespace gabor
