// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/jobqueue.h"
#include "tests/support/signals.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <atomic>

namespace gabor::test {

/// A sound of one channel that counts who reads it, and of which more and more can be read, as while one is decoded.
class WatchedSource final : public SampleSource
{
public:
    explicit WatchedSource(std::vector<double> samples, std::int64_t availableSamples = -1)
        : m_sound(monoSource(std::move(samples))),
          m_available(availableSamples < 0 ? m_sound->availableSamples() : availableSamples)
    { }

    const SoundDescription& description() const override { return m_sound->description(); }
    std::int64_t availableSamples() const override { return m_available; }
    std::int64_t expectedSamples() const override { return m_sound->availableSamples(); }
    bool isComplete() const override { return m_available == m_sound->availableSamples(); }
    std::vector<SoundNotice> notices() const override { return {}; }
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<float> out) const override
    {
        return readAny(first, channel, out);
    }
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<double> out) const override
    {
        return readAny(first, channel, out);
    }

    void grow(std::int64_t availableSamples) { m_available = availableSamples; }
    int readCount() const { return m_reads; }
    std::int64_t samplesRead() const { return m_samplesRead; }

private:
    template <class Real>
    ReadOutcome readAny(std::int64_t first, ChannelChoice channel, std::span<Real> out) const
    {
        ++m_reads;
        m_samplesRead += static_cast<std::int64_t>(out.size());
        const ReadOutcome outcome = m_sound->read(first, channel, out);
        const auto known = static_cast<std::size_t>(
            std::clamp<std::int64_t>(m_available - first, 0, static_cast<std::int64_t>(out.size())));
        std::fill(out.begin() + static_cast<std::ptrdiff_t>(known), out.end(), Real(0));
        return outcome;
    }

    std::shared_ptr<const MemorySource> m_sound;
    std::atomic<std::int64_t> m_available;
    mutable std::atomic<int> m_reads = 0;
    mutable std::atomic<std::int64_t> m_samplesRead = 0;
};

/// Until a queue of one worker has nothing left to do, nor has what its results ask for.
[[nodiscard]] inline bool drain(JobQueue& queue)
{
    for (int round = 0; round < 4; ++round) {
        std::atomic<bool> reached = false;
        queue.submit(JobQueue::Urgency::Background, {}, [&reached] { reached = true; });
        if (!QTest::qWaitFor([&reached] { return reached.load(); }, 30'000))
            return false;
        QCoreApplication::processEvents();
    }
    return true;
}

} // namespace gabor::test
