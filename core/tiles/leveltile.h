// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tiles/tileid.h"

#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

namespace gabor {

/// A phase in 256 parts of a circle: part i lies between -pi + i 2pi/256 and the next. As fine as a colour map.
constexpr float radiansOfPhase(std::uint8_t part)
{
    constexpr float radiansPerPart = 2 * std::numbers::pi_v<float> / 256;
    return (static_cast<float>(part) + 0.5F) * radiansPerPart - std::numbers::pi_v<float>;
}

/// Levels of a run of columns, in dB re a full-scale sine, -inf is true silence; and phases, of each column's first
/// frame, as several have none in common.
/// Frozen once it has left the job that computed it.
class LevelTile
{
public:
    /// @param columnCount  columns that hold at least one frame; fewer than the grid's at the end of a sound
    LevelTile(TileId id, int columnCount, int binCount, std::int64_t frameCount, bool isSketch)
        : m_id(id), m_columnCount(columnCount), m_binCount(binCount), m_frameCount(frameCount), m_isSketch(isSketch),
          m_levels(static_cast<std::size_t>(columnCount) * static_cast<std::size_t>(binCount)),
          m_phases(m_levels.size())
    { }

    TileId id() const { return m_id; }
    int columnCount() const { return m_columnCount; }
    int binCount() const { return m_binCount; }
    /// Frames that stand behind the tile, all told. Fewer than could be while a sound is still being decoded.
    std::int64_t frameCount() const { return m_frameCount; }
    /// Provisional: each column was computed from one of its frames instead of all.
    bool isSketch() const { return m_isSketch; }
    std::size_t byteCount() const { return m_levels.size() * (sizeof(float) + sizeof(std::uint8_t)); }

    /// binCount() levels of one column, from 0 Hz upwards.
    std::span<float> column(int column) { return {m_levels.data() + offset(column), bins()}; }
    std::span<const float> column(int column) const { return {m_levels.data() + offset(column), bins()}; }

    /// See radiansOfPhase.
    std::span<std::uint8_t> phases(int column) { return {m_phases.data() + offset(column), bins()}; }
    std::span<const std::uint8_t> phases(int column) const { return {m_phases.data() + offset(column), bins()}; }

private:
    std::size_t bins() const { return static_cast<std::size_t>(m_binCount); }
    std::size_t offset(int column) const { return static_cast<std::size_t>(column) * bins(); }

    TileId m_id;
    int m_columnCount;
    int m_binCount;
    std::int64_t m_frameCount;
    bool m_isSketch;
    std::vector<float> m_levels;
    std::vector<std::uint8_t> m_phases;
};

} // namespace gabor
