// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/avframes.h"
#include "core/audio/flacheader.h"

namespace gabor {

/// Knows digital silence in packets of FLAC by their bytes. A packet of a few dozen bytes may stand for a megabyte of
/// zeros, which the decoder writes down one by one: hours of them take minutes.
/// Only packets whose headers are like that of one which was decoded are judged, so that what is said of them is what the
/// decoder would have given. Of other encodings it knows nothing. For one thread.
class FlacSilence
{
public:
    explicit FlacSilence(const AVStream& stream);

    /// Samples of each channel, all of them 0, that the decoder would give for @p packet; 0 where it has to be asked.
    int samplesIn(const AVPacket& packet);
    /// Takes note of what the decoder gave for the packet that was the last to be judged.
    void learn(const AVFrame& frame);

private:
    bool m_isFlac;
    std::optional<FlacHeader> m_judged; ///< of the last packet
    std::optional<FlacHeader> m_known;  ///< of the last packet that was decoded, with the most samples of its kind
};

} // namespace gabor
