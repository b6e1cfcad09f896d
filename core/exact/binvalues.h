// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <span>

namespace gabor {

/// powers[k] = scale * |bins[k]|². Both of one length.
void scaledPowers(std::span<const std::complex<double>> bins, double scale, std::span<double> powers);

/// magnitudes[k] = scale * |bins[k]|, without leaving the range of double precision on the way.
void scaledMagnitudes(std::span<const std::complex<double>> bins, double scale, std::span<double> magnitudes);

/// angles[k] = arg bins[k] in radians.
void anglesOf(std::span<const std::complex<double>> bins, std::span<double> angles);

/// Adds multiples of 2 pi so that no step from one angle to the next exceeds pi. Source: numpy.unwrap.
void unwrap(std::span<double> angles);

/// out[i] = (samples[i] - offset - slope * i) * window[i]. All of one length.
void detrendAndWindow(std::span<const double> samples, double offset, double slope, std::span<const double> window,
                      std::span<double> out);

} // namespace gabor
