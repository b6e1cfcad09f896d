// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/places/flacplaces.h"

#include "core/audio/avinput.h"
#include "core/audio/avlibrary.h"

#include <algorithm>
#include <string_view>
#include <utility>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

/// Bytes of a tag of the ID3v2 kind at the beginning of a file. Source: ID3 tag version 2.4.0, section 3.1.
std::int64_t tagBytes(HeaderReader& reader)
{
    constexpr std::int64_t headerBytes = 10;
    const auto header = reader.bytes<headerBytes>(0);
    if (!header || !reader.hasText(0, "ID3"))
        return 0;
    std::int64_t bytes = 0;
    for (std::size_t i = 6; i < headerBytes; ++i)
        bytes = bytes << 7 | ((*header)[i] & 0x7F);
    return headerBytes + bytes;
}

/// Byte of a FLAC file behind its metadata; -1 where that does not end. Source: RFC 9639, section 8.1.
std::int64_t firstFrameByte(HeaderReader& reader)
{
    constexpr std::string_view marker = "fLaC";
    constexpr unsigned isLast = 0x80;
    const std::int64_t begin = tagBytes(reader);
    if (!reader.hasText(begin, marker))
        return -1;
    std::int64_t place = begin + std::ssize(marker);
    while (const auto header = reader.bytes<4>(place)) {
        place += std::ssize(*header) + static_cast<std::int64_t>(number(*header, 1, 3, std::endian::big));
        if (((*header)[0] & isLast) != 0)
            return place;
    }
    return -1;
}

/// Of all frames but the last, by STREAMINFO; 0 where it does not say. Source: RFC 9639, section 8.2.
int samplesOfFrame(const AVCodecParameters& coding)
{
    constexpr int streamInfoBytes = 34;
    if (coding.extradata_size != streamInfoBytes)
        return 0;
    const int least = coding.extradata[0] << 8 | coding.extradata[1];
    const int most = coding.extradata[2] << 8 | coding.extradata[3];
    return least == most ? least : 0;
}

} // namespace

FlacPlaces::FlacPlaces(AvInput& input)
    : m_input(input), m_isFile(std::string_view(input.format().iformat->name) == "flac"),
      m_samplesOfFrame(samplesOfFrame(*input.stream().codecpar)), m_packet(newPacket())
{
    if (!m_isFile)
        return;
    HeaderReader reader(input.bytes(), input.stop());
    m_byte = firstFrameByte(reader);
    if (m_byte >= 0)
        m_end = 0;
}

std::int64_t FlacPlaces::beginOf(const FlacHeader& header) const
{
    return static_cast<std::int64_t>(header.number) * (header.numbersSamples ? 1 : m_samplesOfFrame);
}

int FlacPlaces::next(AVPacket& packet)
{
    m_place = {};
    if (m_parts.empty()) {
        av_packet_unref(m_packet.get());
        if (const int result = m_input.readPacket(*m_packet); result != 0) {
            m_isBehindDamage |= result == AVERROR_INVALIDDATA;
            return result;
        }
        takeApart();
    }
    if (m_parts.empty())
        return AVERROR_INVALIDDATA;
    const FlacPart part = m_parts.front();
    m_parts.pop_front();
    const bool isPlaced = place(part);
    m_isBehindDamage = m_isAmidDamage || !isPlaced;
    if (!isPlaced)
        return AVERROR_INVALIDDATA;
    if (const int result = av_packet_ref(&packet, m_packet.get()); result != 0)
        return result;
    const std::ptrdiff_t begin = part.bytes.data() - m_packet->data;
    packet.pos += begin;
    packet.data += begin;
    packet.size = static_cast<int>(part.bytes.size());
    return 0;
}

/// Where there is damage the library takes all of it, and frames behind it, for parts of one.
void FlacPlaces::takeApart()
{
    m_isBehindDamage |= m_isFile && m_packet->pos != m_byte;
    m_byte = m_packet->pos + m_packet->size;
    const std::span<const std::uint8_t> bytes(m_packet->data, static_cast<std::size_t>(m_packet->size));
    m_isAmidDamage = !isWholeFlacFrame(bytes);
    m_isBehindDamage |= m_isAmidDamage;
    if (m_isAmidDamage) {
        const std::vector<FlacPart> parts = flacPartsOf(bytes);
        m_parts.assign(parts.begin(), parts.end());
    } else {
        m_parts.push_back({.header = *flacHeaderOf(bytes), .bytes = bytes, .isWhole = true});
    }
}

/// Finds the place of a frame. False for one that is not whole, unless it is the next one: then the decoder shall judge, as
/// nothing but a tag may stand behind it. And for one that the library gives a second time, at the end of a file.
bool FlacPlaces::place(const FlacPart& part)
{
    constexpr int framesGivenAgain = 8;
    const FlacHeader& header = part.header;
    if (m_samplesOfFrame == 0)
        m_samplesOfFrame = header.samples;
    const std::int64_t begin = beginOf(header);
    const bool isBehindTheLast = m_end < 0 || begin == m_end;
    const bool isAgain = begin < m_end && begin >= m_end - framesGivenAgain * std::int64_t{m_samplesOfFrame};
    if ((!part.isWhole && !isBehindTheLast) || (m_isBehindDamage && isAgain))
        return false;
    m_place.samples = header.samples;
    if (m_isBehindDamage && m_end >= 0)
        m_place.missing = std::max<std::int64_t>(0, begin - m_end);
    m_end = begin + header.samples;
    return true;
}

} // namespace gabor
