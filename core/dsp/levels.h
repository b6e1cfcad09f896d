// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <span>

namespace gabor {

/// The factor that takes the modulus of an unscaled bin to an amplitude re full scale: 1 / |windowSum| for a bin
/// without a mirror image (the first, and for even @p nfft the last), twice that for every other.
/// @param windowSum  sum of the window's coefficients, not 0; its sign does not matter
/// Source: Heinzel, Ruediger and Schilling (2002), "Spectrum and spectral density estimation by the DFT".
double amplitudeScale(int bin, int nfft, double windowSum);

/// One-sided powers of one frame re the power of a full-scale sine: a sine of amplitude 1, on a bin, gives 1 under
/// every window, and so does a constant of 1 in the first bin. 0 gives exactly 0.
/// @param bins       nfft/2 + 1 values, unscaled (FFTW's r2c layout)
/// @param nfft       transform length; its parity says whether the last bin is half the sample rate
/// @param windowSum  sum of the window's coefficients, not 0
/// @param powers     out, as long as @p bins
void powersFromBins(std::span<const std::complex<float>> bins, int nfft, double windowSum, std::span<float> powers);

/// Levels in dB, 10 log10 of each power, within 1e-4 dB. 0 gives -inf, +inf gives +inf, NaN and what is negative NaN.
/// @param powers  re the power of a full-scale sine for levels in dBFS
/// @param levels  out, as long as @p powers; may be the same memory
void decibelsFromPowers(std::span<const float> powers, std::span<float> levels);

/// The powers that read @p levels dB, within 1e-6 of each. -inf and what lies below -370 dB give 0; above 380 dB it is inf.
/// @param powers  out, as long as @p levels; may be the same memory
void powersFromDecibels(std::span<const float> levels, std::span<float> powers);

/// The level of one power, in double precision.
double decibelsFromPower(double power);

/// The power that reads @p level dB.
double powerFromDecibels(double level);

} // namespace gabor
