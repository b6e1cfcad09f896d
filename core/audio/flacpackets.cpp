// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/flacpackets.h"

#include "core/audio/avlibrary.h"

#include <algorithm>
#include <cstring>
#include <utility>

extern "C" {
#include <libavcodec/avcodec.h>
}

namespace gabor {

namespace {

constexpr std::size_t bytesAtOnce = 256 * 1024;
constexpr std::size_t longestFrame = 16 << 20; ///< 65535 samples of 8 channels of 32 bits take 2 MiB

} // namespace

FlacPackets::FlacPackets(std::shared_ptr<const ByteSource> bytes, std::int64_t first, std::int64_t end)
    : m_bytes(std::move(bytes)), m_position(first), m_end(end), m_readBegin(first)
{ }

void FlacPackets::seek(std::int64_t byte)
{
    m_position = byte;
}

/// What has been read from the next frame on.
std::span<const std::uint8_t> FlacPackets::window() const
{
    const std::int64_t gone = m_position - m_readBegin;
    if (gone < 0 || gone > std::ssize(m_read))
        return {};
    const std::span<const std::byte> rest = std::span(m_read).subspan(static_cast<std::size_t>(gone));
    return {reinterpret_cast<const std::uint8_t*>(rest.data()), rest.size()};
}

/// Reads more behind what there is of the next frame. False at the end of the file, or where it cannot be read.
bool FlacPackets::readOn()
{
    const std::size_t kept = window().size();
    m_read.erase(m_read.begin(), m_read.end() - static_cast<std::ptrdiff_t>(kept));
    m_readBegin = m_position;
    const std::int64_t from = m_position + static_cast<std::int64_t>(kept);
    const auto count = static_cast<std::size_t>(std::clamp<std::int64_t>(m_end - from, 0, bytesAtOnce));
    m_read.resize(kept + count);
    const BytesRead done = m_bytes->read(from, std::span(m_read).subspan(kept));
    m_read.resize(kept + done.count);
    return done.count > 0;
}

/// Up to the header that follows, or to the end of the file; 0 where neither is found.
std::size_t FlacPackets::frameBytes(const FlacHeader& header)
{
    std::size_t done = header.bytes;
    while (done < longestFrame) {
        const std::span<const std::uint8_t> bytes = window();
        const void* const found = done < bytes.size() ? std::memchr(&bytes[done], 0xFF, bytes.size() - done) : nullptr;
        const std::size_t place =
            found ? static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - bytes.data()) : bytes.size();
        done = place;
        if (bytes.size() - place < FlacHeader::mostBytes && readOn())
            continue;
        if (!found)
            return window().size();
        // Not of bytes: what has been read may have moved since.
        const std::optional<FlacHeader> next = flacHeaderOf(window().subspan(place));
        if (next && header.isFollowedBy(*next))
            return place;
        ++done;
    }
    return 0;
}

int FlacPackets::next(AVPacket& packet)
{
    if (window().size() < FlacHeader::mostBytes)
        readOn();
    if (window().empty())
        return m_bytes->firstError() != 0 ? AVERROR(m_bytes->firstError()) : AVERROR_EOF;
    const std::optional<FlacHeader> header = flacHeaderOf(window());
    const std::size_t count = header ? frameBytes(*header) : 0;
    if (count == 0)
        return AVERROR_INVALIDDATA;
    if (const int error = av_new_packet(&packet, static_cast<int>(count)); error < 0)
        return error;
    std::memcpy(packet.data, window().data(), count);
    packet.pos = m_position;
    packet.flags = AV_PKT_FLAG_KEY;
    m_position += static_cast<std::int64_t>(count);
    return 0;
}

} // namespace gabor
