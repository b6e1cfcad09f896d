// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/statedlength.h"

#include "core/audio/avlibrary.h"

#include <limits>

namespace gabor {

namespace {

bool isAdpcm(AVCodecID id)
{
    return id >= AV_CODEC_ID_ADPCM_IMA_QT && id < AV_CODEC_ID_AMR_NB;
}

struct FactPlace
{
    ChunkStyle style;
    std::int64_t firstChunk = 0;
    std::size_t countBytes = 4;
};

std::optional<FactPlace> factPlaceIn(HeaderReader& reader)
{
    if (reader.hasText(0, "riff") && reader.hasText(24, "wave"))
        return FactPlace{{.idBytes = 16, .sizeBytes = 8, .sizeCountsHeader = true, .alignment = 8}, 40, 8};
    if (reader.hasText(0, "RIFF") && reader.hasText(8, "WAVE"))
        return FactPlace{{}, 12};
    return std::nullopt;
}

} // namespace

std::optional<std::int64_t> statedLengthOf(const AVStream& stream, HeaderReader& reader)
{
    const std::optional<FactPlace> place =
        isAdpcm(stream.codecpar->codec_id) ? factPlaceIn(reader) : std::optional<FactPlace>();
    if (!place)
        return std::nullopt;
    ChunkWalk walk(reader, place->style, place->firstChunk);
    while (const std::optional<Chunk> chunk = walk.next()) {
        if (!chunk->id.starts_with("fact") || chunk->size < place->countBytes)
            continue;
        std::array<std::uint8_t, 8> bytes{};
        if (!reader.copy(chunk->body, std::span(bytes).first(place->countBytes)))
            return std::nullopt;
        const std::uint64_t count = number(bytes, 0, place->countBytes, std::endian::little);
        constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
        return count > 0 && count <= most ? std::optional(static_cast<std::int64_t>(count)) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace gabor
