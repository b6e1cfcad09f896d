// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/avframes.h"

#include "core/audio/avlibrary.h"

#include <bit>
#include <cstring>
#include <new>

extern "C" {
#include <libavformat/avformat.h>
#include <libavutil/intreadwrite.h>
}

namespace gabor {

namespace {

constexpr std::int64_t maximumFrameSamples = 4'000'000;

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

AVSampleFormat avFormatOf(SampleFormat format)
{
    for (const AVSampleFormat candidate : {AV_SAMPLE_FMT_U8, AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S32, AV_SAMPLE_FMT_S64,
                                           AV_SAMPLE_FMT_FLT, AV_SAMPLE_FMT_DBL})
        if (sampleFormatOf(candidate) == format)
            return candidate;
    return AV_SAMPLE_FMT_NONE;
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

/// @param size  of @p data in bytes, which are as AV_PKT_DATA_SKIP_SAMPLES has them
Skip skipIn(const std::uint8_t* data, std::size_t size)
{
    return data && size >= 10 ? Skip{.atBegin = AV_RL32(data), .atEnd = AV_RL32(data + 4)} : Skip{};
}

bool isMpegAudio(AVCodecID id)
{
    return id == AV_CODEC_ID_MP1 || id == AV_CODEC_ID_MP2 || id == AV_CODEC_ID_MP3;
}

/// Of each block of sound.
bool hasChecksums(AVCodecID id)
{
    return id == AV_CODEC_ID_FLAC || id == AV_CODEC_ID_WAVPACK || id == AV_CODEC_ID_TTA;
}

/// The usual decoder of MPEG layers 1 and 2 rounds to 16 bits with noise of its own, other noise at every run.
const AVCodec* decoderFor(AVCodecID id)
{
    const char* const exact = id == AV_CODEC_ID_MP2 ? "mp2float" : id == AV_CODEC_ID_MP1 ? "mp1float" : nullptr;
    const AVCodec* const codec = exact ? avcodec_find_decoder_by_name(exact) : nullptr;
    return codec ? codec : avcodec_find_decoder(id);
}

} // namespace

InterleavedSamples layoutOf(const FrameFormat& format)
{
    return {.format = format.sample, .byteOrder = std::endian::native, .channelCount = format.channelCount, .begin = 0};
}

std::optional<FrameFormat> formatOf(const AVFrame& frame)
{
    const std::optional<SampleFormat> sample = sampleFormatOf(frame.format);
    if (!sample || frame.sample_rate <= 0 || frame.ch_layout.nb_channels <= 0)
        return std::nullopt;
    return FrameFormat{*sample, frame.ch_layout.nb_channels, frame.sample_rate};
}

void appendSamples(const AVFrame& frame, std::vector<std::byte>& out)
{
    const auto format = static_cast<AVSampleFormat>(frame.format);
    const auto width = static_cast<std::size_t>(av_get_bytes_per_sample(format));
    const auto count =
        static_cast<std::size_t>(frame.nb_samples) * static_cast<std::size_t>(frame.ch_layout.nb_channels);
    const std::size_t before = out.size();
    out.resize(before + count * width);
    std::byte* const to = out.data() + before;
    if (av_sample_fmt_is_planar(format) == 0 || frame.ch_layout.nb_channels == 1)
        std::memcpy(to, frame.extended_data[0], count * width);
    else if (width == 1)
        interleave<1>(frame, to);
    else if (width == 2)
        interleave<2>(frame, to);
    else if (width == 4)
        interleave<4>(frame, to);
    else
        interleave<8>(frame, to);
}

void lendSamples(const FrameFormat& format, int count, std::byte* samples, AVFrame& frame)
{
    av_frame_unref(&frame);
    frame.format = avFormatOf(format.sample);
    frame.sample_rate = format.sampleRate;
    frame.ch_layout.order = AV_CHANNEL_ORDER_UNSPEC;
    frame.ch_layout.nb_channels = format.channelCount;
    frame.nb_samples = count;
    frame.data[0] = reinterpret_cast<std::uint8_t*>(samples);
}

Skip skipOf(const AVPacket& packet)
{
    std::size_t size = 0;
    const std::uint8_t* const data = av_packet_get_side_data(&packet, AV_PKT_DATA_SKIP_SAMPLES, &size);
    return skipIn(data, size);
}

Skip skipOf(const AVFrame& frame)
{
    const AVFrameSideData* const side = av_frame_get_side_data(&frame, AV_FRAME_DATA_SKIP_SAMPLES);
    return side ? skipIn(side->data, side->size) : Skip{};
}

void forgetSkipAtEnd(AVPacket& packet)
{
    std::size_t size = 0;
    std::uint8_t* const data = av_packet_get_side_data(&packet, AV_PKT_DATA_SKIP_SAMPLES, &size);
    if (data && size >= 10)
        AV_WL32(data + 4, 0);
}

AvPointer<AVCodecContext> openCodec(const AVStream& stream, Trimming trimming)
{
    const AVCodec* const codec = decoderFor(stream.codecpar->codec_id);
    if (!codec)
        return nullptr;
    AvPointer<AVCodecContext> context(avcodec_alloc_context3(codec));
    if (!context)
        throw std::bad_alloc();
    if (avcodec_parameters_to_context(context.get(), stream.codecpar) < 0)
        return nullptr;
    if (isMpegAudio(stream.codecpar->codec_id)) // marks its first frame with what stands here, though it knows better
        context->sample_rate = 0;
    context->pkt_timebase = stream.time_base; // what is cut off is told in this unit
    context->max_samples = maximumFrameSamples;
    if (hasChecksums(stream.codecpar->codec_id)) // or noise would be made of damage
        context->err_recognition |= AV_EF_CRCCHECK | AV_EF_EXPLODE;
    context->thread_count = 1; // more make sound slower
    if (trimming == Trimming::ByOwner)
        context->flags2 |= AV_CODEC_FLAG2_SKIP_MANUAL;
    if (avcodec_open2(context.get(), codec, nullptr) < 0)
        return nullptr;
    return context;
}

} // namespace gabor
