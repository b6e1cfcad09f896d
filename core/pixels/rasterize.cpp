// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/rasterize.h"

#include "core/base/vectorized.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>
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

/// Where pixels' middles lie between two vertices, in 128ths: pixels on a vertex have weight 0.
struct PixelPlaces
{
    std::vector<std::int32_t> low;
    std::vector<std::int32_t> weight; ///< negative: outside the vertices
};

PixelPlaces pixelPlaces(const std::vector<double>& positions, int pixelCount)
{
    PixelPlaces places;
    for (const VertexPair& pair : surroundingVertices(positions, pixelCount)) {
        const auto weight = static_cast<std::int32_t>(std::lround(pair.weight * 128.0F));
        const bool isOnUpper = pair.low >= 0 && weight == 128;
        places.low.push_back(isOnUpper ? pair.low + 1 : std::max(pair.low, 0));
        places.weight.push_back(pair.low < 0 ? -1 : isOnUpper ? 0 : weight);
    }
    return places;
}

void pick(const std::uint32_t* from, const std::int32_t* at, std::size_t count, std::uint32_t* out)
{
    for (std::size_t i = 0; i < count; ++i)
        out[i] = from[at[i]];
}

/// Colours of one row of vertices, as the pixels of a picture's row find them to their left and to their right.
class VertexRow
{
public:
    /// @param low  of each pixel the vertex to its left
    void load(const LevelGrid& grid, const ColorScale& scale, std::size_t row, std::span<const std::int32_t> low,
              bool onVertices)
    {
        const std::size_t count = grid.columnCount();
        m_colors.resize(count + 1);
        colorize({grid.row(row), count}, scale, {m_colors.data(), count});
        m_colors[count] = m_colors[count - 1]; // so that the last vertex has a neighbour of no weight
        m_left.resize(low.size());
        pick(m_colors.data(), low.data(), low.size(), m_left.data());
        if (onVertices)
            return;
        m_right.resize(low.size());
        pick(m_colors.data() + 1, low.data(), low.size(), m_right.data());
    }
    const std::uint32_t* left() const { return m_left.data(); }
    /// Not there when all pixels are on vertices.
    const std::uint32_t* right() const { return m_right.data(); }

private:
    std::vector<std::uint32_t> m_colors;
    std::vector<std::uint32_t> m_left;
    std::vector<std::uint32_t> m_right;
};

/// Two of a colour's four bytes at a time are weighed, each in 16 bits: weights that add up to 256 cannot run over.
constexpr std::uint32_t evenBytes = 0x00ff00ffU;
constexpr std::uint32_t half = 0x00800080U;

/// Of the colours of two vertices, one above the other.
/// @param leastShown  a colour below has a share of a missing corner, hence less opacity, and is not shown
GABOR_VECTORIZED void runUpwards(const std::uint32_t* low, const std::uint32_t* high, std::size_t count,
                                 std::uint32_t highShare, std::uint32_t leastShown, std::uint32_t* out)
{
    const std::uint32_t lowShare = 256 - highShare;
    for (std::size_t x = 0; x < count; ++x) {
        const std::uint32_t even = (low[x] & evenBytes) * lowShare + (high[x] & evenBytes) * highShare + half;
        const std::uint32_t odd =
            (low[x] >> 8U & evenBytes) * lowShare + (high[x] >> 8U & evenBytes) * highShare + half;
        const std::uint32_t color = (even >> 8U & evenBytes) | (odd & ~evenBytes);
        out[x] = color >= leastShown ? color : transparent;
    }
}

