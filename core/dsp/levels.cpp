// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/levels.h"

#include "core/base/vectorized.h"

#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>

namespace gabor {

namespace {

/// 10 log10 of @p power, in steps that a vector unit can take without branching.
///
/// power = 2^e m with m in [sqrt(1/2), sqrt(2)), and ln m = 2 artanh s = 2 (s + s^3/3 + s^5/5 + s^7/7 + ...) with
/// s = (m - 1) / (m + 1), |s| < 0.172: what is cut off stays below 1.3e-7 dB, the rest is rounding.
inline float fastDecibels(float power)
{
    constexpr std::uint32_t smallestNormal = 0x00800000;
    constexpr std::uint32_t infinity = 0x7f800000;
    constexpr std::uint32_t quietNan = 0x7fc00000;
    constexpr std::uint32_t signBit = 0x80000000;
    constexpr std::uint32_t one = 0x3f800000;
    constexpr std::uint32_t halfRoot = 0x3f3504f3;   // sqrt(1/2)
    constexpr float decibelsPerOctave = 3.01029996F; // 10 log10(2)
    constexpr float decibelsPerNeper = 4.34294482F;  // 10 log10(e)

    // Conditions are numbers, 0 or 1, and special values come from adding what makes them so: where the compiler sees a
    // branch round arithmetic, it gives up on vectors.
    const auto bits = std::bit_cast<std::uint32_t>(power);
    const std::uint32_t isDenormal = bits < smallestNormal;
    const std::uint32_t isZero = (bits << 1) == 0;
    const std::uint32_t isInfinite = bits == infinity;
    const std::uint32_t isNotPositiveNumber = (bits > infinity) & (isZero ^ 1U);
    const auto special =
        std::bit_cast<float>(isZero * (signBit | infinity) | isInfinite * infinity | isNotPositiveNumber * quietNan);

    const auto raise = std::bit_cast<float>(one + isDenormal * (24U << 23)); // 2^24 makes a denormal normal
    const auto normalBits = std::bit_cast<std::uint32_t>(power * raise);
    const std::int32_t exponent = static_cast<std::int32_t>(normalBits - halfRoot) >> 23;
    const auto m = std::bit_cast<float>(normalBits - (static_cast<std::uint32_t>(exponent) << 23));
    const float s = (m - 1.0F) / (m + 1.0F);
    const float q = s * s;
    const float series = 1.0F + q * (1.0F / 3 + q * (1.0F / 5 + q * (1.0F / 7)));
    const auto octaves = static_cast<float>(exponent - 24 * static_cast<std::int32_t>(isDenormal));
    const float level = octaves * decibelsPerOctave + 2 * decibelsPerNeper * (s * series);
    return level + special; // the level of whatever bits is finite
}

/// powers[k] = (scale |bin k|)^2; scaled before it is squared, so that loud frames do not overflow.
/// @param bins  real and imaginary parts in turn
GABOR_VECTORIZED void scaledPowers(const float* bins, float scale, float* powers, std::size_t count)
{
    for (std::size_t k = 0; k < count; ++k) {
        const float re = bins[2 * k] * scale;
        const float im = bins[2 * k + 1] * scale;
        powers[k] = re * re + im * im;
    }
}

GABOR_VECTORIZED void decibels(const float* powers, float* levels, std::size_t count)
{
    for (std::size_t k = 0; k < count; ++k)
        levels[k] = fastDecibels(powers[k]);
}

/// 10^(level / 10) = 2^(whole + part), part within half of 0, 2^part by its Taylor series.
inline float fastPower(float level)
{
    constexpr float octavesPerDecibel = 0.332192809F; // log2(10) / 10
    constexpr float lowestOctave = -125;              // what lies below is not a normal number
    constexpr float highestOctave = 127;
    constexpr std::int32_t bias = 127;

    const float octaves = level * octavesPerDecibel;
    const float limited = octaves > lowestOctave ? (octaves < highestOctave ? octaves : highestOctave) : lowestOctave;
    const auto whole = static_cast<std::int32_t>(limited + 256.5F) - 256; // rounds down, as the sum is positive
    const float x = (limited - static_cast<float>(whole)) * 0.693147181F; // ln 2
    const float series =
        1 + x * (1 + x * (1.0F / 2 + x * (1.0F / 6 + x * (1.0F / 24 + x * (1.0F / 120 + x * (1.0F / 720))))));
    const auto scale = std::bit_cast<float>(static_cast<std::uint32_t>(whole + bias) << 23);
    const float isThere = octaves > lowestOctave ? 1.0F : 0.0F;
    const float overflow = octaves > highestOctave + 0.999F ? std::numeric_limits<float>::max() : 1.0F;
    return scale * series * isThere * overflow;
}

GABOR_VECTORIZED void powers(const float* levels, float* out, std::size_t count)
{
    for (std::size_t k = 0; k < count; ++k)
        out[k] = fastPower(levels[k]);
}

bool hasMirrorImage(int bin, int nfft)
{
    return bin != 0 && 2 * bin != nfft;
}

} // namespace

double amplitudeScale(int bin, int nfft, double windowSum)
{
    assert(bin >= 0 && bin <= nfft / 2 && windowSum != 0);
    return (hasMirrorImage(bin, nfft) ? 2.0 : 1.0) / std::abs(windowSum);
}

void powersFromBins(std::span<const std::complex<float>> bins, int nfft, double windowSum, std::span<float> powers)
{
    assert(bins.size() == static_cast<std::size_t>(nfft / 2 + 1) && bins.size() == powers.size());
    const float* parts = reinterpret_cast<const float*>(bins.data()); // as [complex.numbers] allows
    scaledPowers(parts, static_cast<float>(2 / std::abs(windowSum)), powers.data(), powers.size());
    for (const int bin : {0, nfft / 2}) {
        const auto scale = static_cast<float>(amplitudeScale(bin, nfft, windowSum));
        scaledPowers(parts + 2 * bin, scale, powers.data() + bin, 1);
    }
}

void decibelsFromPowers(std::span<const float> powers, std::span<float> levels)
{
    assert(powers.size() == levels.size());
    decibels(powers.data(), levels.data(), levels.size());
}

void powersFromDecibels(std::span<const float> levels, std::span<float> out)
{
    assert(levels.size() == out.size());
    powers(levels.data(), out.data(), out.size());
}

double decibelsFromPower(double power)
{
    return 10 * std::log10(power);
}

double powerFromDecibels(double level)
{
    return std::pow(10.0, level / 10);
}

} // namespace gabor
