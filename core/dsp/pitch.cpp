// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/pitch.h"

#include <array>
#include <cmath>

namespace gabor {

namespace {

constexpr std::array<const char*, 12> stepNames{"C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"};

int octaveOf(int note)
{
    return static_cast<int>(std::floor(note / 12.0)) - 1;
}

/// Semitones above the C below.
int stepOf(int note)
{
    return note - (octaveOf(note) + 1) * 12;
}

} // namespace

double hzOfNote(double note, double a4Hz)
{
    return a4Hz * std::exp2((note - noteOfA4) / 12);
}

double noteOfHz(double frequencyHz, double a4Hz)
{
    return noteOfA4 + 12 * std::log2(frequencyHz / a4Hz);
}

std::string noteName(int note)
{
    return stepNames[static_cast<std::size_t>(stepOf(note))] + std::to_string(octaveOf(note));
}

bool isSharp(int note)
{
    const int step = stepOf(note);
    return step == 1 || step == 3 || step == 6 || step == 8 || step == 10;
}

std::optional<Pitch> pitchOf(double frequencyHz, double a4Hz)
{
    if (!(frequencyHz >= 8))
        return std::nullopt;
    const double semitones = noteOfHz(frequencyHz, a4Hz);
    const auto note = static_cast<int>(std::lround(semitones));
    return Pitch{noteName(note), (semitones - note) * 100};
}

} // namespace gabor
