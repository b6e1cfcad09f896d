// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace gabor {

/// The moments of evenly spaced frames.
struct TimeAxis
{
    std::int64_t count = 0;
    double firstSample = 0; ///< the first moment in samples; halves are possible
    std::int64_t hop = 1;   ///< samples from one moment to the next
    double sampleRate = 1;  ///< Hz

    double secondsAt(std::int64_t index) const
    {
        return (firstSample + static_cast<double>(index) * static_cast<double>(hop)) / sampleRate;
    }

    friend bool operator==(const TimeAxis&, const TimeAxis&) = default;
};

} // namespace gabor
