// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/windowshapes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gabor::windows {

namespace {

constexpr double pi = std::numbers::pi;

/// Distance of point @p k from the window's middle, in samples: a whole number or half of one.
double distanceFromMiddle(int k, int count)
{
    return (count - 1) / 2.0 - k;
}

/// The same as a share of half the window: 1 at point 0, 0 in the middle.
double relativeDistance(int k, int count)
{
    return 1 - 2.0 * k / (count - 1);
}

} // namespace

void divideByPeak(std::span<double> values)
{
    double peak = 0;
    for (const double value : values)
        peak = std::max(peak, value);
    for (double& value : values)
        value /= peak;
}

std::vector<double> cosineSum(int count, std::span<const double> coefficients)
{
    return mirrored(count, [&](int k) {
        const double angle = 2 * pi * k / (count - 1);
        double value = 0;
        for (std::size_t j = 0; j < coefficients.size(); ++j) {
            const double term = coefficients[j] * std::cos(static_cast<double>(j) * angle);
            value += j % 2 == 0 ? term : -term;
        }
        return value;
    });
}

std::vector<double> triang(int count)
{
    const double width = count % 2 == 0 ? count : count + 1;
    return mirrored(count, [&](int k) { return 1 - 2 * distanceFromMiddle(k, count) / width; });
}

std::vector<double> bartlett(int count)
{
    return mirrored(count, [&](int k) { return 2.0 * k / (count - 1); });
}

std::vector<double> bohman(int count)
{
    return mirrored(count, [&](int k) {
        if (k == 0)
            return 0.0; // what the formula only nearly gives
        const double u = relativeDistance(k, count);
        return (1 - u) * std::cos(pi * u) + std::sin(pi * u) / pi;
    });
}

std::vector<double> parzen(int count)
{
    return mirrored(count, [&](int k) {
        const double distance = distanceFromMiddle(k, count);
        const double u = 2 * distance / count;
        if (4 * distance <= count - 1)
            return 1 - 6 * u * u * (1 - u);
        return 2 * (1 - u) * (1 - u) * (1 - u);
    });
}

std::vector<double> cosine(int count)
{
    return mirrored(count, [&](int k) { return std::sin(pi * (k + 0.5) / count); });
}

std::vector<double> barthann(int count)
{
    return mirrored(count, [&](int k) {
        const double u = relativeDistance(k, count) / 2;
        return 0.62 - 0.48 * u + 0.38 * std::cos(2 * pi * u);
    });
}

std::vector<double> lanczos(int count)
{
    return mirrored(count, [&](int k) {
        const double u = pi * relativeDistance(k, count);
        return u == 0 ? 1.0 : std::sin(u) / u;
    });
}

std::vector<double> tukey(int count, double alpha)
{
    const double taper = alpha * (count - 1) / 2;
    return mirrored(count, [&](int k) { return alpha > 0 && k <= taper ? 0.5 * (1 - std::cos(pi * k / taper)) : 1.0; });
}

std::vector<double> generalGaussian(int count, double power, double sigma)
{
    return mirrored(count, [&](int k) {
        const double u = distanceFromMiddle(k, count) / sigma;
        return std::exp(-0.5 * (power == 1 ? u * u : std::pow(u, 2 * power)));
    });
}

std::vector<double> exponential(int count, double tau)
{
    return mirrored(count, [&](int k) { return std::exp(-distanceFromMiddle(k, count) / tau); });
}

std::vector<double> taylor(int count, int nearSidelobes, double level)
{
    const double a = std::acosh(std::pow(10, level / 20)) / pi;
    const double edge = nearSidelobes - 0.5;
    const double dilation = nearSidelobes * nearSidelobes / (a * a + edge * edge);

    std::vector<double> harmonics; // of the window about its middle, from the first on
    for (int m = 1; m < nearSidelobes; ++m) {
        double numerator = m % 2 == 0 ? -1 : 1;
        double denominator = 2;
        for (int i = 1; i < nearSidelobes; ++i) {
            numerator *= 1 - m * m / dilation / (a * a + (i - 0.5) * (i - 0.5));
            if (i != m)
                denominator *= 1 - static_cast<double>(m * m) / (i * i);
        }
        harmonics.push_back(numerator / denominator);
    }
    const auto shape = [&](double distance) {
        double value = 1;
        for (std::size_t m = 0; m < harmonics.size(); ++m)
            value += 2 * harmonics[m] * std::cos(2 * pi * static_cast<double>(m + 1) * distance / count);
        return value;
    };
    const double peak = shape(0);
    return mirrored(count, [&](int k) { return shape(distanceFromMiddle(k, count)) / peak; });
}

} // namespace gabor::windows
