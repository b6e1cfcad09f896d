// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/pitch.h"

#include <array>
#include <cmath>

namespace gabor {

std::optional<Pitch> pitchOf(double frequencyHz, double a4Hz)
{
    if (!(frequencyHz >= 8))
        return std::nullopt;
    static constexpr std::array<const char*, 12> names{"C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"};
    constexpr int midiOfA4 = 69;
    const double semitones = midiOfA4 + 12 * std::log2(frequencyHz / a4Hz);
    const auto note = static_cast<int>(std::lround(semitones));
    const int octave = static_cast<int>(std::floor(note / 12.0)) - 1;
    const int step = note - (octave + 1) * 12;
    return Pitch{names[static_cast<std::size_t>(step)] + std::to_string(octave), (semitones - note) * 100};
}

} // namespace gabor
