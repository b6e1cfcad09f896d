// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandoptions.h"
#include "core/pixels/displayparameters.h"

#include <string_view>

namespace gabor {

/// By the names of the command line: "flat", "gouraud"; "max", "mean", "sample"; matplotlib's.
std::string_view nameOf(Shading shading);
std::string_view nameOf(Reduction reduction);
std::string_view nameOf(ColormapKind kind);

/// --shading, --colormap, --reversed, --level-scale, --calibration, --vmin, --vmax, --reduction, --frequency-scale,
/// --note-names, --piano and --a4.
void addDisplayOptions(CommandOptions& options);
/// What is not given is as the program has it at first. Refuses what faultIn() does.
DisplayParameters displayParameters(CommandOptions& options);
Reduction reductionOf(CommandOptions& options);

} // namespace gabor
