// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/sampleformat.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gabor::test {

/// One vector a channel, all of the same length; full scale is 1.
using Channels = std::vector<std::vector<double>>;

/// Bytes of a file. Written by hand from the formats' descriptions, independently of what reads them.
using Bytes = std::string;

Bytes number(std::uint64_t value, int width, std::endian order = std::endian::little);

/// Interleaved samples, rounded to the format and held to its range. (A-law and mu-law only know their loudest and 0.)
Bytes pcm(const Channels& channels, SampleFormat format, std::endian order = std::endian::little);

/// Id, size and body, and a pad byte after an odd one.
Bytes chunk(std::string_view id, const Bytes& body, std::endian order = std::endian::little);

struct PcmDescription
{
    int channelCount = 1;
    std::uint32_t sampleRate = 48000; ///< Hz
    SampleFormat format = SampleFormat::Signed16;
    std::endian order = std::endian::little; ///< where the container leaves a choice
};

Bytes wavFormat(const PcmDescription& description, bool extensible = false);
/// RIFF, or RIFX for the big end. @p before and @p after are whole chunks around the data.
Bytes wav(const PcmDescription& description, const Bytes& data, const Bytes& before = {}, const Bytes& after = {});
/// WAV whose data chunk claims @p dataSize, whatever it holds.
Bytes wavThatClaims(const PcmDescription& description, const Bytes& data, std::uint32_t dataSize);
Bytes rf64(const PcmDescription& description, const Bytes& data, std::string_view id = "RF64");
Bytes wave64(const PcmDescription& description, const Bytes& data);
/// AIFF for big-endian integers, AIFC for the rest.
Bytes aiff(const PcmDescription& description, const Bytes& data);
Bytes au(const PcmDescription& description, const Bytes& data);
/// @param dataSize  -1 stands for "up to the end"
Bytes caf(const PcmDescription& description, const Bytes& data, std::int64_t dataSize);

void write(const std::filesystem::path& path, const Bytes& bytes);

/// Runs the ffmpeg command: @p input to @p output with @p arguments between. False when it fails or is missing.
bool encode(const std::filesystem::path& input, const std::string& arguments, const std::filesystem::path& output);

} // namespace gabor::test
