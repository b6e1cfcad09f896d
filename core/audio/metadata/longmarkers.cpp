// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/metadata/longmarkers.h"

#include "core/audio/metadata/chunkmetadata.h"
#include "core/audio/utf8.h"

#include <algorithm>
#include <limits>

namespace gabor {

namespace {

constexpr auto little = std::endian::little;

std::uint64_t numberAt(HeaderReader& reader, std::int64_t offset)
{
    const auto bytes = reader.bytes<4>(offset);
    return bytes ? number(*bytes, 0, 4, little) : 0;
}

/// Nothing for what a sound cannot be as long as.
std::optional<std::int64_t> place(std::uint64_t bits)
{
    constexpr auto farthest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) / 2;
    return bits <= farthest ? std::optional(static_cast<std::int64_t>(bits)) : std::nullopt;
}

} // namespace

std::vector<Rf64Marker> rf64Markers(HeaderReader& reader, const Chunk& chunk)
{
    constexpr std::uint64_t entryBytes = 320;
    constexpr std::int64_t labelPlace = 28;
    constexpr std::uint64_t labelBytes = 256;
    constexpr std::uint64_t isValid = 1;
    std::vector<Rf64Marker> found;
    const std::uint64_t count = std::min<std::uint64_t>(chunk.size / entryBytes, SoundMetadata::mostMarkers);
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::int64_t entry = chunk.body + static_cast<std::int64_t>(i * entryBytes);
        const auto head = reader.bytes<12>(entry); // flags, place
        if (!head)
            break;
        const std::optional<std::int64_t> sample = place(number(*head, 4, 8, little));
        if ((number(*head, 0, 4, little) & isValid) == 0 || !sample)
            continue;
        found.push_back(
            {.marker = {.span = {*sample, *sample}, .label = cleanText(textAt(reader, entry + labelPlace, labelBytes))},
             .labelNumber = numberAt(reader, entry + labelPlace + static_cast<std::int64_t>(labelBytes))});
    }
    return found;
}

bool isWave64Markers(const Chunk& chunk)
{
    using namespace std::string_view_literals;
    return chunk.id == "\x56\x62\xF7\xAB\x2D\x39\xD2\x11\x86\xC7\x00\xC0\x4F\x8E\xDB\x8A"sv;
}

/// A count, and for each marker its number, its place and length, and the length of its name in bytes and the name.
std::vector<SoundMarker> wave64Markers(HeaderReader& reader, const Chunk& chunk)
{
    constexpr std::int64_t countBytes = 4;
    constexpr std::size_t headBytes = 32;
    std::vector<SoundMarker> found;
    const std::uint64_t count = std::min<std::uint64_t>(numberAt(reader, chunk.body), SoundMetadata::mostMarkers);
    const auto room = static_cast<std::int64_t>(
        std::min(chunk.size, static_cast<std::uint64_t>(std::max<std::int64_t>(0, reader.size() - chunk.body))));
    const std::int64_t end = chunk.body + room;
    std::int64_t position = chunk.body + countBytes;
    for (std::uint64_t i = 0; i < count && position <= end - static_cast<std::int64_t>(headBytes); ++i) {
        const auto head = reader.bytes<headBytes>(position);
        if (!head)
            break;
        position += headBytes;
        const auto nameBytes = static_cast<std::int64_t>(number(*head, 24, 4, little));
        const std::optional<std::int64_t> begin = place(number(*head, 8, 8, little));
        const std::optional<std::int64_t> length = place(number(*head, 16, 8, little)); // all bits set: a single place
        if (begin && nameBytes <= end - position)
            found.push_back(
                {.kind = length.value_or(0) > 0 ? SoundMarker::Kind::Region : SoundMarker::Kind::Cue,
                 .span = {*begin, *begin + length.value_or(0)},
                 .label = cleanText(utf8Of(textAt(reader, position, static_cast<std::uint64_t>(nameBytes))))});
        position += nameBytes;
    }
    return found;
}

} // namespace gabor
