// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/headerreader.h"

namespace gabor {

/// Encoder delay and padding that a CAF tells of in its packet table. The decoder library overlooks them.
struct CafPadding
{
    std::int64_t packets = 0;
    std::int64_t atBegin = 0; ///< samples to be cut off, over as many packets as they fill
    std::int64_t atEnd = 0;   ///< samples to be cut off at the end of the last packet, fewer than it has
    double sampleRate = 0;    ///< Hz, what samples are counted in

    friend bool operator==(const CafPadding&, const CafPadding&) = default;
};

/// Nothing where there is no packet table, it says that nothing is to be cut off, or it cannot be believed.
/// Source: Apple Core Audio Format Specification 1.0, "Packet Table Chunk".
std::optional<CafPadding> cafPadding(HeaderReader& reader);

} // namespace gabor
