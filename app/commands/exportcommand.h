// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

namespace gabor {

/// Draws the first file of @p commandLine (or the demo) into its exportPath, with the program's defaults: the short form
/// of 'gabor render', which writes over an image that is there. Makes a QApplication of its own, without a display.
/// @return the exit code: 0, or 1 after a sentence on stderr
int runExport(const CommandLine& commandLine);

} // namespace gabor
