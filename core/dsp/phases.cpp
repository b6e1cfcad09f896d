// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/phases.h"

#include "core/base/vectorized.h"

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

} // namespace

void phasesFromBins(std::span<const std::complex<float>> bins, std::span<std::uint8_t> phases)
{
    assert(bins.size() == phases.size());
    // As [complex.numbers] allows.
    interleavedPhases(reinterpret_cast<const float*>(bins.data()), phases.data(), phases.size());
}

void phasesFromParts(std::span<const float> re, std::span<const float> im, std::span<std::uint8_t> phases)
{
    assert(re.size() == phases.size() && im.size() == phases.size());
    phasesOfParts(re.data(), im.data(), phases.data(), phases.size());
}

} // namespace gabor
