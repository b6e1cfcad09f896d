// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tiles/tilejob.h"

#include <mutex>
#include <vector>

namespace gabor {

/// A tile that is computed in parts, by as many workers as are free: where only the last tiles of a picture are left, none
/// of them need be idle. Parts are the same work as the whole, and give the same tile bit by bit.
class TileParts
{
public:
    explicit TileParts(const TileRequest& request);

    /// At least 1; several where the whole takes long.
    int count() const { return static_cast<int>(m_columns.size()); }
    /// Computes part @p part, each of them once. Any thread, and several at once. Throws std::bad_alloc.
    /// @return all that was computed, from the call that ends the last part; nothing before, or when @p stop came in any
    std::optional<ComputedTile> compute(int part, const std::stop_token& stop);

private:
    ComputedTile joined();

    TileRequest m_request;
    std::vector<ColumnRange> m_columns; ///< of each part, counted from the first of the tile

    std::mutex m_mutex;
    std::shared_ptr<LevelTile> m_tile; ///< made with the first part that is computed
    std::vector<EnvelopeRun> m_envelopes;
    int m_missing;
};

} // namespace gabor
