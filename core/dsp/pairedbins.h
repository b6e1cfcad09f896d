// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/powerreduction.h"

#include <complex>
#include <cstdint>
#include <span>

namespace gabor {

// Two real frames x and y that were transformed together as x + j y are told apart by the mirror images among their bins:
// X[k] = (Z[k] + conj Z[n-k]) / 2 and Y[k] = (Z[k] - conj Z[n-k]) / 2j.
// Everywhere here @p bins are n = nfft values, unscaled (FFTW's complex layout), and what comes out has n/2 + 1 values.

/// One-sided powers of both frames, as powersFromBins has them of one.
/// @param windowSum  sum of the window's coefficients, not 0
void powersFromPairedBins(std::span<const std::complex<float>> bins, double windowSum, std::span<float> first,
                          std::span<float> second);

/// Takes the powers of both frames into @p column at once, without writing them down one by one:
/// column[k] = max(column[k], X, Y), or column[k] + (X + Y).
void reducePairedBins(std::span<const std::complex<float>> bins, double windowSum, PowerReduction reduction,
                      std::span<float> column);

/// Phases of both frames, as phasesFromBins has them of one; empty spans where they are not wanted.
void phasesFromPairedBins(std::span<const std::complex<float>> bins, std::span<std::uint8_t> first,
                          std::span<std::uint8_t> second);

} // namespace gabor
