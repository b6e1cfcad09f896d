// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/frequencyscale.h"
#include "core/dsp/levelscale.h"
#include "core/pixels/colormap.h"
#include "core/tiles/reduction.h"

#include <optional>

namespace gabor {

/// How a cell that is larger than a pixel is filled.
enum class Shading {
    Flat,   ///< one colour a cell: matplotlib's shading='nearest'
    Gouraud ///< colours run linearly from cell centre to cell centre: matplotlib's shading='gouraud'
};

/// The axis of frequencies.
struct FrequencyAxis
{
    FrequencyScale scale = FrequencyScale::Linear;
    bool noteNames = false;  ///< at the axis, instead of numbers
    bool pianoStrip = false; ///< keys of a piano along the axis
    double a4Hz = 440;       ///< concert pitch, which both are tuned to

    friend bool operator==(const FrequencyAxis&, const FrequencyAxis&) = default;
};

/// Concert pitch lies in this range in every tradition there is, with room to spare.
inline constexpr double lowestConcertPitchHz = 220;
inline constexpr double highestConcertPitchHz = 880;

/// Decides the look of a spectrogram and none of its numbers: changing it costs no FFT.
struct DisplayParameters
{
    Shading shading = Shading::Gouraud;
    ColormapChoice colormap = {};                                ///< of levels and magnitudes
    ColormapChoice phaseColormap{ColormapKind::Twilight, false}; ///< of phases, which run in a circle
    LevelScale levelScale = LevelScale::FullScale;
    std::optional<double> calibrationDb =
        std::nullopt;  ///< dB SPL of a sine of amplitude 1; needed by LevelScale::SoundPressure
    double low = -100; ///< drawn in the first colour, as is all below; on levelScale. A phase has its own limits.
    double high = -20; ///< drawn in the last colour, as is all above; > low
    bool automaticLevels = true; ///< the limits follow the picture's levels when the sound or its analysis changes
    FrequencyAxis frequencyAxis = {};

    const ColormapChoice& colormapInUse() const { return levelScale == LevelScale::Phase ? phaseColormap : colormap; }
    friend bool operator==(const DisplayParameters&, const DisplayParameters&) = default;
};

/// Further from 0 dB no sound of 64-bit floats reaches with any sense.
inline constexpr double farthestLimit = 1000;
/// Floats that were never brought to full scale can be as large as any integer sample.
inline constexpr double farthestAmplitude = 1e15;

constexpr double farthestLimitOn(LevelScale scale)
{
    return scale == LevelScale::Magnitude ? farthestAmplitude : farthestLimit;
}

struct DisplayFault
{
    enum class Rule {
        LimitNotFinite,
        LimitTooFar,
        LimitsNotAscending,
        LimitsTooClose,     ///< closer than the numbers themselves are exact
        CalibrationMissing, ///< LevelScale::SoundPressure without one
        CalibrationOutOfRange,
        ConcertPitchOutOfRange
    };
    Rule rule;
};

/// The first rule that @p parameters break, or nothing when they may be used.
std::optional<DisplayFault> faultIn(const DisplayParameters& parameters);

/// @p parameters on another scale: a limit goes to the value that the same level has there, so that the picture stays
/// (unless that is farther than a limit may lie).
/// @param from, to  of the present scale and of @p scale
DisplayParameters onScale(DisplayParameters parameters, LevelScale scale, const LevelReference& from,
                          const LevelReference& to);

} // namespace gabor
