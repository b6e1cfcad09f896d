// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/gridaxis.h"

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

/// The first cell in [low, high) whose centre is not below @p position. It is usually near @p low, so it is looked for
/// there first, in steps that double: a place on some scales of frequency takes a logarithm or two.
std::int64_t firstCellAt(const CellPlacement& cells, double position, std::int64_t low, std::int64_t high)
{
    for (std::int64_t step = 1; low < high; step *= 2) {
        const std::int64_t probe = std::min(low + step, high) - 1;
        if (cells.centerOf(probe) >= position) {
            high = probe;
            break;
        }
        low = probe + 1;
    }
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (cells.centerOf(middle) < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace

GridAxis gridAxis(const CellPlacement& cells, int pixelCount)
{
    GridAxis axis;
    if (cells.firstCell >= cells.endCell || pixelCount <= 0)
        return axis;
    // Nothing that is seen changes when a place far outside lies nearer, and numbers stay numbers.
    constexpr double farthest = 1e9;
    const auto position = [&](std::int64_t cell) {
        return cell < cells.endCell ? std::clamp(cells.centerOf(cell), -farthest, farthest) : farthest;
    };

    std::int64_t cell = firstCellAt(cells, 0, cells.firstCell, cells.endCell);
    if (cell > cells.firstCell)
        axis.push_back({position(cell - 1), cell - 1, cell});

    double here = position(cell);
    while (cell < cells.endCell) {
        if (here >= pixelCount) {
            axis.push_back({here, cell, cell + 1}); // the neighbour beyond the picture
            break;
        }
        const double pixel = std::floor(here);
        const std::int64_t next = cell + 1;
        const double after = position(next);
        if (after >= pixel + 1 && after - here >= 1) {
            axis.push_back({here, cell, next});
            cell = next;
            here = after;
            continue;
        }
        // Narrower than a pixel: all cells centred in this pixel share one vertex in its middle.
        const std::int64_t end = after >= pixel + 1 ? next : firstCellAt(cells, pixel + 1, next, cells.endCell);
        axis.push_back({pixel + 0.5, cell, end});
        cell = end;
        here = position(end);
    }
    return axis;
}

std::vector<double> cellEdges(const GridAxis& axis, const CellPlacement& cells)
{
    std::vector<double> edges;
    edges.reserve(axis.size() + 1);
    for (const GridVertex& vertex : axis)
        edges.push_back(cells.edgeBelow(vertex.firstCell));
    if (!axis.empty())
        edges.push_back(cells.edgeBelow(axis.back().endCell));
    return edges;
}

std::vector<int> nearestCells(const std::vector<double>& edges, int pixelCount, bool lowEdgeBelongs)
{
    std::vector<int> nearest(static_cast<std::size_t>(std::max(pixelCount, 0)), -1);
    if (edges.size() < 2)
        return nearest;
    const std::size_t count = edges.size() - 1;
    std::size_t cell = 0;
    for (int pixel = 0; pixel < pixelCount; ++pixel) {
        const double middle = pixel + 0.5;
        const auto isAbove = [&](double edge) { return lowEdgeBelongs ? middle >= edge : middle > edge; };
        if (!isAbove(edges.front()))
            continue;
        while (cell < count && isAbove(edges[cell + 1]))
            ++cell;
        if (cell == count)
            break;
        nearest[static_cast<std::size_t>(pixel)] = static_cast<int>(cell);
    }
    return nearest;
}

std::vector<VertexPair> surroundingVertices(const std::vector<double>& positions, int pixelCount)
{
    std::vector<VertexPair> pairs(static_cast<std::size_t>(std::max(pixelCount, 0)));
    const std::size_t count = positions.size();
    if (count < 2)
        return pairs;
    std::size_t low = 0;
    for (int pixel = 0; pixel < pixelCount; ++pixel) {
        const double middle = pixel + 0.5;
        if (middle < positions.front() || middle > positions.back())
            continue;
        while (low + 2 < count && positions[low + 1] <= middle)
            ++low;
        const double width = positions[low + 1] - positions[low];
        pairs[static_cast<std::size_t>(pixel)] = {
            static_cast<int>(low), static_cast<float>(std::clamp((middle - positions[low]) / width, 0.0, 1.0))};
    }
    return pairs;
}

} // namespace gabor
