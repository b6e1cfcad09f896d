// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>

namespace gabor {

/// How one sample is written. Integers are signed unless named otherwise and left-justified in their bytes.
enum class SampleFormat { Unsigned8, Signed8, Signed16, Signed24, Signed32, Signed64, Float32, Float64, ALaw, MuLaw };

constexpr int bytesPerSample(SampleFormat format)
{
    switch (format) {
    case SampleFormat::Unsigned8:
    case SampleFormat::Signed8:
    case SampleFormat::ALaw:
    case SampleFormat::MuLaw:
        return 1;
    case SampleFormat::Signed16:
        return 2;
    case SampleFormat::Signed24:
        return 3;
    case SampleFormat::Signed32:
    case SampleFormat::Float32:
        return 4;
    case SampleFormat::Signed64:
    case SampleFormat::Float64:
        return 8;
    }
    return 1;
}

constexpr bool mayHoldNonFinite(SampleFormat format)
{
    return format == SampleFormat::Float32 || format == SampleFormat::Float64;
}

/// The name that people know, such as "16-bit PCM".
constexpr const char* nameOf(SampleFormat format)
{
    switch (format) {
    case SampleFormat::Unsigned8:
    case SampleFormat::Signed8:
        return "8-bit PCM";
    case SampleFormat::Signed16:
        return "16-bit PCM";
    case SampleFormat::Signed24:
        return "24-bit PCM";
    case SampleFormat::Signed32:
        return "32-bit PCM";
    case SampleFormat::Signed64:
        return "64-bit PCM";
    case SampleFormat::Float32:
        return "32-bit float";
    case SampleFormat::Float64:
        return "64-bit float";
    case SampleFormat::ALaw:
        return "A-law";
    case SampleFormat::MuLaw:
        return "\u00b5-law";
    }
    return "";
}

/// Samples of all channels in turn, one frame of them after the other, from a byte of a file on.
struct InterleavedSamples
{
    SampleFormat format = SampleFormat::Signed16;
    std::endian byteOrder = std::endian::little;
    int channelCount = 1;
    std::int64_t begin = 0; ///< offset of the first sample in bytes

    constexpr int blockBytes() const { return bytesPerSample(format) * channelCount; } ///< one sample of each channel
};

} // namespace gabor
