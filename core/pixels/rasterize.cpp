// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/rasterize.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace gabor {

namespace {

constexpr std::uint32_t transparent = 0;

/// Rows of a picture, from the top: [first, end).
struct RowRange
{
    int first;
    int end;
};

void rasterizeFlat(const LevelGrid& grid, const ColorScale& scale, const PixelBuffer& picture, RowRange wanted)
{
    const std::vector<int> columns = nearestCells(grid.xEdges, picture.width, false);
    const std::vector<int> rows = nearestCells(grid.yEdges, picture.height, true);
    // One more than there are columns: what a pixel outside the cells shows.
    std::vector<std::uint32_t> colors(grid.columnCount() + 1, transparent);
    std::vector<std::uint32_t> indices(columns.size());
    std::transform(columns.begin(), columns.end(), indices.begin(), [&](int column) {
        return static_cast<std::uint32_t>(column >= 0 ? static_cast<std::size_t>(column) : grid.columnCount());
    });

    const std::size_t width = indices.size();
    int drawnRow = -2;
    const std::uint32_t* drawn = nullptr;
    for (int y = wanted.first; y < wanted.end; ++y) {
        std::uint32_t* const out = picture.pixels + y * picture.stride;
        const int row = rows[static_cast<std::size_t>(picture.height - 1 - y)];
        if (row == drawnRow) {
            std::memcpy(out, drawn, width * sizeof *out);
            continue;
        }
        if (row < 0) {
            std::fill_n(out, width, transparent);
        } else {
            colorize({grid.row(static_cast<std::size_t>(row)), grid.columnCount()}, scale,
                     {colors.data(), grid.columnCount()});
            for (std::size_t x = 0; x < width; ++x)
                out[x] = colors[indices[x]];
        }
        drawnRow = row;
        drawn = out;
    }
}

/// The four bytes of a colour, each in 16 bits, so that one multiplication weighs all of them: weights that add up
/// to 256 cannot run over.
using WideColor = std::uint64_t;

WideColor widened(std::uint32_t color)
{
    const std::uint64_t c = color;
    return (c & 0xffU) | (c & 0xff00U) << 8U | (c & 0xff0000U) << 16U | (c & 0xff000000U) << 24U;
}

std::uint32_t narrowed(WideColor weighed)
{
    const std::uint64_t rounded = (weighed + 0x0080008000800080U) >> 8U;
    return static_cast<std::uint32_t>((rounded & 0xffU) | (rounded >> 8U & 0xff00U) | (rounded >> 16U & 0xff0000U)
                                      | (rounded >> 24U & 0xff000000U));
}

/// Colours at the vertices of one row, and one more at the end, so that the last vertex has a neighbour of no weight.
class VertexRow
{
public:
    void load(const LevelGrid& grid, const ColorScale& scale, std::size_t row)
    {
        m_narrow.resize(grid.columnCount());
        colorize({grid.row(row), grid.columnCount()}, scale, m_narrow);
        m_wide.resize(m_narrow.size() + 1);
        std::transform(m_narrow.begin(), m_narrow.end(), m_wide.begin(), widened);
        m_wide.back() = m_wide[m_narrow.size() - 1];
    }
    const WideColor* wide() const { return m_wide.data(); }

private:
    std::vector<std::uint32_t> m_narrow;
    std::vector<WideColor> m_wide;
};

/// Where a pixel's middle lies between two vertices, in 128ths. A pixel on a vertex has weight 0.
struct PixelPlace
{
    std::uint32_t low = 0;
    std::int32_t weight = -1; ///< negative: outside the vertices

