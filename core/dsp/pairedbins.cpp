// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/pairedbins.h"

#include "core/base/vectorized.h"
#include "core/dsp/levels.h"
#include "core/dsp/phases.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace gabor {

namespace {

/// The sum and difference of a few bins and their mirror images: twice the frames' own bins, times a scale.
struct SeparatedLanes
{
    FloatLanes firstRe;
    FloatLanes firstIm;
    FloatLanes secondRe;
    FloatLanes secondIm;
};

/// Bins [k, k + floatLanes). @p bins are real and imaginary parts in turn; the mirror image of bin k lies at nfft - k.
[[gnu::always_inline]] inline void separate(const float* bins, std::size_t k, std::size_t nfft, float scale,
                                            SeparatedLanes& out)
{
    FloatLanes low;
    FloatLanes high;
    loadLanes(bins + 2 * k, low);
    loadLanes(bins + 2 * k + floatLanes, high);
    const FloatLanes re = __builtin_shufflevector(low, high, 0, 2, 4, 6, 8, 10, 12, 14) * scale;
    const FloatLanes im = __builtin_shufflevector(low, high, 1, 3, 5, 7, 9, 11, 13, 15) * scale;
    const float* const mirrored = bins + 2 * (nfft - k - floatLanes + 1);
    loadLanes(mirrored, low);
    loadLanes(mirrored + floatLanes, high);
    const FloatLanes mirroredRe = __builtin_shufflevector(low, high, 14, 12, 10, 8, 6, 4, 2, 0) * scale;
    const FloatLanes mirroredIm = __builtin_shufflevector(low, high, 15, 13, 11, 9, 7, 5, 3, 1) * scale;
    out.firstRe = re + mirroredRe;
    out.firstIm = im - mirroredIm;
    out.secondRe = im + mirroredIm;
    out.secondIm = mirroredRe - re;
}

/// Powers of the same bins of both frames.
[[gnu::always_inline]] inline void separatePowers(const float* bins, std::size_t k, std::size_t nfft, float scale,
                                                  FloatLanes& first, FloatLanes& second)
{
    SeparatedLanes of;
    separate(bins, k, nfft, scale, of);
    first = of.firstRe * of.firstRe + of.firstIm * of.firstIm;
    second = of.secondRe * of.secondRe + of.secondIm * of.secondIm;
}

struct PairPowers
{
    float first;
    float second;
};

[[gnu::always_inline]] inline PairPowers pairPowers(const float* bins, std::size_t k, std::size_t nfft, float scale)
{
    const float re = bins[2 * k] * scale;
    const float im = bins[2 * k + 1] * scale;
    const float mirroredRe = bins[2 * (nfft - k)] * scale;
    const float mirroredIm = bins[2 * (nfft - k) + 1] * scale;
    const float firstRe = re + mirroredRe;
    const float firstIm = im - mirroredIm;
    const float secondRe = im + mirroredIm;
    const float secondIm = mirroredRe - re;
    return {firstRe * firstRe + firstIm * firstIm, secondRe * secondRe + secondIm * secondIm};
}

/// Powers of bins [1, end), all of which have a mirror image other than themselves.
GABOR_VECTORIZED void separatedPowers(const float* __restrict bins, std::size_t nfft, float scale,
                                      float* __restrict first, float* __restrict second, std::size_t end)
{
    std::size_t k = 1;
    for (; k + floatLanes <= end; k += floatLanes) {
        FloatLanes firstPowers;
        FloatLanes secondPowers;
        separatePowers(bins, k, nfft, scale, firstPowers, secondPowers);
        storeLanes(firstPowers, first + k);
        storeLanes(secondPowers, second + k);
    }
    for (; k < end; ++k) {
        const PairPowers powers = pairPowers(bins, k, nfft, scale);
        first[k] = powers.first;
        second[k] = powers.second;
    }
}

GABOR_VECTORIZED void maximumOfSeparated(const float* __restrict bins, std::size_t nfft, float scale,
                                         float* __restrict column, std::size_t end)
{
    std::size_t k = 1;
    for (; k + floatLanes <= end; k += floatLanes) {
        FloatLanes firstPowers;
        FloatLanes secondPowers;
        separatePowers(bins, k, nfft, scale, firstPowers, secondPowers);
        FloatLanes highest;
        loadLanes(column + k, highest);
        highest = firstPowers > highest ? firstPowers : highest;
        highest = secondPowers > highest ? secondPowers : highest;
        storeLanes(highest, column + k);
    }
    for (; k < end; ++k) {
        const PairPowers powers = pairPowers(bins, k, nfft, scale);
        column[k] = powers.first > column[k] ? powers.first : column[k];
        column[k] = powers.second > column[k] ? powers.second : column[k];
    }
}

GABOR_VECTORIZED void addSeparated(const float* __restrict bins, std::size_t nfft, float scale,
                                   float* __restrict column, std::size_t end)
{
    std::size_t k = 1;
    for (; k + floatLanes <= end; k += floatLanes) {
        FloatLanes firstPowers;
        FloatLanes secondPowers;
        separatePowers(bins, k, nfft, scale, firstPowers, secondPowers);
        FloatLanes sum;
        loadLanes(column + k, sum);
        sum += firstPowers + secondPowers;
        storeLanes(sum, column + k);
    }
    for (; k < end; ++k) {
        const PairPowers powers = pairPowers(bins, k, nfft, scale);
        column[k] += powers.first + powers.second;
    }
}

/// Bins [begin, begin + count) of both frames, times 2; planar, so that what comes next can be vectorized.
GABOR_VECTORIZED void separatedParts(const float* __restrict bins, std::size_t nfft, std::size_t begin,
                                     std::size_t count, bool ofSecond, float* __restrict x, float* __restrict y)
{
    std::size_t i = 0;
    for (; i + floatLanes <= count; i += floatLanes) {
        SeparatedLanes of;
        separate(bins, begin + i, nfft, 1, of);
        storeLanes(ofSecond ? of.secondRe : of.firstRe, x + i);
        storeLanes(ofSecond ? of.secondIm : of.firstIm, y + i);
    }
    for (; i < count; ++i) {
        const float* const bin = bins + 2 * (begin + i);
        const float* const mirrored = bins + 2 * (nfft - begin - i);
        x[i] = ofSecond ? bin[1] + mirrored[1] : bin[0] + mirrored[0];
        y[i] = ofSecond ? mirrored[0] - bin[0] : bin[1] - mirrored[1];
    }
}

// As [complex.numbers] allows.
const float* partsOf(std::span<const std::complex<float>> bins)
{
    return reinterpret_cast<const float*>(bins.data());
}

/// One past the last bin that has a mirror image other than itself.
std::size_t mirroredEnd(std::size_t nfft)
{
    return (nfft + 1) / 2;
}

/// Two sides, and half of the sum of a bin and its mirror image.
float bothSides(double windowSum)
{
    return static_cast<float>(1 / std::abs(windowSum));
}

/// Powers in bins that are their own mirror images: there the real part is all of the first frame's bin, the imaginary
/// part all of the second's.
PairPowers ownImagePowers(std::span<const std::complex<float>> bins, std::size_t k, double windowSum)
{
    const auto scale =
        static_cast<float>(amplitudeScale(static_cast<int>(k), static_cast<int>(bins.size()), windowSum));
    const float re = bins[k].real() * scale;
    const float im = bins[k].imag() * scale;
    return {re * re, im * im};
}

template <class Take>
void takeOwnImages(std::span<const std::complex<float>> bins, double windowSum, Take take)
{
    take(std::size_t{0}, ownImagePowers(bins, 0, windowSum));
    if (const std::size_t half = bins.size() / 2; bins.size() % 2 == 0)
        take(half, ownImagePowers(bins, half, windowSum));
}

/// Values that are worked on at a time; they stay in the nearest cache. (The compiler does not make vectors of floats that
/// run backwards and bytes that run forwards in one loop.)
constexpr std::size_t stretch = 512;

void separatedPhases(std::span<const std::complex<float>> bins, bool ofSecond, std::span<std::uint8_t> phases)
{
    assert(phases.size() == bins.size() / 2 + 1);
    std::array<float, stretch> x{};
    std::array<float, stretch> y{};
    x[0] = ofSecond ? bins[0].imag() : bins[0].real();
    phasesFromParts(std::span(x).first(1), std::span(y).first(1), phases.first(1));
    for (std::size_t begin = 1; begin < phases.size(); begin += stretch) {
        const std::size_t count = std::min(stretch, phases.size() - begin);
        separatedParts(partsOf(bins), bins.size(), begin, count, ofSecond, x.data(), y.data());
        phasesFromParts(std::span(x).first(count), std::span(y).first(count), phases.subspan(begin, count));
    }
}

} // namespace

