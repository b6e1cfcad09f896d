// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"
#include "core/audio/soundmetadata.h"

namespace gabor {

/// What a file of chunks says besides its sound. Read by ourselves: the decoder library knows neither the cue points of
/// WAV nor the markers of AIFF and CAF, and plain PCM opens without it.
struct ChunkMetadata
{
    SoundMetadata metadata; ///< not sorted yet
    bool hasId3 = false;    ///< there is a chunk of ID3 tags, which were not read
};

/// Of WAV (RIFF, RIFX, RF64, BW64), Wave64, AIFF, AIFC, CAF and AU; empty for anything else. Believes no size, looks at
/// no more than mostChunks chunks and keeps to the bounds of SoundMetadata.
ChunkMetadata chunkMetadata(HeaderReader& reader);

inline constexpr int mostChunks = 1000;        ///< that are looked at for metadata
inline constexpr int mostListEntries = 20'000; ///< the same, of one list

ChunkMetadata wavMetadata(HeaderReader& reader, const ChunkStyle& style, std::int64_t first);
ChunkMetadata aiffMetadata(HeaderReader& reader);
ChunkMetadata cafMetadata(HeaderReader& reader);

/// The bytes [offset, offset + size) as far as they are in the file, no more than a tag may have.
std::string textAt(HeaderReader& reader, std::int64_t offset, std::uint64_t size);

} // namespace gabor
