// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"
#include "core/audio/places/placedpackets.h"

#include <limits>

namespace gabor {

/// Packets that follow each other without a container: MPEG audio, AAC, AC-3. Nothing says how many of them are lost, but
/// bytes that are none of a packet once were some; how many is sure where all are as long.
class StreamPlaces final : public PlacedPackets
{
public:
    explicit StreamPlaces(AvInput& input);

    int next(AVPacket& packet) override;
    void learn(std::int64_t samples, int sampleRate) override;
    void noteRefused() override;

private:
    std::int64_t samplesIn(std::int64_t bytes) const;
    std::int64_t byteOf(const AVPacket& packet, std::int64_t begin);
    std::int64_t bytesOfSound(std::int64_t begin, std::int64_t end);
    std::int64_t tagBytesAt(std::int64_t byte);

    AvInput& m_input;
    HeaderReader m_reader;
    std::int64_t m_byte = -1;     ///< where the packet at hand lies; -1 = not known
    std::int64_t m_alike = 0;     ///< samples of a packet; 0 = not known yet
    std::int64_t m_goodBytes = 0; ///< of packets that were decoded
    std::int64_t m_goodPackets = 0;
    int m_smallest = std::numeric_limits<int>::max();
    int m_largest = 0; ///< bytes of a packet that was decoded
    int m_size = 0;    ///< bytes of the packet at hand
    bool m_isRefused = false;
};

} // namespace gabor
