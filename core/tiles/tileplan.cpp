// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiles/tileplan.h"

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

constexpr int coarsestLod = 40;

/// Frames that a whole tile at @p id would stand for now.
std::int64_t framesWithin(TileId id, const TileGrid& grid, std::int64_t frameCount)
{
    const ColumnRange columns = grid.columnsOf(id);
    const std::int64_t begin = TileGrid::framesOfColumn(id.lod, columns.begin).begin;
    const std::int64_t end = TileGrid::framesOfColumn(id.lod, columns.end - 1).end;
    return std::max<std::int64_t>(0, std::min(end, frameCount) - begin);
}

bool isTrue(const std::shared_ptr<const LevelTile>& tile, const TileGrid& grid, std::int64_t frameCount)
{
    return tile && !tile->isSketch() && tile->frameCount() == framesWithin(tile->id(), grid, frameCount);
}

std::vector<TileId> tilesOf(const TileCover& cover, const TileGrid& grid)
{
    std::vector<TileId> ids;
    if (cover.columns.size() == 0)
        return ids;
    const TileId last = grid.tileOfColumn(cover.lod, cover.columns.end - 1);
    for (TileId id = grid.tileOfColumn(cover.lod, cover.columns.begin); id.index <= last.index; ++id.index)
        ids.push_back(id);
    return ids;
}

TileId ancestorOf(TileId id, int generations)
{
    for (; generations > 0; --generations)
        id = TileGrid::parentOf(id);
    return id;
}

/// Where the columns of @p tile end, at the tile's lod.
std::int64_t endOfColumns(const LevelTile& tile, const TileGrid& grid)
{
    return grid.columnsOf(tile.id()).begin + tile.columnCount();
}

} // namespace

double microsecondsPerFrame(int nfft)
{
    constexpr double microsecondsPerStep = 1.6e-4;
    constexpr int largestNearSize = 8192;
    const double steps = nfft * std::log2(std::max(2, nfft));
    return microsecondsPerStep * steps * (nfft > largestNearSize ? 1.6 : 1);
}

int sketchShiftFor(std::int64_t columns, int nfft)
{
    constexpr double mostMicroseconds = 100'000;
    int shift = 0;
    while (static_cast<double>(columns >> shift) * microsecondsPerFrame(nfft) > mostMicroseconds)
        ++shift;
    return shift;
}

TileCover coverFor(double beginSample, double endSample, int pixelCount, const StftParameters& stft,
                   std::int64_t frameCount, std::size_t byteBudget)
{
    TileCover cover;
    const double hopsPerPixel = (endSample - beginSample) / pixelCount / stft.hop;
    cover.lod = hopsPerPixel > 1 ? std::min(coarsestLod, static_cast<int>(std::floor(std::log2(hopsPerPixel)))) : 0;

    // A frame shows from half a hop before its centre to half a hop after it; Gouraud shading needs one neighbour more.
    const double firstEdge = frameCenter(stft, -0.5);
    const double firstFrame = std::floor((beginSample - firstEdge) / stft.hop) - 1;
    const double endFrame = std::ceil((endSample - firstEdge) / stft.hop) + 1;
    const auto existing = [frameCount](double frame) {
        return static_cast<std::int64_t>(std::clamp(frame, 0.0, static_cast<double>(frameCount)));
    };
    const ColumnRange frames{existing(firstFrame), existing(endFrame)};
    const auto bytesPerColumn = static_cast<std::size_t>(stft.binCount()) * (sizeof(float) + sizeof(std::uint8_t));
    const auto columnsAt = [&](int lod) -> ColumnRange {
        return {frames.begin >> lod, TileGrid::columnCount(lod, frames.end)};
    };
    const auto bytesAt = [&](int lod) { return static_cast<std::size_t>(columnsAt(lod).size()) * bytesPerColumn; };
    while (bytesAt(cover.lod) > byteBudget && cover.lod < coarsestLod)
        ++cover.lod;
    cover.columns = columnsAt(cover.lod);
    if (frames.size() == 0)
        cover.columns = {};
    cover.sketchShift = std::min(sketchShiftFor(cover.columns.size(), stft.nfft), coarsestLod - cover.lod);
    return cover;
}

