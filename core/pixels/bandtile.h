// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/gridaxis.h"
#include "core/tiles/leveltile.h"
#include "core/tiles/reduction.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace gabor {

/// What a grid is gathered of.
struct GridValues
{
    enum class Kind {
        Levels, ///< dBFS
        Phases  ///< radians from -pi to pi; of what falls into one pixel one is taken, as phases have no mean
    };
    Kind kind = Kind::Levels;
    double edgeOffsetDb = 0; ///< added to the levels of bins without a mirror image: see LevelReference

    friend bool operator==(const GridValues&, const GridValues&) = default;
};

/// A tile whose bins have been reduced to the rows of a picture.
/// For Reduction::MeanPower the values are powers, which further means are taken of; otherwise levels or phases.
class BandTile
{
public:
    /// @param rows  vertices along the frequency axis, whose cells are bins of @p tile
    /// @param nfft  of the tile; its parity says whether the last bin has a mirror image
    BandTile(const LevelTile& tile, const GridAxis& rows, int nfft, Reduction reduction, const GridValues& values);

    /// One value a column of the tile.
    const float* row(std::size_t y) const { return m_values.data() + y * m_columnCount; }

private:
    class EdgeOffset;

    void samplePhases(const LevelTile& tile, const GridAxis& rows);
    void sampleLevels(const LevelTile& tile, const GridAxis& rows, const EdgeOffset& edges);
    void reduceOneByOne(const LevelTile& tile, const GridAxis& rows, Reduction reduction, const EdgeOffset& edges);
    void reduceSideBySide(const LevelTile& tile, const GridAxis& rows, Reduction reduction, const EdgeOffset& edges);

    std::size_t m_columnCount;
    std::vector<float> m_values; // [row][column]
};

/// Band tiles of the picture before, so that moving through time reduces only what is new. For one thread.
class BandCache
{
public:
    /// Begins a picture. Anything else than before forgets everything.
    void begin(const GridAxis& rows, int nfft, Reduction reduction, const GridValues& values);
    const BandTile& bandOf(const std::shared_ptr<const LevelTile>& tile);
    /// Whether a picture of these would find again what the one before has left.
    bool isFor(const GridAxis& rows, int nfft, Reduction reduction, const GridValues& values) const;
    bool isEmpty() const { return m_entries.empty(); }
    bool has(const LevelTile& tile) const { return m_entries.contains(&tile); }
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
    int m_nfft = 0;
    Reduction m_reduction = Reduction::Maximum;
    GridValues m_gridValues;
    std::unordered_map<const LevelTile*, Entry> m_entries;
};

} // namespace gabor
