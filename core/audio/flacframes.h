// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/flacheader.h"

#include <cstdint>
#include <span>
#include <vector>

namespace gabor {

/// Whether @p bytes are one FLAC frame from its first byte to its last, by its checksum.
bool isWholeFlacFrame(std::span<const std::uint8_t> bytes);

/// What may be a frame, as it begins with the header of one.
struct FlacPart
{
    FlacHeader header;
    std::span<const std::uint8_t> bytes;
    bool isWhole = false; ///< from its first byte to its last; else more follows, or damage has taken something
};

/// Takes @p bytes apart at the headers in them, from front to back; whole frames are found as such, but not all of them in
/// bytes that were made to take long.
/// Source: RFC 9639, sections 9.1 and 9.3.
std::vector<FlacPart> flacPartsOf(std::span<const std::uint8_t> bytes);

} // namespace gabor
