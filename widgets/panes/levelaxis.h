// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/displayparameters.h"

#include <QString>

#include <vector>

class QLocale;

namespace gabor {

/// Values on a level scale between which colors run.
struct LevelLimits
{
    double low = 0;
    double high = 1;

    friend bool operator==(const LevelLimits&, const LevelLimits&) = default;
};

/// The limits of @p display's colors; those of phases are -pi and pi.
LevelLimits limitsOf(const DisplayParameters& display);

/// Whether they can be moved.
constexpr bool hasMovableLimits(LevelScale scale)
{
    return scale != LevelScale::Phase;
}

/// The numbers beside a color bar: those of a scale within a range.
struct LevelAxis
{
    LevelScale scale = LevelScale::FullScale;
    LevelLimits range;

    /// How close the limits may come to each other.
    double closest() const;
    /// By how much a key moves one limit: 1 dB, or about a hundredth of the axis.
    double step() const;
    /// With no more digits than an eye can tell apart here.
    LevelLimits rounded(const LevelLimits& limits) const;

    friend bool operator==(const LevelAxis&, const LevelAxis&) = default;
};

/// An axis that reaches beyond the limits, so that each can be dragged further; below an amplitude of 0 there is nothing.
LevelAxis axisAround(const DisplayParameters& display);

/// Both limits of levels in dB @p byDb higher; amplitudes become larger by the factor that this is, which is the same
/// change of the picture.
LevelLimits shifted(const LevelLimits& limits, double byDb, LevelScale scale);

struct LevelTick
{
    double value;
    QString text;
};

/// From the lowest up. Phases have fixed ones, parts of pi.
/// @param most  ticks that there is room for, about
std::vector<LevelTick> levelTicks(const LevelAxis& axis, double most, const QLocale& locale);

/// "From −80.0 to 0.0 dBFS", for people who cannot see the bar.
QString limitsText(const DisplayParameters& display, const QLocale& locale);

} // namespace gabor
