// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/sampleformat.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace gabor {

/// What a file without a header does not say of its samples: all channels in turn, from a byte of the file to its end.
struct RawSound
{
    SampleFormat format = SampleFormat::Signed16;
    std::endian byteOrder = std::endian::little; ///< means nothing for samples of one byte
    double sampleRate = 44100;                   ///< Hz, as isSaneFormat() allows
    std::int64_t channelCount = 1;               ///< as isSaneFormat() allows
    std::int64_t offset = 0;                     ///< bytes before the first sample, >= 0

    friend bool operator==(const RawSound&, const RawSound&) = default;
};

/// Why a file cannot be taken as raw samples.
struct RawFault
{
    enum class Rule {
        SampleRate,   ///< not from 1 mHz to 1 THz
        ChannelCount, ///< not from 1 to 1024
        Offset,       ///< below 0, or not below fileBytes
        TooShort      ///< behind the offset there is not one sample of each channel
    };
    Rule rule;
    std::int64_t fileBytes = 0;  ///< size of the file
    std::int64_t blockBytes = 0; ///< TooShort: bytes of one sample of each channel

    friend bool operator==(const RawFault&, const RawFault&) = default;
};

/// The first rule that @p raw breaks for a file of @p fileBytes, or nothing when it can be read.
std::optional<RawFault> faultIn(const RawSound& raw, std::int64_t fileBytes);

/// Samples of each channel that a file of @p fileBytes holds; 0 where there is a fault in @p raw.
std::int64_t sampleCount(const RawSound& raw, std::int64_t fileBytes);

/// One way to write a sample, by the name that ffmpeg and SoX have for it.
struct RawEncoding
{
    std::string_view name; ///< "s16le", "f32be", "mulaw", ...
    SampleFormat format;
    std::endian byteOrder;
};

/// All there are, the most usual first.
std::span<const RawEncoding> rawEncodings();
/// By its name, or by one without "le" or "be", which means the little end. Nothing where there is no such encoding.
std::optional<RawEncoding> rawEncodingNamed(std::string_view name);
/// The name of what @p raw is written in.
std::string_view encodingNameOf(const RawSound& raw);

} // namespace gabor
