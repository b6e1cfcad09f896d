// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/signals.h"

#include <cmath>
#include <numbers>
#include <random>

namespace gabor::test {

MemorySource::MemorySource(std::vector<std::vector<double>> channels, double sampleRate)
    : m_description{.path = {},
                    .container = "memory",
                    .encoding = "64-bit float",
                    .sampleRate = sampleRate,
                    .channelCount = static_cast<int>(channels.size())},
      m_channels(std::move(channels))
{ }

std::int64_t MemorySource::availableSamples() const
{
    return static_cast<std::int64_t>(m_channels.front().size());
}

double MemorySource::sampleAt(std::int64_t index, ChannelChoice channel) const
{
    if (index < 0 || index >= availableSamples())
        return 0;
    const auto at = static_cast<std::size_t>(index);
    if (channel.index != ChannelChoice::mix)
        return m_channels[static_cast<std::size_t>(channel.index)][at];
    double sum = 0;
    for (const std::vector<double>& samples : m_channels)
        sum += samples[at];
    return sum / static_cast<double>(m_channels.size());
}

ReadOutcome MemorySource::read(std::int64_t first, ChannelChoice channel, std::span<float> out) const
{
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<float>(sampleAt(first + static_cast<std::int64_t>(i), channel));
    return {};
}

ReadOutcome MemorySource::read(std::int64_t first, ChannelChoice channel, std::span<double> out) const
{
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = sampleAt(first + static_cast<std::int64_t>(i), channel);
    return {};
}

std::shared_ptr<const MemorySource> monoSource(std::vector<double> samples, double sampleRate)
{
    std::vector<std::vector<double>> channels;
    channels.push_back(std::move(samples));
    return std::make_shared<const MemorySource>(std::move(channels), sampleRate);
}

std::vector<double> sine(std::int64_t sampleCount, double frequencyHz, double sampleRate, double amplitude,
                         double phase)
{
    std::vector<double> samples(static_cast<std::size_t>(sampleCount));
    for (std::size_t n = 0; n < samples.size(); ++n)
        samples[n] =
            amplitude * std::sin(2 * std::numbers::pi * frequencyHz * static_cast<double>(n) / sampleRate + phase);
    return samples;
}

std::vector<double> noise(std::int64_t sampleCount, double amplitude, unsigned seed)
{
    std::mt19937 generator(seed);
    std::vector<double> samples(static_cast<std::size_t>(sampleCount));
    for (double& sample : samples)
        sample = amplitude * (static_cast<double>(generator()) / 2147483648.0 - 1.0);
    return samples;
}

} // namespace gabor::test
