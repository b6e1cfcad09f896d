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

ReadOutcome CodedSource::read(std::int64_t first, ChannelChoice channel, std::span<float> out) const
{
    return m_reader.read(m_cache->file(), availableSamples(), first, channel, out, m_notices);
}

ReadOutcome CodedSource::read(std::int64_t first, ChannelChoice channel, std::span<double> out) const
{
    return m_reader.read(m_cache->file(), availableSamples(), first, channel, out, m_notices);
}

} // namespace gabor
