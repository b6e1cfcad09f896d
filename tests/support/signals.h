// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"

#include <memory>
#include <vector>

namespace gabor::test {

/// A sound held in memory, one vector a channel, all of the same length.
class MemorySource final : public SampleSource
{
public:
    MemorySource(std::vector<std::vector<double>> channels, double sampleRate);

    /// What its file would say. To be written before others see it.
    SoundMetadata& metadata() { return m_description.metadata; }

    const SoundDescription& description() const override { return m_description; }
    std::int64_t availableSamples() const override;
    std::int64_t expectedSamples() const override { return availableSamples(); }
    bool isComplete() const override { return true; }
    std::vector<SoundNotice> notices() const override { return {}; }
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<float> out) const override;
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<double> out) const override;

private:
    double sampleAt(std::int64_t index, ChannelChoice channel) const;

    SoundDescription m_description;
    std::vector<std::vector<double>> m_channels;
};

std::shared_ptr<const MemorySource> monoSource(std::vector<double> samples, double sampleRate = 48000);

/// amplitude * sin(2 pi frequency n / sampleRate + phase)
std::vector<double> sine(std::int64_t sampleCount, double frequencyHz, double sampleRate, double amplitude = 1,
                         double phase = 0.3);
/// Uniform in [-amplitude, amplitude), the same for the same seed on every machine.
std::vector<double> noise(std::int64_t sampleCount, double amplitude = 1, unsigned seed = 1);

} // namespace gabor::test
