// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/lengthclaim.h"

#include "core/audio/avlibrary.h"

#include <algorithm>
#include <string_view>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

constexpr std::int64_t mostClaimed = std::int64_t{1} << 60; ///< samples; a file with holes may seem to be of any size

bool isLossless(AVCodecID id)
{
    if (id == AV_CODEC_ID_WAVPACK) // counts as both, but drops no sample when it is lossy
        return true;
    const AVCodecDescriptor* const descriptor = avcodec_descriptor_get(id);
    constexpr int both = AV_CODEC_PROP_LOSSLESS | AV_CODEC_PROP_LOSSY;
    return descriptor && (descriptor->props & both) == AV_CODEC_PROP_LOSSLESS;
}

} // namespace

bool LengthClaim::isBelied(std::int64_t decoded) const
{
    return samples > 0 && !isEstimate && (decoded > samples + tolerance || decoded < samples - tolerance);
}

std::int64_t LengthClaim::believable(double sampleRate, std::int64_t fileBytes) const
{
    return samples <= mostBelievable(sampleRate, fileBytes) ? samples : 0;
}

std::int64_t LengthClaim::mostBelievable(double sampleRate, std::int64_t fileBytes)
{
    constexpr double leastBitsOfSecond = 64;
    const double samples = 8.0 * static_cast<double>(fileBytes) / leastBitsOfSecond * sampleRate;
    return static_cast<std::int64_t>(std::min(samples, static_cast<double>(mostClaimed)));
}

LengthClaim lengthClaim(const AVFormatContext& format, const AVStream& stream, int sampleRate)
{
    LengthClaim claim;
    const AVRational sampleUnit{1, sampleRate};
    if (stream.duration != AV_NOPTS_VALUE)
        claim.samples = av_rescale_q(stream.duration, stream.time_base, sampleUnit);
    else if (format.duration != AV_NOPTS_VALUE)
        claim.samples = av_rescale_q(format.duration, AVRational{1, AV_TIME_BASE}, sampleUnit);
    claim.samples = std::clamp<std::int64_t>(claim.samples, 0, mostClaimed);
    claim.isEstimate = format.duration_estimation_method == AVFMT_DURATION_FROM_BITRATE;
    const bool countsSamples = av_cmp_q(stream.time_base, sampleUnit) == 0;
    // What only the whole file claims may be the length of its pictures. CAF is allowed to count whole packets only.
    const bool isOfSound = stream.duration != AV_NOPTS_VALUE && std::string_view(format.iformat->name) != "caf";
    const bool isExact = isOfSound && countsSamples && isLossless(stream.codecpar->codec_id);
    claim.tolerance = isExact ? 0 : std::max(4096, sampleRate / 10);
    return claim;
}

} // namespace gabor
