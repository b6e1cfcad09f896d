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

/// The same of bins whose real and imaginary parts lie apart.
void phasesFromParts(std::span<const float> re, std::span<const float> im, std::span<std::uint8_t> phases);

} // namespace gabor
