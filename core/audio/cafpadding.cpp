// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/cafpadding.h"

namespace gabor {

namespace {

constexpr auto big = std::endian::big;

/// A count of packets, and of samples that are valid, before those and behind them.
std::optional<CafPadding> paddingIn(HeaderReader& reader, const Chunk& table)
{
    constexpr std::int64_t mostPackets = std::int64_t{1} << 32;
    constexpr std::int64_t longestPacket = 1 << 16;
    constexpr std::int64_t longestDelay = 1 << 16; // all of it is decoded before anything is seen
    const auto head = reader.bytes<24>(table.body);
    if (!head || table.size < head->size())
        return std::nullopt;
    const auto packets = static_cast<std::int64_t>(number(*head, 0, 8, big));
    const auto valid = static_cast<std::int64_t>(number(*head, 8, 8, big));
    const auto before = static_cast<std::int32_t>(number(*head, 16, 4, big));
    const auto behind = static_cast<std::int32_t>(number(*head, 20, 4, big));
    if (packets <= 0 || packets > mostPackets || valid <= 0 || valid > packets * longestPacket || before < 0
        || before > longestDelay || behind < 0 || (before == 0 && behind == 0))
        return std::nullopt;
    const std::int64_t all = valid + before + behind;
    if (all % packets != 0 || behind >= all / packets)
        return std::nullopt;
    return CafPadding{.packets = packets, .atBegin = before, .atEnd = behind};
}

} // namespace

std::optional<CafPadding> cafPadding(HeaderReader& reader)
{
    if (!reader.hasText(0, "caff"))
        return std::nullopt;
    constexpr std::int64_t headerBytes = 8;
    double sampleRate = 0;
    ChunkWalk walk(reader, {.sizeBytes = 8, .byteOrder = big, .alignment = 1}, headerBytes);
    while (const std::optional<Chunk> chunk = walk.next()) {
        if (chunk->id == "desc") {
            if (const auto rate = reader.bytes<8>(chunk->body))
                sampleRate = std::bit_cast<double>(number(*rate, 0, 8, big));
        } else if (chunk->id == "pakt") {
            std::optional<CafPadding> padding = paddingIn(reader, *chunk);
            if (padding)
                padding->sampleRate = sampleRate;
            return padding;
        }
    }
    return std::nullopt;
}

} // namespace gabor
