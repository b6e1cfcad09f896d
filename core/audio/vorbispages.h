// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"

namespace gabor {

/// What the pages of an Ogg file say of the one Vorbis sound in it.
struct VorbisPages
{
    std::int64_t end = 0;   ///< where the sound ends: the position in the last page, samples
    bool isOnePage = false; ///< all of it; such a page does not tell where the sound begins, which is at 0 then
};

/// Nothing for any other file, one that does not end with a whole last page of the sound, or says nothing of use there.
/// Sources: RFC 3533, section 6; Vorbis I specification (Xiph.Org, 2020), section A.2.
std::optional<VorbisPages> vorbisPagesOf(const ByteSource& bytes, HeaderReader& reader);

} // namespace gabor
