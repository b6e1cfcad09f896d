// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace gabor {

/// A point of a picture's grid along one axis and the cells whose levels it shows.
struct GridVertex
{
    double position = 0;        ///< in pixels from the axis' low end; a pixel's middle is at n + 0.5
    std::int64_t firstCell = 0; ///< cells [firstCell, endCell) are reduced to one level here
    std::int64_t endCell = 0;

    friend bool operator==(const GridVertex&, const GridVertex&) = default;
};

/// In rising order of position.
using GridAxis = std::vector<GridVertex>;

/// How cells (frames' columns or bins) lie along an axis of a picture.
struct CellPlacement
{
    std::int64_t firstCell = 0; ///< cells [firstCell, endCell) exist
    std::int64_t endCell = 0;
    /// Rising position in pixels of a place in cells: i is the centre of cell i, i ± 0.5 its edges where cells are equal.
    std::function<double(double cell)> positionOf;
};

/// The vertices that a picture of @p pixelCount pixels needs: the centre of every cell that is at least a pixel large
/// (with one neighbour on each side of the picture, for shading towards it), and the middle of every pixel into which
/// several cells fall. Every existing cell in view belongs to some vertex, so nothing is lost.
GridAxis gridAxis(const CellPlacement& cells, int pixelCount);

/// For each pixel the vertex whose cell covers its middle, or -1 where there is none. Edges lie half-way between
/// vertices; the outer ones as far beyond the last vertex as the inner ones before it (matplotlib's 'nearest').
/// @param lowEdgeBelongs  whether an edge on a pixel's middle gives the pixel to the cell above it (y) or below it (x),
///                        as matplotlib's rounding has it
std::vector<int> nearestVertices(const std::vector<double>& positions, int pixelCount, bool lowEdgeBelongs);

/// Between which vertices a pixel's middle lies, and where.
struct VertexPair
{
    int low = -1;     ///< index of the vertex at or below; -1: outside the vertices
    float weight = 0; ///< 0 at low, 1 at low + 1
};

std::vector<VertexPair> surroundingVertices(const std::vector<double>& positions, int pixelCount);

} // namespace gabor
