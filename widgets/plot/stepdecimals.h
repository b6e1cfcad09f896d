// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace gabor {

/// Decimals that multiples of @p step have: none for 20, one for 0.5, two for 0.25.
inline int decimalsOf(double step)
{
    constexpr int mostDecimals = 9;
    int decimals = 0;
    for (double scaled = step; decimals < mostDecimals && std::abs(scaled - std::round(scaled)) > 1e-6 * scaled;
         scaled *= 10)
        ++decimals;
    return decimals;
}

} // namespace gabor
