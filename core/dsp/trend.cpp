// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/trend.h"

#include "core/base/vectorized.h"

#include <array>
#include <numeric>

namespace gabor {

namespace {

struct Moments
{
    double sum = 0;   ///< of the samples
    double first = 0; ///< of each sample times its distance from the frame's middle
};

/// Several running sums instead of one let the additions overlap.
constexpr std::size_t lanes = 8;

template <class Sample>
inline Moments momentsInLanes(const Sample* samples, std::size_t count)
{
    const double middle = (static_cast<double>(count) - 1) / 2;
    std::array<double, lanes> sums{};
    std::array<double, lanes> firsts{};
    const std::size_t whole = count - count % lanes;
    for (std::size_t i = 0; i < whole; i += lanes) {
        const double distance = static_cast<double>(i) - middle;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const double sample = static_cast<double>(samples[i + lane]);
            sums[lane] += sample;
            firsts[lane] += sample * (distance + static_cast<double>(lane));
        }
    }
    for (std::size_t i = whole; i < count; ++i) {
        const double sample = static_cast<double>(samples[i]);
        sums[i - whole] += sample;
        firsts[i - whole] += sample * (static_cast<double>(i) - middle);
    }
    return {std::accumulate(sums.begin(), sums.end(), 0.0), std::accumulate(firsts.begin(), firsts.end(), 0.0)};
}

GABOR_VECTORIZED Moments moments(const float* samples, std::size_t count)
{
    return momentsInLanes(samples, count);
}

GABOR_VECTORIZED Moments moments(const double* samples, std::size_t count)
{
    return momentsInLanes(samples, count);
}

template <class Sample>
Trend trendIn(std::span<const Sample> samples, Detrend detrend)
{
    if (detrend == Detrend::None || samples.empty())
        return {};
    const Moments m = moments(samples.data(), samples.size());
    const double n = static_cast<double>(samples.size());
    const double mean = m.sum / n;
    if (detrend == Detrend::Constant || samples.size() == 1)
        return {mean, 0};
    const double sumOfSquaredDistances = n * (n * n - 1) / 12;
    const double slope = m.first / sumOfSquaredDistances;
    return {mean - slope * (n - 1) / 2, slope};
}

} // namespace

Trend trendOf(std::span<const float> samples, Detrend detrend)
{
    return trendIn(samples, detrend);
}

Trend trendOf(std::span<const double> samples, Detrend detrend)
{
    return trendIn(samples, detrend);
}

} // namespace gabor
