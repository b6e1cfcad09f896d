// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/bytesource.h"

#include <array>
#include <bit>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace gabor {

/// An unsigned number of up to 8 bytes.
template <std::size_t width>
constexpr std::uint64_t number(const std::array<std::uint8_t, width>& bytes, std::size_t first, std::size_t count,
                               std::endian order)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value << 8 | bytes[order == std::endian::big ? first + i : first + count - 1 - i];
    return value;
}

/// Reads the small things at a file's beginning through a window of 64 KiB, so that a header of a hundred thousand
/// chunks does not become a hundred thousand system calls. For one thread.
class HeaderReader
{
public:
    explicit HeaderReader(const ByteSource& source, std::stop_token stop = {});

    std::int64_t size() const { return m_source.size(); }
    bool stopped() const { return m_stop.stop_requested(); }
    /// To another stop token from now on.
    void listenTo(std::stop_token stop) { m_stop = std::move(stop); }

    /// The bytes at @p offset; nothing when the file ends before them, cannot be read, or would have to after a stop.
    template <std::size_t count>
    std::optional<std::array<std::uint8_t, count>> bytes(std::int64_t offset)
    {
        std::array<std::uint8_t, count> out;
        return copy(offset, out) ? std::optional(out) : std::nullopt;
    }
    /// The same for a count that is known only now; @p out is left as it is when there are not that many bytes.
    bool copy(std::int64_t offset, std::span<std::uint8_t> out);
    /// Whether @p text stands at @p offset.
    bool hasText(std::int64_t offset, std::string_view text);

private:
    const ByteSource& m_source;
    std::stop_token m_stop;
    std::int64_t m_windowBegin = 0;
    std::vector<std::byte> m_window;
};

/// How a family of formats writes its chunks.
struct ChunkStyle
{
    std::size_t idBytes = 4;
    std::size_t sizeBytes = 4;
    std::endian byteOrder = std::endian::little;
    bool sizeCountsHeader = false;
    int alignment = 2; ///< chunks begin at multiples of it, counted from the first one

    std::int64_t headerBytes() const { return static_cast<std::int64_t>(idBytes + sizeBytes); }
};

struct Chunk
{
    std::string id;
    std::int64_t body = 0;  ///< offset of what follows the chunk's header
    std::uint64_t size = 0; ///< bytes of the body, as claimed
};

/// Whether a chunk's name is one: four letters, with which that of Wave64 begins, too. Where it is not, what was taken for a chunk is something else.
bool isChunkId(std::string_view id);

/// The size of the data chunk by @p chunk, if that is the ds64 of RF64 or BW64, where a size may have more than 32 bits.
std::optional<std::uint64_t> longDataBytesIn(HeaderReader& reader, const Chunk& chunk, const ChunkStyle& style);
/// What the data chunk says in its place.
inline constexpr std::uint64_t sizeIsInDs64 = 0xFFFFFFFF;

/// Goes from chunk to chunk and believes no size: it ends at the file's end, and after a million of them.
class ChunkWalk
{
public:
    ChunkWalk(HeaderReader& reader, const ChunkStyle& style, std::int64_t first);

    std::optional<Chunk> next();
    /// Goes on behind the chunk that was given last, whose body has another size than its header claims.
    void correctSize(std::uint64_t size);
    /// Where the next chunk would begin.
    std::int64_t position() const { return m_position; }

private:
    HeaderReader& m_reader;
    ChunkStyle m_style;
    std::int64_t m_first;
    std::int64_t m_body = 0; ///< of the chunk that was given last
    std::int64_t m_position;
    int m_left = 1'000'000;
};

} // namespace gabor