/// Colours inside cells at (u, v) in 128ths, from the corners a (0,0), b (1,0), c (1,1) and d (0,1).
/// With the centre's colour m = (a + b + c + d) / 4, the triangle at the edge a-b has a (1-u-v) + b (u-v) + 2v m, and the
/// others follow by symmetry. Written for all four at once: the terms of the other triangles are below zero.
GABOR_VECTORIZED void runWithin(const std::uint32_t* a, const std::uint32_t* b, const std::uint32_t* c,
                                const std::uint32_t* d, const std::int32_t* us, std::int32_t v, std::size_t count,
                                std::uint32_t leastShown, std::uint32_t* out)
{
    const std::int32_t vShare = v < 128 - v ? v : 128 - v;
    for (std::size_t x = 0; x < count; ++x) {
        const std::int32_t u = us[x];
        const std::int32_t uShare = u < 128 - u ? u : 128 - u;
        const std::int32_t centerShare = uShare < vShare ? uShare : vShare;
        const std::int32_t beyondA = 128 - u - v;
        const std::int32_t beyondB = u - v;
        const auto ofA = static_cast<std::uint32_t>(centerShare + 2 * (beyondA > 0 ? beyondA : 0));
        const auto ofB = static_cast<std::uint32_t>(centerShare + 2 * (beyondB > 0 ? beyondB : 0));
        const auto ofC = static_cast<std::uint32_t>(centerShare + 2 * (beyondA < 0 ? -beyondA : 0));
        const auto ofD = static_cast<std::uint32_t>(centerShare + 2 * (beyondB < 0 ? -beyondB : 0));
        const std::uint32_t even = (a[x] & evenBytes) * ofA + (b[x] & evenBytes) * ofB + (c[x] & evenBytes) * ofC
            + (d[x] & evenBytes) * ofD + half;
        const std::uint32_t odd = (a[x] >> 8U & evenBytes) * ofA + (b[x] >> 8U & evenBytes) * ofB
            + (c[x] >> 8U & evenBytes) * ofC + (d[x] >> 8U & evenBytes) * ofD + half;
        const std::uint32_t color = (even >> 8U & evenBytes) | (odd & ~evenBytes);
        out[x] = color >= leastShown ? color : transparent;
    }
}

void rasterizeGouraud(const LevelGrid& grid, const ColorScale& scale, const PixelBuffer& picture, RowRange wanted,
                      MissingCorners missing)
{
    const PixelPlaces columns = pixelPlaces(grid.xs, picture.width);
    const PixelPlaces rows = pixelPlaces(grid.ys, picture.height);
    const auto isInside = [](std::int32_t weight) { return weight >= 0; };
    const auto firstInside = std::find_if(columns.weight.begin(), columns.weight.end(), isInside);
    const auto endInside = std::find_if_not(firstInside, columns.weight.end(), isInside);
    const std::ptrdiff_t begin = firstInside - columns.weight.begin();
    const auto count = static_cast<std::size_t>(endInside - firstInside);
    // Several columns a pixel put every vertex on a pixel's middle: then colours run along the frequency axis alone.
    // (Inside one cell that is larger than many pictures all weights round to 0, too, but there are more pixels.)
    const auto isOnVertex = [](std::int32_t weight) { return weight <= 0; };
    const bool onPixels = std::all_of(firstInside, endInside, isOnVertex) && count <= grid.columnCount();
    const bool rowsOnPixels =
        std::all_of(rows.weight.begin(), rows.weight.end(), isOnVertex) && rows.weight.size() <= grid.rowCount();
    if (onPixels && rowsOnPixels) {
        rasterizeFlat(grid, scale, picture, wanted); // as many vertices as pixels: there is nothing to run between
        return;
    }
    const auto low = std::span(columns.low).subspan(static_cast<std::size_t>(begin), count);
    const std::uint32_t leastShown = missing == MissingCorners::Fade ? 0 : 0xff000000U;

    VertexRow lower;
    VertexRow upper;
    std::int64_t loaded = -1;
    for (int y = wanted.first; y < wanted.end; ++y) {
        std::uint32_t* const out = picture.pixels + y * picture.stride;
        const auto fromBelow = static_cast<std::size_t>(picture.height - 1 - y);
        const std::int32_t v = rows.weight[fromBelow];
        if (!isInside(v) || count == 0) {
            std::fill_n(out, picture.width, transparent);
            continue;
        }
        const auto row = static_cast<std::size_t>(rows.low[fromBelow]);
        if (loaded != rows.low[fromBelow]) {
            // From the top down, so what was the lower row is the upper one now.
            if (loaded == std::int64_t{rows.low[fromBelow]} + 1)
                std::swap(lower, upper);
            else
                upper.load(grid, scale, std::min(row + 1, grid.rowCount() - 1), low, onPixels);
            lower.load(grid, scale, row, low, onPixels);
            loaded = rows.low[fromBelow];
        }
        std::fill(out, out + begin, transparent);
        std::fill(out + begin + static_cast<std::ptrdiff_t>(count), out + picture.width, transparent);
        if (onPixels)
            runUpwards(lower.left(), upper.left(), count, static_cast<std::uint32_t>(2 * v), leastShown, out + begin);
        else
            runWithin(lower.left(), lower.right(), upper.right(), upper.left(), &*firstInside, v, count, leastShown,
                      out + begin);
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
