// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/wavechunks.h"

#include <algorithm>
#include <string_view>

namespace gabor {

namespace {

constexpr std::uint64_t longestFormat = 4096; ///< bytes; what claims more is no format to be trusted

WaveChunks walkedChunks(HeaderReader& reader, const ChunkStyle& style, std::int64_t first)
{
    WaveChunks found;
    ChunkWalk walk(reader, style, first);
    while (!found.areThere()) {
        const std::optional<Chunk> chunk = walk.next();
        if (!chunk)
            break;
        if (chunk->id.starts_with("fmt ") && !found.format)
            found.format = chunk;
        else if (chunk->id.starts_with("data") && !found.data)
            found.data = chunk;
        else if (const auto bytes = longDataBytesIn(reader, *chunk, style))
            found.longDataBytes = bytes;
    }
    return found;
}

/// The first chunk of that name, wherever it stands from @p first on.
std::optional<Chunk> searchedChunk(HeaderReader& reader, const ChunkStyle& style, std::int64_t first,
                                   std::string_view name)
{
    constexpr std::int64_t searchedBytes = 1 << 20;
    constexpr std::int64_t bytesAtOnce = 4096;
    const auto overlap = static_cast<std::int64_t>(name.size()) - 1;
    const std::int64_t end = std::min(reader.size(), first + searchedBytes);
    std::vector<std::uint8_t> bytes;
    for (std::int64_t place = first; place < end; place += bytesAtOnce) {
        bytes.resize(static_cast<std::size_t>(std::min(bytesAtOnce + overlap, reader.size() - place)));
        if (!reader.copy(place, bytes))
            return std::nullopt;
        const auto found = std::search(bytes.begin(), bytes.end(), name.begin(), name.end());
        if (found != bytes.end())
            return ChunkWalk(reader, style, place + (found - bytes.begin())).next();
    }
    return std::nullopt;
}

} // namespace

WaveChunks waveChunksIn(HeaderReader& reader, const ChunkStyle& style, std::int64_t first)
{
    WaveChunks chunks = walkedChunks(reader, style, first);
    if (chunks.data || !chunks.format || chunks.format->size > longestFormat)
        return chunks;
    const std::int64_t behind = chunks.format->body + static_cast<std::int64_t>(chunks.format->size);
    chunks.data = searchedChunk(reader, style, behind, "data");
    chunks.dataWasSearched = chunks.areThere();
    return chunks;
}

} // namespace gabor
