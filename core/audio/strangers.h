// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"

namespace gabor {

/// Whether a file is known to be no sound by its first bytes, though sound may lie in it: an archive, a document, a web
/// page, a program. The decoder library looks for MP3 frames far into a file, and finds them there.
bool isStranger(HeaderReader& reader);

} // namespace gabor
