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

std::int64_t frameCount(const StftParameters& parameters, std::int64_t sampleCount)
{
    if (sampleCount < parameters.windowLength)
        return 0;
    return (sampleCount - parameters.windowLength) / parameters.hop + 1;
}

double frameCenter(const StftParameters& parameters, double frame)
{
    return frame * parameters.hop + parameters.windowLength / 2.0;
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
