// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/fftplan.h"
#include "core/dsp/windowshapes.h"

#include <cmath>
#include <cstdlib>
#include <numbers>

namespace gabor::windows {

namespace {

/// The Chebyshev polynomial of @p order at 1 + @p excess, which is >= 0. Near 1, where the main lobe lies, the
/// distance from 1 holds the digits that the argument itself would lose.
double chebyshevPolynomial(int order, double excess)
{
    if (excess > 0)
        return std::cosh(order * std::log1p(excess + std::sqrt(excess * (excess + 2)))); // cosh(order acosh)
    return std::cos(order * 2 * std::asin(std::sqrt(-excess / 2)));                      // cos(order acos)
}

} // namespace

/// The window's spectrum is T(beta cos(pi i / count)), T the polynomial of order count - 1, beta such that T(beta) is
/// the attenuation. Point k of the window lies 2k - (count - 1) half samples from its middle, so that
///     w[k] = T(beta) + 2 sum over i = 1 .. (count - 1)/2 of T(beta cos(pi i / count)) cos(pi i (2k - (count - 1)) / count)
/// is one bin of a transform twice as long, for odd and even counts alike.
/// Source: Dolph (1946), Proc. IRE 34, 335-348; Lynn and Fuerst (1998), section 4.
std::vector<double> chebyshev(int count, double attenuation)
{
    const int order = count - 1;
    const double halfArgument = std::acosh(std::pow(10, attenuation / 20)) / order / 2;
    const double betaExcess = 2 * std::sinh(halfArgument) * std::sinh(halfArgument); // beta - 1

    const FftPlan<double>& plan = FftPlan<double>::ofSize(2 * count);
    FftBuffer<double> spectrum(static_cast<std::size_t>(plan.size()));
    FftBuffer<std::complex<double>> sums(static_cast<std::size_t>(plan.binCount()));
    spectrum.span()[0] = chebyshevPolynomial(order, betaExcess);
    for (int i = 1; i <= order / 2; ++i) {
        const double half = std::sin(std::numbers::pi * i / (2.0 * count));
        const double cosineDeficit = 2 * half * half;                           // 1 - cos(pi i / count)
        const double excess = betaExcess * (1 - cosineDeficit) - cosineDeficit; // beta cos(pi i / count) - 1
        spectrum.span()[static_cast<std::size_t>(i)] = 2 * chebyshevPolynomial(order, excess);
    }
    plan.transform(spectrum, sums);

    std::vector<double> window =
        mirrored(count, [&](int k) { return sums.span()[static_cast<std::size_t>(std::abs(2 * k - order))].real(); });
    divideByPeak(window);
    return window;
}

} // namespace gabor::windows
