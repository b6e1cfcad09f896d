// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/avtracks.h"

#include "core/audio/avlibrary.h"
#include "core/audio/avnames.h"
#include "core/audio/soundmetadata.h"

#include <algorithm>
#include <span>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/intreadwrite.h>
}

namespace gabor {

namespace {

std::string textOf(const AVStream& stream, const char* name)
{
    const AVDictionaryEntry* const entry = av_dict_get(stream.metadata, name, nullptr, 0);
    return entry ? cleanText(entry->value) : std::string();
}

/// Where every sample, or the difference of one from the next, is written for itself, nothing comes late; nor does it
/// by the definition of Vorbis.
bool mayHaveDelay(AVCodecID id)
{
    const bool isPcmOrAdpcm = id >= AV_CODEC_ID_FIRST_AUDIO && id < AV_CODEC_ID_AMR_NB;
    const bool isDpcm = id >= AV_CODEC_ID_ROQ_DPCM && id < AV_CODEC_ID_MP2;
    if (isPcmOrAdpcm || isDpcm || id == AV_CODEC_ID_VORBIS)
        return false;
    if (id == AV_CODEC_ID_DTS) // counts as both, as it may carry what makes it lossless
        return true;
    const AVCodecDescriptor* const descriptor = avcodec_descriptor_get(id);
    return descriptor && (descriptor->props & AV_CODEC_PROP_LOSSY) != 0
        && (descriptor->props & AV_CODEC_PROP_LOSSLESS) == 0;
}

/// What the decoder cuts off by the header of the encoding, without a word from the container; 0 where there is none.
/// Source: RFC 7845, section 5.1.
std::int64_t preSkipOfOpus(const AVCodecParameters& parameters)
{
    constexpr int headerBytes = 19;
    constexpr int place = 10;
    const bool isThere = parameters.codec_id == AV_CODEC_ID_OPUS && parameters.extradata_size >= headerBytes;
    return isThere ? AV_RL16(parameters.extradata + place) : 0;
}

} // namespace

std::vector<const AVStream*> soundStreamsOf(const AVFormatContext& format)
{
    std::vector<const AVStream*> streams;
    for (const AVStream* const stream : std::span(format.streams, format.nb_streams))
        if (stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO)
            streams.push_back(stream);
    return streams;
}

std::vector<SoundTrack> tracksOf(const AVFormatContext& format)
{
    std::vector<SoundTrack> tracks;
    for (const AVStream* const stream : soundStreamsOf(format)) {
        std::string language = textOf(*stream, "language");
        if (language == "und") // "undetermined", what MP4 writes for nothing
            language.clear();
        tracks.push_back({.encoding = encodingName(*stream->codecpar),
                          .language = std::move(language),
                          .title = textOf(*stream, "title"),
                          .sampleRate = static_cast<double>(std::max(0, stream->codecpar->sample_rate)),
                          .channelCount = std::max(0, stream->codecpar->ch_layout.nb_channels),
                          .canBeDecoded = avcodec_find_decoder(stream->codecpar->codec_id) != nullptr});
    }
    return tracks;
}

EncoderDelay encoderDelayOf(const AVStream& stream, std::int64_t cutOff)
{
    using Knowledge = EncoderDelay::Knowledge;
    if (const std::int64_t samples = cutOff > 0 ? cutOff : preSkipOfOpus(*stream.codecpar); samples > 0)
        return {.knowledge = Knowledge::CutOff, .samples = samples};
    return {.knowledge = mayHaveDelay(stream.codecpar->codec_id) ? Knowledge::Unknown : Knowledge::None};
}

} // namespace gabor
