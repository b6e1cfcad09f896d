// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/gridaxis.h"
#include "core/tiles/leveltile.h"
#include "core/tiles/reduction.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace gabor {

/// A tile whose bins have been reduced to the rows of a picture.
/// For Reduction::Maximum the values are levels, for MeanPower they are powers, which further means are taken of.
class BandTile
{
public:
    /// @param rows  vertices along the frequency axis, whose cells are bins of @p tile
    BandTile(const LevelTile& tile, const GridAxis& rows, Reduction reduction);

    /// One value a column of the tile.
    const float* row(std::size_t y) const { return m_values.data() + y * m_columnCount; }

private:
    void reduceOneByOne(const LevelTile& tile, const GridAxis& rows, Reduction reduction);
    void reduceSideBySide(const LevelTile& tile, const GridAxis& rows, Reduction reduction);

    std::size_t m_columnCount;
    std::vector<float> m_values; // [row][column]
};

/// Band tiles of the picture before, so that moving through time reduces only what is new. For one thread.
class BandCache
{
public:
    /// Begins a picture. Another axis or reduction forgets everything.
    void begin(const GridAxis& rows, Reduction reduction);
    const BandTile& bandOf(const std::shared_ptr<const LevelTile>& tile);
    /// Ends the picture: forgets what it did not use.
    void end();

private:
    struct Entry
    {
        std::shared_ptr<const LevelTile> tile; // kept alive, so that its address stays its own
        std::unique_ptr<const BandTile> band;
        bool used = true;
    };

    GridAxis m_rows;
    Reduction m_reduction = Reduction::Maximum;
    std::unordered_map<const LevelTile*, Entry> m_entries;
};

} // namespace gabor
