// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"

struct AVFormatContext;
struct AVPacket;
struct AVStream;

namespace gabor {

/// Encoder delay and padding that a container tells of, but the decoder library overlooks.
struct StatedPadding
{
    std::int64_t atBegin = 0;   ///< samples to be cut off from the first packet on
    std::int64_t atEnd = 0;     ///< samples to be cut off the last packet
    std::int64_t firstTime = 0; ///< of the first packet, in units of the stream
    std::int64_t lastTime = 0;  ///< of the last one
};

/// Of encodings whose packets all give the same number of samples, in MP4, QuickTime and CAF. All 0 where nothing is told
/// or it does not fit the packets that are there.
/// @param track  of the sound tracks, counted from 0
StatedPadding statedPaddingOf(const AVFormatContext& format, AVStream& stream, HeaderReader& reader, int track);

/// Tells a decoder to cut off what @p padding says of @p packet, unless the library told it something already.
void markPadding(const StatedPadding& padding, AVPacket& packet);

} // namespace gabor
