// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/packetreader.h"

#include "core/audio/avlibrary.h"

#include <algorithm>
#include <limits>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

constexpr std::int64_t samplesWorthEntering = 8192; ///< besides the preroll: fewer are decoded rather than jumped over
constexpr std::int64_t onTheWay = std::numeric_limits<std::int64_t>::max() / 2;
constexpr int packetsToRecogniseIn = 100'000;

/// Null when the sound does not open any more.
std::unique_ptr<AvInput> openInput(std::shared_ptr<const ByteSource> bytes, const CodingTraits& traits,
                                   const std::stop_token& stop)
{
    auto opened = AvInput::open(std::move(bytes), stop, traits.track);
    if (!opened)
        return nullptr;
    std::unique_ptr<AvInput> input = std::move(opened).value();
    input->decodeUntil(stop);
    if (traits.seek == CodingTraits::Seek::Bytes) {
        input->forgetPlaces();
        input->findFramesFrom(0); // until it is said where
    }
    return input;
}

} // namespace

std::unique_ptr<PacketReader> PacketReader::open(std::shared_ptr<const ByteSource> bytes,
                                                 std::shared_ptr<const PacketIndex> index, const CodingTraits& traits,
                                                 const std::stop_token& stop)
{
    std::unique_ptr<AvInput> input = openInput(std::move(bytes), traits, stop);
    if (!input)
        return nullptr;
    std::unique_ptr<PacketDecoder> decoder = PacketDecoder::open(input->stream(), Trimming::ByOwner);
    if (!decoder)
        return nullptr;
    return std::unique_ptr<PacketReader>(
        new PacketReader(std::move(input), std::move(decoder), std::move(index), traits, stop));
}

PacketReader::PacketReader(std::unique_ptr<AvInput> input, std::unique_ptr<PacketDecoder> decoder,
                           std::shared_ptr<const PacketIndex> index, const CodingTraits& traits,
                           const std::stop_token& stop)
    : m_stop(stop), m_input(std::move(input)), m_index(std::move(index)), m_traits(traits),
      m_clock(m_input->stream(), traits.clock, m_index->samplesOfPacket()), m_decoder(std::move(decoder)),
      m_blockBytes(static_cast<std::size_t>(layoutOf(m_index->format()).blockBytes()))
{ }

std::int64_t PacketReader::containerEntries() const
{
    return avformat_index_get_entries_count(&m_input->stream());
}

std::int64_t PacketReader::pendingBegin() const
{
    return m_position - static_cast<std::int64_t>(m_pending.size() / m_blockBytes);
}

bool PacketReader::isShortlyBefore(std::int64_t place) const
{
    return m_position >= 0 && place >= pendingBegin()
        && place - m_position <= m_index->preroll() + samplesWorthEntering;
}

bool PacketReader::read(SampleInterval wanted, std::vector<std::byte>& out)
{
    return isShortlyBefore(wanted.begin) ? collect(wanted, out) : readAnew(wanted, m_index->preroll(), out);
}

bool PacketReader::readAnew(SampleInterval wanted, int preroll, std::vector<std::byte>& out)
{
    return enter(wanted.begin, preroll) && pendingBegin() <= wanted.begin && collect(wanted, out);
}

/// Decodes on until all of @p wanted is there.
bool PacketReader::collect(SampleInterval wanted, std::vector<std::byte>& out)
{
    forgetBefore(wanted.begin);
    while (m_position < wanted.end) {
        if (m_ended || !goOn())
            return false;
        forgetBefore(wanted.begin);
    }
    const std::span<const std::byte> found = m_pending.first(static_cast<std::size_t>(wanted.size()) * m_blockBytes);
    out.insert(out.end(), found.begin(), found.end());
    forgetBefore(wanted.end);
    return true;
}

std::int64_t PacketReader::decodeToEnd(std::int64_t begin)
{
    if (!isShortlyBefore(begin) && !enter(begin, m_index->preroll()))
        return -1;
    while (!m_ended) {
        if (!goOn())
            return -1;
        forgetBefore(m_position);
    }
    return m_position;
}

/// Drops samples before @p place, which nobody will ask for.
void PacketReader::forgetBefore(std::int64_t place)
{
    const std::int64_t count = std::min(place, m_position) - pendingBegin();
    if (count > 0)
        m_pending.drop(static_cast<std::size_t>(count) * m_blockBytes);
}

/// Gets ready to decode from @p place on.
bool PacketReader::enter(std::int64_t place, int preroll)
{
    // A container that finds no entry where it should may find one further back.
    const std::int64_t second = m_index->format().sampleRate;
    for (const std::int64_t back : {std::int64_t{0}, 8 * second, 64 * second}) {
        const Checkpoint checkpoint = m_index->endingBefore(place - preroll - back);
        const bool isFirst = checkpoint.begin == 0;
        m_position = -1;
        m_pending.clear();
        m_cameUpShort = false;
        m_ended = false;
        m_nextCheckpoint.reset();
        m_settledFrom = place;
        m_clock.restart();
        if (reach(checkpoint)) {
            if (!isFirst)
                return beginOnTheWay(checkpoint, place, preroll);
            beginAtFirstPacket();
            return decodePacket();
        }
        if (isFirst || m_input->interrupted())
            return false;
    }
    return false;
}

