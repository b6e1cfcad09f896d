// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/pages.h"
#include "core/tiles/tileid.h"

#include <cstdint>
#include <numbers>
#include <span>

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
          m_cellCount(static_cast<std::size_t>(columnCount) * static_cast<std::size_t>(binCount)),
          m_pages(m_cellCount * bytesPerCell)
    { }

    TileId id() const { return m_id; }
    int columnCount() const { return m_columnCount; }
    int binCount() const { return m_binCount; }
    /// Frames that stand behind the tile, all told. Fewer than could be while a sound is still being decoded.
    std::int64_t frameCount() const { return m_frameCount; }
    /// Provisional: each column was computed from one of its frames instead of all.
    bool isSketch() const { return m_isSketch; }
    std::size_t byteCount() const { return m_pages.byteCount(); }
    /// A level and a phase.
    static constexpr std::size_t bytesPerCell = sizeof(float) + sizeof(std::uint8_t);

    /// binCount() levels of one column, from 0 Hz upwards.
    std::span<float> column(int column) { return {levels() + offset(column), bins()}; }
    std::span<const float> column(int column) const { return {levels() + offset(column), bins()}; }

    /// See radiansOfPhase.
    std::span<std::uint8_t> phases(int column) { return {allPhases() + offset(column), bins()}; }
    std::span<const std::uint8_t> phases(int column) const { return {allPhases() + offset(column), bins()}; }

private:
    std::size_t bins() const { return static_cast<std::size_t>(m_binCount); }
    std::size_t offset(int column) const { return static_cast<std::size_t>(column) * bins(); }
    // Levels lie before phases.
    float* levels() { return reinterpret_cast<float*>(m_pages.data()); }
    const float* levels() const { return reinterpret_cast<const float*>(m_pages.data()); }
    std::uint8_t* allPhases() { return reinterpret_cast<std::uint8_t*>(levels() + m_cellCount); }
    const std::uint8_t* allPhases() const { return reinterpret_cast<const std::uint8_t*>(levels() + m_cellCount); }

    TileId m_id;
    int m_columnCount;
    int m_binCount;
    std::int64_t m_frameCount;
    bool m_isSketch;
    std::size_t m_cellCount;
    Pages m_pages;
};

} // namespace gabor
