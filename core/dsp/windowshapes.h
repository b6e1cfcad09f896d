// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <vector>

// The symmetric windows that window.h is made of. Each has `count` >= 2 points and is exactly its own mirror image.
namespace gabor::windows {

/// A window from its left half: @p leftHalf(k) for k = 0 .. (count - 1) / 2, its other half mirrored.
template <std::invocable<int> Shape>
std::vector<double> mirrored(int count, Shape leftHalf)
{
    std::vector<double> window(static_cast<std::size_t>(count));
    for (int k = 0; 2 * k < count; ++k)
        window[static_cast<std::size_t>(k)] = window[static_cast<std::size_t>(count - 1 - k)] = leftHalf(k);
    return window;
}

/// Scales @p values so that the largest of them, which is positive, becomes 1.
void divideByPeak(std::span<double> values);

/// sum over j of (-1)^j coefficients[j] cos(2 pi j k / (count - 1)); Hann, Hamming, Blackman and their kin.
std::vector<double> cosineSum(int count, std::span<const double> coefficients);

std::vector<double> triang(int count);   ///< never 0 at its ends
std::vector<double> bartlett(int count); ///< 0 at its ends
std::vector<double> bohman(int count);
std::vector<double> parzen(int count);
std::vector<double> cosine(int count);
std::vector<double> barthann(int count);
std::vector<double> lanczos(int count);
/// @param alpha  tapered share of the window: 0 a rectangle, 1 Hann
std::vector<double> tukey(int count, double alpha);
/// exp(-|x / sigma|^(2 power) / 2), x the distance from the middle in samples; power 1 is the Gaussian.
std::vector<double> generalGaussian(int count, double power, double sigma);
std::vector<double> exponential(int count, double tau);
/// Taylor's window for radar: @p nearSidelobes - 1 sidelobes of nearly the same level.
/// @param level  of the sidelobes below the main lobe in dB, > 0
/// Source: Carrara, Goodman and Majewski (1995), appendix D.2.
std::vector<double> taylor(int count, int nearSidelobes, double level);

/// I0(beta sqrt(1 - x²)) / I0(beta), x from -1 to 1.
std::vector<double> kaiser(int count, double beta);
/// From the running sum of a Kaiser window of count/2 + 1 points, such that squares half a window apart add up to 1.
/// @param count  even
std::vector<double> kaiserBesselDerived(int count, double beta);

/// Dolph's window: the narrowest main lobe above sidelobes that are all @p attenuation dB below it.
std::vector<double> chebyshev(int count, double attenuation);

/// The first discrete prolate spheroidal sequence: of all sequences of this length, the one with most of its energy
/// within halfBandwidth / count of frequency 0. Its peak is 1 for odd counts and slightly less for even ones.
/// @param halfBandwidth  NW, > 0 and < count / 2
std::vector<double> slepian(int count, double halfBandwidth);

} // namespace gabor::windows
