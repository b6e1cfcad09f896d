// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/avdecoder.h"

#include "core/audio/avnames.h"

#include <cstring>
#include <new>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

constexpr std::int64_t maximumFrameSamples = 4'000'000;
constexpr int maximumErrorsInARow = 1000; ///< then what follows is no sound, however much of it there is

std::optional<SampleFormat> sampleFormatOf(int avFormat)
{
    switch (av_get_packed_sample_fmt(static_cast<AVSampleFormat>(avFormat))) {
    case AV_SAMPLE_FMT_U8:
        return SampleFormat::Unsigned8;
    case AV_SAMPLE_FMT_S16:
        return SampleFormat::Signed16;
    case AV_SAMPLE_FMT_S32:
        return SampleFormat::Signed32;
    case AV_SAMPLE_FMT_S64:
        return SampleFormat::Signed64;
    case AV_SAMPLE_FMT_FLT:
        return SampleFormat::Float32;
    case AV_SAMPLE_FMT_DBL:
        return SampleFormat::Float64;
    default:
        return std::nullopt;
    }
}

/// The width is a constant so that the copy becomes a move, not a call.
template <std::size_t width>
void interleave(const AVFrame& frame, std::byte* out)
{
    const auto channels = static_cast<std::size_t>(frame.ch_layout.nb_channels);
    const auto samples = static_cast<std::size_t>(frame.nb_samples);
    for (std::size_t channel = 0; channel < channels; ++channel) {
        const std::uint8_t* const from = frame.extended_data[channel]; // data[] ends after 8 channels
        std::byte* to = out + channel * width;
        for (std::size_t i = 0; i < samples; ++i, to += channels * width)
            std::memcpy(to, from + i * width, width);
    }
}

} // namespace

AvDecoder::AvDecoder(std::unique_ptr<AvInput> input)
    : m_input(std::move(input)), m_packet(av_packet_alloc()), m_frame(av_frame_alloc())
{ }

AvDecoder::~AvDecoder()
{
    av_frame_free(&m_frame);
    av_packet_free(&m_packet);
    avcodec_free_context(&m_codec);
}

Result<std::unique_ptr<AvDecoder>, OpenFault> AvDecoder::open(std::unique_ptr<AvInput> input)
{
    std::unique_ptr<AvDecoder> decoder(new AvDecoder(std::move(input)));
    const AVCodecParameters& parameters = *decoder->m_input->stream().codecpar;
    const AVCodec* const codec = avcodec_find_decoder(parameters.codec_id);
    if (!codec)
        return decoder->m_input->fault(OpenFault::Kind::UnknownEncoding, encodingName(parameters));
    decoder->m_codec = avcodec_alloc_context3(codec);
    if (!decoder->m_codec || !decoder->m_packet || !decoder->m_frame)
        throw std::bad_alloc();
    if (avcodec_parameters_to_context(decoder->m_codec, &parameters) < 0)
        return decoder->m_input->fault(OpenFault::Kind::NoAudio);
    decoder->m_codec->pkt_timebase = decoder->m_input->stream().time_base; // what is cut off is told in this unit
    decoder->m_codec->max_samples = maximumFrameSamples;
    decoder->m_codec->thread_count = 1; // more make sound slower
    if (avcodec_open2(decoder->m_codec, codec, nullptr) < 0)
        return decoder->m_input->fault(OpenFault::Kind::NoAudio);
    return decoder;
}

AvDecoder::Step AvDecoder::next()
{
    while (true) {
        if (m_input->interrupted())
            return Step::Interrupted;
        const int result = avcodec_receive_frame(m_codec, m_frame);
        if (result == 0) {
            m_errorsInARow = 0;
            if (m_frame->nb_samples > 0)
                return Step::Frame;
            continue;
        }
        if (result == AVERROR_EOF)
            return Step::End;
        if (result != AVERROR(EAGAIN)) {
            ++m_errorCount;
            ++m_errorsInARow;
        }
        if (m_draining)
            return Step::End;
        if (!feed())
            return Step::Interrupted;
    }
}

/// Hands the decoder the next packet, or tells it that none is left. False when interrupted.
bool AvDecoder::feed()
{
    while (m_errorsInARow <= maximumErrorsInARow) {
        int result = m_input->readPacket(*m_packet);
        if (result == AVERROR_EXIT && m_input->interrupted())
            return false;
        if (result == AVERROR_INVALIDDATA || result == AVERROR(EAGAIN)) {
            m_errorCount += result == AVERROR_INVALIDDATA ? 1 : 0;
            ++m_errorsInARow;
            continue;
        }
        if (result < 0)
            break; // the end, or a read error that the byte source remembers
        m_lastPacketCut = (m_packet->flags & AV_PKT_FLAG_CORRUPT) != 0;
        result = avcodec_send_packet(m_codec, m_packet);
        av_packet_unref(m_packet);
        if (result == 0)
            return true;
        ++m_errorCount;
        ++m_errorsInARow;
    }
    m_draining = true;
    avcodec_send_packet(m_codec, nullptr);
    return true;
}

std::optional<FrameFormat> AvDecoder::frameFormat() const
{
    const std::optional<SampleFormat> sample = sampleFormatOf(m_frame->format);
    if (!sample || m_frame->sample_rate <= 0 || m_frame->ch_layout.nb_channels <= 0)
        return std::nullopt;
    return FrameFormat{*sample, m_frame->ch_layout.nb_channels, m_frame->sample_rate};
}

void AvDecoder::appendFrame(std::vector<std::byte>& out) const
{
    const auto format = static_cast<AVSampleFormat>(m_frame->format);
    const auto width = static_cast<std::size_t>(av_get_bytes_per_sample(format));
    const auto count =
        static_cast<std::size_t>(m_frame->nb_samples) * static_cast<std::size_t>(m_frame->ch_layout.nb_channels);
    const std::size_t before = out.size();
    out.resize(before + count * width);
    std::byte* const to = out.data() + before;
    if (av_sample_fmt_is_planar(format) == 0)
        std::memcpy(to, m_frame->extended_data[0], count * width);
    else if (width == 1)
        interleave<1>(*m_frame, to);
    else if (width == 2)
        interleave<2>(*m_frame, to);
    else if (width == 4)
        interleave<4>(*m_frame, to);
    else
        interleave<8>(*m_frame, to);
}

} // namespace gabor
