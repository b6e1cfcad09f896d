// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/stftparameters.h"

#include <cstddef>
#include <span>

namespace gabor {

/// A straight line through a frame: offset + slope * i at its sample i.
struct Trend
{
    double offset = 0;
    double slope = 0; ///< per sample

    double at(std::size_t i) const { return offset + slope * static_cast<double>(i); }
};

/// What scipy.signal.detrend takes from a frame: nothing, its mean, or its least-squares line. Of a single sample it
/// takes all. The sums run in double precision, and the mean of equal samples is exactly that sample.
Trend trendOf(std::span<const float> samples, Detrend detrend);
Trend trendOf(std::span<const double> samples, Detrend detrend);

} // namespace gabor
