// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/flacsilence.h"

#include "core/audio/avlibrary.h"
#include "core/audio/zerobytes.h"

#include <algorithm>
#include <span>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

/// Nothing for a packet with a damaged header, or one that is to be cut off.
std::optional<FlacHeader> headerOf(const AVPacket& packet)
{
    if (packet.side_data_elems != 0 || (packet.flags & (AV_PKT_FLAG_DISCARD | AV_PKT_FLAG_CORRUPT)) != 0
        || packet.data == nullptr)
        return std::nullopt;
    return flacHeaderOf({packet.data, static_cast<std::size_t>(packet.size)});
}

/// Bytes of a frame whose channels are all constant: a byte that says so for each, and the value. The difference of two
/// channels takes a bit more. Source: RFC 9639, sections 9.1.3 and 9.2.
std::size_t constantBytes(const FlacHeader& header)
{
    constexpr int bitsOfKind = 8;
    constexpr std::size_t checksumBytes = 2;
    const bool hasDifference = header.assignment >= 8;
    const int bits = header.channelCount() * (bitsOfKind + header.bits()) + (hasDifference ? 1 : 0);
    return header.bytes + static_cast<std::size_t>(bits + 7) / 8 + checksumBytes;
}

/// Whether a decoder that takes one takes the other, and gives the same kind of samples.
bool areAlike(const FlacHeader& a, const FlacHeader& b)
{
    return a.numbersSamples == b.numbersSamples && a.rateCode == b.rateCode && a.assignment == b.assignment
        && a.bitsCode == b.bitsCode;
}

} // namespace

FlacSilence::FlacSilence(const AVStream& stream) : m_isFlac(stream.codecpar->codec_id == AV_CODEC_ID_FLAC) { }

/// A constant of 0 is all zeros: its kind, and its value.
int FlacSilence::samplesIn(const AVPacket& packet)
{
    if (!m_isFlac)
        return 0;
    m_judged = headerOf(packet);
    if (!m_judged || !m_known || !areAlike(*m_judged, *m_known) || m_judged->samples > m_known->samples
        || static_cast<std::size_t>(packet.size) != constantBytes(*m_judged))
        return 0;
    constexpr std::size_t checksumBytes = 2;
    const auto channels =
        std::span(packet.data, static_cast<std::size_t>(packet.size) - checksumBytes).subspan(m_judged->bytes);
    return areAllZero(std::as_bytes(channels)) ? m_judged->samples : 0;
}

void FlacSilence::learn(const AVFrame& frame)
{
    std::optional<FlacHeader> header = m_judged;
    if (header && (header->bits() == 0 || frame.nb_samples != header->samples))
        header.reset();
    if (header && m_known && areAlike(*header, *m_known))
        header->samples = std::max(header->samples, m_known->samples);
    m_known = header;
}

} // namespace gabor
