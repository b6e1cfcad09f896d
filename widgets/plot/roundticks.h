// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/frequencyroom.h"

#include <cstdint>
#include <vector>

namespace gabor {

/// A number as it is written: digits · 10^exponent, without the drift of sums.
struct RoundNumber
{
    std::int64_t digits = 0;
    int exponent = 0;

    double value() const;
    int decimals() const; ///< that it takes to write it: 1 for 0.5, none for 20
};

/// Frequencies that read well, rising, from the last below the view to the first above it. They are as round and as many
/// as leave @p closest pixels between any two in view: 1, 2 and 5 times powers of ten, and from there each gap for itself
/// is divided into parts of 1, 2 or 5, so that a scale which crowds at one end is filled at the other.
std::vector<RoundNumber> roundTicks(const FrequencyRoom& room, double closest);

/// @p ticks with more between them.
std::vector<RoundNumber> dividedTicks(const std::vector<RoundNumber>& ticks, const FrequencyRoom& room, double closest);

} // namespace gabor
