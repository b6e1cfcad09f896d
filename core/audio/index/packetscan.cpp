// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/packetscan.h"

#include "core/audio/avlibrary.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

constexpr std::int64_t headSamples = 1 << 15;
constexpr std::size_t mostHeadBytes = 16 << 20;          ///< what a file says of its encoder delay may be hours
constexpr int highestRate = 100'000'000;                 ///< Hz; seconds of it can be counted in an int
constexpr std::int64_t mostTick = std::int64_t{1} << 40; ///< samples that a tick of a container's clock may last
constexpr std::int64_t reservoirBytes = 512;  ///< that an MP3 packet can borrow from those before it, and a byte more
constexpr std::int64_t mostBorrowedFrom = 40; ///< packets

bool hasSideData(const AVPacket& packet, AVPacketSideDataType type)
{
    return av_packet_get_side_data(&packet, type, nullptr) != nullptr;
}

} // namespace

PacketScan::PacketScan(std::unique_ptr<AvInput> input, const CodingTraits& traits)
    : m_input(std::move(input)), m_traits(traits), m_decoder(PacketDecoder::open(m_input->stream(), Trimming::ByOwner)),
      m_streamCount(m_input->format().nb_streams)
{
    const std::string_view container = m_input->format().iformat->name;
    m_isRaw = container == "flac" || container == "mp3" || container == "aac";
}

std::unique_ptr<PacketScan> PacketScan::begin(std::unique_ptr<AvInput> input, const CodingTraits& traits)
{
    std::unique_ptr<PacketScan> scan(new PacketScan(std::move(input), traits));
    if (!scan->m_decoder || !scan->decodeHead())
        return nullptr;
    scan->m_input->findFramesFrom(scan->m_packetByte + scan->m_packetBytes);
    return scan;
}

bool PacketScan::decodeHead()
{
    std::vector<int> samplesOfPackets; // by the clock, where it needs no measure
    if (!decodeFirst(samplesOfPackets))
        return false;
    const std::int32_t measure = m_headPackets.back().samples;
    for (auto i = std::size_t{packetsOfStart}; i < m_headPackets.size(); ++i) {
        const bool constant = m_traits.clock == CodingTraits::Clock::Constant;
        if (m_headPackets[i].samples != (constant ? measure : samplesOfPackets[i]))
            return false;
    }
    m_decoder.reset();
    const auto cut = static_cast<std::ptrdiff_t>(m_rawBegin) * layoutOf(*m_format).blockBytes();
    if (measure <= 0 || cut >= static_cast<std::ptrdiff_t>(m_head.size()))
        return false;
    m_head.erase(m_head.begin(), m_head.begin() + cut);
    m_index = std::make_shared<PacketIndex>(*m_format, measure, m_rawBegin);
    for (std::size_t i = 0; i < m_headPackets.size(); ++i)
        if (canBeFound(m_headPackets[i].byte, i == 0 ? -1 : m_headPackets[i - 1].byte))
            m_index->add(m_headPackets[i]);
    m_index->setPreroll(preroll());
    if (m_traits.clock == CodingTraits::Clock::Constant)
        m_clock.emplace(m_input->stream(), m_traits.clock, measure);
    m_headPackets = {};
    return true;
}

/// Decodes the first packets. False when something about them is odd, or the sound ends there.
bool PacketScan::decodeFirst(std::vector<int>& samplesOfPackets)
{
    if (m_traits.clock != CodingTraits::Clock::Constant)
        m_clock.emplace(m_input->stream(), m_traits.clock, 0);
    bool discarding = true;
    while (m_end < m_rawBegin + headSamples) {
        av_packet_unref(m_packet.get());
        if (m_input->readPacket(*m_packet) != 0)
            return false;
        if ((!m_headPackets.empty() && isDoubtful()) || skipOf(*m_packet).atEnd != 0)
            return false;
        const std::int64_t before = m_end;
        samplesOfPackets.push_back(m_clock ? m_clock->samplesIn(*m_packet) : 0);
        if (m_decoder->send(m_packet.get()) < 0 || !takeFrames())
            return false;
        if ((m_packet->flags & AV_PKT_FLAG_DISCARD) == 0)
            discarding = false;
        else if (discarding)
            m_rawBegin = std::max(m_rawBegin, m_end);
        else
            return false;
        m_headPackets.push_back(checkpoint(before, m_end - before));
        m_referenceTime = timeOf(*m_packet);
        m_referencePlace = before;
        m_packetByte = m_packet->pos;
        m_packetBytes = m_packet->size;
        m_smallestPacket = std::min(m_smallestPacket, m_packetBytes);
    }
    return true;
}

