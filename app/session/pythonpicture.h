// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/analysisrecipe.h"

#include <QString>

namespace gabor {

/// With as many digits as bring back the same double.
QString pythonNumber(double value);

/// The keywords with which scipy.signal.spectrogram makes what the recipe's level scale needs: scaling='spectrum',
/// mode='psd' for most.
QString pythonScaling(LevelScale scale);

/// The name of that result: "power", or "phase", which pythonPicture draws as it is.
QString pythonResult(LevelScale scale);

/// Lines that make of "power" what the picture shows; nothing for phases.
QString pythonValues(const AnalysisRecipe& recipe);

/// Lines that draw it in the same colors, the visible part on the same axes.
QString pythonPicture(const AnalysisRecipe& recipe);

} // namespace gabor
