// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/pcmsource.h"

#include <algorithm>

namespace gabor {

SoundDescription describe(const ByteSource& bytes, const PcmLayout& layout)
{
    return {.path = bytes.path(),
            .container = layout.container,
            .encoding = nameOf(layout.samples.format),
            .sampleRate = layout.sampleRate,
            .channelCount = layout.samples.channelCount,
            .file = bytes.identity()};
}

PcmSource::PcmSource(std::shared_ptr<const ByteSource> bytes, const PcmLayout& layout, SoundDescription description)
    : m_bytes(std::move(bytes)), m_description(std::move(description)), m_sampleCount(layout.sampleCount),
      m_reader(layout.samples), m_notices(layout.notices)
{ }

void PcmSource::expect(SampleInterval samples) const
{
    const std::int64_t begin = std::clamp<std::int64_t>(samples.begin, 0, m_sampleCount);
    const std::int64_t end = std::clamp<std::int64_t>(samples.end, begin, m_sampleCount);
    const InterleavedSamples& layout = m_reader.layout();
    if (begin < end)
        fetchAhead(m_bytes->file(), layout.begin + begin * layout.blockBytes(), (end - begin) * layout.blockBytes());
}

ReadOutcome PcmSource::read(std::int64_t first, ChannelChoice channel, std::span<float> out) const
{
    return m_reader.read(m_bytes->file(), m_sampleCount, first, channel, out, m_notices);
}

ReadOutcome PcmSource::read(std::int64_t first, ChannelChoice channel, std::span<double> out) const
{
    return m_reader.read(m_bytes->file(), m_sampleCount, first, channel, out, m_notices);
}

} // namespace gabor
