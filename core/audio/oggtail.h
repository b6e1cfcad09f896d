// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"

namespace gabor {

/// A page of Ogg, by its header.
struct OggPage
{
    std::uint32_t serial = 0;  ///< of the stream
    std::uint32_t number = 0;  ///< of the page in its stream
    std::int64_t position = 0; ///< in the stream's own unit, of the end of the page; -1 where no packet ends in it
    bool isLast = false;       ///< of the stream
    bool isContinued = false;  ///< its last packet goes on in the next page
    std::int64_t body = 0;     ///< where it begins in the file
    std::int64_t bytes = 0;    ///< of the page
};

/// Nothing where no page begins at @p offset, or it does not end within the file.
/// Source: RFC 3533, section 6.
std::optional<OggPage> oggPageAt(HeaderReader& reader, std::int64_t offset);

/// The page that the file ends with; nothing where it ends in the middle of one, or with something else.
std::optional<OggPage> lastOggPage(const ByteSource& bytes, HeaderReader& reader);

/// Whether an Ogg file ends as RFC 3533 wants it: with a whole page that says that it is the last of its stream. The
/// decoder library reads a file that was cut off to its end without a word.
bool oggEndsWhole(const ByteSource& bytes);

} // namespace gabor
