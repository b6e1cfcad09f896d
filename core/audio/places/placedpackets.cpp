// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/places/placedpackets.h"

#include "core/audio/avinput.h"
#include "core/audio/places/flacplaces.h"
#include "core/audio/places/oggplaces.h"
#include "core/audio/places/streamplaces.h"
#include "core/audio/places/timedplaces.h"

#include <algorithm>
#include <array>
#include <string_view>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

/// Of everything else nothing is known but the packets.
class PlainPackets final : public PlacedPackets
{
public:
    explicit PlainPackets(AvInput& input) : m_input(input) { }
    int next(AVPacket& packet) override { return m_input.readPacket(packet); }

private:
    AvInput& m_input;
};

template <std::size_t count>
bool isAmong(const std::array<std::string_view, count>& names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

} // namespace

std::unique_ptr<PlacedPackets> PlacedPackets::of(AvInput& input)
{
    constexpr std::array<std::string_view, 2> timed{"mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm"};
    constexpr std::array<std::string_view, 4> bounded{"caf", "ape", "tta", "wv"};
    constexpr std::array<std::string_view, 4> streams{"mp3", "aac", "ac3", "eac3"};
    const AVCodecID encoding = input.stream().codecpar->codec_id;
    const std::string_view container = input.format().iformat->name;
    const bool isXiphs = encoding == AV_CODEC_ID_FLAC || encoding == AV_CODEC_ID_VORBIS || encoding == AV_CODEC_ID_OPUS;
    if (isXiphs && container == "ogg")
        return std::make_unique<OggPlaces>(input);
    if (encoding == AV_CODEC_ID_FLAC)
        return std::make_unique<FlacPlaces>(input);
    if (isAmong(timed, container) || isAmong(bounded, container))
        return std::make_unique<TimedPlaces>(input, isAmong(timed, container));
    if (isAmong(streams, container))
        return std::make_unique<StreamPlaces>(input);
    return std::make_unique<PlainPackets>(input);
}

} // namespace gabor
