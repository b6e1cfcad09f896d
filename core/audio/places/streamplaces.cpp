// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/places/streamplaces.h"

#include "core/audio/avinput.h"
#include "core/audio/avlibrary.h"

#include <algorithm>
#include <array>
#include <string_view>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

constexpr int bytesToRecognise = 16;
constexpr std::int64_t mostDamage = 1 << 20; ///< bytes to look through for the next packet
constexpr int mostPadding = 2;               ///< bytes by which packets differ at a constant bit rate

} // namespace

StreamPlaces::StreamPlaces(AvInput& input) : m_input(input), m_reader(input.bytes(), input.stop()) { }

int StreamPlaces::next(AVPacket& packet)
{
    m_place = {};
    if (const int result = m_input.readPacket(packet); result != 0)
        return result;
    m_size = packet.size;
    m_isRefused = false;
    const std::int64_t byte = byteOf(packet);
    if (m_byte >= 0 && byte > m_byte && !isTag(m_byte))
        m_place.missing = samplesIn(byte - m_byte);
    m_byte = byte < 0 ? -1 : byte + packet.size;
    m_place.samples = isTag(byte) ? 0 : samplesIn(packet.size);
    m_place.isEstimate = m_largest - m_smallest > mostPadding;
    return 0;
}

/// Where the packet lies; -1 when it is not found. Behind damage the library does not know.
std::int64_t StreamPlaces::byteOf(const AVPacket& packet)
{
    const std::string_view head(reinterpret_cast<const char*>(packet.data),
                                static_cast<std::size_t>(std::min(packet.size, bytesToRecognise)));
    const std::int64_t begin = m_byte >= 0 ? m_byte : packet.pos;
    for (std::int64_t byte = begin; byte >= 0 && byte < begin + mostDamage; ++byte) {
        if (m_reader.hasText(byte, head))
            return byte;
        if (m_byte < 0 || byte >= m_reader.size())
            break;
    }
    return -1;
}

void StreamPlaces::learn(std::int64_t samples, int)
{
    if (m_isRefused)
        return;
    m_alike = samples;
    m_smallest = std::min(m_smallest, m_size);
    m_largest = std::max(m_largest, m_size);
    m_goodBytes += m_size;
    ++m_goodPackets;
}

/// That @p bytes were, at the rate of the packets so far; whole packets.
std::int64_t StreamPlaces::samplesIn(std::int64_t bytes) const
{
    if (m_goodBytes == 0)
        return -1;
    return (bytes * m_goodPackets + m_goodBytes / 2) / m_goodBytes * m_alike;
}

/// Whether text or a picture begins there that somebody put between two sounds, or behind one.
bool StreamPlaces::isTag(std::int64_t byte)
{
    using namespace std::string_view_literals;
    constexpr std::array tags{"ID3"sv, "TAG"sv, "APETAGEX"sv, "LYRICSBEGIN"sv};
    return std::ranges::any_of(tags, [&](std::string_view tag) { return m_reader.hasText(byte, tag); });
}

} // namespace gabor
