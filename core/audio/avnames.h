// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

struct AVCodecParameters;
struct AVFormatContext;

namespace gabor {

class ByteSource;

/// The name by which people know a container: "FLAC", "Ogg", "MP4", "Matroska", ...
std::string containerName(const AVFormatContext& format, const ByteSource& bytes);

/// The name by which people know an encoding: "Vorbis", "AAC", "16-bit PCM", ...
std::string encodingName(const AVCodecParameters& parameters);

} // namespace gabor
