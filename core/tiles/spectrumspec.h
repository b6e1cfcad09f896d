// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"
#include "core/dsp/stftparameters.h"
#include "core/tiles/reduction.h"

#include <cstdint>

namespace gabor {

/// Everything that decides the levels in a tile but its place: the tile cache's key is this and the TileId.
struct SpectrumSpec
{
    std::uint64_t source = 0; ///< a number of its own for each opened sound
    ChannelChoice channel;
    StftParameters stft;
    Reduction reduction = Reduction::Maximum;

    friend bool operator==(const SpectrumSpec&, const SpectrumSpec&) = default;
};

} // namespace gabor
