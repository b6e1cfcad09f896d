// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"
#include "core/dsp/stftparameters.h"

#include <cstdint>
#include <span>

namespace gabor {

/// The power of one bin of one frame in double precision, re the power of a full-scale sine (see levels.h).
/// @param samples       windowLength samples, full scale 1
/// @param coefficients  of the window, as many; their sum is not 0
/// @param nfft          >= windowLength; zeros are appended
/// @param bin           0 .. nfft/2
double exactPower(std::span<const double> samples, std::span<const double> coefficients, Detrend detrend, int nfft,
                  int bin);

/// The level of one bin of one frame in dBFS, in double precision; -inf for silence. What a cursor reads.
/// @param parameters  without fault
/// @param frame       covers samples [frame*hop, frame*hop + windowLength); what lies outside the sound is 0
/// @param bin         0 .. nfft/2
/// Any thread. Reads the source, so it may block. Takes time in proportion to the window's length.
double exactLevelDb(const SampleSource& source, ChannelChoice channel, const StftParameters& parameters,
                    std::int64_t frame, int bin);

} // namespace gabor
