// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/frequencyroom.h"

#include <QString>

#include <optional>
#include <vector>

class QLocale;

namespace gabor {

/// A place of the equal-tempered scale: a note, or a number of cents above it.
struct NoteTick
{
    int note = 0;     ///< as noteName has it
    double cents = 0; ///< 0 to 100

    double hz(double a4Hz) const;
    /// "A4", or between two notes how many cents it is from the nearer one: "+20".
    /// @param reference  a note to say it from; nothing: the nearer one
    QString label(const QLocale& locale, std::optional<int> reference = {}) const;
};

/// The notes in view that leave @p closest pixels between any two labels, rising: Cs, in octaves that have more room C and
/// G, C E G, C D E G A, all naturals or all semitones; cents where fewer than three notes are in view.
/// None below C-1, where notes mean nothing.
std::vector<NoteTick> noteTicks(const FrequencyRoom& room, double a4Hz, double closest);

} // namespace gabor
