// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/ttalast.h"

#include "core/audio/avframes.h"
#include "core/audio/avlibrary.h"

extern "C" {
#include <libavformat/avformat.h>
#include <libavutil/intreadwrite.h>
}

namespace gabor {

namespace {

constexpr int headerBytes = 22;
constexpr int lengthPlace = 14; ///< in the header, of the samples in the sound

/// Writes another length into the header that decoders of @p stream get.
void claim(const AVStream& stream, std::int64_t samples)
{
    AV_WL32(stream.codecpar->extradata + lengthPlace, static_cast<std::uint32_t>(samples));
}

bool accepts(AVCodecContext* codec, const AVPacket& packet)
{
    const AvPointer<AVFrame> frame = newFrame();
    const bool taken =
        codec && avcodec_send_packet(codec, &packet) == 0 && avcodec_receive_frame(codec, frame.get()) == 0;
    if (codec)
        avcodec_flush_buffers(codec);
    return taken;
}

bool isAccepted(const AVStream& stream, const AVPacket& packet, std::int64_t samples)
{
    if (samples <= 0)
        return false;
    claim(stream, samples);
    return accepts(openCodec(stream, Trimming::ByDecoder).get(), packet);
}

} // namespace

AvPointer<AVCodecContext> codecForLastTta(const AVStream& stream, const AVPacket& last)
{
    const AVCodecParameters& parameters = *stream.codecpar;
    if (parameters.codec_id != AV_CODEC_ID_TTA || parameters.extradata_size < headerBytes
        || parameters.sample_rate <= 0)
        return nullptr;
    const std::int64_t stated = AV_RL32(parameters.extradata + lengthPlace);
    const std::int64_t farthest = 1 + parameters.sample_rate / 1000; // a millisecond
    for (std::int64_t distance = 0; distance <= farthest; ++distance)
        for (std::int64_t samples : {stated - distance, stated + distance}) {
            if (!isAccepted(stream, last, samples))
                continue;
            // The packet ends with a whole byte, and silence takes so few bits that it may also seem to end before.
            while (isAccepted(stream, last, samples + 1))
                ++samples;
            claim(stream, samples);
            return openCodec(stream, Trimming::ByDecoder);
        }
    claim(stream, stated);
    return nullptr;
}

} // namespace gabor
