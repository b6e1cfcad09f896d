// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/metadata/chunkmetadata.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace gabor {

namespace {

constexpr auto big = std::endian::big;
constexpr std::int64_t countBytes = 4;

/// A count, and that many names and texts in turn, each ended by a zero.
void takeInformation(HeaderReader& reader, const Chunk& chunk, SoundMetadata& metadata)
{
    const auto head = reader.bytes<4>(chunk.body);
    const std::uint64_t count = head ? std::min<std::uint64_t>(number(*head, 0, 4, big), mostChunks) : 0;
    std::int64_t position = chunk.body + countBytes;
    const auto read = [&] {
        const auto done = static_cast<std::uint64_t>(position - chunk.body);
        std::string text = textAt(reader, position, done < chunk.size ? chunk.size - done : 0);
        text.resize(std::min(text.size(), text.find('\0')));
        position += static_cast<std::int64_t>(text.size());
        return text;
    };
    const auto next = [&] {
        std::string text = read();
        bool isWhole = text.size() <= SoundMetadata::mostTextBytes;
        for (int i = 0; i < mostChunks && !isWhole; ++i) // what follows is the rest of it, and no name
            isWhole = read().empty();
        position = isWhole ? position + 1 : reader.size();
        return text;
    };
    for (std::uint64_t i = 0; i < count && position < reader.size(); ++i) {
        const std::string name = next();
        metadata.addTag(name == "approximate duration in seconds" ? std::string() : name, next());
    }
}

/// A type of time code and a count, and for each marker 28 bytes: type, place, number, time code and channel.
void takeMarkers(HeaderReader& reader, const Chunk& chunk, std::map<std::uint64_t, SoundMarker>& markers)
{
    constexpr std::int64_t headBytes = 8;
    constexpr std::int64_t markerBytes = 28;
    const auto head = reader.bytes<headBytes>(chunk.body);
    if (!head || chunk.size < headBytes)
        return;
    const std::uint64_t room = (chunk.size - headBytes) / markerBytes;
    const std::uint64_t count = std::min<std::uint64_t>({number(*head, 4, 4, big), room, SoundMetadata::mostMarkers});
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto marker = reader.bytes<16>(chunk.body + headBytes + static_cast<std::int64_t>(i) * markerBytes);
        if (!marker)
            return;
        const auto place = std::bit_cast<double>(number(*marker, 4, 8, big));
        constexpr double farthest = 9e18; // what an int64 holds
        if (!(place >= 0 && place <= farthest))
            continue;
        const auto sample = std::llround(place);
        markers[number(*marker, 12, 4, big)].span = {sample, sample};
    }
}

/// A count, for each text its number and its place, and the texts behind, each ended by a zero.
void takeLabels(HeaderReader& reader, const Chunk& chunk, std::map<std::uint64_t, SoundMarker>& markers)
{
    constexpr std::int64_t entryBytes = 12;
    const auto head = reader.bytes<4>(chunk.body);
    if (!head || chunk.size < countBytes)
        return;
    const std::uint64_t room = (chunk.size - countBytes) / entryBytes;
    const std::uint64_t count = std::min(number(*head, 0, 4, big), room);
    const std::int64_t texts = chunk.body + countBytes + static_cast<std::int64_t>(count) * entryBytes;
    const auto bytesLeft = static_cast<std::uint64_t>(std::max<std::int64_t>(0, reader.size() - texts));
    for (std::uint64_t i = 0; i < std::min<std::uint64_t>(count, mostListEntries); ++i) {
        const auto entry =
            reader.bytes<entryBytes>(chunk.body + countBytes + static_cast<std::int64_t>(i) * entryBytes);
        if (!entry)
            return;
        const std::uint64_t place = number(*entry, 4, 8, big);
        const auto marker = markers.find(number(*entry, 0, 4, big));
        if (marker != markers.end() && place < bytesLeft)
            marker->second.label =
                cleanText(textAt(reader, texts + static_cast<std::int64_t>(place), bytesLeft - place));
    }
}

} // namespace

/// Source: Apple Core Audio Format Specification 1.0, chapter "CAF File Structure".
ChunkMetadata cafMetadata(HeaderReader& reader)
{
    ChunkMetadata found;
    std::map<std::uint64_t, SoundMarker> markers;
    std::optional<Chunk> labels; // may stand before what they are the names of
    ChunkWalk walk(reader, {.sizeBytes = 8, .byteOrder = big, .alignment = 1}, 8);
    for (int i = 0; i < mostChunks; ++i) {
        const std::optional<Chunk> chunk = walk.next();
        if (!chunk || !isChunkId(chunk->id))
            break;
        if (chunk->id == "info")
            takeInformation(reader, *chunk, found.metadata);
        else if (chunk->id == "mark")
            takeMarkers(reader, *chunk, markers);
        else if (chunk->id == "strg")
            labels = chunk;
    }
    if (labels)
        takeLabels(reader, *labels, markers);
    for (const auto& [name, marker] : markers)
        found.metadata.addMarker(marker);
    return found;
}

} // namespace gabor
