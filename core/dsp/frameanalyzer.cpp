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

void FrameAnalyzer::analyze(std::span<const float> samples, std::span<float> powers)
{
    const std::vector<float>& window = m_window->coefficients;
    assert(samples.size() == window.size() && powers.size() == m_bins.size());
    // What follows the window in m_samples is 0 from the beginning, and the transform leaves it so.
    if (m_detrend == Detrend::None)
        multiply(samples.data(), window.data(), m_samples.data(), window.size());
    else
        multiplyDetrended(samples.data(), trendOf(samples, m_detrend), window.data(), m_samples.data(), window.size());
    m_plan->transform(m_samples, m_bins);
    powersFromBins(m_bins.span(), m_plan->size(), m_window->sum, powers);
}

} // namespace gabor
