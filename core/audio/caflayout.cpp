// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/pcmlayout.h"

namespace gabor {

namespace {

constexpr unsigned flagFloat = 1;
constexpr unsigned flagLittleEndian = 2;

/// Nothing for what is not plain PCM.
std::optional<SampleFormat> sampleFormatOf(const std::string& formatId, std::uint64_t flags, std::uint64_t bytes)
{
    if (formatId == "alaw" && bytes == 1)
        return SampleFormat::ALaw;
    if (formatId == "ulaw" && bytes == 1)
        return SampleFormat::MuLaw;
    if (formatId != "lpcm")
        return std::nullopt;
    const bool isFloat = (flags & flagFloat) != 0;
    switch (bytes) {
    case 1:
        return isFloat ? std::nullopt : std::optional(SampleFormat::Signed8);
    case 2:
        return isFloat ? std::nullopt : std::optional(SampleFormat::Signed16);
    case 3:
        return isFloat ? std::nullopt : std::optional(SampleFormat::Signed24);
    case 4:
        return isFloat ? SampleFormat::Float32 : SampleFormat::Signed32;
    case 8:
        return isFloat ? SampleFormat::Float64 : SampleFormat::Signed64;
    default:
        return std::nullopt;
    }
}

} // namespace

PcmFinding findPcmInCaf(HeaderReader& reader)
{
    constexpr auto big = std::endian::big;
    if (!reader.hasText(0, "caff"))
        return NotPcm{};
    std::optional<Chunk> description;
    std::optional<Chunk> data;
    ChunkWalk walk(reader, {.sizeBytes = 8, .byteOrder = big, .alignment = 1}, 8);
    while (!(description && data)) {
        const std::optional<Chunk> chunk = walk.next();
        if (!chunk)
            return OpenFault::Kind::NoAudio;
        if (chunk->id == "desc" && !description)
            description = chunk;
        else if (chunk->id == "data" && !data)
            data = chunk;
    }
    const auto body = reader.bytes<32>(description->body);
    if (!body)
        return OpenFault::Kind::NoAudio;
    const auto rate = std::bit_cast<double>(number(*body, 0, 8, big));
    const std::string formatId(body->begin() + 8, body->begin() + 12);
    const std::uint64_t flags = number(*body, 12, 4, big);
    const std::uint64_t packetBytes = number(*body, 16, 4, big);
    const std::uint64_t channelCount = number(*body, 24, 4, big);
    if (channelCount == 0 || !isSaneFormat(rate, static_cast<std::int64_t>(channelCount)))
        return OpenFault::Kind::BadFormat;
    const std::optional<SampleFormat> format =
        packetBytes % channelCount == 0 ? sampleFormatOf(formatId, flags, packetBytes / channelCount) : std::nullopt;
    if (!format)
        return NotPcm{};
    constexpr std::uint64_t unknownSize = ~std::uint64_t{0}; // -1, legal in the last chunk
    constexpr std::uint64_t editCountBytes = 4;
    const std::uint64_t dataBytes = data->size > editCountBytes ? data->size - editCountBytes : 0;
    return weigh({.container = "CAF",
                  .format = *format,
                  .byteOrder = (flags & flagLittleEndian) != 0 ? std::endian::little : big,
                  .channelCount = static_cast<std::int64_t>(channelCount),
                  .sampleRate = rate,
                  .begin = data->body + static_cast<std::int64_t>(editCountBytes),
                  .dataBytes = data->size == unknownSize ? std::nullopt : std::optional(dataBytes)},
                 reader.size());
}

} // namespace gabor
