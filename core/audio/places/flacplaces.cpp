// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/places/flacplaces.h"

#include "core/audio/avinput.h"
#include "core/audio/avlibrary.h"
#include "core/audio/flacframes.h"

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

std::span<const std::uint8_t> bytesOf(const AVPacket& packet)
{
    return {packet.data, static_cast<std::size_t>(packet.size)};
}

} // namespace

FlacPlaces::FlacPlaces(AvInput& input)
    : m_input(input), m_isFile(std::string_view(input.format().iformat->name) == "flac"),
      m_samplesOfFrame(samplesOfFrame(*input.stream().codecpar))
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
    while (true) {
        while (m_frames.empty()) {
            const AvPointer<AVPacket> read = newPacket();
            if (const int result = m_input.readPacket(*read); result != 0) {
                m_isBehindDamage |= result == AVERROR_INVALIDDATA;
                return result;
            }
            if (const int result = takeApart(*read); result != 0)
                return result;
        }
        const Waiting frame = std::move(m_frames.front());
        m_frames.pop_front();
        av_packet_unref(&packet);
        av_packet_move_ref(&packet, frame.packet.get());
        const bool isPlaced = place(packet, frame.isWhole);
        m_isBehindDamage = frame.isAmidDamage;
        if (isPlaced)
            return 0;
    }
}

/// Where there is damage the library takes all of it, and frames behind it, for parts of one.
int FlacPlaces::takeApart(const AVPacket& packet)
{
    m_isBehindDamage |= m_isFile && packet.pos != m_byte;
    m_byte = packet.pos + packet.size;
    std::vector<FlacPart> parts{{.bytes = bytesOf(packet), .isWhole = true}};
    const bool isDamaged = !isWholeFlacFrame(parts.front().bytes);
    if (isDamaged)
        parts = flacPartsOf(parts.front().bytes);
    m_isBehindDamage |= isDamaged;
    for (const FlacPart& part : parts) {
        AvPointer<AVPacket> frame = newPacket();
        if (const int result = av_packet_ref(frame.get(), &packet); result != 0)
            return result;
        frame->pos += part.bytes.data() - packet.data;
        frame->data += part.bytes.data() - packet.data;
        frame->size = static_cast<int>(part.bytes.size());
        m_frames.push_back({.packet = std::move(frame), .isWhole = part.isWhole, .isAmidDamage = isDamaged});
    }
    return parts.empty() ? AVERROR_INVALIDDATA : 0;
}

/// Finds the place of a frame. False for one that is not whole, unless it is the next one: then the decoder shall judge, as
/// nothing but a tag may stand behind it.
bool FlacPlaces::place(const AVPacket& frame, bool isWhole)
{
    const std::optional<FlacHeader> header = flacHeaderOf(bytesOf(frame));
    if (m_samplesOfFrame == 0)
        m_samplesOfFrame = header->samples;
    const std::int64_t begin = beginOf(*header);
    if (!isWhole && begin != m_end)
        return false;
    m_place.samples = header->samples;
    if (m_isBehindDamage && m_end >= 0)
        m_place.missing = std::max<std::int64_t>(0, begin - m_end);
    m_end = begin + header->samples;
    return true;
}

} // namespace gabor
