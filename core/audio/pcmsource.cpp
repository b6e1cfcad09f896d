// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/pcmsource.h"

namespace gabor {

PcmSource::PcmSource(std::shared_ptr<const ByteSource> bytes, const PcmLayout& layout)
    : m_bytes(std::move(bytes)), m_description{.path = m_bytes->path(),
                                               .container = layout.container,
                                               .encoding = nameOf(layout.samples.format),
                                               .sampleRate = layout.sampleRate,
                                               .channelCount = layout.samples.channelCount,
                                               .file = m_bytes->identity()},
      m_sampleCount(layout.sampleCount), m_reader(layout.samples), m_notices(layout.notices)
{ }

ReadOutcome PcmSource::read(std::int64_t first, ChannelChoice channel, std::span<float> out) const
{
    return m_reader.read(m_bytes->file(), m_sampleCount, first, channel, out, m_notices);
}

ReadOutcome PcmSource::read(std::int64_t first, ChannelChoice channel, std::span<double> out) const
{
    return m_reader.read(m_bytes->file(), m_sampleCount, first, channel, out, m_notices);
}

} // namespace gabor
