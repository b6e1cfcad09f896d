// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/codedsource.h"

#include <algorithm>

namespace gabor {

CodedSource::CodedSource(SoundDescription description, const InterleavedSamples& samples,
                         std::unique_ptr<DecodeCache> cache, std::int64_t claimedLength)
    : m_description(std::move(description)), m_cache(std::move(cache)), m_claimedLength(claimedLength),
      m_reader(samples)
{ }

std::int64_t CodedSource::availableSamples() const
{
    return m_cache->size() / m_reader.layout().blockBytes();
}

std::int64_t CodedSource::expectedSamples() const
{
    // In this order: what is complete now does not grow between the two questions.
    const bool complete = isComplete();
    const std::int64_t available = availableSamples();
    return complete ? available : std::max(available, m_claimedLength);
}

bool CodedSource::isKnownSilent(SampleInterval samples) const
{
    if (m_reader.layout().format == SampleFormat::Unsigned8) // whose zeros are not silence
        return false;
    const std::int64_t width = m_reader.layout().blockBytes();
    return samples.begin >= 0 && samples.end <= availableSamples()
        && m_cache->isHole(samples.begin * width, samples.end * width);
}

template <class Real>
ReadOutcome CodedSource::readInto(std::int64_t first, ChannelChoice channel, std::span<Real> out) const
{
    const std::int64_t available = availableSamples();
    const SampleInterval places = placesInside(first, static_cast<std::int64_t>(out.size()), available);
    const std::int64_t begin = std::max<std::int64_t>(first, 0);
    if (places.empty() || isKnownSilent({begin, begin + places.size()})) {
        std::fill(out.begin(), out.end(), Real(0));
        return {};
    }
    return m_reader.read(m_cache->file(), available, first, channel, out, m_notices);
}

void CodedSource::expect(SampleInterval samples) const
{
    m_reader.expect(m_cache->file(), availableSamples(), samples);
}

ReadOutcome CodedSource::read(std::int64_t first, ChannelChoice channel, std::span<float> out) const
{
    return readInto(first, channel, out);
}

ReadOutcome CodedSource::read(std::int64_t first, ChannelChoice channel, std::span<double> out) const
{
    return readInto(first, channel, out);
}

} // namespace gabor