void powersFromPairedBins(std::span<const std::complex<float>> bins, double windowSum, std::span<float> first,
                          std::span<float> second)
{
    assert(first.size() == bins.size() / 2 + 1 && first.size() == second.size());
    separatedPowers(partsOf(bins), bins.size(), bothSides(windowSum), first.data(), second.data(),
                    mirroredEnd(bins.size()));
    takeOwnImages(bins, windowSum, [&](std::size_t k, PairPowers powers) {
        first[k] = powers.first;
        second[k] = powers.second;
    });
}

void reducePairedBins(std::span<const std::complex<float>> bins, double windowSum, PowerReduction reduction,
                      std::span<float> column)
{
    assert(column.size() == bins.size() / 2 + 1);
    if (reduction == PowerReduction::Maximum) {
        maximumOfSeparated(partsOf(bins), bins.size(), bothSides(windowSum), column.data(), mirroredEnd(bins.size()));
        takeOwnImages(bins, windowSum, [&](std::size_t k, PairPowers powers) {
            column[k] = std::max({column[k], powers.first, powers.second});
        });
    } else {
        addSeparated(partsOf(bins), bins.size(), bothSides(windowSum), column.data(), mirroredEnd(bins.size()));
        takeOwnImages(bins, windowSum,
                      [&](std::size_t k, PairPowers powers) { column[k] += powers.first + powers.second; });
    }
}

void phasesFromPairedBins(std::span<const std::complex<float>> bins, std::span<std::uint8_t> first,
                          std::span<std::uint8_t> second)
{
    if (!first.empty())
        separatedPhases(bins, false, first);
    if (!second.empty())
        separatedPhases(bins, true, second);
}

} // namespace gabor
