// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiles/tileid.h"

#include <algorithm>
#include <bit>

namespace gabor {

namespace {
constexpr unsigned levelsPerTile = 1U << 20; // 4 MiB of levels and 1 MiB of phases
constexpr unsigned mostColumns = 256;
} // namespace

TileGrid::TileGrid(int binCount)
    : m_binCount(binCount), m_columnsPerTile(static_cast<int>(std::clamp(
                                std::bit_floor(levelsPerTile / static_cast<unsigned>(binCount)), 1U, mostColumns)))
{ }

ColumnRange TileGrid::columnsOf(TileId id) const
{
    return {id.index * m_columnsPerTile, (id.index + 1) * m_columnsPerTile};
}

ColumnRange TileGrid::framesOfColumn(int lod, std::int64_t column)
{
    return {column << lod, (column + 1) << lod};
}

std::int64_t TileGrid::columnCount(int lod, std::int64_t frameCount)
{
    return (frameCount + (std::int64_t{1} << lod) - 1) >> lod;
}

TileId TileGrid::tileOfColumn(int lod, std::int64_t column) const
{
    return {lod, column / m_columnsPerTile};
}

} // namespace gabor
