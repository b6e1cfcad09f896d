// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandoptions.h"

namespace gabor {

/// Draws an image again: --recipe IMAGE [SOUND] --output OUT [--force] [--quiet], as 'gabor render' has them.
/// @return the exit code
int runRecipe(CommandOptions& options);

} // namespace gabor