/// Takes all that the decoder gives for a packet.
bool PacketScan::takeFrames()
{
    while (true) {
        const int result = m_decoder->receive(*m_frame);
        if (result == AVERROR(EAGAIN))
            return true;
        if (result < 0)
            return false;
        if (m_frame->nb_samples == 0)
            continue;
        const std::optional<FrameFormat> format = formatOf(*m_frame);
        if (!format || (m_format && *m_format != *format))
            return false;
        m_format = format;
        const std::int64_t skipped = skipOf(*m_frame).atBegin;
        if (skipped > 0 && m_end > 0)
            return false;
        m_rawBegin = std::max(m_rawBegin, skipped);
        appendSamples(*m_frame, m_head);
        m_end += m_frame->nb_samples;
        if (m_head.size() > mostHeadBytes || format->sampleRate > highestRate)
            return false;
    }
}

PacketScan::Step PacketScan::next()
{
    av_packet_unref(m_packet.get());
    const int result = m_input->readPacket(*m_packet);
    if (m_input->interrupted())
        return Step::Stopped;
    if (result != 0) {
        const bool isEnd = result == AVERROR_EOF && m_input->bytes().firstError() == 0 && !m_input->gaveUp();
        return isEnd ? Step::End : Step::Doubt;
    }
    const int samples = m_clock->samplesIn(*m_packet);
    if (isDoubtful() || samples < 0 || isLateOrEarly(samples) || !takePadding(samples))
        return Step::Doubt;
    note(samples);
    return Step::Packet;
}

/// Whether a packet behind the first shows that the file is damaged or that another sound begins.
bool PacketScan::isDoubtful()
{
    const bool gap = m_isRaw && m_packet->pos != m_packetByte + m_packetBytes;
    return gap || m_packet->size == 0 || (m_packet->flags & AV_PKT_FLAG_CORRUPT) != 0
        || hasSideData(*m_packet, AV_PKT_DATA_NEW_EXTRADATA) || hasSideData(*m_packet, AV_PKT_DATA_PARAM_CHANGE)
        || m_input->format().nb_streams != m_streamCount;
}

/// Whether the packet at hand stands elsewhere by the container's time than by the clock: one is missing before it.
bool PacketScan::isLateOrEarly(std::int64_t samples) const
{
    const std::int64_t time = timeOf(*m_packet);
    if (time == AV_NOPTS_VALUE || m_referenceTime == AV_NOPTS_VALUE)
        return false;
    const AVRational tick = m_input->stream().time_base;
    const AVRational sample{1, m_format->sampleRate};
    std::int64_t elapsed = 0; // times are what the file says, and may be as far apart as numbers are
    if (__builtin_sub_overflow(time, m_referenceTime, &elapsed))
        return true;
    std::int64_t late = 0;
    if (__builtin_add_overflow(m_referencePlace - m_end, av_rescale_q(elapsed, tick, sample), &late))
        return true;
    const std::int64_t coarseness = std::min(av_rescale_q_rnd(1, tick, sample, AV_ROUND_UP), mostTick);
    const std::int64_t tolerance = std::max(2 * coarseness, std::max<std::int64_t>(samples / 2, 512));
    return late > tolerance || late < -tolerance;
}

/// Notes what is to be cut off at the end. False when it turns out not to be the end.
bool PacketScan::takePadding(std::int64_t samples)
{
    const Skip skip = skipOf(*m_packet);
    const std::int64_t cut = (m_packet->flags & AV_PKT_FLAG_DISCARD) != 0 ? samples : skip.atEnd;
    if (skip.atBegin != 0 || cut > samples || (m_rawEnd >= 0 && cut < samples))
        return false;
    if (cut > 0 && m_rawEnd < 0)
        m_rawEnd = m_end + samples - cut;
    return true;
}

Checkpoint PacketScan::checkpoint(std::int64_t begin, std::int64_t samples) const
{
    return {.begin = begin,
            .byte = m_packet->pos,
            .time = timeOf(*m_packet),
            .samples = static_cast<std::int32_t>(samples),
            .size = m_packet->size,
            .hash = packetHash(*m_packet)};
}

/// Of several packets in a page only the first can be told from the others by its place.
bool PacketScan::canBeFound(std::int64_t byte, std::int64_t byteOfLastPacket) const
{
    return m_traits.seek == CodingTraits::Seek::Time || byte > byteOfLastPacket;
}

void PacketScan::note(std::int64_t samples)
{
    if (canBeFound(m_packet->pos, m_packetByte) && m_index->wants(m_end))
        m_index->add(checkpoint(m_end, samples));
    m_end += samples;
    m_packetByte = m_packet->pos;
    m_packetBytes = m_packet->size;
    m_smallestPacket = std::min(m_smallestPacket, m_packetBytes);
}

int PacketScan::preroll() const
{
    if (!m_traits.borrowsBits)
        return m_traits.preroll;
    const std::int64_t packets = std::min((reservoirBytes + m_smallestPacket - 1) / m_smallestPacket, mostBorrowedFrom);
    return m_traits.preroll + static_cast<int>(packets) * m_index->samplesOfPacket();
}

} // namespace gabor
