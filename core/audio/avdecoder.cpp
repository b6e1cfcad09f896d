// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/avdecoder.h"

#include "core/audio/avlibrary.h"
#include "core/audio/avnames.h"
#include "core/audio/ttalast.h"

#include <algorithm>
#include <string_view>
#include <utility>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

constexpr int maximumErrorsInARow = 1000; ///< then what follows is no sound, however much of it there is

} // namespace

AvDecoder::AvDecoder(std::unique_ptr<AvInput> input) : m_input(std::move(input)) { }

Result<std::unique_ptr<AvDecoder>, OpenFault> AvDecoder::open(std::unique_ptr<AvInput> input)
{
    std::unique_ptr<AvDecoder> decoder(new AvDecoder(std::move(input)));
    const AVStream& stream = decoder->m_input->stream();
    if (!avcodec_find_decoder(stream.codecpar->codec_id))
        return decoder->m_input->fault(OpenFault::Kind::UnknownEncoding, encodingName(*stream.codecpar));
    decoder->m_decoder = PacketDecoder::open(stream, Trimming::ByDecoder);
    if (!decoder->m_decoder)
        return decoder->m_input->fault(OpenFault::Kind::NoAudio);
    decoder->m_packets = PlacedPackets::of(*decoder->m_input);
    const AvInput& opened = *decoder->m_input;
    HeaderReader reader(opened.bytes(), opened.stop());
    decoder->m_statedLength = statedLengthOf(opened.format(), stream, opened.bytes(), reader);
    return decoder;
}

AvDecoder::Step AvDecoder::next()
{
    while (true) {
        if (m_input->interrupted())
            return Step::Interrupted;
        const int result = m_decoder->receive(*m_frame);
        if (result == 0) {
            m_errorsInARow = 0;
            if (m_frame->nb_samples == 0)
                continue;
            m_samplesOfPacket += m_frame->nb_samples;
            m_missingBefore = std::exchange(m_missing, 0);
            m_frameFormat = formatOf(*m_frame);
            return Step::Frame;
        }
        if (result == AVERROR_EOF)
            return Step::End;
        if (result != AVERROR(EAGAIN))
            noteRefused();
        else if (m_samplesOfPacket > 0)
            m_packets->learn(m_samplesOfPacket, m_frameFormat ? m_frameFormat->sampleRate : 0);
        if (m_draining)
            return Step::End;
        if (!feed())
            return Step::Interrupted;
    }
}

/// The packet at hand, or what is left of it, cannot be decoded.
void AvDecoder::noteRefused()
{
    ++m_errorCount;
    ++m_errorsInARow;
    m_packets->noteRefused();
    const std::int64_t samples = m_packets->place().samples;
    if (samples < 0 && !m_packets->knowsGaps())
        ++m_unplacedErrorCount;
    m_missing = std::min(m_missing + std::max<std::int64_t>(0, samples - m_samplesOfPacket), mostMissing);
    m_hasEstimated |= m_packets->place().isEstimate;
}

std::int64_t AvDecoder::frameSamples() const
{
    return m_frame->nb_samples;
}

void AvDecoder::appendFrame(std::vector<std::byte>& out) const
{
    appendSamples(*m_frame, out);
}

/// A container tells of encoder delay by marks on its first packets: whole ones that are to be dropped, or samples, or the
/// same delay in both ways.
void AvDecoder::noteDelay()
{
    if (m_beganSound)
        return;
    if (const std::int64_t samples = skipOf(*m_packet).atBegin; samples > 0)
        m_delay = std::max(m_delay, m_dropped + samples);
    m_beganSound = (m_packet->flags & AV_PKT_FLAG_DISCARD) == 0;
    if (!m_beganSound)
        m_dropped += m_input->stream().codecpar->frame_size;
    m_delay = std::max(m_delay, m_dropped);
}

void AvDecoder::heedStatedLength()
{
    if (!std::exchange(m_beganPackets, true) && m_statedLength)
        m_statedLength = countedFrom(*m_packet, *m_statedLength);
    if (m_statedLength && m_statedLength->isSurerThanMarks)
        forgetSkipAtEnd(*m_packet);
}

/// Whether a decoder that was told otherwise takes the packet, and is the one from now on.
bool AvDecoder::resendToAnother()
{
    if (m_othersLeft == 0 || std::string_view(m_input->format().iformat->name) != "matroska,webm")
        return false;
    --m_othersLeft;
    AvPointer<AVCodecContext> other = codecForLastTta(m_input->stream(), *m_packet);
    return other && m_decoder->resend(*m_packet, std::move(other));
}

/// Hands the decoder the next packet, or tells it that none is left. False when interrupted.
bool AvDecoder::feed()
{
    while (m_errorsInARow <= maximumErrorsInARow) {
        av_packet_unref(m_packet.get());
        int result = m_packets->next(*m_packet);
        if (result == AVERROR_EXIT && m_input->interrupted())
            return false;
        if (result == AVERROR_INVALIDDATA || result == AVERROR(EAGAIN)) {
            if (result == AVERROR_INVALIDDATA) {
                ++m_errorCount;
                m_unplacedErrorCount += m_packets->knowsGaps() ? 0 : 1;
            }
            ++m_errorsInARow;
            continue;
        }
        m_endedEarly = result < 0 && result != AVERROR_EOF;
        if (result < 0)
            break; // the end, or a read error that the byte source remembers
        m_lastPacketCut = (m_packet->flags & AV_PKT_FLAG_CORRUPT) != 0;
        noteDelay();
        heedStatedLength();
        m_samplesOfPacket = 0;
        if (m_packets->place().missing > 0) {
            m_missing = std::min(m_missing + m_packets->place().missing, mostMissing);
            m_hasEstimated |= m_packets->place().isEstimate;
            ++m_errorCount;
        }
        result = m_decoder->send(m_packet.get());
        if (result == 0 || resendToAnother())
            return true;
        noteRefused();
    }
    m_draining = true;
    m_decoder->send(nullptr);
    return true;
}

} // namespace gabor
