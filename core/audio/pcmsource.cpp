// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/pcmsource.h"

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
    m_reader.expect(m_bytes->file(), m_sampleCount, samples);
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
