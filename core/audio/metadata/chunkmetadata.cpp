// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/metadata/chunkmetadata.h"

#include <algorithm>

namespace gabor {

namespace {

/// The one remark that AU has room for, between its header and its samples.
ChunkMetadata auMetadata(HeaderReader& reader, std::endian order)
{
    constexpr std::uint64_t headerBytes = 24;
    ChunkMetadata found;
    if (const auto place = reader.bytes<4>(4))
        if (const std::uint64_t begin = number(*place, 0, 4, order); begin > headerBytes)
            found.metadata.addTag("comment", textAt(reader, headerBytes, begin - headerBytes));
    return found;
}

} // namespace

ChunkMetadata chunkMetadata(HeaderReader& reader)
{
    constexpr ChunkStyle wave64{.idBytes = 16, .sizeBytes = 8, .sizeCountsHeader = true, .alignment = 8};
    if (reader.hasText(8, "WAVE")) {
        if (reader.hasText(0, "RIFX"))
            return wavMetadata(reader, {.byteOrder = std::endian::big}, 12);
        if (reader.hasText(0, "RIFF") || reader.hasText(0, "RF64") || reader.hasText(0, "BW64"))
            return wavMetadata(reader, {}, 12);
    }
    if (reader.hasText(0, "riff") && reader.hasText(24, "wave"))
        return wavMetadata(reader, wave64, 40);
    if (reader.hasText(0, "FORM") && (reader.hasText(8, "AIFF") || reader.hasText(8, "AIFC")))
        return aiffMetadata(reader);
    if (reader.hasText(0, "caff"))
        return cafMetadata(reader);
    if (reader.hasText(0, ".snd"))
        return auMetadata(reader, std::endian::big);
    if (reader.hasText(0, "dns."))
        return auMetadata(reader, std::endian::little);
    return {};
}

std::string textAt(HeaderReader& reader, std::int64_t offset, std::uint64_t size)
{
    if (offset < 0 || offset >= reader.size())
        return {};
    constexpr std::uint64_t enough = SoundMetadata::mostTextBytes + 1; // by the last of which it is seen to be too long
    const auto left = static_cast<std::uint64_t>(reader.size() - offset);
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(std::min({size, left, enough})));
    if (!reader.copy(offset, bytes))
        return {};
    return {bytes.begin(), bytes.end()};
}

} // namespace gabor
