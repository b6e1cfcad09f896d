// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/stftparameters.h"

namespace gabor {

std::optional<StftFault> faultIn(const StftParameters& parameters)
{
    using Rule = StftFault::Rule;
    if (parameters.windowLength < 1)
        return StftFault{Rule::WindowLengthNotPositive};
    if (parameters.hop < 1)
        return StftFault{Rule::HopNotPositive};
    if (parameters.hop > parameters.windowLength)
        return StftFault{Rule::HopExceedsWindow};
    if (parameters.nfft < parameters.windowLength)
        return StftFault{Rule::NfftBelowWindow};
    if (parameters.nfft > maximumNfft)
        return StftFault{Rule::NfftTooLarge};
    // Last, as it may compute the window: by now its length is known to be bearable.
    if (const std::optional<WindowFault> window = faultIn(parameters.window, parameters.windowLength))
        return StftFault{Rule::Window, *window};
    return std::nullopt;
}

std::int64_t frameBegin(const StftParameters& parameters, std::int64_t frame)
{
    const int before = parameters.boundary == FrameBoundary::Padded ? parameters.windowLength / 2 : 0;
    return frame * parameters.hop - before;
}

std::int64_t frameCount(const StftParameters& parameters, std::int64_t sampleCount)
{
    if (parameters.boundary == FrameBoundary::Inside)
        return lastingFrameCount(parameters, sampleCount);
    if (sampleCount <= 0)
        return 0;
    // As many as it takes for every sample and the zeros on both sides to lie under some frame.
    const std::int64_t half = parameters.windowLength / 2;
    const std::int64_t travel = sampleCount + 2 * half - parameters.windowLength;
    return (travel + parameters.hop - 1) / parameters.hop + 1;
}

std::int64_t lastingFrameCount(const StftParameters& parameters, std::int64_t sampleCount)
{
    const std::int64_t travel = sampleCount - parameters.windowLength - frameBegin(parameters, 0);
    return travel < 0 ? 0 : travel / parameters.hop + 1;
}

bool reachesOver(const StftParameters& parameters, std::int64_t frame, std::int64_t sampleCount)
{
    const std::int64_t begin = frameBegin(parameters, frame);
    return begin < 0 || begin + parameters.windowLength > sampleCount;
}

double frameCenter(const StftParameters& parameters, double frame)
{
    return frame * parameters.hop + static_cast<double>(frameBegin(parameters, 0)) + parameters.windowLength / 2.0;
}

double binSpacingHz(const StftParameters& parameters, double sampleRate)
{
    return sampleRate / parameters.nfft;
}

double equivalentNoiseBandwidth(std::span<const double> coefficients)
{
    double sum = 0;
    double sumOfSquares = 0;
    for (const double coefficient : coefficients) {
        sum += coefficient;
        sumOfSquares += coefficient * coefficient;
    }
    return static_cast<double>(coefficients.size()) * sumOfSquares / (sum * sum);
}

} // namespace gabor
