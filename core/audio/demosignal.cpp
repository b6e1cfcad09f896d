// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/demosignal.h"

#include <algorithm>
#include <array>
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
    double uniform() { return static_cast<double>(m_generator() >> 11) * 0x1p-53; }

    std::mt19937_64 m_generator{1946}; // the year of Gabor's "Theory of communication"
};

/// A sine of 3 kHz whose phase swings by 500 rad, 0.25 times a second. The start of the program waits for this signal:
/// what repeats itself is computed once.
class Carrier
{
public:
    Carrier()
    {
        for (std::size_t n = 0; n < m_steps.size(); ++n)
            m_steps[n] = directionOf(2.0 * pi * static_cast<double>(n) / static_cast<double>(m_steps.size()));
        for (std::size_t n = 0; n < m_swing.size(); ++n)
            m_swing[n] = directionOf(500.0 * std::cos(2.0 * pi * static_cast<double>(n) / swingPeriod));
    }

    double at(std::size_t n) const
    {
        const Direction step = m_steps[3 * n % m_steps.size()];
        // The second half of a period mirrors the first, and the second quarter is the first one's negative.
        const std::size_t inPeriod = n % swingPeriod;
        const std::size_t inHalf = std::min(inPeriod, swingPeriod - inPeriod);
        const bool negative = inHalf > swingPeriod / 4;
        const Direction swing = m_swing[negative ? swingPeriod / 2 - inHalf : inHalf];
        return step.sine * swing.cosine + step.cosine * (negative ? -swing.sine : swing.sine);
    }

private:
    static constexpr std::size_t swingPeriod = 40'000; // samples

    struct Direction
    {
        double sine = 0;
        double cosine = 1;
    };
    static Direction directionOf(double angle) { return {std::sin(angle), std::cos(angle)}; }

    std::array<Direction, 10> m_steps;                                            ///< tenths of a turn
    std::vector<Direction> m_swing = std::vector<Direction>(swingPeriod / 4 + 1); ///< a quarter of its period
};

std::vector<float> makeSamples()
{
    const double amplitude = 2.0 * std::sqrt(2.0);
    const double noiseDeviation = std::sqrt(0.01 * sampleRate / 2.0);
    constexpr std::size_t stretch = 250; // samples; the decay over one, times that up to it
    std::array<double, stretch> decay;
    for (std::size_t n = 0; n < stretch; ++n)
        decay[n] = std::exp(-static_cast<double>(n) / sampleRate / 5.0);
    const Carrier carrier;
    Gaussian noise;
    std::vector<float> samples(sampleCount);
    double decayBefore = 1;
    for (std::size_t n = 0; n < samples.size(); ++n) {
        if (n % stretch == 0)
            decayBefore = noiseDeviation * std::exp(-static_cast<double>(n) / sampleRate / 5.0);
        // Rounded to float, so that the last bits of a machine's sine do not show.
        samples[n] = static_cast<float>(amplitude * carrier.at(n) + decayBefore * decay[n % stretch] * noise.next());
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
