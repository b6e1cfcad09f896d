// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/beginning.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace gabor {

namespace {

class Beginning final : public SampleSource
{
public:
    Beginning(std::shared_ptr<const SampleSource> whole, std::int64_t sampleCount)
        : m_whole(std::move(whole)), m_sampleCount(sampleCount)
    { }

    const SoundDescription& description() const override { return m_whole->description(); }
    std::int64_t availableSamples() const override { return std::min(m_sampleCount, m_whole->availableSamples()); }
    std::int64_t expectedSamples() const override { return std::min(m_sampleCount, m_whole->expectedSamples()); }
    bool isComplete() const override { return m_whole->isComplete() || m_whole->availableSamples() >= m_sampleCount; }
    std::uint64_t revision() const override { return m_whole->revision(); }
    std::vector<SoundNotice> notices() const override { return m_whole->notices(); }

    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<float> out) const override
    {
        return readInside(first, channel, out);
    }
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<double> out) const override
    {
        return readInside(first, channel, out);
    }

private:
    template <class Real>
    ReadOutcome readInside(std::int64_t first, ChannelChoice channel, std::span<Real> out) const
    {
        const auto wanted = static_cast<std::int64_t>(out.size());
        const std::int64_t inside = std::clamp<std::int64_t>(m_sampleCount - first, 0, wanted);
        std::ranges::fill(out.subspan(static_cast<std::size_t>(inside)), Real(0));
        if (inside == 0)
            return {};
        return m_whole->read(first, channel, out.first(static_cast<std::size_t>(inside)));
    }

    std::shared_ptr<const SampleSource> m_whole;
    std::int64_t m_sampleCount;
};

} // namespace

std::shared_ptr<const SampleSource> beginningOf(std::shared_ptr<const SampleSource> whole, std::int64_t sampleCount)
{
    assert(sampleCount > 0);
    return std::make_shared<const Beginning>(std::move(whole), sampleCount);
}

} // namespace gabor
