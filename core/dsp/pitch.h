// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace gabor {

/// The nearest note of the equal-tempered scale, and how far from it.
struct Pitch
{
    std::string name; ///< "A4", "C♯5": scientific pitch notation, sharps
    double cents = 0; ///< -50 to 50
};

/// @param frequencyHz  nothing below 8 Hz, where notes mean nothing
/// @param a4Hz         the concert pitch, > 0
std::optional<Pitch> pitchOf(double frequencyHz, double a4Hz = 440);

} // namespace gabor
