// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"

struct AVStream;

namespace gabor {

/// How many samples a WAV or Wave64 of ADPCM says that it has, in its fact chunk: its last block is filled up with some
/// that nobody recorded. Nothing for any other sound, and where it does not say.
/// Source: Multimedia Data Standards Update (Microsoft, 1994), "Fact Chunk".
std::optional<std::int64_t> statedLengthOf(const AVStream& stream, HeaderReader& reader);

} // namespace gabor
