// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/bytesource.h"

namespace gabor {

/// Whether an Ogg file ends as RFC 3533 wants it: with a whole page that says that it is the last of its stream. The
/// decoder library reads a file that was cut off to its end without a word.
bool oggEndsWhole(const ByteSource& bytes);

} // namespace gabor
