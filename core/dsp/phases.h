// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <cstdint>
#include <span>

namespace gabor {

/// Phases in 256 parts of a circle: part i holds the angles from -pi + i 2pi/256 on. An angle may be off by 1e-5 rad
/// before it is assigned to its part. 0, which has no phase, has that of 1, as numpy.angle has it; NaN the part 0.

/// @param bins    unscaled bins (FFTW's r2c layout)
/// @param phases  out, as long as @p bins
void phasesFromBins(std::span<const std::complex<float>> bins, std::span<std::uint8_t> phases);

/// Of two real frames that were transformed together as x + j y; see powersFromPairedBins, which leaves @p parts.
/// @param parts  2 nfft values: real parts of all bins, then imaginary parts
/// @param first, second  out, nfft/2 + 1 phases each, or empty where they are not wanted
void phasesFromPairedParts(std::span<const float> parts, std::span<std::uint8_t> first, std::span<std::uint8_t> second);

} // namespace gabor
