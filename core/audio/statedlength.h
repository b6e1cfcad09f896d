// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"

struct AVFormatContext;
struct AVPacket;
struct AVStream;

namespace gabor {

/// How many samples a file says that it has, where the decoder gives some more at the end that nobody recorded.
struct StatedLength
{
    std::int64_t samples = 0;
    std::int64_t mostBehind = 0; ///< samples that may follow the block in which it lies; when more do, it is wrong
    /// Whether packets are to be taken whole, as the library's marks of what is to be cut off them are worse than this.
    bool isSurerThanMarks = false;
    bool dependsOnBegin = false; ///< see countedFrom()
};

/// Of ADPCM in WAV and Wave64 by the fact chunk and in ADX by the header, as the last block is filled up; of Vorbis in Ogg
/// by the positions of the pages, as the library cuts off nothing when that takes more than the last packet, and too much
/// of a sound that is all on one page. Nothing for any other sound, and where the file does not say.
/// Sources: Multimedia Data Standards Update (Microsoft, 1994), "Fact Chunk"; Vorbis I specification (Xiph.Org, 2020),
/// section A.2.
std::optional<StatedLength> statedLengthOf(const AVFormatContext& format, const AVStream& stream,
                                           const ByteSource& bytes, HeaderReader& reader);

/// The length of a sound that is stated as the place of its end, when @p first is its first packet: one that was taken from
/// the middle of another does not begin at 0. Nothing where it begins before that, which the library knows better about.
std::optional<StatedLength> countedFrom(const AVPacket& first, const StatedLength& stated);

} // namespace gabor
