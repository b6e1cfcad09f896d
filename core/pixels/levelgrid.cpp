// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/levelgrid.h"

#include "core/dsp/levels.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gabor {

namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

GridAxis timeAxis(const TileCover& cover, const StftParameters& stft, std::int64_t frameCount, const PictureSpan& span,
                  int width)
{
    const double pixelsPerSample = width / (span.endSample - span.beginSample);
    const std::int64_t framesPerColumn = std::int64_t{1} << cover.lod;
    const auto positionOf = [=, &stft](double column) {
        // The last column of a sound may stand for fewer frames than the others; its middle lies accordingly.
        const double first =
            (column - 0.5) * static_cast<double>(framesPerColumn) + static_cast<double>(framesPerColumn) / 2 - 0.5;
        const double end =
            std::min(first + static_cast<double>(framesPerColumn), static_cast<double>(frameCount) - 0.5);
        return (frameCenter(stft, (std::min(first, end) + end) / 2) - span.beginSample) * pixelsPerSample;
    };
    return gridAxis({cover.columns.begin, cover.columns.end, positionOf}, width);
}

GridAxis frequencyAxis(const StftParameters& stft, double sampleRate, const PictureSpan& span, int height)
{
    const double hzPerBin = binSpacingHz(stft, sampleRate);
    const double pixelsPerHz = height / (span.highHz - span.lowHz);
    const auto positionOf = [=](double bin) { return (bin * hzPerBin - span.lowHz) * pixelsPerHz; };
    return gridAxis({0, stft.binCount(), positionOf}, height);
}

std::vector<double> positionsOf(const GridAxis& axis)
{
    std::vector<double> positions(axis.size());
    std::transform(axis.begin(), axis.end(), positions.begin(), [](const GridVertex& v) { return v.position; });
    return positions;
}

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

void reduceRow(const std::vector<float>& row, const std::vector<KnownColumns>& known, Reduction reduction, float* out)
{
    for (std::size_t x = 0; x < known.size(); ++x) {
        if (known[x].count == 0) {
            out[x] = unknown;
            continue;
        }
        const float* const columns = row.data() + known[x].first;
        float value = columns[0];
        for (std::size_t i = 1; i < known[x].count; ++i)
            value = reduction == Reduction::Maximum ? std::max(value, columns[i]) : value + columns[i];
        out[x] = reduction == Reduction::Maximum ? value : value / static_cast<float>(known[x].count);
    }
    if (reduction == Reduction::MeanPower)
        decibelsFromPowers({out, known.size()}, {out, known.size()});
}

} // namespace

LevelGrid gatherLevels(const Mosaic& mosaic, const TileCover& cover, const StftParameters& stft, Reduction reduction,
                       double sampleRate, std::int64_t frameCount, const PictureSpan& span, int width, int height,
                       BandCache& bands)
{
    const TileGrid grid(stft.binCount());
    const GridAxis times = timeAxis(cover, stft, frameCount, span, width);
    const GridAxis frequencies = frequencyAxis(stft, sampleRate, span, height);

    bands.begin(frequencies, reduction);
    std::vector<const BandTile*> bandTiles;
    for (const MosaicPiece& piece : mosaic.pieces)
        bandTiles.push_back(&bands.bandOf(piece.tile));
    bands.end();

    LevelGrid result{positionsOf(times), positionsOf(frequencies), {}};
    result.levels.resize(times.size() * frequencies.size());
    const std::vector<KnownColumns> known = knownColumns(mosaic, cover, times);
    std::vector<float> row(static_cast<std::size_t>(cover.columns.size()), unknown);
    for (std::size_t y = 0; y < frequencies.size(); ++y) {
        layOutRow(mosaic, cover, grid, bandTiles, y, row);
        reduceRow(row, known, reduction, result.levels.data() + y * times.size());
    }
    return result;
}

LevelGrid gatherLevels(const Mosaic& mosaic, const TileCover& cover, const StftParameters& stft, Reduction reduction,
                       double sampleRate, std::int64_t frameCount, const PictureSpan& span, int width, int height)
{
    BandCache bands;
    return gatherLevels(mosaic, cover, stft, reduction, sampleRate, frameCount, span, width, height, bands);
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

} // namespace gabor
