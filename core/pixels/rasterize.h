// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/colorscale.h"
#include "core/pixels/levelgrid.h"

#include <cstdint>

namespace gabor {

/// Memory of a picture, top row first: 0xAARRGGBB, a row @p stride pixels after the one before.
struct PixelBuffer
{
    std::uint32_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    std::ptrdiff_t stride = 0;
};

/// What becomes of a Gouraud cell that has a corner without a value.
enum class MissingCorners {
    HideCell, ///< it is fully transparent: nothing is invented
    Fade      ///< the corner is (0,0,0,0) and colours run towards it, not premultiplied, as matplotlib has it
};

/// Draws @p grid into every pixel of @p picture. Pixels outside the grid's cells and cells with an unknown level are
/// fully transparent; silence has the map's first colour.
/// Flat: each pixel has the colour of the cell over its middle, as matplotlib's pcolormesh(shading='nearest').
/// Gouraud: each cell between four vertices is cut into four triangles round its centre, which has the mean of the four
/// corners' colours (not levels), linear inside, as matplotlib's QuadMesh; it spans only from the first vertex to the last.
void rasterize(const LevelGrid& grid, Shading shading, const ColorScale& scale, const PixelBuffer& picture,
               MissingCorners missing = MissingCorners::HideCell);

/// The same pixels for the rows [@p firstRow, @p endRow) of @p picture alone: several threads may share one picture.
void rasterizeRows(const LevelGrid& grid, Shading shading, const ColorScale& scale, const PixelBuffer& picture,
                   int firstRow, int endRow, MissingCorners missing = MissingCorners::HideCell);

} // namespace gabor
