// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gabor {

/// For a file dialog: all known sounds, then every format by its name, then pictures with a recipe, then all
/// files.
QString openFilter();

} // namespace gabor
