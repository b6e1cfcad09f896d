// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"

namespace gabor {

/// The chunks by which the samples of WAV and Wave64 are found.
struct WaveChunks
{
    std::optional<Chunk> format;
    std::optional<Chunk> data;
    std::optional<std::uint64_t> longDataBytes; ///< see longDataBytesIn()
    bool dataWasSearched = false;               ///< by its name, as the sizes before it led past

    bool areThere() const { return format && data; }
};

/// Goes from chunk to chunk, by their sizes. Where that leads from the format past the data, as a size is wrong or the pad
/// byte behind an odd one was forgotten, looks for the name of the data in the next megabyte.
/// @param first  offset of the first chunk
WaveChunks waveChunksIn(HeaderReader& reader, const ChunkStyle& style, std::int64_t first);

} // namespace gabor
