// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/index/packetindex.h"

#include <span>
#include <string>

namespace gabor {

/// The bytes of a kept index: a head with a checksum, the name of the file that it is of, and the numbers, in the
/// machine's byte order. An index is only good for the version of the decoder library that it was made with.
/// @param key      tells the file from all others
/// @param content  nothing for a file that is to be decoded whole
std::string toBytes(std::string_view key, const std::optional<IndexContent>& content);

/// What kept bytes hold.
struct KeptIndex
{
    bool isGood = false; ///< else they are damaged, of another file or version, or not believable
    std::optional<IndexContent> content;
};

/// @param fileBytes  size of the sound's file, which no place may lie beyond
KeptIndex keptIndexFrom(std::span<const std::byte> bytes, std::string_view key, std::int64_t fileBytes);

} // namespace gabor
