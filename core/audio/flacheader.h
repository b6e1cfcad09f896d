// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace gabor {

/// What the header of a FLAC frame says.
struct FlacHeader
{
    static constexpr std::size_t mostBytes = 16;

    bool numbersSamples = false; ///< else frames, all of which but the last have the same length
    unsigned rateCode = 0;
    unsigned assignment = 0; ///< of channels, below 11
    unsigned bitsCode = 0;
    std::uint64_t number = 0; ///< of the frame, or of its first sample
    int samples = 0;          ///< of each channel, > 0
    std::size_t bytes = 0;    ///< of the header, with its checksum

    int channelCount() const;
    /// Bits of a sample; 0 where only the file's header says.
    int bits() const;
    /// Whether the frame behind this one may have the header @p next.
    bool isFollowedBy(const FlacHeader& next) const;
};

/// The header at the front of @p bytes. Nothing where there is none, its checksum is wrong, or it is cut off.
/// Source: RFC 9639, section 9.1.
std::optional<FlacHeader> flacHeaderOf(std::span<const std::uint8_t> bytes);

} // namespace gabor
