// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/index/packetclock.h"
#include "core/audio/places/placedpackets.h"

#include <optional>

namespace gabor {

/// Packets of containers that keep a table of them, or a frame around each, so that damage within one does not hide where
/// the next one begins. Of some of them the container's clock tells what is missing in between.
class TimedPlaces final : public PlacedPackets
{
public:
    /// @param hasTimes  that say more than how many samples there were before
    TimedPlaces(AvInput& input, bool hasTimes);

    int next(AVPacket& packet) override;
    void learn(std::int64_t samples, int sampleRate) override;
    void noteRefused() override;

private:
    std::int64_t gapBefore(std::int64_t time) const;

    AvInput& m_input;
    bool m_hasTimes;
    std::optional<PacketClock> m_clock; ///< nothing where packets are alike
    std::int64_t m_alike = -1;          ///< samples of a packet, where they are; -1 = not known yet
    std::int64_t m_step;                ///< samples that all packets are multiples of; 0 = not known
    int m_rate = 0;                     ///< Hz, of what was decoded; 0 = not known yet
    std::int64_t m_time;                ///< of the last packet that says, by the container's clock
    std::int64_t m_samplesSince = 0;    ///< of the packets from there on
    bool m_isBehindError = false;
};

} // namespace gabor