    bool isInside() const { return weight >= 0; }
};

std::vector<PixelPlace> pixelPlaces(const std::vector<double>& positions, int pixelCount)
{
    const std::vector<VertexPair> pairs = surroundingVertices(positions, pixelCount);
    std::vector<PixelPlace> places(pairs.size());
    std::transform(pairs.begin(), pairs.end(), places.begin(), [](VertexPair pair) -> PixelPlace {
        if (pair.low < 0)
            return {};
        const auto weight = static_cast<std::int32_t>(std::lround(pair.weight * 128.0F));
        const auto low = static_cast<std::uint32_t>(pair.low);
        return weight == 128 ? PixelPlace{low + 1, 0} : PixelPlace{low, weight};
    });
    return places;
}

/// A colour with a share of a missing corner has lost some of its opacity.
std::uint32_t completeColor(std::uint32_t color, MissingCorners missing)
{
    return color >= 0xff000000U || missing == MissingCorners::Fade ? color : transparent;
}

/// Colour inside a cell at (u, v) in 128ths, from the corners a (0,0), b (1,0), c (1,1) and d (0,1).
/// With the centre's colour m = (a + b + c + d) / 4, the triangle at the edge a-b has a (1-u-v) + b (u-v) + 2v m, and the
/// others follow by symmetry. Written for all four at once: the terms of the other triangles are below zero.
std::uint32_t colorWithin(WideColor a, WideColor b, WideColor c, WideColor d, std::int32_t u, std::int32_t v,
                          MissingCorners missing)
{
    const std::int32_t centerShare = std::min(std::min(u, 128 - u), std::min(v, 128 - v));
    const auto weighed = [centerShare](WideColor color, std::int32_t beyondCenter) {
        return color * static_cast<std::uint64_t>(centerShare + 2 * std::max(0, beyondCenter));
    };
    return completeColor(
        narrowed(weighed(a, 128 - u - v) + weighed(b, u - v) + weighed(c, u + v - 128) + weighed(d, v - u)), missing);
}

void rasterizeGouraud(const LevelGrid& grid, const ColorScale& scale, const PixelBuffer& picture, RowRange wanted,
                      MissingCorners missing)
{
    const std::vector<PixelPlace> columns = pixelPlaces(grid.xs, picture.width);
    const std::vector<PixelPlace> rows = pixelPlaces(grid.ys, picture.height);
    const auto firstInside = std::find_if(columns.begin(), columns.end(), [](auto p) { return p.isInside(); });
    const auto endInside = std::find_if(firstInside, columns.end(), [](auto p) { return !p.isInside(); });
    // Several columns a pixel put every vertex on a pixel's middle: then colours run along the frequency axis alone.
    // (Inside one cell that is larger than many pictures all weights round to 0, too, but there are more pixels.)
    const auto isOnVertex = [](PixelPlace place) { return place.weight <= 0; };
    const bool onPixels = std::all_of(firstInside, endInside, isOnVertex)
        && static_cast<std::size_t>(endInside - firstInside) <= grid.columnCount();
    const bool rowsOnPixels = std::all_of(rows.begin(), rows.end(), isOnVertex) && rows.size() <= grid.rowCount();
    if (onPixels && rowsOnPixels) {
        rasterizeFlat(grid, scale, picture, wanted); // as many vertices as pixels: there is nothing to run between
        return;
    }
    const std::ptrdiff_t begin = firstInside - columns.begin();
    const std::ptrdiff_t end = endInside - columns.begin();

    VertexRow lower;
    VertexRow upper;
    std::int64_t loaded = -1;
    for (int y = wanted.first; y < wanted.end; ++y) {
        std::uint32_t* const out = picture.pixels + y * picture.stride;
        const PixelPlace place = rows[static_cast<std::size_t>(picture.height - 1 - y)];
        if (!place.isInside() || begin == end) {
            std::fill_n(out, picture.width, transparent);
            continue;
        }
        if (loaded != place.low) {
            // From the top down, so what was the lower row is the upper one now.
            if (loaded == std::int64_t{place.low} + 1)
                std::swap(lower, upper);
            else
                upper.load(grid, scale, std::min<std::size_t>(place.low + 1, grid.rowCount() - 1));
            lower.load(grid, scale, place.low);
            loaded = place.low;
        }
        std::fill(out, out + begin, transparent);
        std::fill(out + end, out + picture.width, transparent);
        const WideColor* const low = lower.wide();
        const WideColor* const high = upper.wide();
        const std::int32_t v = place.weight;
        if (onPixels) {
            const auto highShare = static_cast<std::uint64_t>(2 * v);
            for (std::ptrdiff_t x = begin; x < end; ++x) {
                const std::uint32_t at = columns[static_cast<std::size_t>(x)].low;
                out[x] = completeColor(narrowed(low[at] * (256 - highShare) + high[at] * highShare), missing);
            }
        } else {
            for (std::ptrdiff_t x = begin; x < end; ++x) {
                const PixelPlace column = columns[static_cast<std::size_t>(x)];
                out[x] = colorWithin(low[column.low], low[column.low + 1], high[column.low + 1], high[column.low],
                                     column.weight, v, missing);
            }
        }
    }
}

} // namespace

void rasterize(const LevelGrid& grid, Shading shading, const ColorScale& scale, const PixelBuffer& picture,
               MissingCorners missing)
{
    rasterizeRows(grid, shading, scale, picture, 0, picture.height, missing);
}

void rasterizeRows(const LevelGrid& grid, Shading shading, const ColorScale& scale, const PixelBuffer& picture,
                   int firstRow, int endRow, MissingCorners missing)
{
    const RowRange wanted{firstRow, endRow};
    // A single row or column of cells has nothing to run towards.
    const bool canRun = grid.columnCount() > 1 && grid.rowCount() > 1;
    if (shading == Shading::Gouraud && canRun)
        rasterizeGouraud(grid, scale, picture, wanted, missing);
    else
        rasterizeFlat(grid, scale, picture, wanted);
}

} // namespace gabor
