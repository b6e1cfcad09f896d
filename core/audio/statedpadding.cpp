// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/statedpadding.h"

#include "core/audio/avlibrary.h"
#include "core/audio/cafpadding.h"
#include "core/audio/moviepadding.h"

#include <algorithm>
#include <string_view>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/intreadwrite.h>
}

namespace gabor {

namespace {

bool hasEvenPackets(AVCodecID id)
{
    return id == AV_CODEC_ID_AAC || id == AV_CODEC_ID_MP3 || id == AV_CODEC_ID_OPUS || id == AV_CODEC_ID_AC3
        || id == AV_CODEC_ID_EAC3;
}

/// Opus may tell of its delay by a header of its own, by which the decoder goes.
bool tellsOfDelayItself(const AVCodecParameters& parameters)
{
    return parameters.codec_id == AV_CODEC_ID_OPUS && parameters.extradata_size > 0;
}

} // namespace

StatedPadding statedPaddingOf(const AVFormatContext& format, AVStream& stream, HeaderReader& reader, int track)
{
    const std::string_view container = format.iformat->name;
    const AVCodecParameters& parameters = *stream.codecpar;
    const int entries = avformat_index_get_entries_count(&stream);
    if (!hasEvenPackets(parameters.codec_id) || entries <= 0)
        return {};
    StatedPadding found{.firstTime = avformat_index_get_entry(&stream, 0)->timestamp,
                        .lastTime = avformat_index_get_entry(&stream, entries - 1)->timestamp};
    if (container == "caf") {
        const std::optional<CafPadding> padding = cafPadding(reader);
        if (!padding || padding->packets != entries || padding->sampleRate != parameters.sample_rate)
            return {};
        found.atBegin = tellsOfDelayItself(parameters) ? 0 : padding->atBegin;
        found.atEnd = padding->atEnd;
    } else if (container.starts_with("mov")) {
        const std::optional<MoviePadding> padding = moviePadding(reader, track);
        // An edit may leave out the end, and then the last packet is another one.
        if (!padding || padding->packets != entries || padding->timescale != parameters.sample_rate)
            return {};
        found.atEnd = padding->samples;
    }
    return found;
}

void markPadding(const StatedPadding& padding, AVPacket& packet)
{
    constexpr std::size_t bytes = 10; // at the beginning, at the end, and the two reasons
    const std::int64_t atBegin = packet.dts == padding.firstTime ? padding.atBegin : 0;
    const std::int64_t atEnd = packet.dts == padding.lastTime ? padding.atEnd : 0;
    if ((atBegin == 0 && atEnd == 0) || av_packet_get_side_data(&packet, AV_PKT_DATA_SKIP_SAMPLES, nullptr))
        return;
    if (std::uint8_t* const data = av_packet_new_side_data(&packet, AV_PKT_DATA_SKIP_SAMPLES, bytes)) {
        std::fill_n(data, bytes, std::uint8_t{0});
        AV_WL32(data, atBegin);
        AV_WL32(data + 4, atEnd);
    }
}

} // namespace gabor
