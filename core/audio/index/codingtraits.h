// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace gabor {

class AvInput;

/// How sound of one encoding in one container can be entered on the way, so that from some packets on every sample is
/// the one that decoding from the beginning gives.
struct CodingTraits
{
    /// What tells the number of samples of a packet without decoding it.
    enum class Clock { Constant, Vorbis, Opus };
    /// By bytes where the container finds its packets again from anywhere, else by what it knows of its times.
    enum class Seek { Bytes, Time };

    int track = 0; ///< which of the sound tracks of the container
    Clock clock = Clock::Constant;
    Seek seek = Seek::Bytes;
    int preroll = 0;          ///< samples to decode before the first good one; 0 = every packet stands alone
    bool borrowsBits = false; ///< from packets before, so that small ones need a longer preroll
    bool isExact = true;      ///< whether the preroll is known to be enough; else it is found by trying
    int checks = 8;           ///< places where random access is compared with decoding from further back
};

/// Nothing for what cannot be entered on the way, or is not known to: decoders that add noise of their own (AC-3), that
/// predict from all that was before (WMA, ADPCM), and containers that deal packets out unevenly.
std::optional<CodingTraits> codingTraitsOf(const AvInput& input);

} // namespace gabor
