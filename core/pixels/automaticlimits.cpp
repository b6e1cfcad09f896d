// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/automaticlimits.h"

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

constexpr double automaticRangeDb = 80;

double roundedUp(double value, int digits)
{
    const double grain = std::pow(10.0, std::floor(std::log10(value)) - (digits - 1));
    const double grains = std::ceil(value / grain * (1 - 1e-12));
    // Dividing by a whole number leaves no tail of digits where multiplying by a fraction would.
    return grain < 1 ? grains / std::round(1 / grain) : grains * grain;
}

} // namespace

DisplayParameters withAutomaticLimits(DisplayParameters display, double highDb, const LevelReference& reference)
{
    const double farthest = farthestLimitOn(display.levelScale);
    const double high = valueOnScale(highDb, display.levelScale, reference);
    switch (display.levelScale) {
    case LevelScale::Phase:
        break;
    case LevelScale::Magnitude: {
        constexpr double least = 1e-15; // what is quieter is no sound, and its digits would fill a field
        display.low = 0;
        display.high = std::min(roundedUp(std::clamp(high, least, farthest), 3), farthest);
        break;
    }
    default:
        display.high = std::clamp(std::ceil(high), automaticRangeDb - farthest, farthest);
        display.low = display.high - automaticRangeDb;
    }
    return display;
}

} // namespace gabor
