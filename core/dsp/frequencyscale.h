// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace gabor {

/// How frequency becomes height.
enum class FrequencyScale {
    Linear,
    Log,  ///< octaves are equally high; 0 Hz lies infinitely far down
    Mel,  ///< HTK's: 2595 log10(1 + f / 700)
    Bark, ///< Traunmüller (1990): 26.81 f / (1960 + f) - 0.53
    Erb   ///< Glasberg and Moore (1990), ERB-rate: 21.4 log10(1 + 0.00437 f)
};

/// The place of @p hz on @p scale, rising with it: Hz, octaves re 1 Hz, mel, Bark or ERB-rate.
/// On a logarithmic scale what is not above 0 lies at -inf; the others are defined for all that is not far below 0.
double scaleFromHz(double hz, FrequencyScale scale);
/// The inverse of scaleFromHz.
double hzFromScale(double place, FrequencyScale scale);

/// The lowest frequency that a view of @p scale reaches down to: 0, but on a logarithmic scale 10 Hz, or a thousandth
/// of a @p maximumHz below 10 kHz.
double lowestHz(FrequencyScale scale, double maximumHz);

struct FrequencyScaleInfo
{
    FrequencyScale scale;
    std::string_view name;        ///< "linear", "log", "mel", "bark", "erb"
    std::string_view displayName; ///< "Linear", "Log", "Mel", "Bark", "ERB"
};

/// Every scale, in the order of a menu.
std::span<const FrequencyScaleInfo> frequencyScaleCatalog();
std::string_view nameOf(FrequencyScale scale);

} // namespace gabor