/// Brings the packet of @p checkpoint to hand.
bool PacketReader::reach(const Checkpoint& checkpoint)
{
    if (seekTo(checkpoint) && recognise(checkpoint))
        return true;
    if (checkpoint.begin != 0 || m_input->interrupted())
        return false;
    // Some containers do not go back to their very first packet. Opened again they stand before it.
    std::unique_ptr<AvInput> opened = openInput(m_input->sharedBytes(), m_traits, m_stop);
    if (!opened)
        return false;
    m_input = std::move(opened);
    return recognise(checkpoint);
}

bool PacketReader::seekTo(const Checkpoint& checkpoint)
{
    return m_traits.seek == CodingTraits::Seek::Bytes ? m_input->seekToByte(checkpoint.byte)
                                                      : m_input->seekToTime(checkpoint.time);
}

/// Reads on until the packet of @p checkpoint is at hand.
bool PacketReader::recognise(const Checkpoint& checkpoint)
{
    const bool byBytes = m_traits.seek == CodingTraits::Seek::Bytes;
    for (int i = 0; i < packetsToRecogniseIn; ++i) {
        av_packet_unref(m_packet.get());
        if (m_input->readPacket(*m_packet) < 0)
            return false;
        if (isCheckpoint(checkpoint))
            return true;
        if (byBytes ? m_packet->pos > checkpoint.byte : timeOf(*m_packet) > checkpoint.time)
            return false;
    }
    return false;
}

bool PacketReader::isCheckpoint(const Checkpoint& checkpoint) const
{
    return m_packet->pos == checkpoint.byte && m_packet->size == checkpoint.size
        && (m_traits.seek == CodingTraits::Seek::Bytes || timeOf(*m_packet) == checkpoint.time)
        && packetHash(*m_packet) == checkpoint.hash;
}

void PacketReader::beginAtFirstPacket()
{
    m_decoder->flush();
    m_position = 0;
    m_settledFrom = 0;
    m_packets = 0;
    m_lastCheckpoint = -1;
}

/// From a packet that was recognised: jumps over what is too early, and gives the decoder its first packet, whose
/// samples are only good where no preroll is needed.
bool PacketReader::beginOnTheWay(const Checkpoint& checkpoint, std::int64_t place, int preroll)
{
    std::int64_t begin = checkpoint.begin;
    std::int64_t end = checkpoint.end();
    m_clock.samplesIn(*m_packet);
    while (preroll > 0 ? end + (end - begin) + preroll <= place : end <= place) {
        av_packet_unref(m_packet.get());
        if (m_input->readPacket(*m_packet) < 0)
            return false;
        const int samples = m_clock.samplesIn(*m_packet);
        if (samples < 0)
            return false;
        begin = std::exchange(end, end + samples);
    }
    m_decoder->flush();
    m_position = begin;
    m_packets = onTheWay;
    const bool decoded = give(m_packet.get());
    av_packet_unref(m_packet.get());
    if (preroll > 0) {
        m_pending.clear();
        m_position = end;
    } else {
        m_cameUpShort = m_position != end;
    }
    m_lastCheckpoint = begin;
    return decoded || preroll > 0;
}

/// Decodes the next packet, or what the decoder still holds at the end.
bool PacketReader::goOn()
{
    av_packet_unref(m_packet.get());
    const int result = m_input->readPacket(*m_packet);
    if (result == 0)
        return !m_cameUpShort && decodePacket();
    if (result != AVERROR_EOF || m_input->interrupted() || m_input->bytes().firstError() != 0)
        return false;
    m_ended = true;
    const std::int64_t known = m_index->length().rawSamples;
    return give(nullptr) && (known < 0 || known == m_position);
}

/// Decodes the packet at hand. What it gives must be what the index says, but in the preroll, where a decoder may still
/// be without what it needs.
bool PacketReader::decodePacket()
{
    if (!passCheckpoint())
        return false;
    const std::int64_t before = m_position;
    const int samples = m_clock.samplesIn(*m_packet);
    const bool decoded = give(m_packet.get());
    if (m_packets++ < packetsOfStart)
        return decoded;
    if (samples < 0)
        return false;
    const std::int64_t after = before + samples;
    if (after <= m_settledFrom) {
        if (m_position != after) {
            m_position = after;
            m_pending.clear();
        }
        return true;
    }
    m_cameUpShort = m_position < after;
    return decoded && m_position <= after;
}

/// When the packet at hand is a checkpoint, or should have been, its place must be what the index says.
bool PacketReader::passCheckpoint()
{
    if (!m_nextCheckpoint)
        m_nextCheckpoint = m_index->beginningAt(std::max(m_position, m_lastCheckpoint + 1));
    if (!m_nextCheckpoint)
        return true;
    if (isCheckpoint(*m_nextCheckpoint)) {
        m_lastCheckpoint = m_nextCheckpoint->begin;
        m_nextCheckpoint.reset();
        return m_position == m_lastCheckpoint;
    }
    return m_position <= m_nextCheckpoint->begin;
}

/// Hands the decoder a packet (none: the end) and takes all that it gives. False when it met an error.
bool PacketReader::give(const AVPacket* packet)
{
    if (m_decoder->send(packet) < 0 && packet)
        return false;
    while (true) {
        const int result = m_decoder->receive(*m_frame);
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
            return true;
        if (result < 0 || (m_frame->nb_samples > 0 && formatOf(*m_frame) != m_index->format()))
            return false;
        appendSamples(*m_frame, m_pending.end());
        m_position += m_frame->nb_samples;
    }
}

} // namespace gabor
