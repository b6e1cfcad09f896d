// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/displayparameters.h"

#include <algorithm>
#include <cmath>

namespace gabor {

std::optional<DisplayFault> faultIn(const DisplayParameters& parameters)
{
    if (!std::isfinite(parameters.low) || !std::isfinite(parameters.high))
        return DisplayFault{DisplayFault::Rule::LimitNotFinite};
    const double farthest = farthestLimitOn(parameters.levelScale);
    if (std::abs(parameters.low) > farthest || std::abs(parameters.high) > farthest)
        return DisplayFault{DisplayFault::Rule::LimitTooFar};
    if (parameters.low >= parameters.high)
        return DisplayFault{DisplayFault::Rule::LimitsNotAscending};
    constexpr double closest = 1e-9; // of the larger one: below it no axis could be drawn between them
    if (parameters.high - parameters.low < closest * std::max(std::abs(parameters.low), std::abs(parameters.high)))
        return DisplayFault{DisplayFault::Rule::LimitsTooClose};
    if (parameters.levelScale == LevelScale::SoundPressure && !parameters.calibrationDb)
        return DisplayFault{DisplayFault::Rule::CalibrationMissing};
    // Written so that NaN is refused, too.
    if (parameters.calibrationDb && !(std::abs(*parameters.calibrationDb) <= farthestLimit))
        return DisplayFault{DisplayFault::Rule::CalibrationOutOfRange};
    const double a4Hz = parameters.frequencyAxis.a4Hz;
    if (!(a4Hz >= lowestConcertPitchHz && a4Hz <= highestConcertPitchHz))
        return DisplayFault{DisplayFault::Rule::ConcertPitchOutOfRange};
    return std::nullopt;
}

DisplayParameters onScale(DisplayParameters parameters, LevelScale scale, const LevelReference& from,
                          const LevelReference& to)
{
    constexpr double usualRangeDb = 80;
    // While phases are shown, the limits are those of levels in dBFS: a phase has neither limits nor offset.
    double highDb = levelFromValue(parameters.high, parameters.levelScale, from);
    double lowDb = levelFromValue(parameters.low, parameters.levelScale, from);
    // A magnitude of 0 is endlessly far from any other.
    if (!std::isfinite(highDb))
        highDb = 0;
    if (!std::isfinite(lowDb))
        lowDb = highDb - usualRangeDb;
    parameters.levelScale = scale;
    const double farthest = farthestLimitOn(scale);
    parameters.low = std::clamp(valueOnScale(lowDb, scale, to), -farthest, farthest);
    parameters.high = std::clamp(valueOnScale(highDb, scale, to), -farthest, farthest);
    if (parameters.low >= parameters.high) { // both lay too far
        parameters.high = scale == LevelScale::Magnitude ? 1 : 0;
        parameters.low = scale == LevelScale::Magnitude ? 0 : -usualRangeDb;
    }
    return parameters;
}

} // namespace gabor
