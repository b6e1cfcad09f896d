// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/windowshapes.h"

#include <cmath>
#include <numeric>

namespace gabor::windows {

namespace {

/// The modified Bessel function of the first kind, order 0: the sum of ((x/2)^j / j!)². Every term is positive, so
/// nothing cancels and the sum is right to rounding, for any x that double precision can hold the value of.
/// (The standard library's cyl_bessel_i is not everywhere there.)
double besselI0(double x)
{
    const double quarterSquare = x * x / 4;
    double term = 1;
    double sum = 1;
    for (double j = 1; term > sum * 1e-17; ++j) {
        term *= quarterSquare / (j * j);
        sum += term;
    }
    return sum;
}

} // namespace

std::vector<double> kaiser(int count, double beta)
{
    const double peak = besselI0(beta);
    return mirrored(count, [&](int k) {
        // 1 - (1 - 2k/(count-1))², without the difference
        const double u = static_cast<double>(k) / (count - 1);
        return besselI0(2 * beta * std::sqrt(u * (1 - u))) / peak;
    });
}

std::vector<double> kaiserBesselDerived(int count, double beta)
{
    const std::vector<double> base = kaiser(count / 2 + 1, beta);
    const double total = std::accumulate(base.begin(), base.end(), 0.0);
    double running = 0;
    return mirrored(count, [&](int k) {
        running += base[static_cast<std::size_t>(k)];
        return std::sqrt(running / total);
    });
}

} // namespace gabor::windows
