// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"

#include <functional>

namespace gabor {

/// What the samples of a sound are, those of all channels together.
struct SoundSurvey
{
    std::int64_t values = 0;    ///< looked at: samples times channels, without those that are not finite
    std::int64_t zeros = 0;     ///< exactly 0
    std::int64_t nonFinite = 0; ///< NaN or infinite
    double peak = 0;            ///< largest magnitude; 1 is full scale
    double rms = 0;             ///< root of the mean square; 0 when there are no values
    int errorNumber = 0;        ///< of a read that failed; the survey ends there

    /// Whether every single sample is 0, which no microphone gives.
    bool isSilent() const { return values > 0 && zeros == values; }
};

/// Told how many samples (of each channel) are done.
using SurveyProgress = std::function<void(std::int64_t samplesDone, std::int64_t samplesInAll)>;

/// Reads the whole of what @p source has. Memory does not depend on its length.
SoundSurvey surveyOf(const SampleSource& source, const SurveyProgress& progress = {});

/// The first sample that reaches @p level (> 0) in any channel; -1 when none does.
std::int64_t firstSampleReaching(double level, const SampleSource& source);

} // namespace gabor
