// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/avpointers.h"

struct AVPacket;
struct AVStream;

namespace gabor {

/// A decoder that accepts @p last, the last packet of TTA in Matroska; null where there is none, and for all other sound.
/// TTA wants to know how many samples that packet has. Matroska keeps the length of the sound by milliseconds only, from
/// which the library makes the header that TTA needs; so the numbers around it are tried. The packet decodes to its very
/// end with the right one alone.
AvPointer<AVCodecContext> codecForLastTta(const AVStream& stream, const AVPacket& last);

} // namespace gabor
