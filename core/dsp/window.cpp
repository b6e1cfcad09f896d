// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/window.h"

#include "core/dsp/windowshapes.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace gabor {

namespace {

/// The symmetric window of @p count >= 2 points.
std::vector<double> symmetricWindow(WindowKind kind, std::span<const double> p, int count)
{
    switch (kind) {
    case WindowKind::Boxcar:
        return std::vector<double>(static_cast<std::size_t>(count), 1.0);
    case WindowKind::Triang:
        return windows::triang(count);
    case WindowKind::Bartlett:
        return windows::bartlett(count);
    case WindowKind::Hann:
        return windows::cosineSum(count, std::array{0.5, 0.5});
    case WindowKind::Hamming:
        return windows::cosineSum(count, std::array{0.54, 1 - 0.54});
    case WindowKind::GeneralHamming:
        return windows::cosineSum(count, std::array{p[0], 1 - p[0]});
    case WindowKind::GeneralCosine:
        return windows::cosineSum(count, p);
    case WindowKind::Blackman:
        return windows::cosineSum(count, std::array{0.42, 0.5, 0.08});
    case WindowKind::BlackmanHarris:
        return windows::cosineSum(count, std::array{0.35875, 0.48829, 0.14128, 0.01168});
    case WindowKind::Nuttall:
        return windows::cosineSum(count, std::array{0.3635819, 0.4891775, 0.1365995, 0.0106411});
    case WindowKind::Flattop:
        return windows::cosineSum(count, std::array{0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368});
    case WindowKind::Bohman:
        return windows::bohman(count);
    case WindowKind::Parzen:
        return windows::parzen(count);
    case WindowKind::Cosine:
        return windows::cosine(count);
    case WindowKind::Barthann:
        return windows::barthann(count);
    case WindowKind::Lanczos:
        return windows::lanczos(count);
    case WindowKind::Tukey:
        return windows::tukey(count, p[0]);
    case WindowKind::Gaussian:
        return windows::generalGaussian(count, 1, p[0]);
    case WindowKind::GeneralGaussian:
        return windows::generalGaussian(count, p[0], p[1]);
    case WindowKind::Exponential:
        return windows::exponential(count, p[0]);
    case WindowKind::Kaiser:
        return windows::kaiser(count, p[0]);
    case WindowKind::KaiserBesselDerived:
        return windows::kaiserBesselDerived(count, p[0]);
    case WindowKind::Chebwin:
        return windows::chebyshev(count, p[0]);
    case WindowKind::Dpss:
        return windows::slepian(count, p[0]);
    case WindowKind::Taylor:
        return windows::taylor(count, static_cast<int>(p[0]), p[1]);
    }
    assert(false);
    return {};
}

bool isInRange(double value, const WindowParameterInfo& allowed)
{
    const bool aboveMinimum = allowed.minimumExcluded ? value > allowed.minimum : value >= allowed.minimum;
    return aboveMinimum && value <= allowed.maximum && !(allowed.whole && value != std::floor(value));
}

std::optional<WindowFault> parameterFaultIn(const WindowSpec& window)
{
    const std::span<const WindowParameterInfo> allowed = windowInfo(window.kind).parameters;
    const bool anyNumber = window.kind == WindowKind::GeneralCosine && !window.parameters.empty();
    if (window.parameters.size() != allowed.size() && !anyNumber)
        return WindowFault{WindowFault::Rule::ParameterCount};
    for (std::size_t i = 0; i < window.parameters.size(); ++i) {
        const WindowParameterInfo& range = allowed[std::min(i, allowed.size() - 1)];
        if (!isInRange(window.parameters[i], range))
            return WindowFault{WindowFault::Rule::ParameterOutOfRange, static_cast<int>(i), range.minimum,
                               range.maximum};
    }
    return std::nullopt;
}

/// Kinds that are positive from end to end by construction, among them those that are dear to compute.
bool isPositiveThroughout(WindowKind kind)
{
    return kind == WindowKind::Boxcar || kind == WindowKind::Hamming || kind == WindowKind::Kaiser
        || kind == WindowKind::KaiserBesselDerived || kind == WindowKind::Dpss;
}

/// Kinds whose points, where there is more than a few of them, add up to something whatever their parameters are: shapes
/// that are nowhere below zero, cosine sums with a constant term, and the spectrum at its peak.
bool addsUpWhenLong(WindowKind kind)
{
    switch (kind) {
    case WindowKind::Triang:
    case WindowKind::Bartlett:
    case WindowKind::Hann:
    case WindowKind::Blackman:
    case WindowKind::BlackmanHarris:
    case WindowKind::Nuttall:
    case WindowKind::Flattop:
    case WindowKind::Bohman:
    case WindowKind::Parzen:
    case WindowKind::Cosine:
    case WindowKind::Barthann:
    case WindowKind::Lanczos:
    case WindowKind::Tukey:
    case WindowKind::Chebwin:
        return true;
    default:
        return isPositiveThroughout(kind);
    }
}

/// Whether the coefficients add up to no more than their rounding.
bool sumIsZero(std::span<const double> coefficients)
{
    double sum = 0;
    double sumOfMagnitudes = 0;
    for (const double coefficient : coefficients) {
        sum += coefficient;
        sumOfMagnitudes += std::abs(coefficient);
    }
    return std::abs(sum) <= 1e-12 * std::max(1.0, sumOfMagnitudes);
}

} // namespace

std::optional<WindowFault> faultIn(const WindowSpec& window, int length)
{
    using Rule = WindowFault::Rule;
    if (length < 1)
        return WindowFault{Rule::LengthNotPositive};
    if (const std::optional<WindowFault> fault = parameterFaultIn(window))
        return fault;
    if (window.kind == WindowKind::KaiserBesselDerived) {
        if (!window.symmetric)
            return WindowFault{Rule::PeriodicUnknown};
        if (length % 2 != 0)
            return WindowFault{Rule::OddLength};
    }
    if (length == 1)
        return std::nullopt; // a single 1, whatever the window
    if (window.kind == WindowKind::Dpss && 2 * window.parameters[0] >= length)
        return WindowFault{Rule::HalfBandwidthTooLarge, 0, 0, length / 2.0};
    constexpr int few = 16; // of fewer points the zeros at the ends may be all there is
    const bool addsUp = length > few ? addsUpWhenLong(window.kind) : isPositiveThroughout(window.kind);
    if (!addsUp && sumIsZero(windowCoefficients(window, length)))
        return WindowFault{Rule::SumIsZero};
    return std::nullopt;
}

std::vector<double> windowCoefficients(const WindowSpec& window, int length)
{
    assert(length > 0);
    if (length == 1)
        return {1.0};
    // A periodic window is one period of the symmetric window that ends with the next period's first point.
    std::vector<double> coefficients =
        symmetricWindow(window.kind, window.parameters, window.symmetric ? length : length + 1);
    coefficients.resize(static_cast<std::size_t>(length));
    return coefficients;
}

} // namespace gabor
