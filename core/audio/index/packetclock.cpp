// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/packetclock.h"

#include "core/audio/avlibrary.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavcodec/vorbis_parser.h>
#include <libavformat/avformat.h>
}

namespace gabor {

void PacketClock::Release::operator()(AVVorbisParseContext* parser) const
{
    av_vorbis_parse_free(&parser);
}

PacketClock::PacketClock(const AVStream& stream, CodingTraits::Clock kind, int samplesOfPacket)
    : m_kind(kind), m_samplesOfPacket(samplesOfPacket)
{
    if (kind == CodingTraits::Clock::Vorbis)
        m_vorbis.reset(av_vorbis_parse_init(stream.codecpar->extradata, stream.codecpar->extradata_size));
}

int PacketClock::samplesIn(const AVPacket& packet)
{
    switch (m_kind) {
    case CodingTraits::Clock::Constant:
        return m_samplesOfPacket;
    case CodingTraits::Clock::Opus:
        return samplesOfOpusPacket(packet);
    case CodingTraits::Clock::Vorbis:
        return m_vorbis ? av_vorbis_parse_frame(m_vorbis.get(), packet.data, packet.size) : -1;
    }
    return -1;
}

void PacketClock::restart()
{
    if (m_vorbis)
        av_vorbis_parse_reset(m_vorbis.get());
}

std::optional<PacketClock> clockOfVariedPackets(const AVStream& stream)
{
    switch (stream.codecpar->codec_id) {
    case AV_CODEC_ID_OPUS:
        return PacketClock(stream, CodingTraits::Clock::Opus, 0);
    case AV_CODEC_ID_VORBIS:
        return PacketClock(stream, CodingTraits::Clock::Vorbis, 0);
    default:
        return std::nullopt;
    }
}

std::int64_t timeOf(const AVPacket& packet)
{
    return packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
}

int samplesOfOpusPacket(const AVPacket& packet)
{
    if (packet.size < 1)
        return -1;
    const unsigned head = packet.data[0];
    const unsigned configuration = head >> 3;
    constexpr int silk[] = {480, 960, 1920, 2880};
    constexpr int celt[] = {120, 240, 480, 960};
    const int frame = configuration < 12 ? silk[configuration & 3]
        : configuration < 16             ? silk[configuration & 1]
                                         : celt[configuration & 3];
    constexpr int mostSamples = 5760;
    switch (head & 3) {
    case 0:
        return frame;
    case 3: {
        const int samples = packet.size < 2 ? -1 : frame * (packet.data[1] & 63);
        return samples <= mostSamples ? samples : -1;
    }
    default:
        return 2 * frame;
    }
}

} // namespace gabor
