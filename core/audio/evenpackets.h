// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

struct AVPacket;

namespace gabor {

/// Knows a last packet that was cut off where packets all have the same size: MPEG audio, AC-3 and DTS at a constant bit
/// rate. The decoders make a whole packet of it without a word.
class EvenPackets
{
public:
    /// Marks @p packet as corrupt when it is the last one and smaller than those before. To be asked packet by packet.
    /// @param end  byte where the sound ends
    void markIfCut(AVPacket& packet, std::int64_t end);

private:
    int m_smallest = 0; ///< bytes, of the packets so far
    int m_largest = 0;
    int m_count = 0;
};

} // namespace gabor
