// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/imagefile.h"

class QIODevice;

namespace gabor {

/// Writes the pixels of @p picture, and what it says about itself, to @p device, in its format. Any thread.
/// @return why not, as a part of a sentence; empty when it is written. What the device itself has to say, it says.
QString encodePixels(const FigurePicture& picture, QIODevice& device);

} // namespace gabor
