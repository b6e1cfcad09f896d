// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/frameanalyzer.h"

#include "core/base/vectorized.h"
#include "core/dsp/levels.h"
#include "core/dsp/trend.h"

#include <cassert>
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

/// Beyond, the complex transform no longer fits into the nearest cache and costs as much as two real ones.
constexpr int largestPairedSize = 8192;

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

FrameAnalyzer::FrameAnalyzer(const StftParameters& parameters, std::shared_ptr<const AnalysisWindow> window)
    : m_detrend(parameters.detrend), m_window(std::move(window)), m_plan(&FftPlan<float>::ofSize(parameters.nfft)),
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

void FrameAnalyzer::transform(const FftBuffer<float>& windowed, std::span<float> powers)
{
    m_plan->transform(windowed, m_bins);
    powersFromBins(m_bins.span(), m_plan->size(), m_window->sum, powers);
}

void FrameAnalyzer::analyze(std::span<const float> samples, std::span<float> powers)
{
    assert(powers.size() == m_bins.size());
    window(samples, m_samples);
    transform(m_samples, powers);
}

FrameAnalyzer::PairScratch::PairScratch(int nfft)
    : plan(&FftPlan<std::complex<float>>::ofSize(nfft)), secondSamples(static_cast<std::size_t>(nfft)),
      samples(static_cast<std::size_t>(nfft)), bins(static_cast<std::size_t>(nfft)),
      parts(2 * static_cast<std::size_t>(nfft))
{ }

void FrameAnalyzer::analyzePair(std::span<const float> first, std::span<const float> second,
                                std::span<float> firstPowers, std::span<float> secondPowers)
{
    const int nfft = m_plan->size();
    if (nfft > largestPairedSize) {
        analyze(first, firstPowers);
        analyze(second, secondPowers);
        return;
    }
    if (!m_pair)
        m_pair = std::make_unique<PairScratch>(nfft);
    window(first, m_samples);
    window(second, m_pair->secondSamples);
    if (!areAlike(sumOfSquares(m_samples.data(), first.size()),
                  sumOfSquares(m_pair->secondSamples.data(), second.size()))) {
        transform(m_samples, firstPowers);
        transform(m_pair->secondSamples, secondPowers);
        return;
    }
    interleave(m_samples.data(), m_pair->secondSamples.data(), reinterpret_cast<float*>(m_pair->samples.data()),
               first.size());
    m_pair->plan->transform(m_pair->samples, m_pair->bins);
    powersFromPairedBins(m_pair->bins.span(), m_window->sum, m_pair->parts.span(), firstPowers, secondPowers);
}

} // namespace gabor
