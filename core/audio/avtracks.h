// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/soundtrack.h"

#include <vector>

struct AVFormatContext;
struct AVStream;

namespace gabor {

/// The sound streams of a container, in its order.
std::vector<const AVStream*> soundStreamsOf(const AVFormatContext& format);

/// What its header says of them, in the same order.
std::vector<SoundTrack> tracksOf(const AVFormatContext& format);

/// What is known of the encoder delay of a stream.
/// @param cutOff  samples that the file told to be cut off at its beginning
EncoderDelay encoderDelayOf(const AVStream& stream, std::int64_t cutOff);

} // namespace gabor