std::vector<WantedTile> wantedTiles(const TileCover& cover, const TileGrid& grid, std::int64_t frameCount,
                                    const TileLookup& lookup)
{
    std::vector<TileId> ids = tilesOf(cover, grid);
    const auto fromMiddle = [&](TileId id) { // in half columns, from the picture's middle to the tile's
        const ColumnRange columns = grid.columnsOf(id);
        return std::abs(columns.begin + columns.end - cover.columns.begin - cover.columns.end);
    };
    std::stable_sort(ids.begin(), ids.end(), [&](TileId a, TileId b) { return fromMiddle(a) < fromMiddle(b); });

    std::vector<WantedTile> reductions;
    std::vector<WantedTile> coarseSketches;
    std::vector<WantedTile> sketches;
    std::vector<WantedTile> computations;
    for (const TileId id : ids) {
        const std::shared_ptr<const LevelTile> present = lookup(id);
        if (isTrue(present, grid, frameCount))
            continue;
        if (id.lod > 0) {
            const bool secondExists = framesWithin(TileGrid::secondChildOf(id), grid, frameCount) > 0;
            if (isTrue(lookup(TileGrid::firstChildOf(id)), grid, frameCount)
                && (!secondExists || isTrue(lookup(TileGrid::secondChildOf(id)), grid, frameCount))) {
                reductions.push_back({id, WantedTile::Work::Reduce});
                continue;
            }
        }
        if (const TileId coarse = ancestorOf(id, cover.sketchShift);
            cover.sketchShift > 0 && !present && !lookup(coarse)) {
            const WantedTile sketch{coarse, WantedTile::Work::Sketch};
            if (std::find(coarseSketches.begin(), coarseSketches.end(), sketch) == coarseSketches.end())
                coarseSketches.push_back(sketch);
        }
        if (id.lod > 0) {
            // No sketch where a true tile lacks only what has been decoded since: a cache would not take it.
            const bool known =
                present && (!present->isSketch() || present->frameCount() == framesWithin(id, grid, frameCount));
            if (!known)
                sketches.push_back({id, WantedTile::Work::Sketch});
        }
        computations.push_back({id, WantedTile::Work::Compute});
    }
    std::vector<WantedTile> wanted = std::move(reductions);
    wanted.insert(wanted.end(), coarseSketches.begin(), coarseSketches.end());
    wanted.insert(wanted.end(), sketches.begin(), sketches.end());
    wanted.insert(wanted.end(), computations.begin(), computations.end());
    return wanted;
}

std::span<const float> MosaicPiece::levelsOf(std::int64_t column, const TileGrid& grid) const
{
    return tile->column(static_cast<int>((column >> lodShift) - grid.columnsOf(tile->id()).begin));
}

Mosaic bestMosaic(const TileCover& cover, const TileGrid& grid, std::int64_t frameCount, const TileLookup& lookup)
{
    Mosaic mosaic;
    for (const TileId id : tilesOf(cover, grid)) {
        const ColumnRange place = grid.columnsOf(id);
        const ColumnRange needed{std::max(place.begin, cover.columns.begin), std::min(place.end, cover.columns.end)};
        MosaicPiece piece{needed, nullptr, 0};
        for (TileId candidate = id; candidate.lod <= coarsestLod; candidate = TileGrid::parentOf(candidate)) {
            std::shared_ptr<const LevelTile> tile = lookup(candidate);
            if (!tile)
                continue;
            // A sketch that is coarser than it need be says less than a gap filled by the picture before.
            if (candidate.lod > id.lod + cover.sketchShift && tile->isSketch())
                continue;
            piece.tile = std::move(tile);
            piece.lodShift = candidate.lod - id.lod;
            break;
        }
        if (!piece.tile) {
            mosaic.hasGaps = true;
            continue;
        }
        const std::int64_t known = endOfColumns(*piece.tile, grid) << piece.lodShift;
        if (known < piece.columns.end) {
            mosaic.hasGaps = true;
            piece.columns.end = std::max(piece.columns.begin, known);
        }
        if (piece.lodShift > 0 || !isTrue(piece.tile, grid, frameCount))
            mosaic.isProvisional = true;
        if (piece.columns.size() > 0)
            mosaic.pieces.push_back(std::move(piece));
    }
    mosaic.isProvisional |= mosaic.hasGaps;
    return mosaic;
}

} // namespace gabor
