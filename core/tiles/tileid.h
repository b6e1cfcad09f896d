// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace gabor {

/// The place of a tile on the doubling grid. At level of detail (lod) n, one column stands for 2^n frames.
struct TileId
{
    int lod = 0;
    std::int64_t index = 0;

    friend bool operator==(const TileId&, const TileId&) = default;
};

struct TileIdHash
{
    std::size_t operator()(const TileId& id) const { return std::hash<std::int64_t>()(id.index * 64 + id.lod); }
};

/// Half-open run of columns (at some lod) or of frames.
struct ColumnRange
{
    std::int64_t begin = 0;
    std::int64_t end = 0;

    constexpr std::int64_t size() const { return end > begin ? end - begin : 0; }
    friend bool operator==(const ColumnRange&, const ColumnRange&) = default;
};

/// How frames are cut into tiles: 256 columns each, fewer where many bins would make a tile larger than 5 MiB.
/// Depends on the number of bins alone.
class TileGrid
{
public:
    explicit TileGrid(int binCount);

    int binCount() const { return m_binCount; }
    int columnsPerTile() const { return m_columnsPerTile; }
    /// Of a tile of all its columns, which have a level and a phase for each bin.
    std::size_t bytesPerTile() const
    {
        return static_cast<std::size_t>(m_columnsPerTile) * static_cast<std::size_t>(m_binCount)
            * (sizeof(float) + sizeof(std::uint8_t));
    }

    /// The columns of @p id at its own lod.
    ColumnRange columnsOf(TileId id) const;
    /// The frames that @p column of level @p lod stands for; not limited to frames that exist.
    static ColumnRange framesOfColumn(int lod, std::int64_t column);
    /// Columns at @p lod that hold at least one of @p frameCount frames.
    static std::int64_t columnCount(int lod, std::int64_t frameCount);

    TileId tileOfColumn(int lod, std::int64_t column) const;
    static TileId parentOf(TileId id) { return {id.lod + 1, id.index >> 1}; }
    static TileId firstChildOf(TileId id) { return {id.lod - 1, id.index * 2}; }
    static TileId secondChildOf(TileId id) { return {id.lod - 1, id.index * 2 + 1}; }

private:
    int m_binCount;
    int m_columnsPerTile;
};

} // namespace gabor
