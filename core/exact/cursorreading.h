// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"
#include "core/dsp/stftparameters.h"

#include <optional>
#include <span>

namespace gabor {

/// What stands at one place of a spectrogram, in double precision.
struct CursorReading
{
    double levelDb = 0; ///< dBFS, of that bin of that frame; -inf is silence
    double phase = 0;   ///< radians, of that bin; the frame's first sample has time 0, as in SciPy's mode='angle'
    bool hasMirrorImage = true; ///< that bin: it is neither 0 Hz nor half of the sample rate
    double peakHz = 0;          ///< of the strongest tone near by, between the bins
    double peakLevelDb = 0;     ///< dBFS, of that tone, as if a bin were there; -inf is silence
    bool peakIsMirrored = true; ///< the same of the peak as of the bin
};

/// The frame whose centre is nearest to @p sample, of @p frameCount frames; nothing when there is none.
std::optional<std::int64_t> frameNearest(const StftParameters& stft, double sample, std::int64_t frameCount);
/// The bin nearest to @p hz.
int binNearest(const StftParameters& stft, double hz, double sampleRate);

/// Reads frame @p frame at bin @p bin. The peak is the tone next to the strongest of the bins within @p reach: where its
/// phase advances, and the level of the frame's continuous spectrum there. For one steady tone that is its frequency to
/// far less than a tenth of a bin, and its level without the window's scallop loss, under every window.
/// @param coefficients  of the window, windowLength values
/// Any thread. Reads the source, so it may block. Throws std::bad_alloc.
CursorReading readCursor(const SampleSource& source, ChannelChoice channel, const StftParameters& stft,
                         std::span<const double> coefficients, std::int64_t frame, int bin, int reach);

} // namespace gabor
