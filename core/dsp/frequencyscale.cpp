// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/frequencyscale.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace gabor {

namespace {

constexpr double melFactor = 2595;
constexpr double melCorner = 700;
constexpr double barkFactor = 26.81;
constexpr double barkCorner = 1960;
constexpr double barkOffset = 0.53;
constexpr double erbFactor = 21.4;
constexpr double erbSlope = 0.00437;

constexpr std::array catalog{
    FrequencyScaleInfo{FrequencyScale::Linear, "linear", "Linear"},
    FrequencyScaleInfo{FrequencyScale::Log, "log", "Log"},
    FrequencyScaleInfo{FrequencyScale::Mel, "mel", "Mel"},
    FrequencyScaleInfo{FrequencyScale::Bark, "bark", "Bark"},
    FrequencyScaleInfo{FrequencyScale::Erb, "erb", "ERB"},
};

} // namespace

double scaleFromHz(double hz, FrequencyScale scale)
{
    switch (scale) {
    case FrequencyScale::Linear:
        break;
    case FrequencyScale::Log:
        return hz > 0 ? std::log2(hz) : -std::numeric_limits<double>::infinity();
    case FrequencyScale::Mel:
        return melFactor * std::log10(1 + hz / melCorner);
    case FrequencyScale::Bark:
        return barkFactor * hz / (barkCorner + hz) - barkOffset;
    case FrequencyScale::Erb:
        return erbFactor * std::log10(1 + erbSlope * hz);
    }
    return hz;
}

double hzFromScale(double place, FrequencyScale scale)
{
    switch (scale) {
    case FrequencyScale::Linear:
        break;
    case FrequencyScale::Log:
        return std::exp2(place);
    case FrequencyScale::Mel:
        return melCorner * (std::pow(10, place / melFactor) - 1);
    case FrequencyScale::Bark:
        return barkCorner * (place + barkOffset) / (barkFactor - barkOffset - place);
    case FrequencyScale::Erb:
        return (std::pow(10, place / erbFactor) - 1) / erbSlope;
    }
    return place;
}

double lowestHz(FrequencyScale scale, double maximumHz)
{
    constexpr double usual = 10;
    return scale == FrequencyScale::Log ? std::min(usual, maximumHz / 1000) : 0;
}

std::span<const FrequencyScaleInfo> frequencyScaleCatalog()
{
    return catalog;
}

std::string_view nameOf(FrequencyScale scale)
{
    return catalog[static_cast<std::size_t>(scale)].name;
}

} // namespace gabor
