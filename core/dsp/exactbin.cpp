// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/exactbin.h"

#include "core/dsp/levels.h"
#include "core/dsp/trend.h"

#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>
#include <numeric>
#include <vector>

namespace gabor {

double exactPower(std::span<const double> samples, std::span<const double> coefficients, Detrend detrend, int nfft,
                  int bin)
{
    assert(samples.size() == coefficients.size() && samples.size() <= static_cast<std::size_t>(nfft));
    const Trend trend = trendOf(samples, detrend);
    const double angle = 2 * std::numbers::pi / nfft;
    // The phase bin * i / nfft in whole turns and nfft-ths of a turn: the integer keeps it exact however long it runs.
    int phase = 0;
    double re = 0;
    double im = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double value = (samples[i] - trend.at(i)) * coefficients[i];
        re += value * std::cos(angle * phase);
        im -= value * std::sin(angle * phase);
        phase = (phase + bin) % nfft;
    }
    const double sum = std::accumulate(coefficients.begin(), coefficients.end(), 0.0);
    const double amplitude = amplitudeScale(bin, nfft, sum) * std::hypot(re, im);
    return amplitude * amplitude;
}

double exactLevelDb(const SampleSource& source, ChannelChoice channel, const StftParameters& parameters,
                    std::int64_t frame, int bin)
{
    assert(!faultIn(parameters) && bin >= 0 && bin < parameters.binCount());
    std::vector<double> samples(static_cast<std::size_t>(parameters.windowLength));
    source.read(frame * parameters.hop, channel, std::span<double>(samples));
    const std::vector<double> window = windowCoefficients(parameters.window, parameters.windowLength);
    return decibelsFromPower(exactPower(samples, window, parameters.detrend, parameters.nfft, bin));
}

} // namespace gabor
