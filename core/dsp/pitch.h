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

/// Notes are counted in semitones as MIDI does: C-1 is 0, C4 is 60, A4 is 69.
inline constexpr int noteOfA4 = 69;

/// @param note  may lie between two notes
/// @param a4Hz  the concert pitch, > 0
double hzOfNote(double note, double a4Hz = 440);
/// @param frequencyHz  > 0
double noteOfHz(double frequencyHz, double a4Hz = 440);

/// "A4", "C♯5": scientific pitch notation, sharps.
std::string noteName(int note);
/// Whether its key on a piano is black.
bool isSharp(int note);

/// @param frequencyHz  nothing below 8 Hz, where notes mean nothing
/// @param a4Hz         the concert pitch, > 0
std::optional<Pitch> pitchOf(double frequencyHz, double a4Hz = 440);

} // namespace gabor
