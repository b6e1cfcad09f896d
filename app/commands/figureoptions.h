// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandoptions.h"
#include "app/figure/figurerequest.h"

namespace gabor {

/// --size or --size-mm, --dpi, --text-size, --theme, and a pair of switches for every part of a figure.
void addFigureOptions(CommandOptions& options);
/// A figure without content. Refuses what faultIn() does.
FigureRequest figureRequest(CommandOptions& options);

} // namespace gabor
