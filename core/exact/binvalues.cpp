// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/binvalues.h"

#include "core/base/vectorized.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace gabor {

namespace {

// Plain pointers, as the loops must stand alone to be compiled for several processors.

GABOR_VECTORIZED void powersLoop(const double* parts, std::size_t count, double scale, double* powers)
{
    for (std::size_t k = 0; k < count; ++k)
        powers[k] = scale * (parts[2 * k] * parts[2 * k] + parts[2 * k + 1] * parts[2 * k + 1]);
}

GABOR_VECTORIZED void windowLoop(const double* samples, std::size_t count, double offset, const double* window,
                                 double* out)
{
    for (std::size_t i = 0; i < count; ++i)
        out[i] = (samples[i] - offset) * window[i];
}

GABOR_VECTORIZED void slopedWindowLoop(const double* samples, int count, double offset, double slope,
                                       const double* window, double* out)
{
    for (int i = 0; i < count; ++i)
        out[i] = (samples[i] - (offset + slope * i)) * window[i];
}

/// Real and imaginary parts in turn, as the standard promises.
const double* partsOf(std::span<const std::complex<double>> bins)
{
    return reinterpret_cast<const double*>(bins.data());
}

double modulus(std::complex<double> bin)
{
    const double square = bin.real() * bin.real() + bin.imag() * bin.imag();
    // Where the squares keep all their bits, the root is as good as std::hypot and several times faster.
    if (square > 1e-270 && square < 1e300)
        return std::sqrt(square);
    return std::hypot(bin.real(), bin.imag());
}

} // namespace

void scaledPowers(std::span<const std::complex<double>> bins, double scale, std::span<double> powers)
{
    assert(bins.size() == powers.size());
    powersLoop(partsOf(bins), bins.size(), scale, powers.data());
}

void scaledMagnitudes(std::span<const std::complex<double>> bins, double scale, std::span<double> magnitudes)
{
    assert(bins.size() == magnitudes.size());
    for (std::size_t k = 0; k < bins.size(); ++k)
        magnitudes[k] = scale * modulus(bins[k]);
}

void anglesOf(std::span<const std::complex<double>> bins, std::span<double> angles)
{
    assert(bins.size() == angles.size());
    for (std::size_t k = 0; k < bins.size(); ++k)
        angles[k] = std::arg(bins[k]);
}

void unwrap(std::span<double> angles)
{
    constexpr double pi = std::numbers::pi;
    double correction = 0;
    double previous = angles.empty() ? 0 : angles[0];
    for (std::size_t k = 1; k < angles.size(); ++k) {
        const double step = angles[k] - previous;
        previous = angles[k];
        if (!(std::abs(step) < pi)) {
            const double turned = step + pi;
            double wrapped = turned - 2 * pi * std::floor(turned / (2 * pi)) - pi; // in [-pi, pi)
            if (wrapped == -pi && step > 0)
                wrapped = pi;
            correction += wrapped - step;
        }
        angles[k] += correction;
    }
}

void detrendAndWindow(std::span<const double> samples, double offset, double slope, std::span<const double> window,
                      std::span<double> out)
{
    assert(samples.size() == window.size() && samples.size() == out.size());
    if (slope == 0)
        windowLoop(samples.data(), samples.size(), offset, window.data(), out.data());
    else
        slopedWindowLoop(samples.data(), static_cast<int>(samples.size()), offset, slope, window.data(), out.data());
}

} // namespace gabor
