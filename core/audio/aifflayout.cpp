// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/pcmlayout.h"

#include <cmath>
#include <limits>
#include <utility>

namespace gabor {

namespace {

/// The 80-bit floating-point number that AIFF keeps its sample rate in: sign and exponent, then 64 bits of mantissa.
double extendedFloat(const std::array<std::uint8_t, 18>& bytes, std::size_t first)
{
    const auto head = static_cast<unsigned>(number(bytes, first, 2, std::endian::big));
    const std::uint64_t mantissa = number(bytes, first + 2, 8, std::endian::big);
    const int exponent = static_cast<int>(head & 0x7FFFU);
    if (exponent == 0x7FFF)
        return std::numeric_limits<double>::quiet_NaN();
    const double magnitude = std::ldexp(static_cast<double>(mantissa), exponent - 16383 - 63);
    return (head & 0x8000U) != 0 ? -magnitude : magnitude;
}

using Encoding = std::pair<SampleFormat, std::endian>;

std::optional<SampleFormat> integerOf(int bytes)
{
    switch (bytes) {
    case 1:
        return SampleFormat::Signed8;
    case 2:
        return SampleFormat::Signed16;
    case 3:
        return SampleFormat::Signed24;
    case 4:
        return SampleFormat::Signed32;
    default:
        return std::nullopt;
    }
}

/// Nothing for what is not plain PCM.
std::optional<Encoding> encodingOf(const std::string& compression, int bits)
{
    using enum SampleFormat;
    constexpr auto big = std::endian::big;
    constexpr auto little = std::endian::little;
    if (compression == "NONE" || compression == "twos" || compression == "sowt") {
        const std::optional<SampleFormat> format = integerOf((bits + 7) / 8);
        if (!format)
            return std::nullopt;
        return Encoding{*format, compression == "sowt" ? little : big};
    }
    static const std::pair<const char*, Encoding> named[] = {
        {"raw ", {Unsigned8, big}}, {"in24", {Signed24, big}},    {"42ni", {Signed24, little}},
        {"in32", {Signed32, big}},  {"23ni", {Signed32, little}}, {"fl32", {Float32, big}},
        {"FL32", {Float32, big}},   {"fl64", {Float64, big}},     {"FL64", {Float64, big}},
        {"alaw", {ALaw, big}},      {"ALAW", {ALaw, big}},        {"ulaw", {MuLaw, big}},
        {"ULAW", {MuLaw, big}}};
    for (const auto& [name, encoding] : named)
        if (compression == name)
            return encoding;
    return std::nullopt;
}

} // namespace

PcmFinding findPcmInAiff(HeaderReader& reader)
{
    const bool hasCompression = reader.hasText(8, "AIFC");
    if (!reader.hasText(0, "FORM") || (!hasCompression && !reader.hasText(8, "AIFF")))
        return NotPcm{};
    std::optional<Chunk> common;
    std::optional<Chunk> sound;
    ChunkWalk walk(reader, {.byteOrder = std::endian::big}, 12);
    while (!(common && sound)) {
        const std::optional<Chunk> chunk = walk.next();
        if (!chunk)
            return OpenFault::Kind::NoAudio;
        if (chunk->id == "COMM" && !common)
            common = chunk;
        else if (chunk->id == "SSND" && !sound)
            sound = chunk;
    }
    const auto body = reader.bytes<18>(common->body);
    const auto soundHead = reader.bytes<8>(sound->body);
    if (!body || !soundHead)
        return OpenFault::Kind::NoAudio;
    std::string compression = "NONE";
    if (hasCompression) {
        const auto name = reader.bytes<4>(common->body + 18);
        compression = name ? std::string(name->begin(), name->end()) : std::string();
    }
    const auto bits = static_cast<int>(number(*body, 6, 2, std::endian::big));
    const std::optional<Encoding> encoding = encodingOf(compression, bits);
    if (!encoding)
        return NotPcm{};
    const auto skipped = number(*soundHead, 0, 4, std::endian::big);
    // A size below that of the offset fields is as good as none.
    const std::uint64_t dataBytes = sound->size > 8 + skipped ? sound->size - 8 - skipped : 0;
    const auto claimedSamples = number(*body, 2, 4, std::endian::big);
    if (dataBytes == 0 && claimedSamples == 0)
        return OpenFault::Kind::NoAudio;
    PcmFinding finding = weigh({.container = "AIFF",
                                .format = encoding->first,
                                .byteOrder = encoding->second,
                                .channelCount = static_cast<std::int64_t>(number(*body, 0, 2, std::endian::big)),
                                .sampleRate = extendedFloat(*body, 8),
                                .begin = sound->body + 8 + static_cast<std::int64_t>(skipped),
                                .dataBytes = dataBytes},
                               reader.size());
    if (PcmLayout* const layout = std::get_if<PcmLayout>(&finding))
        if (layout->notices.empty() && claimedSamples != static_cast<std::uint64_t>(layout->sampleCount))
            layout->notices.push_back({.kind = SoundNotice::Kind::LengthDiffers, .count = layout->sampleCount});
    return finding;
}

} // namespace gabor
