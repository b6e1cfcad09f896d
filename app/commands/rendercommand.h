// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace gabor {

/// Draws sounds into images, or one again by its recipe. Makes a QApplication of its own, without a display.
/// @param arguments  what follows the subcommand
/// @return the exit code
int runRender(const QStringList& arguments);

} // namespace gabor
