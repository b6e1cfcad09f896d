// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/demosignal.h"

#include "core/base/vectorized.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>

namespace gabor {

namespace {

constexpr double sampleRate = 10e3; // Hz
constexpr int sampleCount = 100'000;
constexpr double pi = std::numbers::pi;

/// Samples that are made side by side, a few of them in one step of a vector unit: the start of the program waits for them.
constexpr std::size_t stretchLength = 250;
using Stretch = std::array<double, stretchLength>;

/// sin(2 pi turns) for |turns| <= 1/4, by its power series, whose rest is below 1e-17 there.
inline double sineOfQuarterTurn(double turns)
{
    const double x = 2.0 * pi * turns;
    const double square = x * x;
    double sum = 1;
    for (int n = 20; n > 0; n -= 2) // x (1 - x^2 / (2 3) (1 - x^2 / (4 5) (1 - ...))), from the inside
        sum = 1 - square * (1.0 / (n * (n + 1))) * sum;
    return x * sum;
}

/// cos(2 pi turns) for |turns| < 2^51.
inline double cosineOfTurns(double turns)
{
    constexpr double wholeNumbers = 0x1.8p52; // has no bits for what comes after the point
    const double rest = turns - (turns + wholeNumbers - wholeNumbers);
    return sineOfQuarterTurn(0.25 - std::abs(rest));
}

/// ln of a positive normal number: ln(2^e m) = e ln 2 + 2 (s + s^3/3 + s^5/5 + ...) with m in [sqrt(1/2), sqrt(2)) and
/// s = (m - 1) / (m + 1), |s| < 0.172; what is cut off is below 1e-18.
inline double logarithm(double x)
{
    constexpr std::uint64_t halfRoot = 0x3fe6a09e667f3bcd; // sqrt(1/2)
    constexpr std::uint64_t one = 0x3ff0000000000000;
    constexpr std::uint64_t mantissa = 0x000fffffffffffff;
    constexpr double bias = 1023;
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x) + (one - halfRoot);
    // Numbers of 64 bits cannot be converted side by side, but the last bits of 2^52 are such a number.
    constexpr double wholeNumbers = 0x1p52;
    const double biased = std::bit_cast<double>(std::bit_cast<std::uint64_t>(wholeNumbers) | bits >> 52U);
    const double exponent = biased - wholeNumbers - bias;
    const double m = std::bit_cast<double>((bits & mantissa) + halfRoot);
    const double s = (m - 1) / (m + 1);
    const double square = s * s;
    double sum = 1.0 / 23;
    for (int n = 21; n > 0; n -= 2)
        sum = sum * square + 1.0 / n;
    return exponent * std::numbers::ln2 + 2.0 * s * sum;
}

/// A sine of 3 kHz whose phase swings by 500 rad, 0.25 times a second, from sample @p first on.
GABOR_VECTORIZED void makeCarrier(int first, Stretch& carrier)
{
    constexpr double swingTurns = 500.0 / (2.0 * pi);
    for (int i = 0; i < static_cast<int>(stretchLength); ++i) {
        const double tone = 3 * (first + i) % 10 / 10.0; // turns, without the whole ones
        const double swing = swingTurns * cosineOfTurns((first + i) / 40'000.0);
        carrier[static_cast<std::size_t>(i)] = cosineOfTurns(tone + swing - 0.25);
    }
}

/// Normal numbers of variance 1, each from two in [0, 1) of equal distribution, by Box and Muller (1958); of their pairs
/// only the first is taken.
GABOR_VECTORIZED void makeNormal(const Stretch& first, const Stretch& second, Stretch& normal)
{
    Stretch square; // of the radius: a root, which may have to report an error, is not taken side by side
    for (std::size_t i = 0; i < stretchLength; ++i) {
        square[i] = -2.0 * logarithm(1.0 - first[i]); // 1 - [0, 1) is never 0
        normal[i] = cosineOfTurns(second[i]);
    }
    for (std::size_t i = 0; i < stretchLength; ++i)
        normal[i] *= std::sqrt(square[i]);
}

std::vector<float> makeSamples()
{
    const double amplitude = 2.0 * std::sqrt(2.0);
    const double noiseDeviation = std::sqrt(0.01 * sampleRate / 2.0);
    Stretch decay;
    for (std::size_t i = 0; i < stretchLength; ++i)
        decay[i] = std::exp(-static_cast<double>(i) / sampleRate / 5.0);
    // The generator is fixed by the standard, std::normal_distribution is not.
    std::mt19937_64 generator{1946}; // the year of Gabor's "Theory of communication"
    const auto uniform = [&generator] { return static_cast<double>(generator() >> 11) * 0x1p-53; };
    Stretch first;
    Stretch second;
    Stretch carrier;
    Stretch noise;
    std::vector<float> samples(sampleCount);
    static_assert(sampleCount % stretchLength == 0);
    for (std::size_t n = 0; n < samples.size(); n += stretchLength) {
        for (std::size_t i = 0; i < stretchLength; ++i) {
            first[i] = uniform();
            second[i] = uniform();
        }
        makeNormal(first, second, noise);
        makeCarrier(static_cast<int>(n), carrier);
        const double deviation = noiseDeviation * std::exp(-static_cast<double>(n) / sampleRate / 5.0);
        // Rounded to float, so that the last bits of a machine's sine do not show.
        for (std::size_t i = 0; i < stretchLength; ++i)
            samples[n + i] = static_cast<float>(amplitude * carrier[i] + deviation * decay[i] * noise[i]);
    }
    return samples;
}

/// Made by whoever asks first, which is a worker, and not at all where a file takes the demo's place before. Never
/// destroyed: a worker may be at it when the program ends.
const std::vector<float>& demoSamples()
{
    static const auto& samples = *new std::vector<float>(makeSamples());
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
        const std::vector<float>& samples = demoSamples();
        const auto count = static_cast<std::int64_t>(out.size());
        for (std::int64_t i = 0; i < count; ++i) {
            const bool inside = first >= -i && first < sampleCount - i;
            out[static_cast<std::size_t>(i)] = inside ? Real(samples[static_cast<std::size_t>(first + i)]) : Real(0);
        }
        return {};
    }

    SoundDescription m_description{
        .path = {}, .container = "generated", .encoding = "32-bit float", .sampleRate = sampleRate, .channelCount = 1};
};

} // namespace

std::shared_ptr<const SampleSource> demoSignal()
{
    return std::make_shared<const DemoSource>();
}

void prepareDemoSignal()
{
    demoSamples();
}

} // namespace gabor
