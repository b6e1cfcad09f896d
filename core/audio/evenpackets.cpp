// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/evenpackets.h"

#include <algorithm>

extern "C" {
#include <libavcodec/avcodec.h>
}

namespace gabor {

void EvenPackets::markIfCut(AVPacket& packet, std::int64_t end)
{
    constexpr int padding = 4;    ///< bytes by which packets differ at a constant rate, where it does not divide evenly
    constexpr int fewPackets = 3; ///< prove nothing
    const bool isEven = m_count >= fewPackets && m_largest - m_smallest <= padding;
    if (isEven && packet.pos >= 0 && packet.pos + packet.size >= end && packet.size < m_smallest - padding) {
        packet.flags |= AV_PKT_FLAG_CORRUPT;
        return;
    }
    m_smallest = m_count == 0 ? packet.size : std::min(m_smallest, packet.size);
    m_largest = std::max(m_largest, packet.size);
    ++m_count;
}

} // namespace gabor
