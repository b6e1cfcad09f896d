// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/phases.h"

#include "core/base/vectorized.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <limits>
#include <numbers>

namespace gabor {

namespace {

/// Which part of the circle x + j y points to, in steps that a vector unit can take without branching.
/// Source of the series: the minimax polynomial of degree 11 for atan on [0, 1], error 2e-6.
inline std::uint8_t phasePart(float x, float y)
{
    constexpr float pi = std::numbers::pi_v<float>;
    constexpr float partsPerRadian = 128 / pi;
    constexpr std::uint32_t magnitudeBits = 0x7fffffff;
    constexpr float smallest = std::numeric_limits<float>::min(); // keeps 0 from being divided by 0
    const auto width = std::bit_cast<float>(std::bit_cast<std::uint32_t>(x) & magnitudeBits);
    const auto height = std::bit_cast<float>(std::bit_cast<std::uint32_t>(y) & magnitudeBits);
    const float longer = width > height ? width : height;
    const float shorter = width > height ? height : width;
    const float t = shorter / (longer > smallest ? longer : smallest);
    const float q = t * t;
    const float octant = t
        * (0.99997726F
           + q * (-0.33262347F + q * (0.19354346F + q * (-0.11643287F + q * (0.05265332F + q * -0.01172120F)))));
    // Conditions are numbers, 0 or 1: where the compiler sees a branch round arithmetic, it gives up on vectors.
    const float isSteep = height > width ? 1.0F : 0.0F;
    const float isLeft = x < 0 ? 1.0F : 0.0F;
    const float isBelow = y < 0 ? 1.0F : 0.0F;
    const float quadrant = octant + isSteep * (pi / 2 - 2 * octant);
    const float half = quadrant + isLeft * (pi - 2 * quadrant);
    const float angle = half * (1 - 2 * isBelow);
    const float part = (angle + pi) * partsPerRadian;
    const float atLeast = part > 0 ? part : 0.0F; // and no NaN
    const float within = atLeast < 255 ? atLeast : 255.0F;
    return static_cast<std::uint8_t>(static_cast<std::int32_t>(within));
}

GABOR_VECTORIZED void interleavedPhases(const float* __restrict bins, std::uint8_t* __restrict phases,
                                        std::size_t count)
{
    for (std::size_t k = 0; k < count; ++k)
        phases[k] = phasePart(bins[2 * k], bins[2 * k + 1]);
}

GABOR_VECTORIZED void phasesOfParts(const float* __restrict x, const float* __restrict y,
                                    std::uint8_t* __restrict phases, std::size_t count)
{
    for (std::size_t k = 0; k < count; ++k)
        phases[k] = phasePart(x[k], y[k]);
}

/// Real and imaginary part of bins that are worked on at a time; they stay in the nearest cache. (The compiler does not
/// make vectors of floats that run backwards and bytes that run forwards in one loop.)
constexpr std::size_t stretch = 512;

/// Bins [begin, begin + count) of the first frame. The mirror image of bin k lies at nfft - k.
GABOR_VECTORIZED void firstParts(const float* __restrict re, const float* __restrict im, std::size_t nfft,
                                 std::size_t begin, std::size_t count, float* __restrict x, float* __restrict y)
{
    for (std::size_t k = 0; k < count; ++k) {
        x[k] = re[begin + k] + re[nfft - begin - k];
        y[k] = im[begin + k] - im[nfft - begin - k];
    }
}

GABOR_VECTORIZED void secondParts(const float* __restrict re, const float* __restrict im, std::size_t nfft,
                                  std::size_t begin, std::size_t count, float* __restrict x, float* __restrict y)
{
    for (std::size_t k = 0; k < count; ++k) {
        x[k] = im[begin + k] + im[nfft - begin - k];
        y[k] = re[nfft - begin - k] - re[begin + k];
    }
}

using Separation = void(const float*, const float*, std::size_t, std::size_t, std::size_t, float*, float*);

/// @param own  the part, real or imaginary, that is the frame's own in bin 0, which is its own mirror image
void separatedPhases(std::span<const float> parts, const float* own, Separation& separate,
                     std::span<std::uint8_t> phases)
{
    const std::size_t nfft = parts.size() / 2;
    assert(phases.size() == nfft / 2 + 1);
    std::array<float, stretch> x{};
    std::array<float, stretch> y{};
    phases[0] = phasePart(own[0], 0);
    for (std::size_t begin = 1; begin < phases.size(); begin += stretch) {
        const std::size_t count = std::min(stretch, phases.size() - begin);
        separate(parts.data(), parts.data() + nfft, nfft, begin, count, x.data(), y.data());
        phasesOfParts(x.data(), y.data(), phases.data() + begin, count);
    }
}

} // namespace

void phasesFromBins(std::span<const std::complex<float>> bins, std::span<std::uint8_t> phases)
{
    assert(bins.size() == phases.size());
    // As [complex.numbers] allows.
    interleavedPhases(reinterpret_cast<const float*>(bins.data()), phases.data(), phases.size());
}

void phasesFromPairedParts(std::span<const float> parts, std::span<std::uint8_t> first, std::span<std::uint8_t> second)
{
    if (!first.empty())
        separatedPhases(parts, parts.data(), firstParts, first);
    if (!second.empty())
        separatedPhases(parts, parts.data() + parts.size() / 2, secondParts, second);
}

} // namespace gabor
