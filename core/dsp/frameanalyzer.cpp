// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/frameanalyzer.h"

#include "core/base/vectorized.h"
#include "core/dsp/levels.h"
#include "core/dsp/pairedbins.h"
#include "core/dsp/phases.h"
#include "core/dsp/trend.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <numeric>
#include <utility>

namespace gabor {

namespace {

GABOR_VECTORIZED void multiply(const float* samples, const float* window, float* windowed, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        windowed[i] = samples[i] * window[i];
}

/// The difference is taken in double precision: where the trend is large, single would leave its rounding behind.
GABOR_VECTORIZED void multiplyDetrended(const float* samples, const Trend& trend, const float* window, float* windowed,
                                        std::size_t count)
{
    const Trend line = trend;
    for (std::size_t i = 0; i < count; ++i) {
        const double position = static_cast<double>(static_cast<int>(i)); // vector units convert int, not size_t
        const double rest = static_cast<double>(samples[i]) - (line.offset + line.slope * position);
        windowed[i] = static_cast<float>(rest * static_cast<double>(window[i]));
    }
}

/// Rounding leaves about -147 dB of one frame's energy in the other, spread over all bins alike. Within 3 dB of each other
/// both keep what FrameAnalyzer promises; silence stays silent because it is never paired, nor is a NaN.
bool areAlike(float firstEnergy, float secondEnergy)
{
    constexpr float largestRatio = 2;
    return firstEnergy > 0 && firstEnergy <= largestRatio * secondEnergy && secondEnergy <= largestRatio * firstEnergy;
}

GABOR_VECTORIZED float sumOfSquares(const float* samples, std::size_t count)
{
    FloatLanes sums{};
    const std::size_t whole = count / floatLanes * floatLanes;
    for (std::size_t i = 0; i < whole; i += floatLanes) {
        FloatLanes lanes;
        loadLanes(samples + i, lanes);
        sums += lanes * lanes;
    }
    float sum = 0;
    for (std::size_t lane = 0; lane < floatLanes; ++lane)
        sum += sums[lane];
    for (std::size_t i = whole; i < count; ++i)
        sum += samples[i] * samples[i];
    return sum;
}

/// pairs[2 i] = first[i], pairs[2 i + 1] = second[i]
GABOR_VECTORIZED void interleave(const float* __restrict first, const float* __restrict second, float* __restrict pairs,
                                 std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        pairs[2 * i] = first[i];
        pairs[2 * i + 1] = second[i];
    }
}

struct PairEnergies
{
    float first = 0;
    float second = 0;
};

/// Windows two frames, interleaves them and sums their squares, all in one pass through memory.
GABOR_VECTORIZED void windowPair(const float* first, const float* second, const float* window, float* pairs,
                                 std::size_t count, PairEnergies& energies)
{
    FloatLanes firstSums{};
    FloatLanes secondSums{};
    const std::size_t whole = count / floatLanes * floatLanes;
    for (std::size_t i = 0; i < whole; i += floatLanes) {
        FloatLanes coefficients;
        FloatLanes a;
        FloatLanes b;
        loadLanes(window + i, coefficients);
        loadLanes(first + i, a);
        loadLanes(second + i, b);
        a *= coefficients;
        b *= coefficients;
        firstSums += a * a;
        secondSums += b * b;
        const FloatLanes low = __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
        const FloatLanes high = __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
        storeLanes(low, pairs + 2 * i);
        storeLanes(high, pairs + 2 * i + floatLanes);
    }
    for (std::size_t lane = 0; lane < floatLanes; ++lane) {
        energies.first += firstSums[lane];
        energies.second += secondSums[lane];
    }
    for (std::size_t i = whole; i < count; ++i) {
        pairs[2 * i] = first[i] * window[i];
        pairs[2 * i + 1] = second[i] * window[i];
        energies.first += pairs[2 * i] * pairs[2 * i];
        energies.second += pairs[2 * i + 1] * pairs[2 * i + 1];
    }
}

/// Whether all samples are +0, as those of digital silence are. Seldom more than the first one has to be looked at.
bool isSilence(std::span<const float> samples)
{
    return std::bit_cast<std::uint32_t>(samples.front()) == 0
        && std::memcmp(samples.data(), samples.data() + 1, samples.size_bytes() - sizeof(float)) == 0;
}

} // namespace

std::shared_ptr<const AnalysisWindow> makeAnalysisWindow(const StftParameters& parameters)
{
    assert(!faultIn(parameters));
    const std::vector<double> exact = windowCoefficients(parameters.window, parameters.windowLength);
    AnalysisWindow window;
    window.coefficients.assign(exact.size(), 0.0F);
    for (std::size_t i = 0; i < exact.size(); ++i)
        window.coefficients[i] = static_cast<float>(exact[i]);
    window.sum = std::accumulate(exact.begin(), exact.end(), 0.0);
    window.sumOfSquares = std::inner_product(exact.begin(), exact.end(), exact.begin(), 0.0);
    return std::make_shared<const AnalysisWindow>(std::move(window));
}

