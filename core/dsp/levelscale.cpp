// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/levelscale.h"

#include "core/dsp/levels.h"

#include <array>
#include <cmath>
#include <limits>

namespace gabor {

namespace {

constexpr std::array catalog{
    LevelScaleInfo{LevelScale::FullScale, "dbfs"},      LevelScaleInfo{LevelScale::Density, "psd"},
    LevelScaleInfo{LevelScale::Spectrum, "spectrum"},   LevelScaleInfo{LevelScale::SoundPressure, "spl"},
    LevelScaleInfo{LevelScale::Magnitude, "magnitude"}, LevelScaleInfo{LevelScale::Phase, "phase"},
};

} // namespace

std::span<const LevelScaleInfo> levelScaleCatalog()
{
    return catalog;
}

std::string_view nameOf(LevelScale scale)
{
    return catalog[static_cast<std::size_t>(scale)].name;
}

LevelReference levelReference(LevelScale scale, double windowSum, double windowSumOfSquares, double sampleRate,
                              std::optional<double> calibrationDb)
{
    const double halfPowerDb = decibelsFromPower(0.5);
    switch (scale) {
    case LevelScale::Density: {
        const double noiseBandwidthHz = sampleRate * windowSumOfSquares / (windowSum * windowSum);
        return {halfPowerDb - decibelsFromPower(noiseBandwidthHz), -halfPowerDb};
    }
    case LevelScale::Spectrum:
        return {halfPowerDb, -halfPowerDb};
    case LevelScale::SoundPressure:
        return {calibrationDb.value_or(0), 0};
    case LevelScale::FullScale:
    case LevelScale::Magnitude:
    case LevelScale::Phase:
        break;
    }
    return {};
}

double valueOnScale(double levelDb, LevelScale scale, const LevelReference& reference)
{
    return scale == LevelScale::Magnitude ? std::sqrt(powerFromDecibels(levelDb)) : levelDb + reference.offsetDb;
}

double levelFromValue(double value, LevelScale scale, const LevelReference& reference)
{
    if (scale != LevelScale::Magnitude)
        return value - reference.offsetDb;
    return value > 0 ? decibelsFromPower(value * value) : -std::numeric_limits<double>::infinity();
}

} // namespace gabor
