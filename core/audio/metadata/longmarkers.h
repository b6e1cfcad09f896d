// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"
#include "core/audio/soundmetadata.h"

namespace gabor {

// Markers at places of 64 bits, where cue points have 32.

/// A marker of RF64, which may have its name elsewhere.
struct Rf64Marker
{
    SoundMarker marker;
    std::uint64_t labelNumber = 0; ///< of the labl chunk with its name; 0 = none
};

/// Those of the chunk "r64m" that were not deleted.
/// Source: EBU Tech 3306, RF64: An extended File Format for Audio (2009), section "Marker chunk".
std::vector<Rf64Marker> rf64Markers(HeaderReader& reader, const Chunk& chunk);

/// Whether @p chunk holds the markers of a Wave64.
bool isWave64Markers(const Chunk& chunk);
/// Source: Sony Wave64 file structure (2001), "Marker chunk".
std::vector<SoundMarker> wave64Markers(HeaderReader& reader, const Chunk& chunk);

} // namespace gabor
