// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/places/timedplaces.h"

#include "core/audio/avframes.h"
#include "core/audio/avinput.h"
#include "core/audio/avlibrary.h"

#include <algorithm>
#include <cstdlib>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

constexpr std::int64_t leastOpusSamples = 120; ///< of a packet, which all others are multiples of
constexpr int gapsOfSecond = 4; ///< a shorter one may be a clock that was read late, where nothing shows damage

/// By the container, as long as no packet has been decoded; -1 where it does not say.
std::int64_t statedSamples(const AVPacket& packet, const AVStream& stream)
{
    const int rate = stream.codecpar->sample_rate;
    if (packet.duration <= 0 || rate <= 0)
        return -1;
    return std::min(av_rescale_q(packet.duration, stream.time_base, AVRational{1, rate}), std::int64_t{rate});
}

} // namespace

TimedPlaces::TimedPlaces(AvInput& input, bool hasTimes)
    : m_input(input), m_hasTimes(hasTimes), m_clock(clockOfVariedPackets(input.stream())),
      m_step(input.stream().codecpar->codec_id == AV_CODEC_ID_OPUS ? leastOpusSamples : 0), m_time(AV_NOPTS_VALUE)
{ }

int TimedPlaces::next(AVPacket& packet)
{
    m_samplesSince += std::max<std::int64_t>(0, m_place.samples);
    m_place = {};
    if (const int result = m_input.readPacket(packet); result != 0) {
        m_isBehindError |= result == AVERROR_INVALIDDATA;
        return result;
    }
    if (const std::int64_t time = timeOf(packet); time != AV_NOPTS_VALUE) {
        m_place.missing = gapBefore(time);
        m_time = time;
        m_samplesSince = 0;
    }
    if (skipOf(packet).atBegin > 0 || (packet.flags & AV_PKT_FLAG_DISCARD) != 0)
        m_time = AV_NOPTS_VALUE; // nobody will know how long it was
    if (m_clock)
        m_place.samples = std::max(0, m_clock->samplesIn(packet));
    else
        m_place.samples = m_alike >= 0 ? m_alike : statedSamples(packet, m_input.stream());
    m_place.isEstimate = m_place.missing > 0 && m_step <= 0; // packets of many lengths, and a coarse clock
    m_isBehindError = false;
    return 0;
}

void TimedPlaces::learn(std::int64_t samples, int sampleRate)
{
    m_rate = sampleRate;
    if (!m_clock)
        m_place.samples = m_alike = m_step = samples;
}

/// What a damaged packet says of its length may be damaged, too. The time of the next one knows.
void TimedPlaces::noteRefused()
{
    m_isBehindError = true;
    if (m_clock && m_hasTimes)
        m_place.samples = 0;
}

/// Samples between the packets so far and one at @p time that nothing came for. All of them, where packets are alike, are
/// of whole packets, which a coarse clock may hide.
std::int64_t TimedPlaces::gapBefore(std::int64_t time) const
{
    std::int64_t elapsed = 0; // times are what the file says, and may be as far apart as numbers are
    if (!m_hasTimes || m_rate <= 0 || m_time == AV_NOPTS_VALUE || __builtin_sub_overflow(time, m_time, &elapsed))
        return 0;
    const AVRational tick = m_input.stream().time_base;
    const AVRational sample{1, m_rate};
    const std::int64_t coarseness = 2 * av_rescale_q_rnd(1, tick, sample, AV_ROUND_UP);
    std::int64_t gap = 0;
    if (coarseness > m_rate || __builtin_sub_overflow(av_rescale_q(elapsed, tick, sample), m_samplesSince, &gap))
        return 0;
    const std::int64_t least = m_isBehindError ? std::max(coarseness, m_step / 2) : m_rate / gapsOfSecond;
    if (gap < least)
        return 0;
    if (m_step <= 0 || gap > mostMissing)
        return std::min(gap, mostMissing);
    const std::int64_t ofPackets = (gap + m_step / 2) / m_step * m_step;
    return std::abs(gap - ofPackets) <= coarseness ? ofPackets : gap;
}

} // namespace gabor