void planTransforms(const StftParameters& parameters, PlanChoice plans)
{
    if (parameters.nfft <= largestPairedSize)
        FftPlan<std::complex<float>>::ofSize(parameters.nfft, plans);
    else
        FftPlan<float>::ofSize(parameters.nfft, plans);
}

FrameAnalyzer::FrameAnalyzer(const StftParameters& parameters, std::shared_ptr<const AnalysisWindow> window,
                             PlanChoice plans)
    : m_nfft(parameters.nfft), m_detrend(parameters.detrend), m_plans(plans), m_window(std::move(window)),
      m_samples(static_cast<std::size_t>(parameters.nfft)), m_bins(static_cast<std::size_t>(parameters.binCount()))
{
    assert(m_window && windowLength() == parameters.windowLength && m_window->sum != 0);
}

/// What follows the window in @p windowed is 0 from the beginning, and the transforms leave it so.
void FrameAnalyzer::window(std::span<const float> samples, FftBuffer<float>& windowed) const
{
    const std::vector<float>& coefficients = m_window->coefficients;
    assert(samples.size() == coefficients.size());
    if (m_detrend == Detrend::None)
        multiply(samples.data(), coefficients.data(), windowed.data(), coefficients.size());
    else
        multiplyDetrended(samples.data(), trendOf(samples, m_detrend), coefficients.data(), windowed.data(),
                          coefficients.size());
}

void FrameAnalyzer::transform(const FftBuffer<float>& windowed, const Bins& bins)
{
    if (m_plan == nullptr)
        m_plan = &FftPlan<float>::ofSize(m_nfft, m_plans);
    m_plan->transform(windowed, m_bins);
    powersFromBins(m_bins.span(), m_nfft, m_window->sum, bins.powers);
    if (!bins.phases.empty())
        phasesFromBins(m_bins.span(), bins.phases);
}

/// What any transform makes of silence.
void FrameAnalyzer::giveSilence(const Bins& bins)
{
    std::ranges::fill(bins.powers, 0.0F);
    if (bins.phases.empty())
        return;
    std::ranges::fill(m_bins.span(), std::complex<float>());
    phasesFromBins(m_bins.span(), bins.phases);
}

void FrameAnalyzer::analyze(std::span<const float> samples, const Bins& bins)
{
    assert(bins.powers.size() == m_bins.size());
    if (isSilence(samples)) {
        giveSilence(bins);
        return;
    }
    window(samples, m_samples);
    transform(m_samples, bins);
}

FrameAnalyzer::PairScratch::PairScratch(int nfft, PlanChoice plans)
    : plan(&FftPlan<std::complex<float>>::ofSize(nfft, plans)), secondSamples(static_cast<std::size_t>(nfft)),
      samples(static_cast<std::size_t>(nfft)), bins(static_cast<std::size_t>(nfft))
{ }

/// Lays two windowed frames beside each other. @return whether they may be transformed together
bool FrameAnalyzer::preparePair(std::span<const float> first, std::span<const float> second)
{
    const std::size_t count = first.size();
    auto* const pairs = reinterpret_cast<float*>(m_pair->samples.data()); // as [complex.numbers] allows
    PairEnergies energies;
    if (m_detrend == Detrend::None) {
        windowPair(first.data(), second.data(), m_window->coefficients.data(), pairs, count, energies);
    } else {
        window(first, m_samples);
        window(second, m_pair->secondSamples);
        energies = {sumOfSquares(m_samples.data(), count), sumOfSquares(m_pair->secondSamples.data(), count)};
        interleave(m_samples.data(), m_pair->secondSamples.data(), pairs, count);
    }
    return areAlike(energies.first, energies.second);
}

/// Transforms both frames at once. @return whether that pays and does no harm; else nothing has been done
bool FrameAnalyzer::transformPair(std::span<const float> first, std::span<const float> second)
{
    if (m_nfft > largestPairedSize)
        return false;
    if (!m_pair)
        m_pair = std::make_unique<PairScratch>(m_nfft, m_plans);
    if (!preparePair(first, second))
        return false;
    m_pair->plan->transform(m_pair->samples, m_pair->bins);
    return true;
}

void FrameAnalyzer::analyzePair(std::span<const float> first, std::span<const float> second, const Bins& firstBins,
                                const Bins& secondBins)
{
    if (isSilence(first) || !transformPair(first, second)) {
        analyze(first, firstBins);
        analyze(second, secondBins);
        return;
    }
    powersFromPairedBins(m_pair->bins.span(), m_window->sum, firstBins.powers, secondBins.powers);
    phasesFromPairedBins(m_pair->bins.span(), firstBins.phases, secondBins.phases);
}

void FrameAnalyzer::reducePair(std::span<const float> first, std::span<const float> second, PowerReduction reduction,
                               std::span<float> column)
{
    if (!isSilence(first) && transformPair(first, second)) {
        reducePairedBins(m_pair->bins.span(), m_window->sum, reduction, column);
        return;
    }
    m_powers.resize(column.size());
    for (const std::span<const float> samples : {first, second}) {
        if (isSilence(samples)) // adds nothing, and is above nothing
            continue;
        analyze(samples, m_powers);
        reducePowers(m_powers, reduction, column);
    }
}

} // namespace gabor
