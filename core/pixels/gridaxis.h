// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
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

/// Which of its cells stands for all of them where one is wanted.
inline std::size_t sampledBin(const GridVertex& row)
{
    return static_cast<std::size_t>(row.firstCell + (row.endCell - row.firstCell) / 2);
}

/// In rising order of position.
using GridAxis = std::vector<GridVertex>;

/// How cells (frames' columns or bins) lie along an axis of a picture, in pixels. Places rise with the cells; the lowest
/// may be -inf.
struct CellPlacement
{
    std::int64_t firstCell = 0; ///< cells [firstCell, endCell) exist
    std::int64_t endCell = 0;
    std::function<double(std::int64_t cell)> centerOf;
    /// Of the edge between a cell and the one before; endCell gives the end of the last.
    std::function<double(std::int64_t cell)> edgeBelow;
};

/// The vertices that a picture of @p pixelCount pixels needs: the centre of every cell that is at least a pixel large
/// (with one neighbour on each side of the picture, for shading towards it), and the middle of every pixel into which
/// several cells fall. Every existing cell in view belongs to some vertex, so nothing is lost.
GridAxis gridAxis(const CellPlacement& cells, int pixelCount);

/// The edges of the vertices' cells, in pixels: one more than there are vertices.
std::vector<double> cellEdges(const GridAxis& axis, const CellPlacement& cells);

/// For each pixel the cell that covers its middle, or -1 where there is none.
/// @param edges  rising; cell i lies between edges i and i + 1. Fewer than two: no cell
/// @param lowEdgeBelongs  whether an edge on a pixel's middle gives the pixel to the cell above it (y) or below it (x),
///                        as matplotlib's rounding has it
std::vector<int> nearestCells(const std::vector<double>& edges, int pixelCount, bool lowEdgeBelongs);

/// Between which vertices a pixel's middle lies, and where.
struct VertexPair
{
    int low = -1;     ///< index of the vertex at or below; -1: outside the vertices
    float weight = 0; ///< 0 at low, 1 at low + 1
};

std::vector<VertexPair> surroundingVertices(const std::vector<double>& positions, int pixelCount);

} // namespace gabor
