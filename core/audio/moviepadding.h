// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"

namespace gabor {

/// Encoder padding that an MP4 or QuickTime file tells of by giving the last packet of a track a shorter time than all
/// others. The decoder library overlooks it.
struct MoviePadding
{
    std::int64_t packets = 0;   ///< of the track
    std::int64_t samples = 0;   ///< to be cut off at the end of the last one, > 0
    std::int64_t timescale = 0; ///< Hz, what samples are counted in

    friend bool operator==(const MoviePadding&, const MoviePadding&) = default;
};

/// Of the sound track @p track, counted from 0. Nothing where there is none, the file does not say or is in fragments,
/// or packets are of different lengths anyhow.
/// Source: ISO/IEC 14496-12, 8.6.1.2 (decoding time to sample box).
std::optional<MoviePadding> moviePadding(HeaderReader& reader, int track);

} // namespace gabor
