// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/places/streamplaces.h"

#include "core/audio/avinput.h"
#include "core/audio/avlibrary.h"

#include <algorithm>
#include <string_view>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

constexpr int bytesToRecognise = 16;
constexpr std::int64_t mostDamage = 1 << 20; ///< bytes to look through for the next packet
constexpr std::int64_t bytesOfTagHeader = 10;
constexpr std::int64_t longestPacket = 8192; ///< of AAC, the longest of all
constexpr int mostPadding = 2;               ///< bytes by which packets differ at a constant bit rate

} // namespace

StreamPlaces::StreamPlaces(AvInput& input) : m_input(input), m_reader(input.bytes(), input.stop()) { }

int StreamPlaces::next(AVPacket& packet)
{
    m_place = {};
    if (const int result = m_input.readPacket(packet); result != 0)
        return result;
    m_reader.listenTo(m_input.stop());
    m_isRefused = false;
    const std::int64_t before = m_byte + m_size;
    const bool isKnown = m_byte >= 0;
    m_byte = byteOf(packet, isKnown ? before : -1);
    m_size = packet.size;
    if (isKnown && m_byte > before)
        m_place.missing = samplesIn(bytesOfSound(before, m_byte));
    m_place.isEstimate = m_largest - m_smallest > mostPadding;
    return 0;
}

/// The packet is as long as others of its size, but for what is no sound.
void StreamPlaces::noteRefused()
{
    m_isRefused = true;
    m_place.samples = m_byte >= 0 ? samplesIn(bytesOfSound(m_byte, m_byte + m_size)) : -1;
}

/// Where the packet lies, at or behind @p begin where that is not -1; -1 when it is not found. Behind damage the library
/// does not know.
std::int64_t StreamPlaces::byteOf(const AVPacket& packet, std::int64_t begin)
{
    const std::string_view head(reinterpret_cast<const char*>(packet.data),
                                static_cast<std::size_t>(std::min(packet.size, bytesToRecognise)));
    if (begin < 0)
        return packet.pos >= 0 && m_reader.hasText(packet.pos, head) ? packet.pos : -1;
    for (std::int64_t byte = begin; byte < std::min(begin + mostDamage, m_reader.size()); ++byte)
        if (m_reader.hasText(byte, head))
            return byte;
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

/// Of the bytes [begin, end) those that are not of a tag: between two sounds that were joined there is one with a picture.
/// The library may have taken its first bytes for sound, where the last packet before it is cut.
std::int64_t StreamPlaces::bytesOfSound(std::int64_t begin, std::int64_t end)
{
    std::int64_t bytes = end - begin;
    std::int64_t byte = std::max<std::int64_t>(0, begin - longestPacket);
    while (byte < end) {
        const std::int64_t tag = tagBytesAt(byte);
        if (tag > 0)
            bytes -= std::max<std::int64_t>(0, std::min(end, byte + tag) - std::max(begin, byte));
        byte += std::max<std::int64_t>(1, tag);
    }
    return bytes;
}

/// Bytes of the tag that begins there; 0 where none does.
/// Sources: ID3 tag version 2.4.0, section 3.1; ID3v1; APE Tag version 2.
std::int64_t StreamPlaces::tagBytesAt(std::int64_t byte)
{
    using namespace std::string_view_literals;
    constexpr std::int64_t bytesOfId3v1 = 128;
    const auto first = m_reader.bytes<1>(byte);
    if (!first || "TAI"sv.find(static_cast<char>(first->front())) == std::string_view::npos)
        return 0;
    if (m_reader.hasText(byte, "TAG"sv))
        return bytesOfId3v1;
    if (m_reader.hasText(byte, "APETAGEX"sv)) {
        const auto header = m_reader.bytes<16>(byte);
        return header ? 32 + static_cast<std::int64_t>(number(*header, 12, 4, std::endian::little)) : 0;
    }
    const auto header = m_reader.bytes<bytesOfTagHeader>(byte);
    if (!header || !m_reader.hasText(byte, "ID3"sv) || (*header)[3] == 0xFF || (*header)[4] == 0xFF)
        return 0;
    std::int64_t size = 0;
    for (std::size_t i = 6; i < header->size(); ++i) {
        if (((*header)[i] & 0x80) != 0)
            return 0;
        size = size << 7 | (*header)[i];
    }
    return bytesOfTagHeader + size;
}

} // namespace gabor
