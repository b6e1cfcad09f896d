// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/demosignal.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numbers>
#include <random>

namespace gabor {

namespace {

constexpr double sampleRate = 10e3; // Hz
constexpr int sampleCount = 100'000;
constexpr double pi = std::numbers::pi;

/// Normal numbers of variance 1. The generator is fixed by the standard, std::normal_distribution is not.
class Gaussian
{
public:
    /// Box and Muller (1958); of each pair only the first is taken.
    double next()
    {
        const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform())); // 1 - [0, 1) is never 0
        return radius * std::cos(2.0 * pi * uniform());
    }

private:
    /// 53 bits in [0, 1).
    double uniform() { return std::ldexp(static_cast<double>(m_generator() >> 11), -53); }

    std::mt19937_64 m_generator{1946}; // the year of Gabor's "Theory of communication"
};

std::vector<float> makeSamples()
{
    const double amplitude = 2.0 * std::sqrt(2.0);
    const double noiseDeviation = std::sqrt(0.01 * sampleRate / 2.0);
    Gaussian noise;
    std::vector<float> samples(sampleCount);
    for (std::size_t n = 0; n < samples.size(); ++n) {
        const double time = static_cast<double>(n) / sampleRate;
        const double modulation = 500.0 * std::cos(2.0 * pi * 0.25 * time);
        const double carrier = amplitude * std::sin(2.0 * pi * 3e3 * time + modulation);
        // Rounded to float, so that the last bits of a machine's sine do not show.
        samples[n] = static_cast<float>(carrier + noiseDeviation * noise.next() * std::exp(-time / 5.0));
    }
    return samples;
}

class DemoSource final : public SampleSource
{
public:
    const SoundDescription& description() const override { return m_description; }
    std::int64_t availableSamples() const override { return sampleCount; }
    std::int64_t expectedSamples() const override { return sampleCount; }
    bool isComplete() const override { return true; }
    std::vector<SoundNotice> notices() const override { return {}; }
    // One channel is its own mean, so the choice does not matter.
    ReadOutcome read(std::int64_t first, ChannelChoice, std::span<float> out) const override
    {
        return copy(first, out);
    }
    ReadOutcome read(std::int64_t first, ChannelChoice, std::span<double> out) const override
    {
        return copy(first, out);
    }

private:
    template <class Real>
    ReadOutcome copy(std::int64_t first, std::span<Real> out) const
    {
        std::call_once(m_made, [this] { m_samples = makeSamples(); });
        const auto count = static_cast<std::int64_t>(out.size());
        for (std::int64_t i = 0; i < count; ++i) {
            const bool inside = first >= -i && first < sampleCount - i;
            out[static_cast<std::size_t>(i)] = inside ? Real(m_samples[static_cast<std::size_t>(first + i)]) : Real(0);
        }
        return {};
    }

    SoundDescription m_description{
        .path = {}, .container = "generated", .encoding = "32-bit float", .sampleRate = sampleRate, .channelCount = 1};
    // Made by whoever reads first, which is a worker, and not at all where a file takes the demo's place before.
    mutable std::once_flag m_made;
    mutable std::vector<float> m_samples;
};

} // namespace

std::shared_ptr<const SampleSource> demoSignal()
{
    return std::make_shared<const DemoSource>();
}

} // namespace gabor
