// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gabor {

/// How the frames and bins that fall into one pixel become one level.
enum class Reduction {
    Maximum,   ///< the strongest counts: a single click stays visible in an hour
    MeanPower, ///< the mean of the powers: noise floors look as they are
    Sample     ///< one of them stands for all: the first frame and the middle bin
};

} // namespace gabor
