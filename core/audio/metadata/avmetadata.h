// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/soundmetadata.h"

struct AVFormatContext;
struct AVStream;

namespace gabor {

/// Adds to @p metadata, which is sorted afterwards, the tags and chapters that the decoder library found.
/// @param stream      the sound that places of chapters are counted in
/// @param sampleRate  of it as it is decoded, Hz
void addAvMetadata(const AVFormatContext& format, const AVStream& stream, int sampleRate, SoundMetadata& metadata);

} // namespace gabor
