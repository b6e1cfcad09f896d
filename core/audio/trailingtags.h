// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"

namespace gabor {

/// Where the tags begin that stand behind the sound of a file, whatever sound it is; the file's size where there are none.
/// Decoders take what is behind the last frame for a damaged one.
/// Sources: ID3v1 (Kemp, 1996), Lyrics3 v2.00 (Nilsen, 1998), APE Tags Header (Hydrogenaudio Knowledgebase).
std::int64_t trailingTagsBegin(HeaderReader& reader);

} // namespace gabor
