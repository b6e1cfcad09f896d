// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandoptions.h"
#include "core/dsp/stftparameters.h"

#include <string_view>

namespace gabor {

/// By the names of the command line: "inside", "padded".
std::string_view nameOf(FrameBoundary boundary);

/// --window, --symmetric, --nperseg (or --window-length), --hop (or --noverlap or --overlap), --nfft, --detrend and
/// --boundary, for what is drawn.
void addAnalysisOptions(CommandOptions& options);
/// What is not given is as the program has it at first; where only the length of the window is, overlap and zero
/// padding keep their shares of it. Refuses what faultIn() does.
StftParameters analysisParameters(CommandOptions& options);

} // namespace gabor
