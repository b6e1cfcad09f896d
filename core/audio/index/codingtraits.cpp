// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/codingtraits.h"

#include "core/audio/avinput.h"

#include <algorithm>
#include <array>
#include <string_view>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

using Clock = CodingTraits::Clock;
using Seek = CodingTraits::Seek;

std::optional<Seek> seekOf(std::string_view container)
{
    constexpr std::array<std::string_view, 5> byBytes{"flac", "mp3", "aac", "ogg", "wv"};
    constexpr std::array<std::string_view, 5> byTime{"mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "caf", "ape", "tta"};
    if (std::ranges::find(byBytes, container) != byBytes.end())
        return Seek::Bytes;
    if (std::ranges::find(byTime, container) != byTime.end())
        return Seek::Time;
    return std::nullopt;
}

} // namespace

std::optional<CodingTraits> codingTraitsOf(const AvInput& input)
{
    const std::optional<Seek> seek = seekOf(input.format().iformat->name);
    if (!seek)
        return std::nullopt;
    CodingTraits traits{.track = input.track(), .seek = *seek};
    switch (input.stream().codecpar->codec_id) {
    case AV_CODEC_ID_FLAC:
    case AV_CODEC_ID_ALAC:
    case AV_CODEC_ID_WAVPACK:
    case AV_CODEC_ID_TTA:
    case AV_CODEC_ID_APE:
        return traits;
    case AV_CODEC_ID_VORBIS:
        traits.clock = Clock::Vorbis;
        traits.preroll = 4096; // a block overlaps with the one before; none gives more samples
        return traits;
    case AV_CODEC_ID_OPUS:
        traits.clock = Clock::Opus;
        traits.preroll = 3840; // 80 ms, RFC 7845, section 4.6; exactness takes longer
        traits.isExact = false;
        traits.checks = 16;
        return traits;
    case AV_CODEC_ID_MP1:
    case AV_CODEC_ID_MP2:
        traits.preroll = 3 * 1152; // the filter bank reaches back 480 samples
        return traits;
    case AV_CODEC_ID_MP3:
        traits.preroll = 6 * 1152; // overlap and filter bank; the borrowed bits come on top
        traits.borrowsBits = true;
        return traits;
    case AV_CODEC_ID_AAC:
        traits.preroll = 4 * 1024;
        traits.checks = 24; // noise that the decoder makes up shows only where the encoder asked for it
        return traits;
    default:
        return std::nullopt;
    }
}

} // namespace gabor
