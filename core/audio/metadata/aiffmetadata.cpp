// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/metadata/chunkmetadata.h"

#include <algorithm>
#include <map>

namespace gabor {

namespace {

constexpr auto big = std::endian::big;

/// Markers by their number.
using Markers = std::map<std::uint64_t, SoundMarker>;

/// A count, and for each marker its number, its place, and its name as a byte of length and text, filled up to an even
/// number of bytes. Source: Audio Interchange File Format 1.3 (Apple, 1989).
void takeMarkers(HeaderReader& reader, const Chunk& chunk, Markers& markers)
{
    const auto head = reader.bytes<2>(chunk.body);
    const std::uint64_t count = head ? number(*head, 0, 2, big) : 0;
    std::int64_t position = chunk.body + 2;
    for (std::uint64_t i = 0; i < count && markers.size() < SoundMetadata::mostMarkers; ++i) {
        const auto marker = reader.bytes<7>(position);
        if (!marker || static_cast<std::uint64_t>(position - chunk.body) + marker->size() > chunk.size)
            return;
        const auto place = static_cast<std::int64_t>(number(*marker, 2, 4, big));
        const std::uint64_t nameBytes = (*marker)[6];
        markers[number(*marker, 0, 2, big)] = {.span = {place, place},
                                               .label = cleanText(textAt(reader, position + 7, nameBytes))};
        position += 7 + static_cast<std::int64_t>(nameBytes) + (nameBytes % 2 == 0 ? 1 : 0);
    }
}

/// A count, and for each comment its time, the number of the marker that it is about or 0, and its text. Source: the same.
void takeComments(HeaderReader& reader, const Chunk& chunk, SoundMetadata& metadata, Markers& markers)
{
    const auto head = reader.bytes<2>(chunk.body);
    const std::uint64_t count = head ? std::min<std::uint64_t>(number(*head, 0, 2, big), mostChunks) : 0;
    std::int64_t position = chunk.body + 2;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto comment = reader.bytes<8>(position);
        if (!comment || static_cast<std::uint64_t>(position - chunk.body) + comment->size() > chunk.size)
            return;
        const std::uint64_t textBytes = number(*comment, 6, 2, big);
        const std::string text = textAt(reader, position + 8, textBytes);
        if (const auto marker = markers.find(number(*comment, 4, 2, big)); marker != markers.end())
            marker->second.note = cleanText(text);
        else
            metadata.addTag("comment", text);
        position += 8 + static_cast<std::int64_t>(textBytes + textBytes % 2);
    }
}

} // namespace

ChunkMetadata aiffMetadata(HeaderReader& reader)
{
    ChunkMetadata found;
    Markers markers;
    std::optional<Chunk> comments; // may stand before the markers that they are about
    ChunkWalk walk(reader, {.byteOrder = big}, 12);
    for (int i = 0; i < mostChunks; ++i) {
        const std::optional<Chunk> chunk = walk.next();
        if (!chunk || !isChunkId(chunk->id))
            break;
        const auto tag = [&](const char* name) {
            found.metadata.addTag(name, textAt(reader, chunk->body, chunk->size));
        };
        if (chunk->id == "NAME")
            tag("title");
        else if (chunk->id == "AUTH")
            tag("artist");
        else if (chunk->id == "(c) ")
            tag("copyright");
        else if (chunk->id == "ANNO")
            tag("comment");
        else if (chunk->id == "MARK")
            takeMarkers(reader, *chunk, markers);
        else if (chunk->id == "COMT")
            comments = chunk;
        else if (chunk->id == "ID3 ")
            found.hasId3 = true;
    }
    if (comments)
        takeComments(reader, *comments, found.metadata, markers);
    for (const auto& [name, marker] : markers)
        found.metadata.addMarker(marker);
    return found;
}

} // namespace gabor
