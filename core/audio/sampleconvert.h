// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/sampleformat.h"
#include "core/audio/samplesource.h"

#include <cstddef>
#include <span>

namespace gabor {

/// Numbers of one channel, or of the mean of all, from interleaved samples as they lie in a file.
/// @param layout   format, byte order and channels; its begin does not matter here
/// @param bytes    out.size() * layout.blockBytes() of them, of any alignment
/// @param channel  index below layout.channelCount, or mix
/// @param out      full scale is 1; NaN and infinite samples become 0, 64-bit floats beyond the range of float its end
/// @return how many samples were NaN or infinite, all channels counted for the mix
std::int64_t convertSamples(const InterleavedSamples& layout, std::span<const std::byte> bytes, ChannelChoice channel,
                            std::span<float> out);
std::int64_t convertSamples(const InterleavedSamples& layout, std::span<const std::byte> bytes, ChannelChoice channel,
                            std::span<double> out);

/// How many of the samples in @p bytes, of every channel, are NaN or infinite.
std::int64_t countNonFinite(const InterleavedSamples& layout, std::span<const std::byte> bytes);

} // namespace gabor
