// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/statedlength.h"

#include "core/audio/avlibrary.h"
#include "core/audio/vorbispages.h"

#include <limits>
#include <string_view>

namespace gabor {

namespace {

constexpr std::int64_t longestVorbisBlock = 8192;

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

std::optional<std::int64_t> lengthOfAdx(HeaderReader& reader)
{
    const auto count = reader.bytes<4>(12);
    const std::uint64_t samples = count ? number(*count, 0, 4, std::endian::big) : 0;
    return samples > 0 ? std::optional(static_cast<std::int64_t>(samples)) : std::nullopt;
}

std::optional<std::int64_t> lengthByFact(HeaderReader& reader)
{
    const std::optional<FactPlace> place = factPlaceIn(reader);
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

} // namespace

std::optional<StatedLength> statedLengthOf(const AVFormatContext& format, const AVStream& stream,
                                           const ByteSource& bytes, HeaderReader& reader)
{
    const AVCodecID id = stream.codecpar->codec_id;
    const std::string_view container = format.iformat->name;
    if (isAdpcm(id))
        if (const std::optional<std::int64_t> samples = container == "adx" ? lengthOfAdx(reader) : lengthByFact(reader))
            return StatedLength{.samples = *samples};
    if (id == AV_CODEC_ID_VORBIS && container == "ogg")
        if (const std::optional<VorbisPages> pages = vorbisPagesOf(bytes, reader))
            return StatedLength{.samples = pages->end,
                                .mostBehind = longestVorbisBlock,
                                .isSurerThanMarks = true,
                                .dependsOnBegin = !pages->isOnePage};
    return std::nullopt;
}

std::optional<StatedLength> countedFrom(const AVPacket& first, const StatedLength& stated)
{
    if (!stated.dependsOnBegin)
        return stated;
    // What the first packet would give, had it one before it to overlap with, the library counts as lying before 0.
    std::int64_t begin = 0;
    if (first.pts == AV_NOPTS_VALUE || __builtin_add_overflow(first.pts, first.duration, &begin) || begin < 0
        || begin >= stated.samples)
        return std::nullopt;
    StatedLength counted = stated;
    counted.samples -= begin;
    return counted;
}

} // namespace gabor
