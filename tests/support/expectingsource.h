// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace gabor::test {

/// Another sound that notes what was read without having been expected. For one thread.
class ExpectingSource final : public SampleSource
{
public:
    /// @param expecting  is called for every expectation
    explicit ExpectingSource(std::shared_ptr<const SampleSource> sound, std::function<void()> expecting = {})
        : m_sound(std::move(sound)), m_expecting(std::move(expecting))
    { }

    const SoundDescription& description() const override { return m_sound->description(); }
    std::int64_t availableSamples() const override { return m_sound->availableSamples(); }
    std::int64_t expectedSamples() const override { return m_sound->expectedSamples(); }
    bool isComplete() const override { return m_sound->isComplete(); }
    std::vector<SoundNotice> notices() const override { return m_sound->notices(); }
    void expect(SampleInterval samples) const override
    {
        m_expected.push_back(samples);
        if (m_expecting)
            m_expecting();
    }
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<float> out) const override
    {
        return readNoted(first, channel, out);
    }
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<double> out) const override
    {
        return readNoted(first, channel, out);
    }

    int expectations() const { return static_cast<int>(m_expected.size()); }
    int surprises() const { return m_surprises; }

private:
    template <class Real>
    ReadOutcome readNoted(std::int64_t first, ChannelChoice channel, std::span<Real> out) const
    {
        const SampleInterval samples{first, first + static_cast<std::int64_t>(out.size())};
        m_surprises += std::ranges::find(m_expected, samples) == m_expected.end() ? 1 : 0;
        return m_sound->read(first, channel, out);
    }

    std::shared_ptr<const SampleSource> m_sound;
    std::function<void()> m_expecting;
    mutable std::vector<SampleInterval> m_expected;
    mutable int m_surprises = 0;
};

} // namespace gabor::test
