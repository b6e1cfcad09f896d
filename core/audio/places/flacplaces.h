// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/avpointers.h"
#include "core/audio/flacframes.h"
#include "core/audio/places/placedpackets.h"

#include <deque>

namespace gabor {

/// Frames of FLAC are numbered, and end with a checksum of themselves, in whichever container they are.
class FlacPlaces final : public PlacedPackets
{
public:
    explicit FlacPlaces(AvInput& input);

    int next(AVPacket& packet) override;
    bool knowsGaps() const override { return true; }

private:
    void takeApart();
    bool place(const FlacPart& part);
    std::int64_t beginOf(const FlacHeader& header) const;

    AvInput& m_input;
    bool m_isFile;                 ///< the container is FLAC's own, in which frame stands by frame
    int m_samplesOfFrame;          ///< where frames are numbered; 0 = not known yet
    AvPointer<AVPacket> m_packet;  ///< that was read
    std::deque<FlacPart> m_parts;  ///< of it, to be handed over
    bool m_isAmidDamage = false;   ///< the parts
    bool m_isBehindDamage = false; ///< the next part
    std::int64_t m_byte = -1;      ///< at which the next frame should stand, in a file of FLAC
    std::int64_t m_end = -1;       ///< of the frames so far in the sound; -1 = not known yet
};

} // namespace gabor
