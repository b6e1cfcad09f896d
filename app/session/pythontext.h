// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/analysisrecipe.h"

#include <QString>

namespace gabor {

/// A Python 3 script (NumPy, SciPy, matplotlib; for sound that SciPy cannot read also the ffmpeg command) that computes
/// the spectrogram of the whole file, as exactParametersOf() has it, into "power" (as densities where the picture shows
/// them; phases into "phase"), makes of it what the level scale shows, and draws the visible part in the same colours, on
/// the same frequency scale.
QString pythonText(const AnalysisRecipe& recipe);

/// A file's name as a Python literal without control characters. Bytes that are not UTF-8 come as the lone
/// surrogates by which Python names such files (PEP 383).
QString pythonLiteral(const std::string& path);

/// What scipy.signal.spectrogram takes for @p window: 'hann', ('kaiser', 8.6), or for a symmetric one its coefficients,
/// signal.get_window('hann', 2048, fftbins=False).
QString pythonWindow(const WindowSpec& window, int length);

} // namespace gabor
