// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/levelscale.h"

#include <QString>

class QLocale;

namespace gabor {

/// What a scale is called in a list: "dBFS", "PSD", "Power", "dB SPL", "Amplitude", "Phase".
QString scaleName(LevelScale scale);

/// What stands beside a color bar: "Level (dBFS)", "PSD (dB re FS²/Hz)", "Power (dB re FS²)", "Level (dB SPL)",
/// "Amplitude (full-scale sine = 1)", "Phase (rad)".
QString scaleCaption(LevelScale scale);

/// What stands behind a number: "dBFS", "dB re FS²/Hz", "dB re FS²", "dB SPL", "rad"; nothing for amplitudes.
QString scaleUnit(LevelScale scale);

/// A value without its unit, with the locale's own minus sign.
/// @param decimals  of levels in dB
QString numberText(double value, LevelScale scale, int decimals, const QLocale& locale);

/// A value with its unit and as many digits as an eye can use: "−31.6 dBFS", "0.02631", "1.571 rad".
/// @param decimals  of levels in dB
QString valueText(double value, LevelScale scale, int decimals, const QLocale& locale);

} // namespace gabor
