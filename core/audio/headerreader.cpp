// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/headerreader.h"

#include <algorithm>
#include <cstring>

namespace gabor {

namespace {

constexpr std::size_t windowBytes = 64 * 1024;
constexpr std::int64_t alignment = 4096;

} // namespace

HeaderReader::HeaderReader(const ByteSource& source, std::stop_token stop) : m_source(source), m_stop(std::move(stop))
{ }

bool HeaderReader::copy(std::int64_t offset, std::span<std::uint8_t> out)
{
    const auto count = static_cast<std::int64_t>(out.size());
    if (offset < 0 || offset > size() - count)
        return false;
    if (out.empty())
        return true;
    const auto end = m_windowBegin + static_cast<std::int64_t>(m_window.size());
    if (offset < m_windowBegin || offset + count > end) {
        if (stopped()) // a slow file system is read no further
            return false;
        m_window.resize(windowBytes);
        m_windowBegin = offset / alignment * alignment; // what is asked for next may stand a little before
        m_window.resize(m_source.read(m_windowBegin, m_window).count);
        if (static_cast<std::int64_t>(m_window.size()) < offset - m_windowBegin + count)
            return false;
    }
    std::memcpy(out.data(), m_window.data() + (offset - m_windowBegin), out.size());
    return true;
}

bool HeaderReader::hasText(std::int64_t offset, std::string_view text)
{
    std::vector<std::uint8_t> bytes(text.size());
    return copy(offset, bytes)
        && std::ranges::equal(bytes, text, {}, {}, [](char c) { return static_cast<std::uint8_t>(c); });
}

bool isChunkId(std::string_view id)
{
    return std::ranges::all_of(id.substr(0, 4), [](char c) { return c >= ' ' && c <= '~'; });
}

std::optional<std::uint64_t> longDataBytesIn(HeaderReader& reader, const Chunk& chunk, const ChunkStyle& style)
{
    const auto sizes = chunk.id == "ds64" ? reader.bytes<16>(chunk.body) : std::nullopt;
    return sizes ? std::optional(number(*sizes, 8, 8, style.byteOrder)) : std::nullopt;
}

ChunkWalk::ChunkWalk(HeaderReader& reader, const ChunkStyle& style, std::int64_t first)
    : m_reader(reader), m_style(style), m_first(first), m_position(first)
{ }

std::optional<Chunk> ChunkWalk::next()
{
    if (--m_left < 0 || m_reader.stopped() || m_position > m_reader.size() - m_style.headerBytes())
        return std::nullopt;
    std::array<std::uint8_t, 24> bytes{}; // at most 16 of id and 8 of size
    if (!m_reader.copy(m_position, std::span(bytes).first(m_style.idBytes + m_style.sizeBytes)))
        return std::nullopt;
    std::uint64_t size = number(bytes, m_style.idBytes, m_style.sizeBytes, m_style.byteOrder);
    const auto headerBytes = static_cast<std::uint64_t>(m_style.headerBytes());
    if (m_style.sizeCountsHeader)
        size -= std::min(size, headerBytes); // less, where it was never filled in
    Chunk chunk{.id = std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(m_style.idBytes)),
                .body = m_position + m_style.headerBytes(),
                .size = size};
    m_body = chunk.body;
    correctSize(size);
    return chunk;
}

void ChunkWalk::correctSize(std::uint64_t size)
{
    if (size > static_cast<std::uint64_t>(m_reader.size() - m_body)) {
        m_position = m_reader.size();
        return;
    }
    const std::int64_t end = m_body + static_cast<std::int64_t>(size) - m_first;
    m_position = m_first + (end + m_style.alignment - 1) / m_style.alignment * m_style.alignment;
}

} // namespace gabor
